"""The projector's screen, and the code people scan from it."""

from typing import Annotated

import segno
from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from app.access.places import Place, may
from app.access.reach import reach
from app.live.fragments import Screen, context
from app.live.reading import read_scene
from app.live.scene import Kind
from app.rendering import fragment, page
from app.routes.screens import with_presence
from app.running import running

router = APIRouter(prefix="/workshops/{workshop_id}")
SeesStage = Annotated[Place, Depends(may("see the stage"))]
SeesCode = Annotated[Place, Depends(may("see the join code"))]


@router.get("/stage")
def stage(request: Request, place: SeesStage) -> Response:
    with running(request).store.read() as session:
        scene = with_presence(request, read_scene(session, place.workshop_id))
    screen = Screen(Kind.STAGE, place.role)
    return page(request, "stage/stage.html", reach=reach(request), **context(screen, scene))


@router.get("/qr.svg")
def qr(request: Request, place: SeesCode) -> Response:
    with running(request).store.read() as session:
        code = read_scene(session, place.workshop_id).join_code or ""
    there = reach(request)
    drawn = fragment("stage/no_qr.svg") if there.why_not else drawn_code(f"{there.origin}/join/{code}")
    return Response(
        drawn,
        media_type="image/svg+xml",
        headers={"Cache-Control": "no-store"},
    )


def drawn_code(address: str) -> str:
    """On a light ground of its own, with the quiet zone that the standard asks for, whatever stands behind it."""
    code = segno.make(address, error="m", micro=False)
    svg = code.svg_inline(scale=8, border=4, light="#fff", svgclass=None, lineclass=None, omitsize=True)
    return svg.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
