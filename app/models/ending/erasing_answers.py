"""A participant's own answers, erased because they wish it, before the close.

What was told stays as it was told, or what changed with it would tell what they had said: in rounds that are revealed
the number stays, and so does an answer to words of which asking has ended, both with a seat that is emptied. Everything
that leads to them or is in their words goes, and what was not told yet goes whole.
"""

import secrets

from sqlmodel import Session, col, delete, select

from app.clock import now
from app.models.ending import pack
from app.models.people.one_use_link import OneUseLink
from app.models.people.return_link import ReturnLink
from app.models.people.seat import Seat
from app.models.record.comment import Comment
from app.models.record.dissent import Dissent, StandsBehind, forget_decisions
from app.models.record.read_back import Assent, AssentSubmission, ReadBack, askings_of
from app.models.record.subject import Key
from app.models.rounds.kept_view import FEWEST_KEPT, KeptView
from app.models.rounds.person import people_of
from app.models.rounds.rating import Rating, Submission
from app.models.rounds.reason import Reason
from app.models.rounds.round import Round
from app.models.workshop.choices import AttributionRule
from app.models.workshop.event import forget_fixed, record
from app.models.workshop.workshop import Workshop


def erase_answers(session: Session, workshop: Workshop, seat: Seat) -> None:
    """Nobody sits on the seat again. Asking twice is safe."""
    if seat.removed_at:
        return
    workshop.must_go_on()
    for rating in session.exec(select(Rating).where(Rating.seat_id == seat.id)).all():
        _erase_rating(session, workshop, rating)
    session.exec(delete(Submission).where(col(Submission.seat_id) == seat.id))
    _erase_assents(session, seat)
    _erase_dissents(session, workshop, seat)
    _erase_first_views(session, workshop, seat)
    for table in (Comment, ReturnLink, OneUseLink):
        session.exec(delete(table).where(col(table.seat_id) == seat.id))
    _empty(workshop, seat)
    pack.forget(session, workshop.id)
    forget_fixed(session, workshop.id)  # by a close that was undone
    record(session, workshop.id, "participant", "erased their answers")


def _erase_rating(session: Session, workshop: Workshop, rating: Rating) -> None:
    round_ = session.get_one(Round, rating.round_id)
    if round_.sitting.revealed_at is None:
        session.delete(rating)
        return
    if rating.reason:
        _erase_reason(session, workshop, round_, rating)
    rating.reason, rating.may_quote = "", False
    rating.from_experience = rating.from_document = False
    rating.criteria = []
    rating.submission_key, rating.recorded_at = "", round_.sitting.revealed_at


def _erase_reason(session: Session, workshop: Workshop, round_: Round, rating: Rating) -> None:
    """It has no seat, so it is found by its words. Of two people who wrote the same, one row goes."""
    group_id = people_of(session, round_.standard_id).get(rating.seat_id)
    names = [group.name for group in workshop.groups if group.id == group_id]
    unit = round_.frozen.released.unit_of(names[0]) if names else None
    same = select(Reason).where(Reason.round_id == round_.id, Reason.unit == unit, Reason.text == rating.reason)
    found = session.exec(same).all()
    alike = [reason for reason in found if _ticks(reason) == _ticks(rating)]
    for reason in (alike or found)[:1]:
        round_.reasons_held_back += reason.is_held_back  # how many were is told of the round
        session.delete(reason)


def _ticks(said: Rating | Reason) -> tuple[bool, bool, bool]:
    return said.may_quote, said.from_experience, said.from_document


def _erase_first_views(session: Session, workshop: Workshop, seat: Seat) -> None:
    """Told together, without unit: were one gone from among them, its number would be told as somebody's."""
    for view in session.exec(select(KeptView).where(KeptView.seat_id == seat.id)).all():
        round_ = session.get_one(Round, view.round_id)
        together = len(round_.kept_views) >= FEWEST_KEPT and not round_.frozen.withheld
        if together or workshop.attribution_rule is AttributionRule.OPEN:
            view.seat_id = None
        else:
            session.delete(view)


def _erase_assents(session: Session, seat: Seat) -> None:
    session.exec(delete(AssentSubmission).where(col(AssentSubmission.seat_id) == seat.id))
    for assent in session.exec(select(Assent).where(Assent.seat_id == seat.id)).all():
        asking = session.get_one(ReadBack, assent.read_back_id)
        if asking.ended_at is None:
            session.delete(assent)
        else:
            assent.submission_key, assent.recorded_at = "", asking.ended_at


def _erase_dissents(session: Session, workshop: Workshop, seat: Seat) -> None:
    """One's own go; that one stood behind another's stays where it was told how many do."""
    own = session.exec(select(Dissent).where(Dissent.seat_id == seat.id)).all()
    for dissent in own:
        session.delete(dissent)
    session.flush()
    forget_decisions(session, workshop.id)
    told = _told_subjects(session, workshop)
    for standing in session.exec(select(StandsBehind).where(StandsBehind.seat_id == seat.id)).all():
        if session.get_one(Dissent, standing.dissent_id).key in told:
            standing.stood_at = workshop.created_at
        else:
            session.delete(standing)


def _told_subjects(session: Session, workshop: Workshop) -> set[Key]:
    """Of which the newest asking has ended."""
    return {key for key, askings in askings_of(session, workshop.id).items() if not askings[-1].is_open}


def _empty(workshop: Workshop, seat: Seat) -> None:
    """Removed, and its times flattened. A yes to be shown goes too: rows that rest on it stand as told."""
    seat.token_hash, seat.label = secrets.token_hex(32), ""
    seat.may_show_group = seat.notice_read_at = seat.rejoined_at = None
    seat.joined_at = workshop.created_at
    if seat.admitted_at:
        seat.admitted_at = workshop.created_at
    seat.removed_at, seat.next_group_id, seat.left_hash = now(), None, None
