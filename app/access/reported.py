"""Every refusal and every failure leaves one line with whoever runs the server, and no failure leaves more than that.

The line names the route by its template and the workshop by its number: addresses hold codes and tokens.
"""

import asyncio

from starlette.requests import ClientDisconnect, Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.errors.saving import Failed
from app.log import failed, told
from app.rendering.refusals import refused

REFUSALS = frozenset({400, 401, 403, 404, 413, 415, 421, 429, 503})
FINAL = 4000  # close codes from here on send a browser away for good
FOREIGN = 1008


class Reported:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            return await self.app(scope, receive, send)
        begun = False
        gone: OSError | None = None

        async def report(message: Message) -> None:
            nonlocal begun, gone
            begun = begun or message["type"] == "http.response.start"
            if (status := _refused_with(message)) is not None:
                told("refused", status=status, **_where(scope))
            try:
                await send(message)
            except OSError as error:
                gone = error
                raise

        try:
            return await self.app(scope, receive, report)
        except ClientDisconnect:
            return None
        except Exception as error:
            if gone is not None:
                raise gone from None  # nobody is there to be answered; the server knows its own sign for that
            failed("failed", error, status=Failed.status, **_where(scope))
            if scope["type"] == "http" and not begun:
                answer = await asyncio.to_thread(refused, Request(scope), Failed())
                return await answer(scope, receive, send)
            if scope["type"] == "websocket":
                return await _hang_up(send)
            return None  # half an answer is out: the server ends the connection


def _refused_with(message: Message) -> int | None:
    if message["type"] == "http.response.start" and message["status"] in REFUSALS:
        return int(message["status"])
    code = message.get("code", 0) if message["type"] == "websocket.close" else 0
    return int(code) if code >= FINAL or code == FOREIGN else None


def _where(scope: Scope) -> dict[str, str | int | None]:
    workshop = str(scope.get("path_params", {}).get("workshop_id", ""))
    is_number = workshop.isascii() and workshop.isdecimal() and len(workshop) < 11
    return {"route": getattr(scope.get("route"), "path", "none"), "workshop": int(workshop) if is_number else None}


async def _hang_up(send: Send) -> None:
    try:
        await send({"type": "websocket.close", "code": 1011})
    except RuntimeError:
        return  # it was closed already
