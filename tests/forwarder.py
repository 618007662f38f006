"""A line through other people's machines: passes bytes on, or stops without closing anything, and passes them again."""

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Event, Thread
from urllib.parse import urlsplit


@dataclass
class _Line:
    """One connection: what of it passes."""

    is_let_in: Event
    up: Event = field(default_factory=Event)  # from the browser
    down: Event = field(default_factory=Event)
    is_socket: bool = False  # it became a websocket
    heard_at: float = field(default_factory=time.monotonic)


class Forwarder:
    """On loopback, in front of a server. What is held up is passed on when the line is let through.

    `hangs_up_after`: seconds in which neither side says anything, as many proxies have them.
    """

    def __init__(self, base: str, hangs_up_after: float | None = None) -> None:
        self._there = ("127.0.0.1", urlsplit(base).port or 80)
        self._hangs_up_after = hangs_up_after
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._lines: list[_Line] = []
        self._open: list[socket.socket] = []
        self._is_new_passed = Event()
        self._is_new_passed.set()
        self.base = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        self._accepting = Thread(target=self._accept, daemon=True)
        self._accepting.start()

    def fall_silent(
        self, *, also_for_new: bool = False, only_sockets: bool = False, up: bool = True, down: bool = True
    ) -> None:
        """`up=False`: what the browser says still passes."""
        if also_for_new:
            self._is_new_passed = Event()
        for line in list(self._lines):
            if line.is_socket or not only_sockets:
                for direction, is_meant in ((line.up, up), (line.down, down)):
                    if is_meant:
                        direction.clear()

    def let_through(self) -> None:
        """New lines; the old ones stay dead, as after a change of network."""
        self._is_new_passed.set()

    def close(self) -> None:
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)  # wakes the thread that accepts
        self._listening.close()
        self._accepting.join()
        for end in self._open:
            _shut(end)
        for line in self._lines:
            line.up.set()
            line.down.set()
        self._is_new_passed.set()

    def _accept(self) -> None:
        while True:
            try:
                here, _ = self._listening.accept()
            except OSError:
                return
            self._open.append(here)
            try:
                there = socket.create_connection(self._there)
            except OSError:
                _shut(here)
                continue
            self._open.append(there)
            line = _Line(self._is_new_passed)
            self._lines.append(line)
            for end, passing in ((here, line.up), (there, line.down)):
                end.settimeout(self._hangs_up_after)
                passing.set()
            for source, target, passing in ((here, there, line.up), (there, here, line.down)):
                Thread(target=self._pass_on, args=(source, target, line, passing), daemon=True).start()

    def _pass_on(self, source: socket.socket, target: socket.socket, line: _Line, passing: Event) -> None:
        with suppress(OSError):
            while data := self._heard(source, line):
                if b"upgrade: websocket" in data.lower():
                    line.is_socket = True
                line.is_let_in.wait()
                passing.wait()
                target.sendall(data)
        passing.wait()  # a dead line does not tell that it was closed, either
        _shut(target)

    def _heard(self, source: socket.socket, line: _Line) -> bytes:
        """Nothing when the other end hung up, or this proxy does."""
        while True:
            try:
                data = source.recv(65536)
            except TimeoutError:
                if time.monotonic() - line.heard_at >= (self._hangs_up_after or 0):
                    return b""
                continue
            line.heard_at = time.monotonic()
            return data


def _shut(end: socket.socket) -> None:
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()


@contextmanager
def forwarding(base: str, hangs_up_after: float | None = None) -> Iterator[Forwarder]:
    forwarder = Forwarder(base, hangs_up_after)
    try:
        yield forwarder
    finally:
        forwarder.close()
