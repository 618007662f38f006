"""Every link from a seat to what it said is cut: what units said stays as it was told, and whose it was is gone.

Under *not attributable* when closing can be undone no longer; of every workshop when its seats are erased.
"""

from collections.abc import Sequence

from sqlmodel import Session, col, delete, func, select, update

from app.models.record import comment, told_assent, told_dissent
from app.models.record.read_back import askings_of
from app.models.record.subject import Subject
from app.models.record.voices import voices
from app.models.rounds.kept_view import KeptView
from app.models.rounds.rating import Rating, Submission
from app.models.rounds.round import Round
from app.models.workshop.workshop import Workshop


def cut_links(session: Session, workshop: Workshop) -> None:
    """What remains of ratings is in the snapshots, by unit, without seat, time or order."""
    keep_numbers(session, workshop)
    rounds = select(Round.id).where(Round.workshop_id == workshop.id)
    session.exec(delete(Rating).where(col(Rating.round_id).in_(rounds)))
    session.exec(delete(Submission).where(col(Submission.round_id).in_(rounds)))
    session.exec(update(KeptView).where(col(KeptView.round_id).in_(rounds)).values(seat_id=None))
    told_dissent.cut_from_seats(session, workshop)
    for key, askings in askings_of(session, workshop.id).items():
        heard = voices(session, Subject.of(workshop, key))
        for each in askings:
            told_assent.cut_from_seats(session, each, heard)
    comment.cut_from_seats(session, workshop.id)


def keep_numbers(session: Session, workshop: Workshop) -> None:
    """How many people answered, which nobody can count once their answers are gone. Twice is safe."""
    if workshop.people is None:
        rated = [round_ for row in Subject.overall(workshop).rated for round_ in row.rounds if round_.is_frozen]
        workshop.people = people_in(session, rated)
        workshop.people_shown = people_in(session, [round_ for round_ in rated if round_.shown_at])


def people_in(session: Session, rounds: Sequence[Round]) -> int:
    """How many people answered in these revealed rounds, each counted once."""
    seats = select(func.count(func.distinct(Rating.seat_id)))
    answered = session.exec(seats.where(col(Rating.round_id).in_([round_.id for round_ in rounds]))).one()
    return max([answered, *(round_.frozen.answered for round_ in rounds)])
