"""What is told to single phones about their place: that they may come in, or that their group is asked again."""

from sqlmodel import Session, col, select

from app.models import Seat
from app.rendering import fragment


def admitted_among(session: Session, seat_ids: set[int]) -> set[int]:
    if not seat_ids:
        return set()
    return set(session.exec(select(Seat.id).where(col(Seat.id).in_(seat_ids), Seat.admitted_at != None)))


def nodded(workshop_id: int) -> dict[str, str]:
    """As an own letter, for the nod is for some of those who wait; the page goes on when it finds it."""
    return {"waiting": fragment("live/_waiting.html", goes_to=f"/workshops/{workshop_id}/phone", group="")}


def asked(workshop_id: int, because: str) -> dict[str, str]:
    """The question about a small group, for a phone that is in the middle of something else."""
    return {"notice": fragment("live/_asked.html", workshop_id=workshop_id, because=because)}


def moved(group: str, *, at_once: bool) -> dict[str, str]:
    when = "now" if at_once else "from the next time that standards are opened"
    return {"notice": fragment("live/_notice.html", sentence=f"Your seat was moved: you speak for {group} {when}.")}
