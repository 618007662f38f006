from app.exports.slides.notes import of_round, of_subject
from tests.exports.demo_record import demo, quiet


def test_the_notes_have_the_picture_in_words_its_findings_and_who_assents() -> None:
    six = demo().domains[-1].standards[0]
    said = "\n".join((*of_round(six.told, demo()), *of_subject(six)))
    for words in (
        "Providers: 5 people, middle 3",
        "the widest gap",
        "Council: 5 agree",
        "Two homes closed",
        "Action: ",
    ):
        assert words in said


def test_with_numbers_off_they_tell_no_middle() -> None:
    six = quiet().domains[-1].standards[0]
    said = "\n".join((*of_round(six.told, quiet()), *of_subject(six)))
    assert "Providers rated this much lower than Council did" in said
    assert "middle 3" not in said and "Red" not in said
