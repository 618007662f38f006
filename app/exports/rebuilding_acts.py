"""The log of a file as rows, with its chain, and the holds on erasure that acts of it set and none lifted."""

from sqlmodel import Session

from app.exports.contents.archive import Archive
from app.exports.contents.log import Entry
from app.exports.contents.report import Report
from app.exports.ended import HELD
from app.models import Chain, Event, Workshop
from app.models.ending.hold import Hold
from app.models.workshop.event import ABOUT, ACT, role_of

HELD_THERE, OWNER_THERE = "A hold was set where this was held", "Its owner there"


def rebuild_acts(session: Session, workshop: Workshop, report: Report, archive: Archive) -> None:
    _chain(session, workshop, report)
    _holds(session, workshop, report, archive)


def _chain(session: Session, workshop: Workshop, report: Report) -> None:
    """Each entry with what the file has of it: of other parts there are their commitments, as of what was erased."""
    before = len(report.events) - len(report.chain)  # acts that its chain began after
    for place, act in enumerate(report.events):
        event = Event(workshop_id=workshop.id, **act.model_dump(mode="python", exclude={"about"}))
        event.about = act.model_dump(mode="json")["about"]
        if place >= before:
            _link(event, report.chain[place - before])
        session.add(event)
        session.flush()  # in this order
    told = report.chained
    session.add(Chain(workshop_id=workshop.id, mark=told.mark, length=told.entries, head=report.chain[-1].link))


def _link(event: Event, entry: Entry) -> None:
    event.number, event.link = entry.number, entry.link
    event.commitments, event.salts = dict(entry.commitments), dict(entry.salts)
    event.holds = {name: content for name, content in entry.parts.items() if name not in (ACT, ABOUT)}


def _holds(session: Session, workshop: Workshop, report: Report, archive: Archive) -> None:
    """They stop erasure here as there. Why, and who answers for it, are words of people and in no file."""
    roles = {act.at: role_of(act.by) for act in report.events if act.act == HELD}
    for set_at in archive.holds:
        row = Hold(workshop_id=workshop.id, reason=HELD_THERE, owner=OWNER_THERE, set_at=set_at, set_by=roles[set_at])
        session.add(row)
        session.flush()  # in this order
