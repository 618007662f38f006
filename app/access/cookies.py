"""Cookies as we set them: out of reach of scripts, same site, and bound to this host where the address is secure.

Whatever works once, or makes something, waits for a proof that the browser keeps them: the page with the form gives it
one, and the form is taken when any of ours comes back. Otherwise the seat, code or link would be spent on a browser
that cannot be known again.
"""

from datetime import timedelta
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from app.errors.places import KeepsNoCookies
from app.rendering import CHOSEN, page
from app.running import running
from app.settings import Settings

PROVED_FOR = timedelta(days=1)
CHOICE_LASTS = timedelta(days=14)  # as long as a seat's own cookie


def proof_cookie(is_https: bool) -> str:
    return "__Host-keeps" if is_https else "keeps"


def asking_page(request: Request, template: str, status: int = 200, **context: Any) -> Response:
    """A page whose form spends something. It is given the cookie that must come back with the form."""
    response, settings = page(request, template, status, **context), running(request).settings
    return response if _keeps(request) else keep(response, proof_cookie(settings.is_https), "yes", settings, PROVED_FOR)


def must_keep(request: Request) -> None:
    """Before anything is spent. A cookie that was lost since the page was opened is given again with the refusal."""
    if not _keeps(request):
        raise KeepsNoCookies


def _keeps(request: Request) -> bool:
    """On https one from the same host's plain address proves nothing: a browser may keep only one of the two kinds."""
    is_https = running(request).settings.is_https
    return any(name.startswith("__Host-") is is_https for name in request.cookies)


def keep(response: Response, name: str, value: str, settings: Settings, lasts: timedelta) -> Response:
    response.set_cookie(
        name,
        value,
        max_age=int(lasts.total_seconds()),
        path="/",
        secure=settings.is_https,
        httponly=True,
        samesite="lax",
    )
    return response


def keep_choice(response: Response, settings: Settings, name: str, *, chosen: bool) -> Response:
    """How pages look on this phone. Within reach of scripts, which set it themselves where they can."""
    if chosen:
        seconds = int(CHOICE_LASTS.total_seconds())
        response.set_cookie(name, CHOSEN, max_age=seconds, path="/", secure=settings.is_https, samesite="lax")
    else:
        response.delete_cookie(name, path="/", secure=settings.is_https, samesite="lax")
    return response


def drop(response: Response, name: str, settings: Settings) -> Response:
    response.delete_cookie(name, path="/", secure=settings.is_https, httponly=True, samesite="lax")
    return response
