"""The practice rating."""

from sqlmodel import Session, select

from app.models import Seat
from tests.northvale import Town


def test_practice_is_counted_and_what_was_chosen_is_nowhere(town: Town) -> None:
    hall = town.hall()
    assert "How was your journey here today?" in hall.see("/phone/practice", by="Pat").text
    assert "Choose a number" in hall.act("/phone/practice", by="Pat").text
    for _ in range(2):
        assert hall.act("/phone/practice", by="Pat", answer="07").status_code == 303
    for path, name in (("/stage", "stage"), ("/console", "Fay")):
        assert "1 person has practised" in " ".join(hall.see(path, by=name).text.split())
    assert "checked" not in hall.see("/phone/practice", by="Pat").text


def test_a_waiting_seat_may_practise_and_is_not_counted(town: Town) -> None:
    hall = town.hall()
    hall.comes_late("Nia", "Council")
    assert hall.act("/phone/practice", by="Nia", answer="ct").status_code == 303
    assert "practised" not in hall.see("/stage", by="stage").text
    with Session(hall.store.writing) as session:
        assert any(seat.has_practised for seat in session.exec(select(Seat)))
