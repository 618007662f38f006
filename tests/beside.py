"""What a server of a test runs in a process beside itself (who makes a pack, simulated people), soon as well.

The server starts a command of its own as ever; only it is `handing_over.py`, which takes 20 ms and no two seconds. What
it hands over is done by a process forked from one that has loaded the program, and which ends when it is killed.
That the command by itself does the same, tests/live/test_making.py shows.
"""

import ast
import os
import select
import signal
import socket
import sys
import traceback
from contextlib import suppress
from multiprocessing import parent_process
from multiprocessing.connection import wait
from pathlib import Path
from typing import NoReturn

SOCKET = "BESIDE"  # in the environment of a server: where somebody stands by
HANDING_OVER = Path(__file__).with_name("handing_over.py")


def run_beside() -> None:
    """For a server: what it runs beside itself is handed over."""
    from app.live import making, simulating

    made_by = (sys.executable, "-I", "-S", str(HANDING_OVER), os.environ[SOCKET])
    vars(making)["COMMAND"] = (*made_by, *making.COMMAND[len(making.PROGRAM) :])
    vars(making)["PROGRAM"] = vars(simulating)["PROGRAM"] = made_by


def stand_by(door: socket.socket) -> None:
    """Until the process of tests ends. A process for each command, so that none waits for another."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody asks how they ended
    tests = parent_process()
    assert tests is not None
    while tests.sentinel not in wait([door, tests.sentinel]):
        line, _ = door.accept()
        if os.fork() == 0:
            door.close()
            _see_through(line)
        line.close()


def _see_through(line: socket.socket) -> NoReturn:
    """What was handed over is begun; it is killed when who handed it over was."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    length, streams, _, _ = socket.recv_fds(line, 8, 3)
    told, size = b"", int.from_bytes(length, "big")
    while size == 0 or len(told) < size:
        if not (more := line.recv(1 << 16)):
            os._exit(0)  # who hands over was killed meanwhile
        told += more
    program = os.fork()
    if program == 0:
        line.close()
        _become(streams, *ast.literal_eval(told.decode()))
    for stream in streams:
        os.close(stream)
    ended = os.pidfd_open(program)
    if ended not in select.select([line.fileno(), ended], [], [])[0]:
        os.kill(program, signal.SIGKILL)
    _, status = os.waitpid(program, 0)
    with suppress(OSError):
        line.sendall(str(os.waitstatus_to_exitcode(status)).encode())
    os._exit(0)


def _become(streams: list[int], arguments: list[str], environment: dict[str, str], folder: str) -> NoReturn:
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    sys.stdin, sys.stdout, sys.stderr = (
        os.fdopen(n, "w" if n else "r", encoding="utf-8", closefd=False) for n in range(3)
    )
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    sys.argv = ["critical-friend", *arguments]
    code = _code_of_main()
    with suppress(OSError):
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code)


def _code_of_main() -> int:
    """As Python itself ends a program."""
    from app.cli import main

    try:
        main()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:
        traceback.print_exc()
        return 1
    return 0
