"""A workshop that was held on another server, from its working JSON: whole, or not at all."""

from datetime import timedelta

from sqlalchemy.exc import OperationalError, StatementError
from sqlmodel import Session, select

from app.clock import now, today
from app.errors.saving import NotImported
from app.exports import ended
from app.exports.belonging import misfits
from app.exports.comparing import first_difference
from app.exports.contents.archive import Archive
from app.exports.contents.report import Report
from app.exports.rebuilding import rebuild
from app.exports.report import report
from app.exports.verifying import read
from app.log import failed
from app.models import Chain, Release, Workshop, WorkshopState
from app.models.people.account import owner_of_imports
from app.models.workshop.workshop import UNDO_WITHIN

APART = timedelta(hours=1)  # that two servers' clocks may be
STRANGE = (
    "it holds what no server writes, so that no workshop can be made from it. Take it again from where it was held."
)
ENDED = (WorkshopState.CLOSED, WorkshopState.CONFIRMED)


def read_record(content: bytes) -> Report:
    """An intact file that another server may be made from; or a refusal that says what is the matter with it."""
    made = read(content)
    _archive_of(made)
    return made


def take_in(session: Session, made: Report, owner: str) -> str:
    """For the account with this address, or the only one. Returns a sentence for the person who asked."""
    workshop = import_record(session, made, owner_of_imports(session, owner).id)
    return (
        f"Imported “{workshop.title}” of {workshop.council} as workshop {workshop.id}: it tells the same as on the "
        f"server where it was held. Fingerprint: {made.chained.fingerprint}"
    )


def import_record(session: Session, made: Report, owner_id: int) -> Workshop:
    """Within the transaction of whoever calls: a refusal takes back all that was built."""
    archive = _archive_of(made)
    _must_not_be_here(session, made)
    try:
        workshop = rebuild(session, made, archive, owner_id)
        where = first_difference(made, report(session, workshop.id))
    except OperationalError:  # the storage's fault, and not the file's
        raise
    except (ArithmeticError, AttributeError, LookupError, StatementError, TypeError, ValueError) as error:
        failed("an import", error)
        raise NotImported(STRANGE) from error
    if where:
        raise NotImported(f"this program would tell something else than the file under “{where}”. Use the newest one.")
    return workshop


def _archive_of(made: Report) -> Archive:
    """Or a refusal in the order in which whoever brings the file can mend it."""
    if made.release is not Release.WORKING:
        raise NotImported("this is a public file. A server takes in the working one, with numbers and bands.")
    if not made.has_numbers:
        raise NotImported("this file was made without numbers. Export it again, with numbers and bands.")
    if made.workshop.state not in ENDED or made.archive is None:
        raise NotImported("this workshop was not closed when the file was made. Close it there, and export it again.")
    if not made.chain:
        raise NotImported("this file has no chain to know its workshop by. Export it again with the newest program.")
    if made.exported_at > now() + APART:
        raise NotImported("by this server’s clock it was made in the future. One of the two clocks is wrong: mend it.")
    if _could_be_undone(made, made.archive):
        raise NotImported("the close could still be undone when this file was made. Export it again after ten minutes.")
    if made.workshop.erase_record_on <= today() and not made.archive.holds:
        raise NotImported(f"its record was to be erased on {_day(made)}, as its participants were told.")
    if differences := ended.differences(made):
        raise NotImported(f"somebody changed this file. {differences[0]}")
    if strange := misfits(made, made.archive):
        raise NotImported(f"somebody changed this file: its {strange[0]} do not belong to what it tells.")
    return made.archive


def _could_be_undone(made: Report, archive: Archive) -> bool:
    is_cut = archive.links_cut_at is not None
    return not is_cut and archive.closed_at is not None and made.exported_at < archive.closed_at + UNDO_WITHIN


def _day(made: Report) -> str:
    return f"{made.workshop.erase_record_on.day} {made.workshop.erase_record_on:%B %Y}"


def _must_not_be_here(session: Session, made: Report) -> None:
    stored = session.exec(select(Chain.workshop_id).where(Chain.mark == made.chained.mark)).first()
    if stored is not None:
        raise NotImported(f"this workshop is here already, as workshop {stored}.")
