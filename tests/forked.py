"""The program as a process of its own, soon: forked from one that has loaded it, not loaded anew at every start.

What serves, answers and is killed is the same `critical-friend`. Only loading it, two seconds of a core, is done once
for all that start; that the command by itself starts too, tests of the demo, of power cuts and of kills show.
"""

import multiprocessing
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from functools import cache, partial
from multiprocessing.connection import Connection
from pathlib import Path
from secrets import token_hex
from threading import Timer
from typing import TextIO

from tests.beside import SOCKET, run_beside, stand_by

LOADED = multiprocessing.get_context("forkserver")
LOADED.set_forkserver_preload(["tests.loaded"])


MIGRATED = "MIGRATED"  # where the file stands that a demo copies, not migrated from nothing at every start


@cache
def _beside() -> str:
    """Where somebody stands by for what servers run beside themselves; there is one in each process of tests."""
    name = f"critical-friend-{os.getpid()}-{token_hex(8)}"
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(f"\0{name}")  # no file, so none is left behind
        door.listen()
        LOADED.Process(target=stand_by, args=(door,), daemon=True).start()
    return name


class Program:
    """As much of `subprocess.Popen` as tests of a server need."""

    def __init__(
        self,
        arguments: Sequence[str],
        environment: dict[str, str],
        log: Path | None = None,
        folder: Path | None = None,
        encoding: str = "utf-8",
    ) -> None:
        """`log` takes what it says on stderr; its console speaks `encoding`."""
        self.args = ["critical-friend", *arguments]
        heard, told = LOADED.Pipe(duplex=False)
        with heard, told:
            given = {**os.environ, SOCKET: _beside(), **environment}
            work = (told, self.args, given, folder or Path.cwd(), log, encoding)
            self._process = LOADED.Process(target=_main, args=work, daemon=True)
            self._process.start()
            self.stdout: TextIO = os.fdopen(os.dup(heard.fileno()), encoding=encoding)

    @property
    def pid(self) -> int:
        assert self._process.pid is not None
        return self._process.pid

    def send_signal(self, number: signal.Signals) -> None:
        if self._process.is_alive():
            os.kill(self.pid, number)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def said(self, within: float) -> str:
        """All that it says until it ends; one that does not end is killed, in seconds."""
        killing = Timer(within, self.kill)
        killing.start()
        try:
            with self.stdout:
                return self.stdout.read()
        finally:
            killing.cancel()

    def wait(self, timeout: float) -> int:
        self._process.join(timeout)
        if self._process.exitcode is None:
            raise subprocess.TimeoutExpired(self.args, timeout)
        return self._process.exitcode


def _copy(migrated: Path, file: Path) -> None:
    shutil.copyfile(migrated, file)


def _main(
    told: Connection,
    arguments: list[str],
    environment: dict[str, str],
    folder: Path,
    log: Path | None,
    encoding: str,
) -> None:
    import app.demo
    from app.cli import main
    from tests.light_passwords import weigh_lightly
    from tests.moved_clock import move_clock

    os.dup2(told.fileno(), 1)
    told.close()
    if log:
        with log.open("w") as file:
            os.dup2(file.fileno(), 2)
    # Made anew: those that are here take the pipe for the file that stood there when they were made.
    sys.stdout = os.fdopen(1, "w", encoding=encoding, closefd=False)
    sys.stderr = os.fdopen(2, "w", encoding=encoding, errors="backslashreplace", closefd=False)
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    os.chdir(folder)
    sys.argv = arguments
    move_clock()
    weigh_lightly()
    run_beside()
    if migrated := environment.get(MIGRATED):
        app.demo.upgrade = partial(_copy, Path(migrated))  # type: ignore[attr-defined]
    main()
