"""A standard: which of its questions are asked, and how it is told in Easy Read."""

from app.frameworks import DEFAULT, Standard, framework

PUBLISHED = framework(DEFAULT)


def test_a_question_that_was_printed_by_mistake_is_not_asked() -> None:
    asked = PUBLISHED.standard("6")
    assert {question.number for question in asked.questions} - {it.number for it in asked.genuine_questions} == {"6c"}


def test_easy_read_is_told_line_by_line_with_what_its_picture_shows_and_without_a_slot_there_is_none() -> None:
    six = PUBLISHED.standard("6")
    assert six.easy_lines[0] == "There is good help near you." and len(six.easy_lines) == 4
    assert six.picture_shows == "Three houses in a row, each of another kind."
    assert six.model_copy(update={"picture_says": "Our high street."}).picture_shows == "Our high street."
    assert six.model_copy(update={"picture": "of a newer program"}).picture_shows == ""
    earlier = Standard(number="1", title="A warm welcome")
    assert (earlier.easy_lines, earlier.picture_shows) == ((), "")
