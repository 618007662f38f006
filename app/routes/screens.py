"""What console, stage and phone pages have in common."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from fastapi import Request
from sqlmodel import Session
from starlette.requests import HTTPConnection
from starlette.responses import RedirectResponse, Response

from app.access.places import Place, account_token
from app.access.reach import reach
from app.live.fragments import EMPTY, Desk, Screen, context
from app.live.scene import Scene
from app.models import Workshop
from app.models.people.press import Pressed
from app.models.record.subject import Key
from app.rendering import page
from app.running import running

Verb = Callable[[Session, Workshop, str], object]  # the last is who acts


async def carry_out(connection: HTTPConnection, place: Place, verb: Verb, press: Pressed | None = None) -> None:
    def act(session: Session) -> None:
        verb(session, session.get_one(Workshop, place.workshop_id), place.actor(session))

    await running(connection).writer.do(place.workshop_id, press.once(act) if press else act)


def with_presence(connection: HTTPConnection, scene: Scene) -> Scene:
    server = running(connection)
    connected, reached = server.rooms.connected(scene.workshop_id), server.arrivals.newest
    return replace(scene, connected=connected, alarm=server.guessing.alarm, reached=reached)


def note_arrival(connection: HTTPConnection) -> None:
    """On the pages that a phone opens first."""
    running(connection).arrivals.note(connection, is_host=account_token(connection) is not None)


def console_path(workshop_id: int, key: Key | None = None) -> str:
    console = f"/workshops/{workshop_id}/console"
    if key is None:
        return console
    return f"{console}/{key.level}s/{key.number}" if key.number else f"{console}/{key.level}"


def in_frame(
    request: Request, template: str, scene: Scene, screen: Screen, desk: Desk = EMPTY, status: int = 200, **shown: Any
) -> Response:
    """A page about all of the workshop, inside the console."""
    return page(
        request,
        template,
        status,
        reach=reach(request),
        unfinished=running(request).emptying.is_unfinished(scene.workshop_id),
        **shown,
        **context(screen, with_presence(request, scene), desk=desk),
    )


def done(connection: HTTPConnection, workshop_id: int, key: Key | None = None, part: str = "") -> Response:
    """After an act on the console."""
    return done_at(connection, f"{console_path(workshop_id, key)}{part and f'/{part}'}")


def done_at(connection: HTTPConnection, path: str) -> Response:
    """Nothing for a live page, whose room will send the new state; the page again for a plain one."""
    if connection.headers.get("HX-Request"):
        return Response(status_code=204)
    return RedirectResponse(path, 303)
