import pytest

from app.exports.slides.flow import Block, blocks, briefly, heading, height_of, pages, wrapped

WIDTH, HEIGHT = 880.0, 350.0


@pytest.mark.parametrize("text", ["w" * 5000, "word " * 900, "好" * 900, "🙂 " * 900, "W" * 900, "a\nb\n" * 200])
def test_nothing_is_higher_than_its_slide_and_nothing_is_lost(text: str) -> None:
    laid = [*blocks(text, 24, most=10_000)]
    made = pages(laid, WIDTH, HEIGHT)
    assert all(sum(height_of(block, WIDTH) for block in page) <= HEIGHT for page in made)
    assert len(made) > 1
    whole = "".join(block.text for page in made for block in page).replace(" ", "")
    assert whole == text.replace(" ", "").replace("\n", "")


def test_a_heading_stays_with_what_it_heads() -> None:
    filled = [Block("line", 24)] * 9
    made = pages([*filled, heading("Dissent"), *blocks("word " * 60)], WIDTH, HEIGHT)
    assert (made[0][-1].text, made[1][0].text) == ("line", "Dissent")


def test_what_is_cut_says_where_the_rest_stands() -> None:
    assert briefly("short", 10) == "short"
    assert briefly("one two three four", 10) == "one two … (the whole stands in the notes)"


def test_a_word_longer_than_a_line_is_broken() -> None:
    assert len(wrapped(Block("w" * 100, 20), 200)) > 5
    assert wrapped(Block("", 20), 200) == ("",)
