"""Comments on the record of a closed workshop: written on phones or by a return link, read by the facilitator alone."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request
from fastapi import Form as Field
from sqlmodel import Session
from starlette.responses import RedirectResponse, Response

from app.access.places import Id, Place, may
from app.errors import Incomplete, NotYours, Refusal
from app.live.answering import must_still_be_allowed, must_still_sit
from app.live.commenting import commenting
from app.live.fragments import COMMENTS, Screen
from app.live.reading import read_scene
from app.live.scene import Kind, Scene
from app.live.words import subjects_of
from app.models import ReturnLink, Role, Seat, Workshop
from app.models.record import comment
from app.models.record.subject import Key
from app.rendering import page
from app.rendering.form import Form
from app.routes.my_page import shared
from app.routes.pressing import OnePress
from app.routes.screens import in_frame
from app.running import running

router = APIRouter(prefix="/workshops/{workshop_id}")
Comments = Annotated[Place, Depends(may("comment"))]
Text = Annotated[str, Field()]
SAID = {"kept": "Your comment is kept. The facilitator can read it.", "back": "Taken back. It is deleted."}


@router.get("/phone/comments")
def comments(request: Request, place: Comments, about: str = "", said: str = "") -> Response:
    return _page(request, place, about, Form(), SAID.get(said, ""))


@router.post("/phone/comments")
async def write(
    request: Request,
    place: Comments,
    press: OnePress,
    about: Text = "",
    text: Text = "",
    again: Text = "",
) -> Response:
    if again == "yes":
        return _page(request, place, about, Form({"text": text}))
    key = Key.of_slug(about) if about else None

    def act(session: Session) -> None:
        _must_still_be_theirs(session, place)
        comment.comment(session, session.get_one(Workshop, place.workshop_id), place.seat_id or 0, key, text)

    try:
        running(request).pace.comment(place.seat_id)
        await running(request).writer.do(None, press.once(act))  # no screen is told
    except Refusal as refusal:
        return _page(request, place, about, Form({"text": text}, _at_the_text(refusal)))
    return _back(place, about, "kept")


@router.post("/phone/comments/{comment_id}/take-back")
async def take_back(request: Request, place: Comments, comment_id: Id, press: OnePress) -> Response:
    def act(session: Session) -> None:
        _must_still_be_theirs(session, place)
        workshop = session.get_one(Workshop, place.workshop_id)
        comment.take_back(session, workshop, place.seat_id or 0, comment_id)

    await running(request).writer.do(None, press.once(act))
    await running(request).emptying.empty(place.workshop_id)  # its words leave the log too
    return _back(place, "", "back")


@router.get("/console/comments")
def read_comments(request: Request, place: Annotated[Place, Depends(may("read comments"))]) -> Response:
    with running(request).store.read() as session:
        workshop = session.get_one(Workshop, place.workshop_id)
        scene, screen = read_scene(session, workshop.id), Screen(Kind.CONSOLE, place.role, page=COMMENTS)
        commented = comment.comments_on(session, workshop, subjects_of(workshop))
        return in_frame(request, "console/comments.html", scene, screen, commented=commented)


def _must_still_be_theirs(session: Session, place: Place) -> None:
    """Once more inside the writer: the seat may have moved, the link ended or the close been undone meanwhile."""
    if place.role is Role.READER:
        link = session.get(ReturnLink, place.token_hash)
        if link is None or link.ended_at:
            raise NotYours("Not taken: this return link has ended. Its holder may make another one on their phone.")
    else:
        must_still_sit(session, place, "Not taken")
    must_still_be_allowed(session, place, "comment", "Not taken")


def _at_the_text(refusal: Refusal) -> Incomplete:
    return refusal if isinstance(refusal, Incomplete) else Incomplete({"text": str(refusal)})


def _back(place: Place, about: str, said: str) -> Response:
    query = urlencode({"about": about, "said": said} if about else {"said": said})
    return RedirectResponse(f"/workshops/{place.workshop_id}/phone/comments?{query}", 303)


def _page(request: Request, place: Place, about: str, form: Form, said: str = "") -> Response:
    is_reader = place.role is Role.READER
    with running(request).store.read() as session:
        seat, workshop = session.get_one(Seat, place.seat_id), session.get_one(Workshop, place.workshop_id)
        if seat.notice_read_at is None and not is_reader:
            return RedirectResponse(f"/workshops/{workshop.id}/notice", 303)
        shown = shared(request, session, seat, place)
        scene: Scene = shown["scene"]
        key = Key.of_slug(about) if about else None
        return page(
            request,
            "phone/comments.html",
            422 if form.problems else 200,
            form=form,
            said=said,
            position=scene.position(about) if about else None,
            commenting=commenting(session, workshop, seat, key, scene.positions),
            is_reader=is_reader,
            frame="phone/mine/reader.html" if is_reader else "phone/phone.html",
            **shown,
        )
