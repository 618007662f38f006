import io

from pptx import Presentation

from app.exports.slides.deck import Deck
from app.exports.slides.flow import Block
from app.exports.slides.letters import room
from app.exports.slides.page import BODY


def test_no_two_slides_have_the_same_title_and_no_title_more_than_two_lines() -> None:
    deck = Deck("Northvale", "A route map", "NOT FOR PUBLICATION", "Northvale Council " * 20)
    for title in ("6. Market", "6. Market", "w" * 9000, "w" * 9000, "", "long words " * 200):
        deck.words(title, [Block("We ask.")], "Notes.")
    titles = [slide.shapes.title.text for slide in Presentation(io.BytesIO(deck.save())).slides]
    assert titles[:2] == ["6. Market", "6. Market (2)"]
    assert len({*titles}) == len(titles) == 6
    assert all(len(title) < 120 for title in titles)


def test_words_that_do_not_fit_go_on_with_the_same_notes() -> None:
    deck = Deck("Northvale", "A route map", "", "Northvale Council")
    made = deck.words("6. Market", [Block("word " * 600, 24)], "In full.")
    assert len(made) > 1
    assert {frame and frame.text for frame in (slide.notes_slide.notes_text_frame for slide in made)} == {"In full."}
    assert room(BODY)[1] < 360
