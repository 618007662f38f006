"""One's own numbers, choices and reasons hidden from who sits beside: kept on this phone, for every page of it.

The cookie says that they are hidden, and nothing of what. With scripts the page sets it by itself and at once; without
them this form does.
"""

import re
from typing import Annotated

from fastapi import APIRouter, Request
from fastapi import Form as Field
from starlette.responses import RedirectResponse, Response

from app.access.cookies import keep_choice
from app.rendering import HIDES
from app.running import running

router = APIRouter()
OURS = re.compile(r"/(?!/)[\w/.-]*")  # never an address that somebody else typed


@router.post("/hiding")
def hide(request: Request, hide: Annotated[str, Field()] = "", then: Annotated[str, Field()] = "/") -> Response:
    return keep_choice(back_to(then), running(request).settings, HIDES, chosen=hide == "yes")


def back_to(then: str) -> Response:
    return RedirectResponse(then if OURS.fullmatch(then) else "/", 303)
