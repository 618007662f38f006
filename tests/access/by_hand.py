"""Requests that no honest program would write, and how much work they make."""

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from tests.northvale import DEADLINE


@contextmanager
def little_work(server: int) -> Iterator[None]:
    """The server's own processor time, whatever else the machine does: nobody else is served in it."""
    before = worked(server)
    yield
    assert worked(server) - before < 1.0


def worked(server: int) -> float:
    """Seconds of processor time that a process has used so far."""
    used = Path(f"/proc/{server}/stat").read_text().rpartition(") ")[2].split()[11:13]
    return sum(map(int, used)) / os.sysconf("SC_CLK_TCK")


def raw(base: str, head: bytes, chunks: Iterator[bytes]) -> bytes:
    """The answer to a request that no honest program would write."""
    with socket.create_connection(("127.0.0.1", urlsplit(base).port or 0), timeout=DEADLINE) as line:
        line.sendall(head)
        try:
            for chunk in chunks:
                line.sendall(chunk)
        except OSError:
            pass  # refused while we were still sending
        return line.recv(4096)
