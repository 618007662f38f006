"""A complaint leads to nobody but by what its writer says, is told from the day after, and its dates are the law's."""

from datetime import timedelta

import pytest
from sqlmodel import select

from app.clock import now, today
from app.errors import Incomplete, NotFound, Refusal
from app.models import Complaint
from app.models.ending.erasing_record import erase_record
from app.models.people.complaint import KEPT_FOR, LONGEST, complain, complaint_of, complaints_about, unanswered
from app.tokens import new_token
from tests.conftest import Lobby

WORDS = "My label was read aloud."


def sent(room: Lobby, code: str = "", text: str = WORDS, *, days_ago: int = 1) -> Complaint:
    complain(room.session, code, text, "", new_token())
    room.session.flush()
    (complaint,) = room.session.exec(select(Complaint).where(Complaint.text == text)).all()
    complaint.received_on = today() - timedelta(days=days_ago)
    return complaint


def test_nothing_that_is_stored_could_lead_to_a_seat() -> None:
    assert set(Complaint.model_fields) == {
        "id", "workshop_id", "token_hash", "reference", "text", "reach", "occasion", "received_on", "acknowledged_at",
        "progress", "outcome", "outcome_at",
    }  # fmt: skip


def test_a_code_however_it_is_typed_leads_it_to_its_workshop_and_any_other_to_whoever_runs_the_service(
    room: Lobby,
) -> None:
    code = room.workshop.join_code or ""
    assert sent(room, f"{code[:3].lower()} {code[3:]}", "ours").workshop_id == room.workshop.id
    assert sent(room, "NOSUCH", "unknown").workshop_id is None
    assert sent(room, "", "none").workshop_id is None
    assert [one.text for one in complaints_about(room.session, room.workshop.id)] == ["ours"]
    assert {one.text for one in complaints_about(room.session, None)} == {"unknown", "none"}


def test_on_its_own_day_it_is_told_to_nobody_or_who_has_a_phone_in_hand_would_be_its_writer(room: Lobby) -> None:
    complaint = sent(room, room.workshop.join_code or "", days_ago=0)
    assert complaints_about(room.session, room.workshop.id) == []
    assert unanswered(room.session, [room.workshop.id]) == {}
    with pytest.raises(NotFound):
        complaint_of(room.session, room.workshop.id, complaint.id)


def test_it_is_to_be_acknowledged_within_thirty_days_its_own_among_them(room: Lobby) -> None:
    complaint = sent(room, days_ago=29)
    assert complaint.acknowledge_by == today() and not complaint.is_late
    complaint.received_on -= timedelta(days=1)
    assert complaint.is_late
    complaint.acknowledge("We ask the scribe.")
    first = complaint.acknowledged_at
    complaint.acknowledge()
    assert (complaint.is_late, complaint.acknowledged_at, complaint.progress) == (False, first, "We ask the scribe.")


def test_an_outcome_is_told_once_and_stands(room: Lobby) -> None:
    complaint = sent(room)
    with pytest.raises(Incomplete):
        complaint.tell(" ")
    complaint.tell("You were right.")
    complaint.tell("You were right.")
    assert complaint.acknowledged_at == complaint.outcome_at is not None
    with pytest.raises(Refusal, match="told already"):
        complaint.tell("You were wrong.")
    with pytest.raises(Refusal, match="told already"):
        complaint.acknowledge()
    assert complaint.outcome == "You were right."


def test_what_is_empty_or_too_long_is_refused_at_its_field(room: Lobby) -> None:
    with pytest.raises(Incomplete) as empty:
        complain(room.session, "", " ", "", new_token())
    with pytest.raises(Incomplete) as long:
        complain(room.session, "", "x" * (LONGEST + 1), "", new_token())
    assert [list(it.value.problems) for it in (empty, long)] == [["text"], ["text"]]


def test_another_rooms_complaint_does_not_exist_here(room: Lobby) -> None:
    complaint = sent(room, room.workshop.join_code or "")
    assert complaint_of(room.session, room.workshop.id, complaint.id) is complaint
    for elsewhere in (None, room.workshop.id + 1):
        with pytest.raises(NotFound):
            complaint_of(room.session, elsewhere, complaint.id)


def test_it_goes_with_the_record_and_without_a_workshop_a_year_after_its_outcome(room: Lobby) -> None:
    sent(room, room.workshop.join_code or "", "ours")
    old, waits = sent(room, "", "old"), sent(room, "", "waits")
    old.outcome_at = now() - KEPT_FOR - timedelta(days=1)
    room.session.flush()
    erase_record(room.session, room.workshop)
    complain(room.session, "", "new", "", new_token())
    room.session.flush()
    left = room.session.exec(select(Complaint.text)).all()
    assert set(left) == {waits.text, "new"}
