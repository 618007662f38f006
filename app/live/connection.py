"""One open screen: its socket, and a mailbox that holds the newest letter for each element."""

import asyncio
import logging
import time
from dataclasses import dataclass, field

from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from app.access.places import Place
from app.live.fragments import Screen
from app.live.own import Rendered
from app.live.sorting import Sorting
from app.live.wire import Wire, framed
from app.rendering import fragment

BEAT = "{}"  # a letter that changes nothing, and proves the line: the browser swaps nothing in for it
TAKE_MAIL_WITHIN = 5.0  # seconds; a browser that does not is gone or asleep
CLOSE_WITHIN = 1.0
GONE_WITHIN = 15.0  # after the close, for the server waits ten seconds for its answer
FRAMED_BEAT = framed(BEAT)
log = logging.getLogger(__name__)


@dataclass(eq=False)
class Connection:
    socket: WebSocket
    place: Place
    screen: Screen
    mail: Rendered = field(default_factory=dict)
    bell: asyncio.Event = field(default_factory=asyncio.Event)
    shown: Rendered | None = None  # the state that it was told last; None: nothing yet
    said: Rendered = field(default_factory=dict)  # state that a message told before the room did
    spoke_at: float = field(default_factory=time.monotonic)
    writes_in: str = ""  # the field of the open position that somebody is in; it ends with the connection
    page: str = ""  # that says so: who writes there is told to all others
    last_letter: int | None = None  # the code to close with once what lies in the mailbox is sent
    wire: Wire | None = None  # none: every message goes the server's own way

    def show(self, state: Rendered, sorting: Sorting | None = None) -> None:
        """The present state of this screen, of which what it has not been told goes into the mailbox."""
        shown, self.shown = self.shown, state
        if shown is None:
            self.beat()  # with nothing to be told, as at the door, it hears that it is heard
            # What a message has told since it entered may be newer than this reading, and the next one is on its way.
            self._put({element: html for element, html in state.items() if element not in self.said})
            return
        news = (sorting or Sorting()).between(shown, state)
        if self.said:
            letters = {element: html for element, html in news.letters.items() if html != self.said.get(element)}
            self.said = {element: html for element, html in self.said.items() if element not in letters}
            self._put(letters)
        elif news.letters and not self._writes(news.frame):
            self._put(news.letters)

    def say(self, message: Rendered, tells: Rendered | None = None) -> None:
        """Not state: an answer to what this screen said, or a notice. `tells` is the state that it tells already."""
        self.said |= tells or {}
        self._put(message)

    def _put(self, letters: Rendered) -> None:
        if letters and self.last_letter is None:
            self.mail.update(letters)
            if self.wire and self.wire.is_clear:
                self._write(self.wire)
            else:
                self.bell.set()

    def _writes(self, frame: bytes) -> bool:
        """At once, where nothing waits before it."""
        if self.wire is None or self.mail or self.last_letter is not None or not self.wire.is_clear:
            return False
        self.wire.write(frame)
        self.spoke_at = time.monotonic()
        return True

    def _write(self, wire: Wire) -> None:
        letters, self.mail = "".join(self.mail.values()), {}
        wire.write(framed(letters or BEAT))
        self.spoke_at = time.monotonic()

    def beat(self) -> None:
        """Whatever lies in the mailbox is sign enough; with nothing in it the bell alone sends a beat."""
        if not self._writes(FRAMED_BEAT):
            self.bell.set()

    def send_away(self, sentence: str, code: int, *, signs_in: bool = False, leads_home: bool = False) -> None:
        """One last letter in words, in place of whatever lies in the mailbox, and nothing after it."""
        if self.last_letter is None:
            self.last_letter = code
            notice = fragment("live/_notice.html", sentence=sentence, signs_in=signs_in, leads_home=leads_home)
            self.mail = {"notice": notice}
            self.bell.set()

    async def deliver(self) -> None:
        """Runs as long as the connection: takes what lies in the mailbox and sends it, in one frame."""
        while True:
            await self.bell.wait()
            self.bell.clear()
            last_letter = self.last_letter  # one that is written while these are on their way follows in its own turn
            try:
                await asyncio.wait_for(self._send(), TAKE_MAIL_WITHIN)
            except (TimeoutError, RuntimeError, WebSocketDisconnect):
                await self.close(1011)
                return
            if last_letter:
                await self.close(last_letter)
                return

    async def _send(self) -> None:
        if self.wire:
            await self.wire.writable.wait()
            if not self.wire.is_open:
                raise WebSocketDisconnect
            self._write(self.wire)
            return
        letters, self.mail = "".join(self.mail.values()), {}
        await self.socket.send_text(letters or BEAT)
        self.spoke_at = time.monotonic()

    async def close(self, code: int) -> None:
        if self.socket.client_state is WebSocketState.CONNECTED:
            try:
                await asyncio.wait_for(self.socket.close(code), CLOSE_WITHIN)
            except (TimeoutError, RuntimeError, WebSocketDisconnect):
                log.debug("a connection was gone before it could be closed")
                self._cut_off()  # what it did not take would be kept for it
            else:
                asyncio.get_running_loop().call_later(GONE_WITHIN, self._cut_off)

    def _cut_off(self) -> None:
        """Without an effect on a line that ended; one that does not read would not end before it does."""
        if self.wire:
            self.wire.transport.abort()
