"""Easy Read on this phone: simpler words and a picture first, on every page that has them, until it is switched off.

Nobody else learns of it: the choice is a cookie of this browser, stored nowhere, counted nowhere and in no log. With
scripts the page sets it by itself and at once; without them this form does.
"""

from typing import Annotated

from fastapi import APIRouter, Request
from fastapi import Form as Field
from starlette.responses import Response

from app.access.cookies import keep_choice
from app.rendering import EASY
from app.routes.hiding import back_to
from app.running import running

router = APIRouter()


@router.post("/easy-read")
def switch(request: Request, easy: Annotated[str, Field()] = "", then: Annotated[str, Field()] = "/") -> Response:
    return keep_choice(back_to(then), running(request).settings, EASY, chosen=easy == "yes")
