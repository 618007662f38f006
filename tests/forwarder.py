"""A line through other people's machines: passes bytes on, or stops without closing anything, and passes them again."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread
from urllib.parse import urlsplit


class Forwarder:
    """On loopback, in front of a server. What is held up is passed on when the line is let through."""

    def __init__(self, base: str) -> None:
        self._there = ("127.0.0.1", urlsplit(base).port or 80)
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._passing: list[Event] = []  # of every connection: whether it passes anything
        self._sockets: list[Event] = []  # the same, of those that became websockets
        self._open: list[socket.socket] = []
        self._is_new_passed = Event()
        self._is_new_passed.set()
        self.base = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        self._accepting = Thread(target=self._accept, daemon=True)
        self._accepting.start()

    def fall_silent(self, *, also_for_new: bool = False, only_sockets: bool = False) -> None:
        if also_for_new:
            self._is_new_passed = Event()
        for passing in list(self._sockets if only_sockets else self._passing):
            passing.clear()

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
        for passing in self._passing:
            passing.set()
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
            passing, is_let_in = Event(), self._is_new_passed
            passing.set()
            self._passing.append(passing)
            for ends in ((here, there), (there, here)):
                Thread(target=self._pass_on, args=(*ends, is_let_in, passing), daemon=True).start()

    def _pass_on(self, source: socket.socket, target: socket.socket, is_let_in: Event, passing: Event) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                if b"upgrade: websocket" in data.lower():
                    self._sockets.append(passing)
                is_let_in.wait()
                passing.wait()
                target.sendall(data)
        passing.wait()  # a dead line does not tell that it was closed, either
        _shut(target)


def _shut(end: socket.socket) -> None:
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()


@contextmanager
def forwarding(base: str) -> Iterator[Forwarder]:
    forwarder = Forwarder(base)
    try:
        yield forwarder
    finally:
        forwarder.close()
