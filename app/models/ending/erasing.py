"""The first date of the notice: the seats go, and with them everything that could still lead to who said what.

What remains is the settled record as it was told: its figures are in the snapshots, or are kept here before what they
were counted from goes.
"""

from sqlmodel import Session, col, delete, func, select

from app.clock import now
from app.errors import Refusal
from app.models.ending import closing, pack
from app.models.ending.cutting import cut_links
from app.models.ending.hold import must_not_be_held
from app.models.evidence.item import EvidenceItem
from app.models.evidence.listing import offered
from app.models.people.one_use_link import OneUseLink
from app.models.people.press import REMEMBERED_FOR, Press
from app.models.people.seat import Seat
from app.models.record.comment import Comment
from app.models.record.dissent import Dissent, Shown, forget_decisions
from app.models.record.typed_text import TypedText
from app.models.rounds.reason import Reason
from app.models.rounds.round import Round
from app.models.rounds.sitting import Sitting, current_sitting
from app.models.workshop.event import DETAILS, OUTSIDE, Event, record
from app.models.workshop.state import WorkshopState
from app.models.workshop.workshop import Workshop

PROGRAM = "program"


def may_be_published(dissent: Dissent) -> bool:
    """Its writer said so, and nobody holds it back."""
    return dissent.may_publish is True and not dissent.is_held_back and dissent.shown is not Shown.FACILITATOR_ONLY


def must_be_erasable(session: Session, workshop: Workshop) -> None:
    """By a person before its date: closed for good, and not held."""
    workshop.must_be(WorkshopState.CLOSED, WorkshopState.CONFIRMED)
    if workshop.closing_can_be_undone:
        raise Refusal("Closing can still be undone, so nothing is erased yet. Ten minutes after the close it can be.")
    must_not_be_held(session, workshop.id)


def erase_seats(session: Session, workshop: Workshop, *, by: str) -> None:
    """Of a workshop that nobody closed, too. Asking twice is safe."""
    if workshop.seats_erased_at or workshop.state in (WorkshopState.DRAFT, WorkshopState.ERASED):
        return
    _end(session, workshop)
    cut_links(session, workshop)
    _keep_how_many_reasons(session, workshop)
    _fix_offers(session, workshop)
    _forget_people(session, workshop)
    _forget_words(session, workshop)
    event = record(session, workshop.id, by, "erased the seats")
    session.flush()  # before any event goes: the number of the newest is never given twice
    _forget_details(session, workshop)
    workshop.seats_erased_at = event.at
    workshop.links_cut_at = workshop.links_cut_at or event.at


def _end(session: Session, workshop: Workshop) -> None:
    """A workshop that still goes on is closed first; what was not revealed is not revealed any more."""
    if workshop.has_ended:
        return
    if sitting := current_sitting(session, workshop.id):
        _call_off(session, sitting)
    closing.close(session, workshop, by=PROGRAM)


def _call_off(session: Session, sitting: Sitting) -> None:
    sitting.log(session, PROGRAM, "called off")
    for round_ in sitting.rounds:
        session.delete(round_)  # and with it what was answered in it
    session.delete(sitting)
    session.flush()
    session.expire_all()


def _keep_how_many_reasons(session: Session, workshop: Workshop) -> None:
    """How many were held back is told of each round."""
    counted = select(Reason.round_id, func.count()).where(col(Reason.held_back_at).is_not(None))
    held_back = dict(session.exec(counted.group_by(col(Reason.round_id))).all())
    for round_ in session.exec(select(Round).where(Round.workshop_id == workshop.id)):
        round_.reasons_held_back += held_back.get(round_.id, 0)
        session.exec(delete(Reason).where(col(Reason.round_id) == round_.id))


def _fix_offers(session: Session, workshop: Workshop) -> None:
    """Beside which unit each stands: that an item bears none may rest on a consent, which goes with the seats."""
    units = {item.id: item.offered_by for item in offered(session, workshop)}
    for item in session.exec(select(EvidenceItem).where(EvidenceItem.workshop_id == workshop.id)):
        item.told_as, item.group_id = units.get(item.id, ""), None
        item.submission_key, item.added_at = "", workshop.created_at


def _forget_people(session: Session, workshop: Workshop) -> None:
    """Seats of every part, and by them their persons, links and what else hangs on them."""
    session.exec(delete(OneUseLink).where(col(OneUseLink.workshop_id) == workshop.id))
    session.exec(delete(Seat).where(col(Seat.workshop_id) == workshop.id))
    session.exec(delete(Press).where(col(Press.pressed_at) < now() - REMEMBERED_FOR))


def _forget_words(session: Session, workshop: Workshop) -> None:
    session.exec(delete(Comment).where(col(Comment.workshop_id) == workshop.id))
    session.exec(delete(TypedText).where(col(TypedText.workshop_id) == workshop.id))
    dissents = session.exec(select(Dissent).where(Dissent.workshop_id == workshop.id)).all()
    for dissent in dissents:
        if not may_be_published(dissent):
            session.delete(dissent)
    forget_decisions(session, workshop.id)
    pack.forget(session, workshop.id)


def _forget_details(session: Session, workshop: Workshop) -> None:
    """Of the log stays what may be told. What is outside the chain spoke of dissents that are gone."""
    for event in session.exec(select(Event).where(Event.workshop_id == workshop.id)):
        if event.act in OUTSIDE:
            session.delete(event)
        elif DETAILS in event.salts or event.number is None:
            event.erase(DETAILS)
