"""One person's socket against a real one: read as long as it stands, opened again when it falls, unless told to go."""

import asyncio
import random
from collections.abc import Awaitable, Callable

import pytest
from websockets.asyncio.server import ServerConnection, serve
from websockets.http11 import Request, Response

from app.crowd.line import Line

DEADLINE = 20  # seconds until a test gives up waiting for what must come
Answers = Callable[[ServerConnection], Awaitable[None]]


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A line that fell is opened again without the pause that spares a server."""
    monkeypatch.setattr("app.crowd.line.AGAIN_AFTER", (0,))


def held(answers: Answers, while_it_stands: Callable[[Line], Awaitable[None]] | None = None) -> list[str]:
    """What a line to this server heard, until the server sent it away for good."""
    heard: list[str] = []

    async def hold() -> None:
        async with serve(answers, "127.0.0.1", 0) as server:
            port = server.sockets[0].getsockname()[1]
            line = Line(f"ws://127.0.0.1:{port}/", f"http://127.0.0.1:{port}", lambda: "seat-1=token", heard.append)
            holding = asyncio.create_task(line.hold(random.Random(1)))
            if while_it_stands:
                await while_it_stands(line)
            await holding
            assert line.socket is None and not line.stands.is_set()

    asyncio.run(asyncio.wait_for(hold(), DEADLINE))
    return heard


def test_a_line_that_falls_is_opened_again_with_the_seats_cookie_and_one_that_is_sent_away_is_not() -> None:
    cookies: list[str] = []

    async def answers(socket: ServerConnection) -> None:
        assert socket.request is not None
        cookies.append(socket.request.headers["Cookie"])
        await socket.send(f"state {len(cookies)}")
        await socket.close((1001, 1011, 4001)[len(cookies) - 1])

    assert held(answers) == ["state 1", "state 2", "state 3"]
    assert cookies == ["seat-1=token"] * 3


def test_a_cut_says_no_goodbye_and_what_was_on_its_way_is_not_read() -> None:
    codes: list[int | None] = []

    async def answers(socket: ServerConnection) -> None:
        if codes:
            await socket.close(4001)
            return
        await socket.wait_closed()
        codes.append(socket.close_code)

    async def cut(line: Line) -> None:
        await line.stands.wait()
        line.cut(0.01)

    assert held(answers, cut) == []
    assert codes == [1006], "as when the Wi-Fi goes, and not as when a page is left"


def test_a_line_is_never_led_to_another_address() -> None:
    asked: list[str] = []
    away: list[str] = []

    async def sends_away(socket: ServerConnection) -> None:
        away.append("came")
        enough.set()
        await socket.close(4001)

    def leads_there(socket: ServerConnection, request: Request) -> Response:
        asked.append(request.path)
        if len(asked) == 3:
            enough.set()
        response = socket.respond(302, "")
        response.headers["Location"] = f"ws://127.0.0.1:{elsewhere_at[0]}/"
        return response

    elsewhere_at: list[int] = []
    enough = asyncio.Event()

    async def hold() -> None:
        async with (
            serve(sends_away, "127.0.0.1", 0) as elsewhere,
            serve(sends_away, "127.0.0.1", 0, process_request=leads_there) as server,
        ):
            elsewhere_at.append(elsewhere.sockets[0].getsockname()[1])
            port = server.sockets[0].getsockname()[1]
            line = Line(f"ws://127.0.0.1:{port}/", f"http://127.0.0.1:{port}", lambda: "", lambda text: None)
            holding = asyncio.create_task(line.hold(random.Random(1)))
            await enough.wait()
            holding.cancel()

    asyncio.run(asyncio.wait_for(hold(), DEADLINE))
    assert away == [], "it comes back to the server it was told, and to no other"
