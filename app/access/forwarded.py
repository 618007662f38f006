"""What a proxy in front says of the request that came to it: believed only of proxies that are trusted."""

import os

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from app.access.origins import HOST

HERE = "127.0.0.1"  # a proxy on this machine, as long as FORWARDED_ALLOW_IPS names no other


class Forwarded:
    """Who asked and over which protocol, as the server’s own middleware has it; and the Host that was asked for."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = ProxyHeadersMiddleware(app, os.environ.get("FORWARDED_ALLOW_IPS", HERE))  # type: ignore[arg-type]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] in ("http", "websocket"):
            scope = {**scope, "client": _as_written(scope["client"])}
        if scope["type"] in ("http", "websocket") and self._is_trusted(scope) and (host := _asked_for(scope)):
            others = [(name, value) for name, value in scope["headers"] if name != b"host"]
            scope = {**scope, "headers": [(b"host", host.encode()), *others]}
        await self.app(scope, receive, send)  # type: ignore[arg-type]

    def _is_trusted(self, scope: Scope) -> bool:
        return bool(scope["client"]) and scope["client"][0] in self.app.trusted_hosts


def _as_written(client: tuple[str, int] | None) -> tuple[str, int] | None:
    """A socket for both kinds of address says ::ffff:127.0.0.1 of 127.0.0.1, which nothing else is called."""
    return client and (client[0].removeprefix("::ffff:"), client[1])


def _asked_for(scope: Scope) -> str | None:
    """The last one is what the proxy next to us added; the others may be anybody’s."""
    said = Headers(scope=scope).getlist("x-forwarded-host")
    last = said[-1].rpartition(",")[2].strip() if said else ""
    return last if HOST.fullmatch(last) else None
