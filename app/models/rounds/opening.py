"""Opening a sitting; and calling it off, as if it had not been opened."""

from sqlmodel import Session, col, select

from app.errors import Incomplete, Refusal
from app.frameworks import OVERALL
from app.models.people.moving import make_moves
from app.models.rounds.rating import Rating
from app.models.rounds.round import Round
from app.models.rounds.sitting import RoundState, Sitting, current_sitting
from app.models.rounds.standard import Standard
from app.models.workshop.workshop import Workshop


def open_sitting(
    session: Session, workshop: Workshop, numbers: list[str], after: int | None = None, *, by: str
) -> Sitting:
    """Opens these standards for rating together. The first sitting starts the workshop. Asking twice is safe.

    `after` is the round that a page showed as the newest of the only one: it is rated again after having seen that.
    """
    workshop.must_go_on()
    if current := current_sitting(session, workshop.id):
        if current.state is RoundState.OPEN and {round_.standard.number for round_ in current.rounds} == set(numbers):
            return current
        raise Refusal("A sitting is under way. Close and reveal it before you open another.")
    chosen = [standard for standard in workshop.standards if standard.number in numbers]
    if OVERALL in numbers:
        chosen.append(_arrow(session, workshop))
    if not chosen or len(chosen) != len(set(numbers)):
        raise Incomplete({"standards": "Choose at least one standard of this workshop to open for rating."})
    for standard in chosen:
        if standard.settled_at:
            raise Refusal(f"{standard.spoken} is settled. Reopen it, with a reason, before rating it again.")
        standard.must_show(after)
    workshop.start(session, by=by)
    workshop.overview_on_stage = False  # it does not come back by itself beside what is revealed then
    make_moves(session, workshop.id)
    sitting = Sitting(workshop_id=workshop.id)
    session.add(sitting)
    session.flush()
    for standard in chosen:
        # Into the collections too, so that standard and sitting know their new round at once.
        number = len(standard.rounds) + 1
        round_ = Round(workshop_id=workshop.id, sitting_id=sitting.id, standard_id=standard.id, number=number)
        sitting.rounds.append(round_)
        standard.rounds.append(round_)
    session.flush()
    sitting.log(session, by, "opened")
    return sitting


def _arrow(session: Session, workshop: Workshop) -> Standard:
    """The row that the whole is rated on; made when it is opened for the first time."""
    if workshop.arrow is None:
        place, title = len(workshop.standards), workshop.framework.whole.title
        session.add(Standard(workshop_id=workshop.id, place=place, number=OVERALL, title=title, is_overall=True))
        session.flush()
        session.refresh(workshop, ["arrow"])
    assert workshop.arrow is not None
    return workshop.arrow


def call_off(session: Session, sitting: Sitting, *, by: str) -> None:
    """Possible while nobody has answered, for no answer is ever thrown away."""
    if sitting.state is RoundState.REVEALED or _has_answers(session, sitting):
        raise Refusal("Somebody has answered already, and no answer is thrown away. Close and reveal this sitting.")
    sitting.log(session, by, "called off")
    for round_ in sitting.rounds:
        session.delete(round_)
    session.delete(sitting)


def _has_answers(session: Session, sitting: Sitting) -> bool:
    rounds = [round_.id for round_ in sitting.rounds]
    return session.exec(select(Rating.id).where(col(Rating.round_id).in_(rounds))).first() is not None
