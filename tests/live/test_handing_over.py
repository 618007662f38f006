"""What stands round a line for as long as it is open: nothing of all that looked at its handshake."""

import asyncio
import json
from types import SimpleNamespace
from typing import Any

import pytest
from starlette.routing import Route
from starlette.websockets import WebSocket, WebSocketState
from websockets.datastructures import Headers

from app.access.places import seat_cookie
from app.live.handing_over import HandingOver, go_on_outside
from app.live.wire import EXTENSION, Wire

MOVED = 4001
COOKIE = (b"cookie", b"seat-3=token")


def scope(wire: Wire | None) -> dict[str, Any]:
    extensions = {EXTENSION: {EXTENSION: wire}} if wire else {}
    route = Route("/workshops/{workshop_id}/live", lambda request: None)
    return {
        "type": "websocket", "path_params": {"workshop_id": "3"}, "route": route, "query_string": b"screen=phone",
        "headers": [(b"user-agent", b"a browser"), COOKIE], "extensions": extensions,
    }  # fmt: skip


def a_wire() -> Wire:
    wire = object.__new__(Wire)
    wire.rest = None
    wire.request, wire.response = SimpleNamespace(headers=Headers(host="x")), None  # type: ignore[assignment]
    wire.scope = {}  # type: ignore[typeddict-item]
    return wire


def walk(wire: Wire | None, line: Any) -> tuple[list[str], list[Any]]:
    """In which order they were left, and what was sent."""
    left, sent = list[str](), list[Any]()

    async def handshake(scope: Any, receive: Any, send: Any) -> None:
        socket = WebSocket(scope, receive, send)
        await socket.accept()
        await go_on_outside(socket, line)
        left.append("route")

    async def checks(scope: Any, receive: Any, send: Any) -> None:
        await handshake({**scope}, receive, send)
        left.append("checks")

    async def receive() -> Any:
        return {"type": "websocket.connect"}

    async def send(message: Any) -> None:
        if message["type"] == "websocket.close":
            left.append("line")
        sent.append(message)

    asyncio.run(HandingOver(checks)(scope(wire), receive, send))
    return left, sent


async def hang_up(socket: WebSocket) -> None:
    await socket.close(MOVED)


def test_a_line_begins_once_all_have_gone_that_looked_at_its_handshake() -> None:
    left, sent = walk(a_wire(), hang_up)
    assert left == ["route", "checks", "line"]
    assert [message["type"] for message in sent] == ["websocket.accept", "websocket.close"]


def test_where_a_server_offers_no_wire_the_line_goes_on_where_it_is() -> None:
    assert walk(None, hang_up)[0] == ["line", "route", "checks"]


def test_of_a_handshake_only_what_tells_who_asks_and_for_what_is_left() -> None:
    seen = list[WebSocket]()

    async def look(socket: WebSocket) -> None:
        seen.append(socket)

    wire = a_wire()
    request = wire.request
    walk(wire, look)
    [socket] = seen
    assert socket.client_state is WebSocketState.CONNECTED
    assert socket.headers.raw == [COOKIE] and socket.cookies == {seat_cookie(3, is_https=False): "token"}
    assert (socket.query_params["screen"], "extensions" in socket.scope) == ("phone", False)
    assert (len(request.headers), hasattr(wire, "scope"), wire.rest) == (0, False, None)


def test_a_final_close_is_reported_as_it_would_be_inside(capsys: pytest.CaptureFixture[str]) -> None:
    walk(a_wire(), hang_up)
    told = json.loads(capsys.readouterr().err)
    assert (told["event"], told["status"], told["workshop"]) == ("refused", MOVED, 3)
    assert told["route"] == "/workshops/{workshop_id}/live"


def test_a_line_that_fails_is_reported_and_hung_up(capsys: pytest.CaptureFixture[str]) -> None:
    async def fail(_socket: WebSocket) -> None:
        raise ValueError("canary")

    sent = walk(a_wire(), fail)[1]
    assert sent[-1] == {"type": "websocket.close", "code": 1011}
    told = capsys.readouterr().err
    assert json.loads(told)["event"] == "failed" and "canary" not in told
