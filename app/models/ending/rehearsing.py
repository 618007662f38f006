"""A rehearsal: a copy of what was prepared, with people who are simulated, that is thrown away when it is over."""

from datetime import timedelta

from sqlmodel import Session

from app.clock import today
from app.errors import Incomplete, Refusal
from app.models.ending.erasing_record import erase_record
from app.models.rounds.beginning import prepared, take_along
from app.models.rounds.preparing import must_be_whole
from app.models.workshop.state import WorkshopState
from app.models.workshop.workshop import Workshop

KEPT_FOR = timedelta(days=1)  # at the longest: whoever forgets to throw it away finds it gone the next day
IN_ITS_OWN_WORDS = "This is a rehearsal: it is thrown away, and nothing of it is "
NOT_WHOLE = "It is not prepared whole yet: its last step says what is missing. Rehearse it after that."


def rehearse(session: Session, workshop: Workshop, *, by: str) -> Workshop:
    """With a join code of its own and its door open. Whoever runs the workshop owns it."""
    if workshop.is_rehearsal:
        raise Refusal("This is a rehearsal already. Start another one from the workshop that it is a copy of.")
    workshop.must_be(WorkshopState.DRAFT, WorkshopState.LOBBY)
    _must_be_whole(session, workshop)
    ends = today() + KEPT_FOR
    rehearsal = Workshop(
        owner_id=workshop.runner_id, held_on=today(), erase_seats_on=ends, erase_record_on=ends, is_rehearsal=True,
        admits_everybody=True, edition_id=workshop.edition_id, thresholds=workshop.thresholds, **prepared(workshop),
    )  # fmt: skip
    session.add(rehearsal)
    session.flush()
    take_along(session, workshop, rehearsal)
    rehearsal.open_lobby(session, by=by, knows_who_is_visible=True)
    return rehearsal


def _must_be_whole(session: Session, workshop: Workshop) -> None:
    try:
        must_be_whole(session, workshop)
    except Incomplete:
        raise Refusal(NOT_WHOLE) from None


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
