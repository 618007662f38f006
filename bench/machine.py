"""What the benches share: which machine this is, a server on its own core, its memory and time, and a small table."""

import json
import os
import platform
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median

COMMAND = Path(sys.executable).with_name("critical-friend")
RUNS = 3


@dataclass(frozen=True)
class Demo:
    base: str
    workshop: int
    code: str
    email: str
    password: str
    pid: int

    @property
    def memory(self) -> int:
        return memory_of(self.pid)

    @property
    def cpu(self) -> float:
        return cpu_of(self.pid)


def memory_of(pid: int) -> int:
    """KiB resident, from /proc."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS")))


def cpu_of(pid: int) -> float:
    """Seconds on a core, user and system, of all its threads: to the nanosecond, for one broadcast takes few ticks."""
    threads = Path(f"/proc/{pid}/task").iterdir()
    return sum(int((thread / "schedstat").read_text().split()[0]) for thread in threads) / 1e9


@contextmanager
def on_its_core(*command: object, env: Mapping[str, str] | None = None) -> Iterator[subprocess.Popen[str]]:
    """A server on core 0; this process on the others. Where there is one core, or no pinning, they share."""
    cores = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []
    if len(cores) > 1:
        os.sched_setaffinity(0, cores[:1])  # what we start inherits it
    server = subprocess.Popen(
        [str(part) for part in command], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=env
    )
    if len(cores) > 1:
        os.sched_setaffinity(0, cores[1:])
    try:
        yield server
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(30)
        for end in (server.stdin, server.stdout):
            assert end is not None
            end.close()
        if len(cores) > 1:
            os.sched_setaffinity(0, cores)


@contextmanager
def lobby() -> Iterator[Demo]:
    """A demo at its lobby."""
    with on_its_core(COMMAND, "demo", "--at", "lobby", "--door", "open", "--json") as server:
        assert server.stdout is not None
        told = json.loads(server.stdout.readline())
        who = told["facilitator"]
        yield Demo(told["base"], told["workshop"], told["join_code"], who["email"], who["password"], server.pid)


def report(title: str, runs: list[dict[str, float]], units: dict[str, str]) -> None:
    """The median of the runs, and each run, so that the noise shows."""
    print(f"\n{title}\n{machine()}\n")
    print(f"{'':44} {'median':>9}   runs")
    for name, unit in units.items():
        values = [run[name] for run in runs]
        print(f"{name:44} {_short(median(values)):>9} {unit:8} {'  '.join(_short(value) for value in values)}")


def _short(value: float) -> str:
    return f"{value:.0f}" if value >= 100 or value == int(value) else f"{value:.3g}"


def machine() -> str:
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return (
        f"{date.today()}: {os.cpu_count()} cores ({_processor()}){load}, Python {platform.python_version()}, "
        f"SQLite {sqlite3.sqlite_version}"
    )


def _processor() -> str:
    try:
        names = [line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")]
        return names[0].partition(": ")[2]
    except (OSError, IndexError):
        return platform.machine()
