"""Leaving a standard for later: a position of its own, without words."""

from collections.abc import Iterable

from sqlmodel import Session, col, select

from app.errors import Incomplete, Refusal
from app.errors.acts import OlderPage
from app.models.record import typed_text
from app.models.record.position import Position, PositionState, Wording
from app.models.record.settling import LONGEST_REASON, position_of, settle, take_back
from app.models.record.subject import Key, Level, Subject
from app.models.rounds.standard import Standard, StandardState
from app.models.texts import cleaned, must_be_shorter
from app.models.workshop.event import Event, record
from app.models.workshop.workshop import Workshop

TOGETHER = "deferred all that was left"  # recorded after the positions that it settled
WITHOUT_WORDS = Wording(PositionState.DEFERRED, "")


def defer(session: Session, subject: Subject, after_version: int, *, by: str) -> Position:
    """Words that somebody has typed there are not thrown away by a button that does not show them."""
    newest = position_of(session, subject)
    is_repeated = newest is not None and newest.is_settled
    if not is_repeated and any(row.text.strip() for row in typed_text.typed_texts(session, subject).values()):
        raise Refusal(
            f"Words are typed for {subject.spoken[0].lower()}{subject.spoken[1:]} and not settled. Open it: settle it "
            "there, as deferred if you like, or take the words out."
        )
    return settle(session, subject, WITHOUT_WORDS, by, after_version)


def defer_all(session: Session, workshop: Workshop, reason: str, left: str | None = None, *, by: str) -> None:
    """In one act and for one reason, which is what their positions say. What is typed there stays there, as it does at
    the close. `left`: the standards that a page named. Asking twice is safe."""
    workshop.must_go_on()
    standards = left_open(workshop)
    if not standards:
        return
    if left is not None and left != names_of(standard.number for standard in standards):
        raise OlderPage("a standard was revealed, settled or opened again")
    must_be_shorter("reason", reason, LONGEST_REASON)
    if not cleaned(reason):
        raise Incomplete({"reason": "Say in a few words why these wait; the reason stands in the record."})
    _defer_each(session, standards, Wording(PositionState.DEFERRED, cleaned(reason)), by)
    record(session, workshop.id, by, TOGETHER, standards=[standard.number for standard in standards])


def deferred_together(session: Session, workshop_id: int) -> Event | None:
    """The act that deferred all that was left, while nothing was done after it."""
    events = select(Event).where(Event.workshop_id == workshop_id).order_by(col(Event.id).desc())
    newest = session.exec(events).first()
    return newest if newest and newest.act == TOGETHER else None


def undo_all(session: Session, workshop: Workshop, event_id: int, *, by: str) -> None:
    """Of the act that a page showed: all of it, as it was done. Asking twice is safe."""
    workshop.must_go_on()
    event = session.get(Event, event_id)
    if event is None or event.workshop_id != workshop.id or event.act != TOGETHER:
        raise Refusal("That was no deferring of all that was left, so there is nothing to undo.")
    subjects = [Subject.of(workshop, Key(Level.STANDARD, number)) for number in event.about["standards"]]
    settled = [(subject, it) for subject in subjects if (it := position_of(session, subject)) and it.is_settled]
    if not settled:
        return
    if deferred_together(session, workshop.id) is not event:
        raise Refusal("Something was done since these were deferred. Reopen each of them, with a reason.")
    for subject, position in settled:
        take_back(session, subject, position, by=by)


def left_open(workshop: Workshop) -> list[Standard]:
    """Revealed, and not settled: what the close leaves for later."""
    return [standard for standard in workshop.standards if standard.state is StandardState.REVEALED]


def names_of(numbers: Iterable[str]) -> str:
    """As a page sends back what it said would be deferred; the order is the agenda's there."""
    return " ".join(sorted(numbers)) or "none"


def defer_what_is_left(session: Session, workshop: Workshop, *, by: str) -> None:
    """What is typed there stays where it was typed: it is nobody's agreed word, and not thrown away either."""
    _defer_each(session, left_open(workshop), WITHOUT_WORDS, by)


def _defer_each(session: Session, standards: Iterable[Standard], wording: Wording, by: str) -> None:
    for standard in standards:
        subject = Subject.standard(standard)
        newest = position_of(session, subject)
        settle(session, subject, wording, by, newest.version if newest else 0, keeps_typed=True)
