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

from app.errors import Refusal
from app.errors.requests import WrongAddress
from app.log import told
from app.rendering.refusals import refused
from app.settings import origin_of

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
FOREIGN = (
    "This request came from another website, so nothing was done. Open the workshop’s own address and try again. "
    "Whoever runs the server: behind a proxy, PUBLIC_URL must be the address that people type."
)
NO_ADDRESS = "Nothing was done: the address of this request cannot be read. Open the workshop’s own address."
HOST = re.compile(r"(?:[A-Za-z0-9_-][A-Za-z0-9._-]*|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?")
LOOPBACK_HOST = re.compile(r"(?:127\.0\.0\.1|localhost|\[::1\])(?::[0-9]{1,5})?")
LOOPBACK = ("127.0.0.1", "::1")
PORT = {"https": ":443", "http": ":80"}


def is_ours(headers: Headers, public_url: str) -> bool:
    origin, host = headers.get("origin"), headers.get("host", "")
    if origin is None:
        return headers.get("sec-fetch-site", "none") in ("same-origin", "none")
    if origin == "null":  # a browser that sends no referrer; no page can write the other header itself
        return headers.get("sec-fetch-site") == "same-origin"
    asking = origin_of(origin)
    if asking is None:  # else what is no address at all could equal an empty Host
        return False
    if public_url:
        return asking == public_url or (LOOPBACK_HOST.fullmatch(host) is not None and asking == f"http://{host}")
    return asking == origin_of(f"{urlsplit(asking).scheme}://{host}")


class OriginCheck:
    def __init__(self, app: ASGIApp, public_url: str) -> None:
        self.app, self.public_url = app, public_url
        self._has_told = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_looked_at = scope["type"] == "websocket" or (scope["type"] == "http" and scope["method"] not in SAFE)
        if not is_looked_at or is_ours(Headers(scope=scope), self.public_url):
            return await self.app(scope, receive, send)
        self._tell_once()
        if scope["type"] == "http":
            return await PlainTextResponse(FOREIGN, 403)(scope, receive, send)
        return await send({"type": "websocket.close", "code": 1008})  # before accept: the handshake is refused

    def _tell_once(self) -> None:
        """People only see that nothing was done; whoever runs the server can mend it."""
        if not self._has_told:
            self._has_told = True
            told(
                "a form or socket came from another address than this server’s: "
                "if a proxy stands in front, set PUBLIC_URL to the address that people type"
            )


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
        if not self.public_url or _is_own_call(scope, hosts[0]):
            return None
        public = urlsplit(self.public_url)
        if hosts[0].lower().removesuffix(PORT[public.scheme]) != public.netloc.lower().removesuffix(
            PORT[public.scheme]
        ):
            return WrongAddress(self.public_url)
        if public.scheme == "https" and headers.get("x-forwarded-proto", "https").lower() not in ("https", "wss"):
            return WrongAddress(self.public_url)
        return None


def _is_own_call(scope: Scope, host: str) -> bool:
    """This machine at its own address: a proxy on it names who asked, and then that is the client.

    A server that listens on one network address alone is called there, from the very address that it has.
    """
    if scope["client"] is None:
        return False
    client, (name, port) = scope["client"][0], scope["server"]
    own = f"[{name}]:{port}" if ":" in name else f"{name}:{port}"
    return client in (*LOOPBACK, name) and (host == own or LOOPBACK_HOST.fullmatch(host) is not None)
