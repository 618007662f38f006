from app.exports.fitting import lines_in, shortened


def test_a_text_that_fits_is_left_as_it_is() -> None:
    assert shortened("abc", 3, "!") == "abc"


def test_what_is_cut_says_so_and_no_letter_is_halved() -> None:
    assert shortened("abcd", 3, "!") == "ab!"
    assert shortened("🙂🙂", 3, "!") == "🙂!"


def test_lines_are_counted_by_the_room_that_letters_take() -> None:
    assert lines_in("", 10) == 1
    assert lines_in("a\nb", 10) == 2
    assert lines_in("好" * 9, 10) == 2
    assert lines_in("word " * 20, 21) == 5
