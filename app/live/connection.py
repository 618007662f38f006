"""One open screen: its socket, and a mailbox that holds the newest letter for each element."""

import asyncio
import logging
import time
from dataclasses import dataclass, field

from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from app.access.places import Place
from app.live.fragments import Screen
from app.rendering import fragment

BEAT = "{}"  # a letter that changes nothing, and proves the line: the browser swaps nothing in for it
TAKE_MAIL_WITHIN = 5.0  # seconds; a browser that does not is gone or asleep
log = logging.getLogger(__name__)
Rendered = dict[str, str]  # element id -> HTML of the whole element


@dataclass(eq=False)
class Connection:
    socket: WebSocket
    place: Place
    screen: Screen
    is_new: bool = True
    mail: Rendered = field(default_factory=dict)
    own_mail: Rendered = field(default_factory=dict)  # for this person alone; fits into places that the mail brings
    bell: asyncio.Event = field(default_factory=asyncio.Event)
    told: set[str] = field(default_factory=set)  # elements of the own mail that have been told since entering
    spoke_at: float = field(default_factory=time.monotonic)
    last_letter: int | None = None  # the code to close with once what lies in the mailbox is sent

    def put(self, letters: Rendered, own: Rendered | None = None) -> None:
        if (letters or own) and self.last_letter is None:
            self.mail.update(letters)
            self.own_mail.update(own or {})
            self.told.update(own or {})
            self.bell.set()

    def put_first(self, own: Rendered) -> None:
        """What was read of this person's answers on entering, unless something newer was told meanwhile."""
        self.put({}, {element: html for element, html in own.items() if element not in self.told})

    def beat(self) -> None:
        """Whatever lies in the mailbox is sign enough; with nothing in it the bell alone sends a beat."""
        self.bell.set()

    def send_away(self, sentence: str, code: int, *, signs_in: bool = False) -> None:
        """One last letter in words, in place of whatever lies in the mailbox, and nothing after it."""
        if self.last_letter is None:
            self.last_letter = code
            notice = fragment("live/_notice.html", sentence=sentence, signs_in=signs_in)
            self.mail, self.own_mail = {"notice": notice}, {}
            self.bell.set()

    async def deliver(self) -> None:
        """Runs as long as the connection: takes what lies in the mailbox and sends it, one frame at a time.

        A person's own lines follow in a second frame, for the browser finds their places before it swaps anything in.
        """
        while True:
            await self.bell.wait()
            self.bell.clear()
            frames = ["".join(self.mail.values()), "".join(self.own_mail.values())]
            self.mail, self.own_mail = {}, {}
            last_letter = self.last_letter  # one that is written while these are on their way follows in its own turn
            try:
                for text in list(filter(None, frames)) or [BEAT]:
                    await asyncio.wait_for(self.socket.send_text(text), TAKE_MAIL_WITHIN)
                self.spoke_at = time.monotonic()
            except (TimeoutError, RuntimeError, WebSocketDisconnect):
                await self.close(1011)
                return
            if last_letter:
                await self.close(last_letter)
                return

    async def close(self, code: int) -> None:
        if self.socket.client_state is WebSocketState.CONNECTED:
            try:
                await asyncio.wait_for(self.socket.close(code), 1)
            except (TimeoutError, RuntimeError):
                log.debug("a connection was gone before it could be closed")
