"""A line goes on outside of all that looked at its handshake.

Thirteen layers ask who comes, from where and with what. Each of them would stand round the line for as long as it is
open, with the headers of the handshake in its hands and nothing to do: 25 KB for every phone. So what a route goes on
with, once it has accepted, is called from where the server calls us, with only what tells who asks, and for what.
"""

from collections.abc import Awaitable, Callable
from functools import partial

from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocket, WebSocketState

from app.access.reported import Reported
from app.live.wire import wire_in, wire_of

Line = Callable[[WebSocket], Awaitable[None]]
KEPT = ("type", "app", "path_params", "route", "query_string")  # of a scope


async def go_on_outside(socket: WebSocket, line: Line) -> None:
    """The last that its route does for an accepted socket. Where a server offers no wire it goes on where it is."""
    wire = wire_of(socket)
    if wire is None:
        await line(socket)
    else:
        cookies = [(name, value) for name, value in socket.scope["headers"] if name == b"cookie"]
        scope = {name: socket.scope[name] for name in KEPT if name in socket.scope} | {"headers": cookies}
        wire.rest = partial(Reported(partial(_on_the_line, line)), scope)


async def _on_the_line(line: Line, scope: Scope, receive: Receive, send: Send) -> None:
    socket = WebSocket(scope, receive, send)
    socket.client_state = socket.application_state = WebSocketState.CONNECTED
    await line(socket)


class HandingOver:
    """Outermost: what its frame holds is all that is held beside the line."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.app(scope, receive, send)
        wire = wire_in(scope)
        if wire and wire.rest:
            del scope
            await wire.let_go_of_handshake()(receive, send)
