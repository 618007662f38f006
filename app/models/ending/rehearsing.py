"""A rehearsal: a copy of what was prepared, with people who are simulated, that is thrown away when it is over."""

from datetime import timedelta

from sqlmodel import Session

from app.clock import today
from app.errors import Refusal
from app.models.ending.erasing_record import erase_record
from app.models.rounds.standard import Standard
from app.models.workshop.group import StakeholderGroup
from app.models.workshop.workshop import Workshop, WorkshopState

KEPT_FOR = timedelta(days=1)  # at the longest: whoever forgets to throw it away finds it gone the next day
IN_ITS_OWN_WORDS = "This is a rehearsal: it is thrown away, and nothing of it is "
PREPARED = (
    "council", "title", "purpose", "edition_id", "shows_printed_labels", "attribution_rule", "planned_minutes",
    "ground_rules", "responsible", "data_contact", "lawful_basis", "thresholds",
)  # fmt: skip
OF_A_GROUP = ("place", "name", "expected", "is_assessing", "asks_for_label")
OF_A_STANDARD = ("place", "number", "title", "is_local", "domain", "about", "questions")


def rehearse(session: Session, workshop: Workshop, *, by: str) -> Workshop:
    """With a join code of its own and its door open. Whoever runs the workshop owns it."""
    if workshop.is_rehearsal:
        raise Refusal("This is a rehearsal already. Start another one from the workshop that it is a copy of.")
    workshop.must_be(WorkshopState.DRAFT, WorkshopState.LOBBY)
    ends = today() + KEPT_FOR
    rehearsal = Workshop(
        owner_id=workshop.runner_id, held_on=today(), erase_seats_on=ends, erase_record_on=ends, is_rehearsal=True,
        admits_everybody=True, **{name: getattr(workshop, name) for name in PREPARED},
    )  # fmt: skip
    session.add(rehearsal)
    session.flush()
    _lay_out(session, workshop, rehearsal)
    rehearsal.open_lobby(session, by=by, knows_who_is_visible=True)
    return rehearsal


def _lay_out(session: Session, workshop: Workshop, rehearsal: Workshop) -> None:
    for group in workshop.groups:
        columns = {name: getattr(group, name) for name in OF_A_GROUP}
        session.add(StakeholderGroup(workshop_id=rehearsal.id, **columns))
    for standard in workshop.standards:
        columns = {name: getattr(standard, name) for name in OF_A_STANDARD}
        session.add(Standard(workshop_id=rehearsal.id, **columns))
    session.flush()
    session.refresh(rehearsal)


def must_be_a_rehearsal(workshop: Workshop) -> None:
    if not workshop.is_rehearsal:
        raise Refusal("This is no rehearsal: its people are real, and it is not thrown away.")


def throw_away(session: Session, workshop: Workshop) -> None:
    """At any time, without a line that stays, and without holds: nobody real said anything. Asking twice is safe."""
    must_be_a_rehearsal(workshop)
    erase_record(session, workshop)


def must_not_be_a_rehearsal(workshop: Workshop, what: str) -> None:
    """`what` was asked for, as in “exported”."""
    if workshop.is_rehearsal:
        raise Refusal(f"{IN_ITS_OWN_WORDS}{what}. Do that in the workshop itself.")
