"""Whose page is asking, and at which address. Every unsafe request and every socket must come from our own pages.

A browser sends `Origin` with every unsafe cross-origin request and every socket, and `Sec-Fetch-Site` on secure
addresses; what sends neither is not a browser carrying somebody's cookies (a script, the crowd), and may pass.

With a public address no other is served: a proxy passes on the Host that was asked for. Only this machine itself may
call its own loopback address, for the command line and for whatever watches over the server.
"""

import re
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from app.errors import Refusal, WrongAddress
from app.rendering import refused

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
FOREIGN = "This request came from another website, so nothing was done. Open the workshop’s own address and try again."
NO_ADDRESS = "Nothing was done: the address of this request cannot be read. Open the workshop’s own address."
HOST = re.compile(r"(?:[A-Za-z0-9_-][A-Za-z0-9._-]*|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?")
LOOPBACK_HOST = re.compile(r"(?:127\.0\.0\.1|localhost|\[::1\])(?::[0-9]{1,5})?")
LOOPBACK = ("127.0.0.1", "::1")
PORT = {"https": ":443", "http": ":80"}


def is_ours(headers: Headers, public_url: str) -> bool:
    origin, host = headers.get("origin"), headers.get("host", "")
    if origin is None:
        return headers.get("sec-fetch-site", "none") in ("same-origin", "none")
    if public_url:
        return origin == public_url or (LOOPBACK_HOST.fullmatch(host) is not None and origin == f"http://{host}")
    return _host_of(origin) == host


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


class NoSuchAddress(Refusal):
    status = 400

    def __init__(self) -> None:
        super().__init__(NO_ADDRESS)


class AddressCheck:
    def __init__(self, app: ASGIApp, public_url: str) -> None:
        self.app, self.public_url = app, public_url

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        refusal = self._refusal(scope) if scope["type"] in ("http", "websocket") else None
        if refusal is None:
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            await refused(Request(scope), refusal)(scope, receive, send)

    def _refusal(self, scope: Scope) -> Refusal | None:
        headers = Headers(scope=scope)
        hosts = headers.getlist("host")
        if len(hosts) != 1 or not HOST.fullmatch(hosts[0]):
            return NoSuchAddress()
        if not self.public_url or (LOOPBACK_HOST.fullmatch(hosts[0]) and _is_from_here(scope)):
            return None
        public = urlsplit(self.public_url)
        if hosts[0].lower().removesuffix(PORT[public.scheme]) != public.netloc.lower().removesuffix(
            PORT[public.scheme]
        ):
            return WrongAddress(self.public_url)
        if public.scheme == "https" and headers.get("x-forwarded-proto", "https").lower() not in ("https", "wss"):
            return WrongAddress(self.public_url)
        return None


def _is_from_here(scope: Scope) -> bool:
    """A proxy on this machine names who asked, and then that is the client."""
    return scope["client"] is not None and scope["client"][0] in LOOPBACK
