"""Every refusal and every failure is one line for whoever runs the server; nobody’s leaving is a failure."""

import asyncio
import json
from typing import Any

import pytest
from starlette.routing import Route

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


def scope(kind: str = "http") -> dict[str, Any]:
    """At an address that holds a token, in workshop 3."""
    route = Route("/workshops/{workshop_id}/links/{token}", lambda request: None)
    return {
        "type": kind, "method": "GET", "path": "/workshops/3/links/canary-token", "query_string": b"", "headers": [],
        "path_params": {"workshop_id": "3", "token": "canary-token"}, "route": route, "scheme": "http",
        "server": ("127.0.0.1", 80), "root_path": "",
    }  # fmt: skip


async def receive() -> Any:
    return {"type": "http.request", "body": b""}


def sent(app: Any, kind: str = "http") -> list[Any]:
    messages: list[Any] = []

    async def send(message: Any) -> None:
        messages.append(message)

    asyncio.run(Reported(app)(scope(kind), receive, send))
    return messages


def test_a_refusal_is_one_line_that_names_the_route_and_the_workshop_and_no_token(
    capsys: pytest.CaptureFixture[str],
) -> None:
    async def refuse(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 403, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    sent(refuse)
    (line,) = capsys.readouterr().err.splitlines()
    told = json.loads(line)
    assert (told["event"], told["status"], told["workshop"]) == ("refused", 403, 3)
    assert told["route"] == "/workshops/{workshop_id}/links/{token}" and "canary" not in line


def test_a_failure_is_answered_in_words_and_told_without_what_it_said(capsys: pytest.CaptureFixture[str]) -> None:
    async def fail(scope: Any, receive: Any, send: Any) -> None:
        raise ValueError("canary-reason")

    start, body = sent(fail)
    assert start["status"] == 500 and b"Something went wrong in this program" in body["body"]
    assert b"canary" not in body["body"]
    said = capsys.readouterr().err
    assert json.loads(said)["event"] == "failed" and "canary" not in said


def test_half_an_answer_gets_no_second_beginning(capsys: pytest.CaptureFixture[str]) -> None:
    async def fail_halfway(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        raise ValueError

    assert [message["type"] for message in sent(fail_halfway)] == ["http.response.start"]
    assert '"failed"' in capsys.readouterr().err


def test_a_screen_whose_line_fails_is_hung_up_on_with_the_sign_for_that(capsys: pytest.CaptureFixture[str]) -> None:
    async def fail(scope: Any, receive: Any, send: Any) -> None:
        raise ValueError

    assert sent(fail, "websocket") == [{"type": "websocket.close", "code": 1011}]
    assert '"failed"' in capsys.readouterr().err
