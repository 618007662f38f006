"""Every refusal and every failure is one line for whoever runs the server; nobody’s leaving is a failure."""

import asyncio
from typing import Any

import pytest

from app.access.origins import OriginCheck
from app.access.reported import Reported


@pytest.mark.parametrize("guard", ["origin", "place"])
def test_a_refused_handshake_whose_client_has_gone_leaves_no_failure_behind(
    capsys: pytest.CaptureFixture[str], guard: str
) -> None:
    class Gone(OSError):
        """As the server raises it; it knows its own and says nothing of it."""

    async def send(message: Any) -> None:
        raise Gone

    async def place(scope: Any, receive: Any, send: Any) -> None:
        from starlette.websockets import WebSocket

        await WebSocket(scope, receive, send).close(4003)

    async def receive() -> Any:
        return {"type": "websocket.connect"}

    asked: Any = OriginCheck(place, "") if guard == "origin" else place
    origin = [(b"origin", b"https://evil.example")] if guard == "origin" else []
    scope = {"type": "websocket", "headers": [(b"host", b"x"), *origin], "path": "/", "query_string": b""}
    with pytest.raises(Gone):
        asyncio.run(Reported(asked)(scope, receive, send))
    assert '"failed"' not in capsys.readouterr().err
