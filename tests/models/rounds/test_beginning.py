"""A draft begins with nothing chosen for anybody, or as a copy of what was prepared and of nothing people wrote."""

import pytest
from sqlmodel import Session, select

from app.errors import Incomplete
from app.models import Account, Seat
from app.models.rounds.beginning import begin, copy
from app.models.rounds.preparing import missing, must_be_whole, prepare
from app.models.workshop.steps import Step
from app.models.workshop.typed_draft import values_of
from tests.conftest import Lobby


@pytest.fixture
def fay(session: Session) -> Account:
    return Account.add(session, "fay@northvale.example", "Fay", "not a hash")


def test_a_new_draft_has_nothing_chosen_for_anybody(session: Session, fay: Account) -> None:
    workshop = begin(session, fay.id, "Eastmere Council", " Day 1 ", "2026-12-01")
    assert (workshop.title, workshop.held_on.isoformat(), workshop.standards, workshop.groups) == (
        "Day 1", "2026-12-01", [], [],
    )  # fmt: skip
    assert missing(session, values_of(workshop)).keys() == {
        "purpose", "standards", "groups", "responsible", "data_contact", "lawful_basis", "erase_seats_on",
        "erase_record_on",
    }  # fmt: skip
    with pytest.raises(Incomplete):
        must_be_whole(session, workshop)


def test_a_draft_does_not_begin_without_what_everybody_knows_first(session: Session, fay: Account) -> None:
    with pytest.raises(Incomplete) as refused:
        begin(session, fay.id, " ", "x" * 121, "soon")
    assert refused.value.problems.keys() == {"council", "title", "held_on"}


def test_a_copy_has_what_was_prepared_and_neither_dates_code_people_nor_what_they_wrote(room: Lobby) -> None:
    room.seat("Olu", "Council")
    before = room.workshop
    again = copy(room.session, before, before.owner_id)
    assert (again.title, again.state, again.join_code) == ("Day 2 (copy)", "draft", None)
    assert [(g.name, g.expected) for g in again.groups] == [(g.name, g.expected) for g in before.groups]
    assert [s.number for s in again.standards] == [s.number for s in before.standards]
    assert (again.responsible, again.ground_rules, again.purpose) == (
        before.responsible, before.ground_rules, before.purpose,
    )  # fmt: skip
    assert missing(room.session, values_of(again)).keys() == {"held_on", "erase_seats_on", "erase_record_on"}
    assert not room.session.exec(select(Seat).where(Seat.workshop_id == again.id)).all()


def test_a_copy_of_a_half_filled_draft_is_as_half_filled(session: Session, fay: Account) -> None:
    workshop = begin(session, fay.id, "Eastmere Council", "x" * 120, "2026-12-01")
    prepare(session, workshop, Step.STANDARDS, {"standards": ["99"], "framework_key": "nonsense"})
    again = copy(session, workshop, fay.id)
    assert again.half_filled[Step.STANDARDS] == {"standards": ["99"], "framework_key": "nonsense"}
    values = values_of(again)
    assert values["title"].endswith("x (copy)") and len(values["title"]) == 120 and values["held_on"] == ""
