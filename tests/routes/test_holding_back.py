"""Holding words back: with a reason that their writer is told and the record keeps, by the facilitator alone."""

import pytest
from sqlmodel import Session, select

from app.models import Event, Reason, Round, Sitting
from app.models.rounds.revealing import reveal
from tests.northvale import Hall, Town
from tests.read_backs import CANARY, asked, dissent, revealed, words_of

WHY = "It names a person."


@pytest.fixture
def hall(town: Town) -> Hall:
    return revealed(town)


def logged(hall: Hall) -> list[tuple[str, dict[str, object]]]:
    with hall.store.read() as session:
        events = session.exec(select(Event).where(Event.workshop_id == hall.id)).all()
        return [(event.act, event.about) for event in events]


def told(hall: Hall) -> int:
    """A dissent that the console has been told of."""
    number = dissent(hall, "Pat", asked(hall))
    hall.act("/askings/end")
    return number


def test_a_dissent_is_held_back_with_a_reason_and_let_stand_again(hall: Hall) -> None:
    number = told(hall)
    assert f"/dissents/{number}" in hall.see("/console/standards/6").text
    assert CANARY in hall.see(f"/dissents/{number}").text
    answer = hall.act(f"/dissents/{number}/hold-back", why=WHY)
    assert answer.headers["location"].endswith("/console/standards/6")
    assert WHY in hall.see("/console/standards/6").text
    page = hall.see("/phone/positions/standard-6", by="Pat").text
    assert "Your words are held back" in page and WHY in page
    assert "Your own words are held back" in hall.see("/phone", by="Pat").text
    assert ("held back a dissent", {"why": WHY}) in logged(hall)
    hall.act(f"/dissents/{number}/let-stand")
    assert [row.held_back_at for row in words_of(hall)] == [None]
    assert "held back" not in hall.see("/phone/positions/standard-6", by="Pat").text


def test_without_a_reason_nothing_is_held_back_and_what_was_typed_stays(hall: Hall) -> None:
    number = told(hall)
    for why in ("", "x" * 301):
        answer = hall.act(f"/dissents/{number}/hold-back", why=why)
        assert answer.status_code == 422 and why in answer.text and CANARY in answer.text
    assert [row.held_back_at for row in words_of(hall)] == [None]


def test_while_words_are_asked_about_not_even_the_facilitator_finds_a_dissent(hall: Hall) -> None:
    """Numbers can be tried out: a page that opened would tell who has just written, and what."""
    number = dissent(hall, "Pat", asked(hall))
    for path in (f"/dissents/{number}", f"/dissents/{number}/hold-back", f"/dissents/{number}/let-stand"):
        answer = hall.see(path) if path.count("/") == 2 else hall.act(path, why=WHY)
        assert answer.status_code == 404 and CANARY not in answer.text
    assert [row.held_back_at for row in words_of(hall)] == [None]
    hall.act("/askings/end")
    assert hall.see(f"/dissents/{number}").status_code == 200
    asked(hall, "Choice is good.")
    assert hall.see(f"/dissents/{number}").status_code == 404


def test_another_room_s_words_are_not_there(hall: Hall, town: Town) -> None:
    number = told(revealed(town))
    asked(hall)
    assert hall.see(f"/dissents/{number}").status_code == 404
    assert hall.act(f"/dissents/{number}/hold-back", why=WHY).status_code == 404


def test_neither_scribe_nor_participant_may(hall: Hall) -> None:
    number = told(hall)
    for who in ("Sam", "Pat", "Ruth", "stage"):
        assert hall.see(f"/dissents/{number}", by=who).status_code == 403
        assert hall.act(f"/dissents/{number}/hold-back", by=who, why=WHY).status_code == 403


def test_a_rating_s_reason_is_held_back_and_its_writer_is_told_why(town: Town) -> None:
    hall = town.hall()
    hall.open("6")
    for name in ("Priya", "Pat", "Petra", "Olu", "Oona", "Omar"):
        hall.rate(name, "6", "4", f"{name}: {CANARY}")
    with Session(hall.store.writing) as session, session.begin():
        sitting = session.get_one(Sitting, hall.sitting)
        sitting.close(session, by="facilitator")
        reveal(session, sitting, by="facilitator")
    with hall.store.read() as session:
        reasons = select(Reason).join(Round).where(Round.workshop_id == hall.id)
        number = next(reason.id for reason in session.exec(reasons) if reason.text.startswith("Pat"))
    assert f"/reasons/{number}" in hall.see("/console/standards/6").text
    assert f"/reasons/{number}" not in hall.see("/console/standards/6", by="Sam").text
    assert hall.act(f"/reasons/{number}/hold-back", why="").status_code == 422
    assert hall.act(f"/reasons/{number}/hold-back", why=WHY).status_code == 303
    rounds = f"/phone/rounds/{hall.rounds['6']}"
    assert WHY in hall.see(rounds, by="Pat").text and WHY not in hall.see(rounds, by="Petra").text
    assert hall.act(f"/reasons/{number}/let-stand").status_code == 303
    assert WHY not in hall.see(rounds, by="Pat").text
    assert hall.see(f"/reasons/{number}", by="Sam").status_code == 403
    assert revealed(town).see(f"/reasons/{number}").status_code == 404
