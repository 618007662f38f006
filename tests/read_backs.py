"""A hall where standard 6 is revealed and its words are read back: what people say to them, and what is stored."""

import httpx2
from sqlmodel import Session, select

from app.models import Assent, CanStand, Dissent, ReadBack, Sitting
from app.models.rounds.revealing import reveal
from app.tokens import new_token
from tests.northvale import Hall, Town

CANARY = "A canary sings of fees."
WORDS = "Choice is thin outside the towns."
PEOPLE = ("Olu", "Oona", "Omar", "Ola", "Priya", "Pat", "Petra", "Hari", "Carol", "Cy")


def revealed(town: Town, **changes: object) -> Hall:
    hall = town.hall(**changes)
    hall.open("6")
    hall.rated({name: "8" if name.startswith("O") else "3" for name in hall.seats.keys() & set(PEOPLE)})
    with Session(hall.store.writing) as session, session.begin():
        sitting = session.get_one(Sitting, hall.sitting)
        sitting.close(session, by="facilitator")
        reveal(session, sitting, by="facilitator")
    return hall


def asked(hall: Hall, words: str = WORDS) -> int:
    answer = hall.act("/positions/standard-6/read-back", state="agreed", wording=words)
    assert answer.status_code == 200
    with hall.store.read() as session:
        rows = session.exec(select(ReadBack).where(ReadBack.workshop_id == hall.id)).all()
        return max(row.id for row in rows)


def say(hall: Hall, name: str, read_back: int, answer: str, key: str = "", **also: str) -> httpx2.Response:
    fields = {"answer": answer, "key": key or new_token(), **also}
    return hall.act(f"/read-backs/{read_back}/assent", by=name, **fields)


def dissent(hall: Hall, name: str, read_back: int, text: str = CANARY, shown: str = "none", **also: str) -> int:
    """Its number."""
    assert say(hall, name, read_back, "no", words=text, shown=shown, **also).status_code == 303
    with hall.store.read() as session:
        return session.exec(select(Dissent.id).where(Dissent.seat_id == hall.seats[name])).one()


def answers(hall: Hall) -> dict[int, CanStand]:
    with hall.store.read() as session:
        ids = set(hall.seats.values())
        return {row.seat_id: row.answer for row in session.exec(select(Assent)) if row.seat_id in ids}


def words_of(hall: Hall) -> list[Dissent]:
    with hall.store.read() as session:
        return list(session.exec(select(Dissent).where(Dissent.workshop_id == hall.id)))
