"""A confirmed record as a file, made once, and what a forger does to one: from one byte to a whole chain made anew."""

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlmodel import Session, create_engine

from app.demo.seeding import seed
from app.exports import Report, as_json, report
from app.exports.as_json import SEAL, as_written, seal_of
from app.exports.sealing import fix_record
from app.exports.verdict import Verdict
from app.exports.verifying import verdict
from app.frameworks import DEFAULT, framework
from app.models import Workshop
from app.models.ending.closing import close, confirm
from app.models.workshop.chain import commitment, fingerprint, link
from app.schema import upgrade
from app.store.sqlite import Store

Content = dict[str, Any]


def confirmed(which: int = 1) -> Report:
    """Northvale's day, closed and confirmed; each number is another workshop that was held alike."""
    return _held(which)


@cache
def _held(_which: int) -> Report:
    with TemporaryDirectory() as folder:
        database = Path(folder) / "northvale.sqlite3"
        upgrade(database)
        engine = create_engine(f"sqlite:///{database}")
        with Session(engine) as session:
            workshop_id = seed(session, "hash", "settled", framework(DEFAULT)).workshop_id
            session.flush()
            session.expire_all()
            end(session, session.get_one(Workshop, workshop_id))
            made = report(session, workshop_id)
        engine.dispose()
    return made


def end(session: Session, workshop: Workshop) -> None:
    for verb in (close, confirm):
        verb(session, workshop, by="facilitator")
        fix_record(session, workshop.id, "facilitator")


def closed_day(migrated: Path, folder: Path, ends: Callable[[Session, Workshop], object]) -> Path:
    """The demo's day in a file, ended like this."""
    file = Path(shutil.copy(migrated, folder / "held.sqlite3"))
    with closing(Store(file)) as store, Session(store.writing) as session, session.begin():
        workshop_id = seed(session, "no password fits this", "settled", framework(DEFAULT)).workshop_id
        session.flush()
        session.expire_all()
        ends(session, session.get_one(Workshop, workshop_id))
    return file


@contextmanager
def copy_of(file: Path, folder: Path) -> Iterator[Session]:
    """For one test to change."""
    with closing(Store(Path(shutil.copy(file, folder / file.name)))) as store, Session(store.writing) as session:
        yield session


def file(which: int = 1) -> bytes:
    return as_json(confirmed(which))


def content(which: int = 1) -> Content:
    """To be changed."""
    made: Content = json.loads(file(which))
    return made


def sealed(changed: Content) -> bytes:
    """By somebody who makes the seal anew."""
    return as_written({**changed, SEAL: seal_of(changed)})


def entry_of(made: Content, act: str, nth: int = -1) -> Content:
    found: Content = [entry for entry in made["chain"] if entry["parts"]["act"]["act"] == act][nth]
    return found


def committed(entry: Content) -> None:
    """Its parts are what it commits to."""
    entry["commitments"] |= {name: commitment(entry["salts"][name], part) for name, part in entry["parts"].items()}


def linked(made: Content) -> None:
    """Every link, the count and the fingerprint made anew: what whoever holds the file can do, and the server too."""
    before = ""
    for number, entry in enumerate(made["chain"], 1):
        entry["number"] = number
        before = entry["link"] = link(made["chained"]["mark"], number, before, entry["commitments"])
    made["chained"] |= {"entries": len(made["chain"]), "fingerprint": fingerprint(before)}


def found(change: Callable[[Content], object]) -> Verdict:
    """Of a file that somebody changed like this, and sealed anew."""
    made = content()
    change(made)
    return verdict(sealed(made))


def standards(made: Content) -> list[Content]:
    return [each for domain in made["domains"] for each in domain["standards"]]


def settled_standard(made: Content) -> Content:
    return next(each for each in standards(made) if each["positions"] and each["positions"][-1]["wording"])
