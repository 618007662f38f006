"""Two write at once: each field has a number, and nobody's words are overwritten, or settled, unseen."""

import pytest

from app.errors import Incomplete, Refusal
from app.models.record.position import PositionState, Wording
from app.models.record.settling import settle
from app.models.record.subject import Subject
from app.models.record.typed_text import FIELDS, Kept, Keystrokes, TypedText, choose, type_text, typed_texts
from app.models.rounds.standard import numbered
from tests.conftest import Lobby

ANSWERS: dict[str, int | None] = {"Olu": 7, "Priya": 3, "Pat": 3, "Petra": 4}
AGREED = Wording(PositionState.AGREED, "Choice is thin.")
FAYS, SAMS, THIRD = "a-page-of-fay", "a-page-of-sam", "a-third-page"


@pytest.fixture
def subject(room: Lobby) -> Subject:
    room.revealed(ANSWERS)
    return Subject.standard(numbered(room.session, room.workshop.id, "6"))


def types(room: Lobby, subject: Subject, text: str, after: int, page: str, field: str = "wording") -> Kept:
    by = "facilitator" if page == FAYS else "scribe 1"
    return type_text(room.session, subject, Keystrokes(field, text, after, page), by=by)


def row(room: Lobby, subject: Subject, field: str = "wording") -> TypedText:
    return typed_texts(room.session, subject)[field]


def test_what_is_typed_is_kept_with_who_typed_it_and_a_number_that_rises(room: Lobby, subject: Subject) -> None:
    numbers = [types(room, subject, text, number, FAYS).number for number, text in enumerate(("V", "Va", "Vac"))]
    assert numbers == [1, 2, 3]
    assert (row(room, subject).text, row(room, subject).by) == ("Vac", "facilitator")


def test_whoever_has_seen_the_words_goes_on_from_them(room: Lobby, subject: Subject) -> None:
    types(room, subject, "Vacancies are low", 0, FAYS)
    assert types(room, subject, "Vacancies are low, fees too", 1, SAMS) == Kept(
        2, has_rival=False, at=row(room, subject).typed_at
    )
    assert (row(room, subject).text, row(room, subject).by) == ("Vacancies are low, fees too", "scribe 1")


def test_two_who_began_from_the_same_words_stand_side_by_side_and_neither_is_lost(
    room: Lobby, subject: Subject
) -> None:
    types(room, subject, "Start", 0, FAYS)
    types(room, subject, "Start, says Fay", 1, FAYS)
    assert types(room, subject, "Start, says Sam", 1, SAMS).has_rival
    for text in ("Start, says Fay, and more", "Start, says Fay, and more yet"):
        types(room, subject, text, 2, FAYS)
    types(room, subject, "Start, says Sam again", 1, SAMS)
    both = row(room, subject)
    assert (both.text, both.rival_text) == ("Start, says Fay, and more yet", "Start, says Sam again")
    assert (both.by, both.rival_by) == ("facilitator", "scribe 1")


def test_the_same_words_from_two_pages_are_no_rivals(room: Lobby, subject: Subject) -> None:
    types(room, subject, "Start", 0, FAYS)
    assert not types(room, subject, "Start", 0, SAMS).has_rival


def test_a_page_that_was_loaded_again_goes_on_and_is_no_rival_of_itself(room: Lobby, subject: Subject) -> None:
    """A lost answer: the page sends from the number it knew, and nobody else has written since."""
    types(room, subject, "One", 0, FAYS)
    assert types(room, subject, "One, two", 0, FAYS).number == 2
    assert not types(room, subject, "One, two, three", 2, "the-same-person-later").has_rival


def test_a_third_writer_waits_until_one_of_two_was_chosen(room: Lobby, subject: Subject) -> None:
    types(room, subject, "Fay", 0, FAYS)
    types(room, subject, "Sam", 0, SAMS)
    with pytest.raises(Refusal, match="two texts stand side by side"):
        types(room, subject, "Third", 0, THIRD)
    assert (row(room, subject).text, row(room, subject).rival_text) == ("Fay", "Sam")


@pytest.mark.parametrize(("rival", "kept", "by"), [(False, "Fay", "facilitator"), (True, "Sam", "scribe 1")])
def test_a_person_chooses_one_and_everybody_goes_on_from_it(
    room: Lobby, subject: Subject, rival: bool, kept: str, by: str
) -> None:
    types(room, subject, "Fay", 0, FAYS)
    types(room, subject, "Sam", 0, SAMS)
    choose(room.session, subject, "wording", 2, rival=rival)
    chosen = row(room, subject)
    assert (chosen.text, chosen.by, chosen.has_rival, chosen.number) == (kept, by, False, 3)
    choose(room.session, subject, "wording", 2, rival=not rival)
    assert row(room, subject).text == kept
    assert types(room, subject, "Late words of before", 0, THIRD).has_rival


def test_a_choice_between_texts_that_went_on_meanwhile_is_no_choice(room: Lobby, subject: Subject) -> None:
    types(room, subject, "Fay", 0, FAYS)
    types(room, subject, "Sam", 0, SAMS)
    for page, text in ((FAYS, "Fay goes on"), (SAMS, "Sam goes on")):
        seen = row(room, subject).number
        types(room, subject, text, 0, page)
        choose(room.session, subject, "wording", seen, rival=page == FAYS)
        assert row(room, subject).has_rival
    assert (row(room, subject).text, row(room, subject).rival_text) == ("Fay goes on", "Sam goes on")


def test_words_that_somebody_has_not_seen_are_not_settled_over(room: Lobby, subject: Subject) -> None:
    types(room, subject, "Choice is thin, says Sam", 0, SAMS)
    with pytest.raises(Refusal, match="scribe 1 wrote something else"):
        settle(room.session, subject, AGREED, "facilitator", 0, {}, FAYS)
    types(room, subject, "Providers differ", 0, SAMS, "divergent_views")
    with pytest.raises(Refusal, match="Look at both texts"):
        settle(room.session, subject, AGREED, "facilitator", 0, {"wording": 1}, FAYS)
    assert settle(room.session, subject, AGREED, "facilitator", 0, {"wording": 1, "divergent_views": 1}, FAYS)


def test_what_a_page_typed_itself_may_overtake_its_own_form(room: Lobby, subject: Subject) -> None:
    """The last letters and the press of the button leave at the same moment."""
    types(room, subject, "Choice is thi", 0, FAYS)
    types(room, subject, "Choice is thin.", 1, FAYS)
    assert settle(room.session, subject, AGREED, "facilitator", 0, {"wording": 1}, FAYS).version == 1


def test_two_texts_side_by_side_are_not_settled_whoever_has_seen_them(room: Lobby, subject: Subject) -> None:
    types(room, subject, "Fay", 0, FAYS)
    types(room, subject, "Sam", 0, SAMS)
    with pytest.raises(Refusal, match="choose, and settle again"):
        settle(room.session, subject, AGREED, "facilitator", 0, {"wording": 1}, FAYS)


def test_what_was_settled_is_no_typed_text_any_more_and_nobody_is_told_that_more_of_it_was_saved(
    room: Lobby, subject: Subject
) -> None:
    types(room, subject, "Choice is thin.", 0, FAYS)
    settle(room.session, subject, AGREED, "facilitator", 0, {"wording": 1}, FAYS)
    assert typed_texts(room.session, subject) == {}
    with pytest.raises(Refusal, match="this was settled meanwhile"):
        types(room, subject, "Choice is thin. Lat", 1, SAMS)
    assert typed_texts(room.session, subject) == {}
    types(room, subject, "A fee review", 0, FAYS, "next_step")
    assert row(room, subject, "next_step").text == "A fee review"


def test_a_field_that_no_form_has_and_a_text_that_is_too_long_are_refused_in_words(
    room: Lobby, subject: Subject
) -> None:
    for field, text, page in (("no-such-field", "x", FAYS), ("wording", "x", "short")):
        with pytest.raises(Incomplete, match="Copy your words"):
            types(room, subject, text, 0, page, field)
    with pytest.raises(Incomplete, match="under 4000 characters"):
        types(room, subject, "x" * 4001, 0, FAYS)
    assert typed_texts(room.session, subject) == {}


def test_nothing_is_written_before_the_reveal(room: Lobby) -> None:
    room.open("6")
    six = Subject.standard(numbered(room.session, room.workshop.id, "6"))
    with pytest.raises(Refusal, match="after the reveal"):
        types(room, six, "Too soon", 0, FAYS)


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_of_the_form_is_kept_as_it_is_typed(room: Lobby, subject: Subject, field: str) -> None:
    types(room, subject, " <b>as typed</b>\r\n ", 0, FAYS, field)
    assert row(room, subject, field).text == " <b>as typed</b>\r\n "
