"""What happens between the lobby and the talk, beyond what the demo's stages hold."""

from collections.abc import Mapping, Sequence

from sqlmodel import Session, col, select

from app.demo.northvale import RATINGS
from app.frameworks import OVERALL
from app.models import Answer, Role, Round, Seat, Workshop
from app.models.people.more_time import need_more_time
from app.models.rounds.opening import open_sitting
from app.models.rounds.rating import rate
from app.models.rounds.revealing import reveal
from app.models.rounds.sitting import Sitting, current_sitting
from app.models.rounds.standard import numbered
from app.tokens import new_token

FAY = "facilitator"
Scores = Mapping[str, Sequence[int | None]]  # by group


def people_of(session: Session, workshop: Workshop, group: str = "") -> list[Seat]:
    seats = select(Seat).where(Seat.workshop_id == workshop.id, Seat.role == Role.PARTICIPANT).order_by(col(Seat.id))
    wanted = {row.id for row in workshop.groups if group in ("", row.name)}
    return [seat for seat in session.exec(seats) if seat.group_id in wanted and not seat.is_waiting]


def under_way(session: Session, workshop: Workshop) -> Sitting:
    sitting = current_sitting(session, workshop.id)
    assert sitting is not None
    return sitting


def waited_for(session: Session, workshop: Workshop) -> None:
    """Two ask for more time."""
    for seat in people_of(session, workshop)[5:7]:
        need_more_time(session, seat.id, under_way(session, workshop).id, needs=True)


def closed(session: Session, workshop: Workshop) -> None:
    under_way(session, workshop).close(session, by=FAY)


def hidden(session: Session, workshop: Workshop) -> None:
    numbered(session, workshop.id, "6").hide(session, by=FAY)


def opened_again(session: Session, workshop: Workshop) -> None:
    """The sixth, after seeing: two groups have answered."""
    sitting = open_sitting(session, workshop, ["6"], by=FAY)
    scores = dict(list(RATINGS["6"].items())[:2])
    rated(session, workshop, sitting.rounds[0], scores)


def rated_again(session: Session, workshop: Workshop) -> None:
    """The council a point lower, and providers two higher."""
    sitting = open_sitting(session, workshop, ["6"], by=FAY)
    moved = {"Council": -1, "Providers": 2}
    scores = {name: [score and score + moved.get(name, 0) for score in said] for name, said in RATINGS["6"].items()}
    rated(session, workshop, sitting.rounds[0], scores)
    revealed(session, sitting)
    numbered(session, workshop.id, "6").show(session, by=FAY)


def rated(session: Session, workshop: Workshop, round_: Round, scores: Scores) -> None:
    for group, said in scores.items():
        for seat, score in zip(people_of(session, workshop, group), said, strict=False):
            rate(session, seat.id, workshop.id, round_.id, Answer(score, key=new_token()))


def revealed(session: Session, sitting: Sitting) -> None:
    sitting.close(session, by=FAY)
    reveal(session, sitting, by=FAY)


def arrow_opened(session: Session, workshop: Workshop) -> None:
    sitting = open_sitting(session, workshop, [OVERALL], by=FAY)
    rated(session, workshop, sitting.rounds[0], {"Council": (7, 7, 8), "Providers": (4, 4)})
