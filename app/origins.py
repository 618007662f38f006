"""Whose page is asking. Every unsafe request and every socket must come from our own pages.

A browser sends `Origin` with every unsafe cross-origin request and every socket, and `Sec-Fetch-Site` on secure
addresses; what sends neither is not a browser carrying somebody's cookies (a script, the crowd), and may pass.
"""

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
FOREIGN = "This request came from another website, so nothing was done. Open the workshop’s own address and try again."


def is_ours(headers: Headers, public_url: str) -> bool:
    origin = headers.get("origin")
    if origin is not None:
        return origin == (public_url or None) or _host_of(origin) == headers.get("host", "")
    return headers.get("sec-fetch-site", "none") in ("same-origin", "none")


def _host_of(origin: str) -> str | None:
    """None for "null" and for what is no address at all, so that neither can equal an empty Host."""
    try:
        return urlsplit(origin).netloc or None
    except ValueError:
        return None


class OriginCheck:
    def __init__(self, app: ASGIApp, public_url: str) -> None:
        self.app, self.public_url = app, public_url

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if (
            scope["type"] == "http"
            and scope["method"] not in SAFE
            and not is_ours(Headers(scope=scope), self.public_url)
        ):
            await PlainTextResponse(FOREIGN, 403)(scope, receive, send)
        elif scope["type"] == "websocket" and not is_ours(Headers(scope=scope), self.public_url):
            await send({"type": "websocket.close", "code": 1008})  # before accept: the handshake is refused
        else:
            await self.app(scope, receive, send)
