"""A power cut: of the write-ahead log only what was flushed is left. Nothing that said Recorded is missing.

`strace` writes down every write and every completed flush of the server's log file. After `kill -9` the log is cut back
to its last completed flush, which is what a disk is bound to have, and the copy is opened.
"""

import os
import re
import shutil
import signal
import sqlite3
from pathlib import Path

import pytest

from app.store.sqlite import Store
from tests.conftest import CAST
from tests.northvale import DEADLINE, Town, started

pytestmark = pytest.mark.long

HEADER = 32  # bytes of a log before its first frame
WRITE = re.compile(r"pwrite64\(\d+<[^>]*-wal>, .*, (\d+), (\d+)\) += (\d+)$")
FLUSHED = re.compile(r"f(?:data)?sync\(\d+<[^>]*-wal>\) += 0$")


@pytest.fixture
def file(migrated: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(migrated, tmp_path / "town.sqlite3"))


@pytest.fixture
def strace() -> str:
    found = shutil.which("strace")
    assert found, "This test watches the server's flushes: on Debian run “apt-get install strace”."
    return found


def flushed_bytes(trace: str) -> tuple[int, int]:
    """(bytes of the log that completed flushes cover, bytes written): calls of several threads may stand apart."""
    written = flushed = 0
    for line in whole_calls(trace):
        if found := WRITE.search(line):
            written = max(written, int(found[2]) + int(found[3]))
        elif FLUSHED.search(line):
            flushed = written
    return flushed, written


def whole_calls(trace: str) -> list[str]:
    """A call that another thread's interrupts is written as two lines; the second ends it."""
    begun: dict[str, str] = {}
    calls = []
    for line in trace.splitlines():
        thread, _, call = line.partition(" ")
        if "<unfinished ...>" in call:
            begun[thread] = call.partition("<unfinished ...>")[0].rstrip()
        elif "resumed>" in call:
            calls.append(begun.pop(thread, "") + call.partition("resumed>")[2])
        else:
            calls.append(call)
    return calls


def test_f30_what_said_recorded_is_in_what_the_disk_was_told_to_keep(file: Path, tmp_path: Path, strace: str) -> None:
    store, trace = Store(file), tmp_path / "trace.txt"
    watched = [strace, "-f", "-y", "-s", "0", "-e", "trace=pwrite64,fsync,fdatasync", "-o", str(trace)]
    with started(file, watched) as (process, base):
        hall = Town(base, store).hall()
        hall.open("6")
        store.close()
        for score in ("3", "9"):
            for name in CAST:
                assert hall.rate(name, "6", score).status_code == 303
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        os.kill(int(children[0]), signal.SIGKILL)
        process.wait(timeout=DEADLINE)
    flushed, written = flushed_bytes(trace.read_text())
    assert HEADER < flushed <= written
    after = Path(shutil.copy(file, tmp_path / "after.sqlite3"))
    (tmp_path / "after.sqlite3-wal").write_bytes(Path(f"{file}-wal").read_bytes()[:flushed])
    with sqlite3.connect(after) as left:
        kept = left.execute(
            "SELECT count(*) FROM rating WHERE round_id = ? AND score = 9", (hall.rounds["6"],)
        ).fetchone()
    left.close()
    assert kept == (len(CAST),)


def test_a_log_that_was_cut_before_its_last_flush_would_show(file: Path, tmp_path: Path) -> None:
    """The search above can fail: two frames less, and the newest commit is gone."""
    with sqlite3.connect(file) as store:
        store.execute("PRAGMA journal_mode=WAL")
        store.execute("CREATE TABLE said (what)")
        store.commit()
        store.execute("INSERT INTO said VALUES ('Recorded')")
        store.commit()
        log = Path(f"{file}-wal").read_bytes()
        shutil.copy(file, tmp_path / "cut.sqlite3")
    store.close()
    (tmp_path / "cut.sqlite3-wal").write_bytes(log[:-4120])
    with sqlite3.connect(tmp_path / "cut.sqlite3") as cut:
        assert cut.execute("SELECT count(*) FROM said").fetchone() == (0,)
    cut.close()
