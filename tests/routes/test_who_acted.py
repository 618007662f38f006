"""Every act is logged with the role and place number of whoever did it; of a participant with the role alone."""

import pytest
from sqlmodel import Session, select

from app.models import Event, EvidenceItem, Position, Role, Workshop, WorkshopState
from app.models.people.seat import take_place
from app.models.record.position import PositionState, Wording
from app.models.record.settling import settle
from app.models.record.subject import Subject
from app.models.rounds.standard import numbered
from app.tokens import new_token
from tests.northvale import Hall, Town

SETTLED = {"state": "agreed", "wording": "Choice is thin outside the towns.", "after_version": "0"}
AGREED = Wording(PositionState.AGREED, "Choice is thin outside the towns.")
OFFER = {"standard": "6", "title": "Survey", "strength": "some"}


@pytest.fixture
def hall(town: Town) -> Hall:
    """Standard 6 is revealed. Beside Sam there is a second scribe, Sid."""
    hall = town.hall_in(WorkshopState.LIVE)
    hall.reveal()
    with Session(hall.store.writing) as session, session.begin():
        hall.tokens["Sid"] = take_place(session, hall.id, Role.SCRIBE)
    return hall


def logged(hall: Hall) -> list[tuple[str, str]]:
    """(who, act), in order."""
    with hall.store.read() as session:
        events = session.exec(select(Event).where(Event.workshop_id == hall.id).order_by(Event.id)).all()  # type: ignore[arg-type]
    return [(event.by, event.act) for event in events]


@pytest.mark.parametrize(
    ("path", "fields", "act"),
    [
        ("/standards/9/pin", {}, "pinned"),
        ("/standards/9/park", {}, "parked"),
        ("/positions/standard-6", SETTLED, "settled"),
        ("/seats/{Hari}/rejoin-code", {}, "made a rejoin code"),
        ("/evidence", {**OFFER, "key": "of-this-test-alone-1"}, "offered evidence"),
        ("/evidence/asked", {"asked_standard": "6", "asked_title": "Fees"}, "asked for evidence"),
        ("/words/show", {"term": "Carer"}, "explained a word"),
    ],
)
def test_what_the_second_scribe_does_is_logged_as_the_second_scribes(
    hall: Hall, path: str, fields: dict[str, str], act: str
) -> None:
    answer = hall.act(path.replace("{Hari}", str(hall.seats["Hari"])), by="Sid", **fields)
    assert answer.status_code in (200, 303), answer.text
    assert logged(hall)[-1] == ("scribe 2", act)


@pytest.mark.parametrize(
    ("paths", "acts"),
    [
        (("/standards/6/show", "/standards/6/hide"), ["showed", "hid"]),
        (("/standards/9/pin", "/standards/9/unpin"), ["pinned", "unpinned"]),
        (("/sittings?standards=9",), ["opened"]),
        (("/close",), ["closed the workshop", "fixed the record"]),
    ],
)
def test_what_the_facilitator_does_is_logged_as_the_facilitators(
    hall: Hall, paths: tuple[str, ...], acts: list[str]
) -> None:
    for path in paths:
        address, _, query = path.partition("?")
        fields = dict([query.split("=")]) if query else {}
        assert hall.act(address, **fields).status_code == 303
    assert logged(hall)[-len(acts) :] == [("facilitator", act) for act in acts]


def test_reopening_is_logged_as_the_facilitators_and_the_position_names_the_role_of_its_writer(hall: Hall) -> None:
    assert hall.act("/positions/standard-6", by="Sid", **SETTLED).status_code == 303
    assert hall.act("/positions/standard-6/reopen", reason="A report came in").status_code == 303
    assert logged(hall)[-2:] == [("scribe 2", "settled"), ("facilitator", "reopened")]
    with hall.store.read() as session:
        (position,) = session.exec(select(Position).where(Position.workshop_id == hall.id)).all()
        assert position.written_by == "scribe"


def test_one_form_sent_by_two_scribes_is_one_position(hall: Hall) -> None:
    """As before there were numbers: what a position keeps is the role."""
    with Session(hall.store.writing) as session, session.begin():
        six = numbered(session, hall.id, "6")
        first = settle(session, Subject.standard(six), AGREED, "scribe 1", 0)
        assert settle(session, Subject.standard(six), AGREED, "scribe 2", 0) is first


def test_a_participant_is_logged_without_a_number(hall: Hall) -> None:
    """A number beside an act would tell which phone it came from."""
    offered = hall.act("/phone/evidence", by="Hari", **OFFER, key=new_token())
    explained = hall.act("/words/show", by="Hari", term="Carer")
    assert (offered.status_code, explained.status_code) == (303, 303)
    assert logged(hall)[-2:] == [("participant", "offered evidence"), ("participant", "explained a word")]
    with hall.store.read() as session:
        added = session.exec(select(EvidenceItem.added_by).where(EvidenceItem.workshop_id == hall.id)).all()
        assert (list(added), session.get_one(Workshop, hall.id).explained_term) == (["participant"], "Carer")
