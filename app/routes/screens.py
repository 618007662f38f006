"""What console, stage and phone pages have in common."""

from dataclasses import replace

from starlette.requests import HTTPConnection
from starlette.responses import RedirectResponse, Response

from app.live.scene import Scene
from app.models import Position
from app.rendering import Form
from app.running import running


def with_presence(connection: HTTPConnection, scene: Scene) -> Scene:
    server = running(connection)
    return replace(scene, connected=server.rooms.connected(scene.workshop_id), alarm=server.guessing.alarm)


def settle_form(position: Position | None) -> Form:
    """The newest version to go on from; an unwritten position is an empty form, never a drafted number."""
    if position is None:
        return Form({"after_version": 0})
    kept = position.model_dump(include={"wording", "evidence", "divergent_views", "band"})
    return Form(
        {**kept, "number": position.number or "", "state": position.state.value, "after_version": position.version}
    )


def done(connection: HTTPConnection, workshop_id: int, standard: str | None = None) -> Response:
    """After an act: nothing for a live page, whose room will send the new state; the console again for a plain one."""
    if connection.headers.get("HX-Request"):
        return Response(status_code=204)
    path = f"/workshops/{workshop_id}/console"
    return RedirectResponse(f"{path}/standards/{standard}" if standard else path, 303)
