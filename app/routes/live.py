"""The socket of a screen, and the same state by GET for networks that let no socket through."""

import asyncio
from dataclasses import dataclass
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Query, Request, WebSocket, WebSocketDisconnect
from sqlmodel import Session
from starlette.requests import HTTPConnection
from starlette.responses import HTMLResponse, Response
from starlette.websockets import WebSocketDisconnected

from app.access.places import Id, Place, place_for
from app.errors import NotFound, NotYours, Refusal, TooFast
from app.errors.places import SignInFirst
from app.errors.saving import Failed
from app.live.answering import answer, refused
from app.live.connection import Connection
from app.live.fragments import ACT_TO_SEE, PAGES, Screen, desk_for, fragments
from app.live.frames import Question, Spoken, Writing, read_frame
from app.live.handing_over import go_on_outside
from app.live.own import nod, own_of
from app.live.reading import read_scene
from app.live.scene import Kind, Scene
from app.live.state import NOBODYS, Own, Shared, State, text_of
from app.live.wire import Wire, wire_of
from app.log import failed
from app.models.record.subject import subject_of
from app.rendering import fragment
from app.routes.screens import with_presence
from app.running import Running, running

router = APIRouter(prefix="/workshops/{workshop_id}/live")
FLOOD_WAITS = 1.0  # seconds until the next frame of a phone that sends too many is read
GONE = 4003  # final: a browser without a place must not knock for ever


@dataclass(frozen=True, slots=True)
class Watched:
    """What is asked for, before it is known who asks."""

    workshop_id: int
    kind: Kind
    standard: str | None
    domain: str | None
    page: str

    def by(self, place: Place) -> Screen:
        return Screen(self.kind, place.role, self.standard, self.domain, self.page)


@router.websocket("")
async def live(
    socket: WebSocket,
    workshop_id: Id,
    screen: Kind,
    standard: str | None = None,
    domain: str | None = None,
    page: str = "",
) -> None:
    await socket.accept()
    watched = Watched(workshop_id, screen, standard, domain, page)
    await go_on_outside(socket, partial(_line, running(socket), watched, wire_of(socket)))


async def _line(server: Running, watched: Watched, wire: Wire | None, socket: WebSocket) -> None:
    try:
        place = await server.together.read(partial(_place, HTTPConnection(socket.scope), watched))
    except Refusal as refusal:
        signs_in = isinstance(refusal, SignInFirst)
        await socket.send_text(fragment("live/_notice.html", sentence=str(refusal), signs_in=signs_in))
        await socket.close(GONE)
        return
    socket.scope["headers"] = []  # they have told who it is
    connection = Connection(socket, place, watched.by(place), wire=wire)
    delivering = asyncio.create_task(connection.deliver())
    server.rooms.enter(connection)
    code = 1006
    try:
        while True:
            await _hear(server, connection, await _next_frame(socket))
    except WebSocketDisconnect as gone:
        code = gone.code
    except WebSocketDisconnected:
        pass  # our own delivery found it gone first
    finally:
        delivering.cancel()
        await asyncio.gather(delivering, return_exceptions=True)
        await server.rooms.leave(connection, politely=code in (1000, 1001, 1005))


@router.get("")
def poll(
    request: Request,
    workshop_id: Id,
    screen: Annotated[Kind, Query()],
    standard: Annotated[str | None, Query()] = None,
    domain: Annotated[str | None, Query()] = None,
    page: str = "",
) -> Response:
    server = running(request)
    watched = Watched(workshop_id, screen, standard, domain, page)
    with server.store.read() as session:
        place = _place(request, watched, session)
        scene = with_presence(request, read_scene(session, workshop_id))
        own = _own(session, scene, place, screen)
        shown = watched.by(place)
        state = State(Shared(fragments(shown, scene, desk_for(session, shown, scene))), own)
    return HTMLResponse(text_of(state.letters), headers={"Cache-Control": "no-store"})


def _own(session: Session, scene: Scene, place: Place, kind: Kind) -> Own:
    if kind is Kind.PHONE:
        return own_of(session, scene, place.seat_id)
    return nod(place.workshop_id) if kind is Kind.WAITING and not place.is_waiting else NOBODYS


async def _next_frame(socket: WebSocket) -> str:
    """Its text. A binary frame is no answer of ours; as an empty one it gets the notice for what cannot be read."""
    message = await socket.receive()
    if message["type"] == "websocket.disconnect":
        raise WebSocketDisconnect(message.get("code", 1006))
    return message.get("text") or ""


async def _hear(server: Running, connection: Connection, text: str) -> None:
    """One frame from a browser: its answer, or a notice to that browser alone."""
    form: Spoken | None = None
    try:
        server.pace.answer(connection.place.seat_id or connection.place.token_hash)  # a facilitator has no seat
        frame = read_frame(text)
        if isinstance(frame, Question):
            connection.beat()
            return
        if isinstance(frame, Writing):
            connection.writes_in = frame.field if connection.screen.kind is Kind.CONSOLE else ""
            connection.page = frame.page
            server.rooms.mark_typed(connection.place.workshop_id)
            return
        form = frame
        if connection.screen.kind is not Kind.PHONE:
            raise NotYours("Only participants rate and answer, on their own screen.")
        answered = await answer(server, connection.place, form)
        connection.say(answered.message, answered.tells)
    except TooFast as refusal:
        # No receipt: the page has no answer yet, and sends again by itself. The next frame waits for its turn.
        connection.say({"notice": fragment("live/_notice.html", sentence=str(refusal))})
        await asyncio.sleep(FLOOD_WAITS)
    except Refusal as refusal:
        _tell_refusal(connection, form, refusal)
    except Exception as error:  # whatever it was, it must not end the line of somebody who rates
        failed("a frame failed", error, workshop=connection.place.workshop_id)
        _tell_refusal(connection, form, Failed())


def _tell_refusal(connection: Connection, form: Spoken | None, refusal: Refusal) -> None:
    notice = {"notice": fragment("live/_notice.html", sentence=str(refusal))}
    connection.say(refused(form, str(refusal)) if form else notice)


def _place(asking: HTTPConnection, watched: Watched, session: Session) -> Place:
    """A room keeps something for each position that is open on a console, so a made-up one leads nowhere."""
    kind, standard, domain, page = watched.kind, watched.standard, watched.domain, watched.page
    place = place_for(ACT_TO_SEE[kind], session, watched.workshop_id, asking)
    key = watched.by(place).key
    if page not in PAGES or (page and (kind is not Kind.CONSOLE or key)):
        raise NotFound
    if standard is not None or domain is not None:
        if kind is not Kind.CONSOLE or key is None or (standard and domain):
            raise NotFound
        subject_of(session, watched.workshop_id, key.slug)
    return place
