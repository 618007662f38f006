"""One answer to words that were read back, with own words by POST: what it does, and what its writer is told."""

from dataclasses import dataclass

from sqlmodel import Session

from app.live.frames import AssentForm
from app.live.stand import After, Stand, after_asking, stand_receipt
from app.models import ReadBack, Seat, Workshop
from app.models.columns import in_workshop
from app.models.ending import pack
from app.models.record.asking import AssentReceipt, assent
from app.models.record.dissent import OwnWords, own_dissent, write
from app.models.record.subject import Subject
from app.models.rounds.rating import came_before


@dataclass(frozen=True)
class Done:
    receipt: AssentReceipt
    after: After


def does(session: Session, seat_id: int, workshop_id: int, form: AssentForm) -> Done:
    """A retry leaves own words alone, for newer ones may have come since."""
    asking = in_workshop(session, ReadBack, form.read_back, workshop_id)
    subject = Subject.of(session.get_one(Workshop, workshop_id), asking.key)
    receipt = assent(session, subject, asking, seat_id, form.stands, form.submission)
    if form.own_words and not receipt.is_retry:
        _write(session, subject, session.get_one(Seat, seat_id), form.own_words)
    after = After.OPEN if asking.is_open else after_asking(asking, seat_id)
    return Done(receipt, after)


def _write(session: Session, subject: Subject, seat: Seat, words: OwnWords) -> None:
    """Words from before this seat moved here are not in this phone's form: an empty field takes none of them back."""
    own = own_dissent(session, seat.id, subject.key)
    if words.text.strip() or not (own and came_before(own.written_at, seat.rejoined_at)):
        before = (own.text, own.shown, own.may_publish) if own else None
        written = write(session, subject, seat, words)
        if before and (written is None or before != (written.text, written.shown, written.may_publish)):
            pack.forget(session, seat.workshop_id)  # what somebody takes back is offered no longer


def answered(form: AssentForm, done: Done, outrun: str) -> tuple[dict[str, str], dict[str, str]]:
    """The message, and the state it tells already: the room's own letter must not take its place in the mailbox."""
    stored, element = done.receipt, f"assent-{form.read_back}"
    minute = stored.recorded_at.replace(second=0, microsecond=0)
    stand = Stand(form.read_back, stored.answer, minute, is_hidden=stored.outrun, after=done.after)
    message = stand_receipt(stand, key=form.key, sentence=outrun if stored.outrun else "")
    return {element: message}, {} if stored.outrun else {element: stand_receipt(stand)}


def refused(form: AssentForm, problem: str) -> dict[str, str]:
    return not_recorded(form.read_back, form.key, problem)


def not_recorded(read_back_id: int, key: str, problem: str) -> dict[str, str]:
    """Whatever is wrong, what stands is what was recorded before."""
    said = problem if problem.startswith("Not") else f"Not recorded. {problem}"
    return {f"assent-{read_back_id}": stand_receipt(Stand(read_back_id), key=key, problem=said)}
