"""The end of the day: the code stops working; the record stays readable to those who sat in the workshop.

For ten minutes closing can be undone. Then the window starts, in which what was folded is filled in and people comment;
the facilitator confirms the record, once, and its words are fixed.
"""

from collections.abc import Iterable
from datetime import datetime

from sqlmodel import Session, col, select

from app.clock import now
from app.errors import Refusal
from app.errors.acts import OlderPage
from app.models.ending import pack
from app.models.ending.cutting import cut_links
from app.models.record import asking
from app.models.record.deferring import defer_what_is_left, left_open, names_of
from app.models.record.read_back import askings_of
from app.models.record.settling import position_of, positions_of, take_back
from app.models.record.subject import Key, Level, Subject
from app.models.workshop.choices import AttributionRule
from app.models.workshop.event import Event, forget_fixed, record
from app.models.workshop.state import WorkshopState
from app.models.workshop.workshop import Workshop

CLOSED = "closed the workshop"
DEFERRED = "deferred"  # part of that act: the numbers of the standards that it deferred


def close(session: Session, workshop: Workshop, *, by: str, deferring: str | None = None) -> None:
    """Asking twice is safe.

    `deferring` names the standards of which a page said that closing leaves them for later: they get that position in
    the same act, so that the record says how each standard ended, and by whom. None leaves them without one.
    """
    if workshop.has_ended:
        return
    workshop.must_go_on()
    rounds = [round_ for standard in Subject.overall(workshop).rated for round_ in standard.rounds]
    if any(round_.sitting.revealed_at is None for round_ in rounds):
        raise Refusal("A sitting is not revealed yet. Reveal it, or call it off, before you close the workshop.")
    on_stage, deferred = workshop.words_on_stage, _defer(session, workshop, deferring, by)
    _end_asking(session, workshop, by)
    event = record(session, workshop.id, by, CLOSED, {DEFERRED: deferred} if deferred else None)
    workshop.state, workshop.closed_at = WorkshopState.CLOSED, event.at
    workshop.words_on_stage = on_stage  # no screen shows them now; they are back if this is undone


def undo(session: Session, workshop: Workshop, *, by: str, closed_at: datetime | None = None) -> None:
    """As it was before: what the close itself deferred is open again, and a pack of what was closed goes.

    `closed_at` is the close that a page showed; None for whoever acts on what is so now. Asking twice is safe. Asking
    that the close ended stays ended, for what was told of it was told once and for good.
    """
    if workshop.goes_on:
        return
    workshop.must_be(WorkshopState.CLOSED)
    if closed_at is not None and closed_at != workshop.closed_at:
        raise OlderPage("the workshop was opened and closed again")
    if not workshop.closing_can_be_undone:
        raise Refusal("Closing could be undone for ten minutes, and they are over. The record can still be completed.")
    close_ = _newest(session, workshop, CLOSED)
    deferred = close_.holds.get(DEFERRED, []) if close_ else []
    on_stage = workshop.words_on_stage
    workshop.state = WorkshopState.LIVE if _newest(session, workshop, "started") else WorkshopState.LOBBY
    workshop.closed_at = None
    workshop.scribe_exports = workshop.scribe_finishes = False  # granted of that close, not of one to come
    forget_fixed(session, workshop.id)  # people go on: what they change or erase now must not be found by a try
    record(session, workshop.id, by, "undid closing")
    _take_up(session, workshop, deferred, by)
    workshop.words_on_stage = on_stage
    pack.forget(session, workshop.id)


def start_window(session: Session, workshop: Workshop, *, by: str) -> bool:
    """Once closing can be undone no longer: what the rule promised to cut is cut. False if that is not so, or done."""
    if not workshop.has_ended or workshop.links_cut_at or workshop.closing_can_be_undone:
        return False
    workshop.links_cut_at = now()
    if workshop.attribution_rule is AttributionRule.NOT_ATTRIBUTABLE:
        cut_links(session, workshop)
        workshop.links_cut_at = record(session, workshop.id, by, "cut what was said from seats").at
    return True


def confirm(session: Session, workshop: Workshop, *, by: str) -> None:
    """One date on every position; from then on assent and dissent stand as they are. Asking twice is safe.

    Whoever confirms within the ten minutes gives up undoing the close, and the window starts with it.
    """
    if workshop.state is WorkshopState.CONFIRMED:
        return
    workshop.must_be(WorkshopState.CLOSED)
    event = record(session, workshop.id, by, "confirmed the workshop")
    workshop.state, workshop.confirmed_at = WorkshopState.CONFIRMED, event.at
    start_window(session, workshop, by=by)
    for versions in positions_of(session, workshop.id).values():
        if versions[-1].is_settled:
            versions[-1].confirmed_at = event.at


def _defer(session: Session, workshop: Workshop, deferring: str | None, by: str) -> list[str]:
    """The numbers of what it deferred."""
    if deferring is None:
        return []
    left = [standard.number for standard in left_open(workshop)]
    if deferring != names_of(left):
        raise OlderPage("a standard was revealed, settled or opened again")
    defer_what_is_left(session, workshop, by=by)
    return left


def _take_up(session: Session, workshop: Workshop, numbers: Iterable[str], by: str) -> None:
    """What the close deferred, if that still stands."""
    for number in numbers:
        subject = Subject.of(workshop, Key(Level.STANDARD, number))
        newest = position_of(session, subject)
        if newest and newest.is_settled:
            take_back(session, subject, newest, by=by)


def _newest(session: Session, workshop: Workshop, act: str) -> Event | None:
    events = select(Event).where(Event.workshop_id == workshop.id, Event.act == act)
    return session.exec(events.order_by(col(Event.id).desc())).first()


def _end_asking(session: Session, workshop: Workshop, by: str) -> None:
    """Whatever is still asked is told from here on, as asking that ends is."""
    for key, askings in askings_of(session, workshop.id).items():
        for each in askings:
            asking.end(session, Subject.of(workshop, key), each, by=by)
