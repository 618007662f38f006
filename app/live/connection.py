"""One open screen: its socket, and a mailbox that holds the newest letter for each element."""

import asyncio
import logging
import time
from dataclasses import dataclass, field

from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from app.access.places import Place
from app.live.fragments import Screen
from app.live.sorting import News, Sorting
from app.live.state import UNTOLD, Letters, Rendered, State, is_same, letters_of, text_of
from app.live.waiting import Bell
from app.live.wire import Wire, framed
from app.rendering import fragment

BEAT = "{}"  # a letter that changes nothing, and proves the line: the browser swaps nothing in for it
TAKE_MAIL_WITHIN = 5.0  # seconds; a browser that does not is gone or asleep
CLOSE_WITHIN = 1.0
GONE_WITHIN = 15.0  # after the close, for the server waits ten seconds for its answer
A_BEAT = News(letters_of({"": BEAT}))
log = logging.getLogger(__name__)


@dataclass(eq=False, slots=True, weakref_slot=True)
class Connection:
    socket: WebSocket
    place: Place
    screen: Screen
    mail: Letters = field(default_factory=dict)
    bell: Bell = field(default_factory=Bell)
    shown: State | None = None  # what it was told last; None: nothing yet
    said: Rendered = field(default_factory=dict)  # state that a message told before the room did
    spoke_at: float = field(default_factory=time.monotonic)
    writes_in: str = ""  # the field of the open position that somebody is in; it ends with the connection
    page: str = ""  # that says so: who writes there is told to all others
    last_letter: int | None = None  # the code to close with once what lies in the mailbox is sent
    wire: Wire | None = None  # none: every message goes the server's own way

    def show(self, state: State, sorting: Sorting | None = None) -> None:
        """The present state of this screen, of which what it has not been told goes into the mailbox."""
        shown, self.shown = self.shown, state
        news = (sorting or Sorting()).between(shown or UNTOLD, state)
        if shown is None and not news.letters:
            self.beat()  # with nothing to be told, as at the door, it hears that it is heard
        elif self.said:
            letters = self._unsaid(news.letters, is_first=shown is None)
            self.said = {element: html for element, html in self.said.items() if element not in letters}
            self._put(letters)
        elif news.letters and not self._writes(news):
            self._put(news.letters)

    def _unsaid(self, letters: Letters, *, is_first: bool) -> Letters:
        """What a message has told since it entered may be newer than the first reading: the next is on its way."""
        told = [each for each, html in self.said.items() if is_first or is_same(letters.get(each, ()), html)]
        return {element: letter for element, letter in letters.items() if element not in told}

    def say(self, message: Rendered, tells: Rendered | None = None) -> None:
        """Not state: an answer to what this screen said, or a notice. `tells` is the state that it tells already."""
        self.said |= tells or {}
        self._put(letters_of(message))

    def _put(self, letters: Letters) -> None:
        if letters and self.last_letter is None:
            self.mail.update(letters)
            if self.wire and self.wire.is_clear:
                self._write(self.wire)
            else:
                self.bell.set()

    def _writes(self, news: News) -> bool:
        """At once, where nothing waits before it."""
        wire = self.wire
        if wire is None or self.mail or self.last_letter is not None or not wire.is_clear:
            return False
        wire.write(news.packed if wire.packs else news.frame)
        self.spoke_at = time.monotonic()
        return True

    def _write(self, wire: Wire) -> None:
        letters, self.mail = self.mail, {}
        wire.write(framed(letters.values(), packed=wire.packs) if letters else A_BEAT.frame)
        self.spoke_at = time.monotonic()

    def beat(self) -> None:
        """Whatever lies in the mailbox is sign enough; with nothing in it the bell alone sends a beat."""
        if not self._writes(A_BEAT):
            self.bell.set()

    def send_away(self, sentence: str, code: int, *, signs_in: bool = False, leads_home: bool = False) -> None:
        """One last letter in words, in place of whatever lies in the mailbox, and nothing after it."""
        if self.last_letter is None:
            self.last_letter = code
            notice = fragment("live/_notice.html", sentence=sentence, signs_in=signs_in, leads_home=leads_home)
            self.mail = letters_of({"notice": notice})
            self.bell.set()

    async def deliver(self) -> None:
        """Runs as long as the connection: takes what lies in the mailbox and sends it, in one frame."""
        while True:
            await self.bell.wait()
            self.bell.clear()
            last_letter = self.last_letter  # one that is written while these are on their way follows in its own turn
            try:
                await asyncio.wait_for(self._send(), TAKE_MAIL_WITHIN)
            except (TimeoutError, RuntimeError, WebSocketDisconnect) as why:
                if self.wire and isinstance(why, TimeoutError):
                    self._cut_off()  # a close would wait behind all that it has not taken
                else:
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
        letters, self.mail = self.mail, {}
        await self.socket.send_text(text_of(letters) or BEAT)
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
