"""Cookies as we set them: out of reach of scripts, same site, and bound to this host where the address is secure."""

from datetime import timedelta

from starlette.responses import Response

from app.settings import Settings


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


def drop(response: Response, name: str, settings: Settings) -> Response:
    response.delete_cookie(name, path="/", secure=settings.is_https, httponly=True, samesite="lax")
    return response
