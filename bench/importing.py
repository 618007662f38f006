"""A closed record of nine standards, twelve groups and 200 people, brought into an empty server: seconds.

Read and verified first, in no transaction; then taken in within one, in which everything else that is written waits:
its rows are made, and the report is made again from them and compared with the file.
"""

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pack
from machine import COMMAND, RUNS, report
from sqlmodel import Session, select

from app.exports import Release, as_json, released
from app.exports.importing import read_record, take_in
from app.models import Workshop
from app.models.ending.closing import close, confirm
from app.schema import upgrade
from app.store.sqlite import Store

GROUPS, PEOPLE = pack.GROUPS, pack.PEOPLE
UNITS = {
    "the file": "MB",
    "reading it, its chain verified": "s",
    "taking it in, in one transaction": "s",
    "“critical-friend import”, database and all": "s",
}


@contextmanager
def record() -> Iterator[Path]:
    pack.GROUPS, pack.PEOPLE = GROUPS, PEOPLE
    with pack.settled() as (database, _), TemporaryDirectory() as folder:
        with closing(Store(database)) as store, Session(store.writing) as session, session.begin():
            workshop = session.exec(select(Workshop)).one()
            close(session, workshop, by="facilitator")
            confirm(session, workshop, by="facilitator")
            session.flush()
            session.expire_all()
            made = released(session, workshop.id, Release.WORKING, has_numbers=True)
        file = Path(folder) / "record.json"
        file.write_bytes(as_json(made))
        yield file


def measure(file: Path) -> dict[str, float]:
    content = file.read_bytes()
    began = time.perf_counter()
    made = read_record(content)
    read = time.perf_counter() - began
    with TemporaryDirectory() as folder:
        upgrade(database := Path(folder) / "empty.sqlite3")
        with closing(Store(database)) as store, Session(store.writing) as session:
            began = time.perf_counter()
            with session.begin():
                take_in(session, made, "")
            taken = time.perf_counter() - began
        figures = (len(content) / 1e6, read, taken, _command(file, Path(folder) / "new.sqlite3"))
    return dict(zip(UNITS, figures, strict=True))


def _command(file: Path, database: Path) -> float:
    began = time.perf_counter()
    ours = {**os.environ, "DATABASE_URL": f"sqlite:///{database}"}
    subprocess.run([COMMAND, "import", file], env=ours, check=True, capture_output=True)
    return time.perf_counter() - began


def main() -> None:
    with record() as file:
        runs = [measure(file) for _ in range(RUNS)]
    report(f"Import: 9 standards, {GROUPS} groups, {PEOPLE} people", runs, UNITS)


if __name__ == "__main__":
    main()
