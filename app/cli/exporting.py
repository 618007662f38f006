"""`critical-friend export`: the record of one workshop, read beside a running server."""

from pathlib import Path

from sqlmodel import Session, select

from app.errors import CannotStart
from app.exports import write
from app.models import Workshop
from app.schema import must_be_current
from app.store.storage import told_of
from app.store.writer import Store
from app.tokens import typed_code


def export_workshop(database: Path, name: str, folder: Path, *, numbers: bool) -> list[Path]:
    must_be_current(database)
    store = Store(database)
    try:
        with told_of(database), store.read() as session:
            return write(session, _find(session, name).id, folder, numbers=numbers)
    finally:
        store.close()


def _find(session: Session, name: str) -> Workshop:
    """By join code, else by number: a code of six digits would be a code first."""
    found = session.exec(select(Workshop).where(Workshop.join_code == typed_code(name))).first()
    if found is None and name.isdecimal() and len(name) < 10:
        found = session.get(Workshop, int(name))
    if found is None:
        raise CannotStart(f"There is no workshop “{name}” in this database. Give its number or its join code.")
    return found
