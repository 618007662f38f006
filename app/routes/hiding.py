"""One's own numbers, choices and reasons hidden from who sits beside: kept on this phone, for every page of it.

The cookie says that they are hidden, and nothing of what. With scripts the page sets it by itself and at once; without
them this form does.
"""

import re
from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Request
from fastapi import Form as Field
from starlette.responses import RedirectResponse, Response

from app.rendering import HIDDEN, HIDES
from app.running import running
from app.settings import Settings

router = APIRouter()
LASTS = timedelta(days=14)  # as long as a seat's own cookie
OURS = re.compile(r"/(?!/)[\w/.-]*")  # never an address that somebody else typed


@router.post("/hiding")
def hide(request: Request, hide: Annotated[str, Field()] = "", then: Annotated[str, Field()] = "/") -> Response:
    response = RedirectResponse(then if OURS.fullmatch(then) else "/", 303)
    return keep_hiding(response, running(request).settings, hides=hide == "yes")


def keep_hiding(response: Response, settings: Settings, *, hides: bool) -> Response:
    """Within reach of scripts, which set it themselves where they can."""
    if hides:
        seconds = int(LASTS.total_seconds())
        response.set_cookie(HIDES, HIDDEN, max_age=seconds, path="/", secure=settings.is_https, samesite="lax")
    else:
        response.delete_cookie(HIDES, path="/", secure=settings.is_https, samesite="lax")
    return response
