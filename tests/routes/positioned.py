"""A hall with something to settle."""

from sqlmodel import select

from app.models import Position
from tests.northvale import Hall, Town

WORDS = {"state": "agreed", "wording": "Choice is thin outside the towns.", "after_version": "0"}


def with_something_to_settle(town: Town) -> Hall:
    """Standard 6 is revealed."""
    hall = town.hall()
    hall.open("6")
    hall.rated(dict.fromkeys(("Olu", "Oona", "Omar", "Priya", "Pat", "Petra"), "3"))
    hall.reveal()
    return hall


def newest(hall: Hall) -> Position | None:
    with hall.store.read() as session:
        positions = select(Position).where(Position.workshop_id == hall.id).order_by(Position.id.desc())  # type: ignore[attr-defined]
        return session.exec(positions).first()
