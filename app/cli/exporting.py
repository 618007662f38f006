"""`critical-friend export`: the pack of one workshop, read beside a running server."""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlmodel import Session, select

from app.errors import CannotStart
from app.exports import File, Format, Release, Report, chosen, made, released, written
from app.exports.piping import put
from app.exports.publishing import to_decide
from app.frameworks import DEFAULT, framework
from app.models import Workshop
from app.models.record.publishing import keep
from app.schema import must_be_current
from app.store.sqlite import Store
from app.store.storage import told_of
from app.tokens import typed_code

BEHIND_A_ROOM = 5  # how far a pack that a server asked for stands back: people who rate come first


@dataclass(frozen=True)
class Asked:
    """What is to be made, and where; nowhere for a pipe."""

    folder: Path | None
    is_public: bool = False
    has_numbers: bool = False
    only: str = ""

    @property
    def forms(self) -> tuple[Format, ...]:
        return chosen(self.only)


def export_workshop(database: Path, name: str, asked: Asked) -> Iterator[Path]:
    """Nothing for a pipe."""
    if asked.folder is None:
        return iter(())
    forms = asked.forms
    return written(_told(made(read(database, name, asked), forms), forms), asked.folder)


def export_demo(asked: Asked) -> Iterator[Path]:
    with settled_demo() as (database, workshop_id):
        yield from export_workshop(database, str(workshop_id), asked)


def pipe_workshop(database: Path, name: str, asked: Asked) -> None:
    """For the server that asked for it."""
    if hasattr(os, "nice"):
        os.nice(BEHIND_A_ROOM)
    put(made(read(database, name, asked), asked.forms), sys.stdout.buffer)


def read(database: Path, name: str, asked: Asked) -> Report:
    """The database is let go before anything is written: what is deleted meanwhile must leave its log."""
    must_be_current(database)
    release = Release.PUBLIC if asked.is_public else Release.WORKING
    with closing(Store(database)) as store, told_of(database), store.read() as session:
        return released(session, _find(session, name).id, release, has_numbers=asked.has_numbers)


def _find(session: Session, name: str) -> Workshop:
    """By join code, else by number: a code of six digits would be a code first."""
    found = session.exec(select(Workshop).where(Workshop.join_code == typed_code(name))).first()
    if found is None and name.isdecimal() and len(name) < 10:
        found = session.get(Workshop, int(name))
    if found is None:
        raise CannotStart(f"There is no workshop “{name}” in this database. Give its number or its join code.")
    return found


@contextmanager
def settled_demo() -> Iterator[tuple[Path, int]]:
    """Northvale's, in a folder of its own that goes afterwards."""
    from app.demo.seeding import FACILITATOR, seed
    from app.schema import upgrade

    with TemporaryDirectory(prefix="critical-friend-demo-") as folder:
        database = Path(folder) / "northvale.sqlite3"
        upgrade(database)
        with closing(Store(database)) as store, Session(store.writing) as session, session.begin():
            workshop_id = seed(session, "no password fits this", "settled", framework(DEFAULT)).workshop_id
            workshop = session.get_one(Workshop, workshop_id)
            for each in to_decide(session, workshop):  # nobody of Northvale's is there to be asked
                keep(session, workshop, each.sentence, by=FACILITATOR)
        yield database, workshop_id


def _told(files: Iterable[File], forms: tuple[Format, ...]) -> Iterator[File]:
    """“4 of 11: Slides” for whoever waits at a terminal."""
    coming = iter(files)
    for number, form in enumerate(forms, 1):
        _say(f"{number} of {len(forms)}: {form.title}")
        yield next(coming)
    _say("")


def _say(line: str) -> None:
    """Over the line before."""
    if sys.stderr.isatty():
        print(f"\r\033[K{line}", end="", file=sys.stderr, flush=True)
