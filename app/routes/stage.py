"""The projector's screen, and the code people scan from it."""

from typing import Annotated

import segno
from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from app.live.fragments import Screen, context
from app.live.reading import read_scene
from app.live.scene import Kind
from app.rendering import page
from app.routes.screens import with_presence
from app.running import public_origin, running
from app.seats import Place, may

router = APIRouter(prefix="/workshops/{workshop_id}")
SeesStage = Annotated[Place, Depends(may("see the stage"))]
SeesCode = Annotated[Place, Depends(may("see the join code"))]


@router.get("/stage")
def stage(request: Request, place: SeesStage) -> Response:
    with running(request).store.read() as session:
        scene = with_presence(request, read_scene(session, place.workshop_id))
    address = public_origin(request).split("//")[1]
    screen = Screen(Kind.STAGE, place.role)
    return page(request, "stage/stage.html", address=address, **context(screen, scene))


@router.get("/qr.svg")
def qr(request: Request, place: SeesCode) -> Response:
    with running(request).store.read() as session:
        code = read_scene(session, place.workshop_id).join_code or ""
    drawn = segno.make(f"{public_origin(request)}/join/{code}", error="m", micro=False)
    # On a light ground of its own, with the quiet zone that the standard asks for, whatever stands behind it.
    svg = drawn.svg_inline(scale=8, border=4, light="#fff", svgclass=None, lineclass=None, omitsize=True)
    return Response(
        svg.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1),
        media_type="image/svg+xml",
        headers={"Cache-Control": "no-store"},
    )
