"""What the benches share: which machine this is, a server on its own core, its memory and time, and a small table."""

import json
import os
import platform
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
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
        """KiB resident, from /proc."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS")))

    @property
    def cpu(self) -> float:
        """Seconds, user and system."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(") ")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def lobby() -> Iterator[Demo]:
    """A demo at its lobby on core 0; this process on the others. Where there is one core, or no pinning, they share."""
    cores = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []
    if len(cores) > 1:
        os.sched_setaffinity(0, cores[:1])  # what we start inherits it
    server = subprocess.Popen(
        [COMMAND, "demo", "--at", "lobby", "--door", "open", "--json"], stdout=subprocess.PIPE, text=True
    )
    if len(cores) > 1:
        os.sched_setaffinity(0, cores[1:])
    try:
        assert server.stdout is not None
        told = json.loads(server.stdout.readline())
        who = told["facilitator"]
        yield Demo(told["base"], told["workshop"], told["join_code"], who["email"], who["password"], server.pid)
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(30)
        if server.stdout:
            server.stdout.close()
        if len(cores) > 1:
            os.sched_setaffinity(0, cores)


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
