"""Whose group is small, so that each of its members is asked how it may be shown."""

from sqlmodel import Session, col, func, or_, select

from app.errors import Refusal
from app.models.people.seat import Role, Seat
from app.models.rounds.sitting import Sitting
from app.models.workshop.choices import AttributionRule
from app.models.workshop.group import SMALL, StakeholderGroup
from app.models.workshop.workshop import Workshop


def is_asked_for_consent(session: Session, workshop: Workshop, group: StakeholderGroup) -> bool:
    """Only under the rule *by group*: planned under three, or under three admitted when rating opened last.

    While people still come in, the first of a large group are not few: only the plan tells.
    """
    if workshop.attribution_rule is not AttributionRule.BY_GROUP:
        return False
    return group.is_small or _came_small(session, group)


def must_be_asked(session: Session, workshop: Workshop, seat: Seat) -> None:
    """Of everybody else a choice would be a word about a group that speaks for itself anyway."""
    if seat.group is None or not is_asked_for_consent(session, workshop, seat.group):
        raise Refusal(
            "Not kept: your group is not asked how it may be shown. Only groups of fewer than three people are, where "
            "the workshop’s rule leaves it to them. Load the page before this one again, and go on."
        )


def still_asked(session: Session, workshop: Workshop) -> list[int]:
    """Seats in small groups whose holders have not said how their group may be shown."""
    asked = [group.id for group in workshop.groups if is_asked_for_consent(session, workshop, group)]
    silent = select(Seat.id).where(col(Seat.group_id).in_(asked), Seat.may_show_group == None, Seat.removed_at == None)
    return list(session.exec(silent.where(Seat.role == Role.PARTICIPANT, Seat.admitted_at != None)))


def _came_small(session: Session, group: StakeholderGroup) -> bool:
    opened_at = session.exec(
        select(Sitting.opened_at).where(Sitting.workshop_id == group.workshop_id).order_by(col(Sitting.id).desc())
    ).first()
    if opened_at is None:
        return False
    sat = select(func.count()).where(
        Seat.group_id == group.id,
        Seat.role == Role.PARTICIPANT,
        col(Seat.admitted_at) <= opened_at,
        or_(col(Seat.removed_at).is_(None), col(Seat.removed_at) > opened_at),
    )
    return session.exec(sat).one() < SMALL
