"""A participant's pages about words that were read back: one of them, and all that are asked."""

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from sqlmodel import Session, col, func, select
from starlette.responses import RedirectResponse, Response

from app.access.places import Place, may
from app.errors import Incomplete, NotFound, Refusal
from app.live.fragments import Screen, context
from app.live.frames import SHOWN, STANDS
from app.live.own import own_of
from app.live.reading import read_scene
from app.live.scene import Kind, Scene
from app.live.stand import SAID, Stand
from app.live.stands import Stands
from app.live.words import AskingScene
from app.models import Role, Seat
from app.models.record.dissent import LONGEST, own_dissent
from app.models.record.subject import Key
from app.models.rounds.rating import came_before
from app.rendering import page
from app.rendering.form import Form
from app.routes.screens import with_presence
from app.running import running
from app.tokens import new_token

router = APIRouter(prefix="/workshops/{workshop_id}/phone/positions")
Answers = Annotated[Place, Depends(may("assent"))]
ANSWERS = {sent: SAID[answer] for sent, answer in STANDS.items()}
FIELDS = ("answer", "words", "shown")  # that can be told to be wrong


@dataclass(frozen=True)
class Row:
    """One of all that are asked."""

    asking: AskingScene
    key: str
    form: Form
    takes: bool


@router.get("")
def positions(request: Request, place: Answers) -> Response:
    with running(request).store.read() as session:
        seat = session.get_one(Seat, place.seat_id)
        if seat.notice_read_at is None:
            return RedirectResponse(f"/workshops/{place.workshop_id}/notice", 303)
        scene = with_presence(request, read_scene(session, place.workshop_id))
        stands = Stands(session, scene)
        rows = [_row(stands.stand(seat, asking), asking) for asking in scene.askings]
        return page(request, "phone/positions.html", asked=rows, **_shared(session, scene, seat, place))


@router.get("/{slug}")
def position(request: Request, slug: str, place: Answers) -> Response:
    with running(request).store.read() as session:
        if session.get_one(Seat, place.seat_id).notice_read_at is None:
            return RedirectResponse(f"/workshops/{place.workshop_id}/notice", 303)
        return position_page(request, session, place, Key.of_slug(slug))


def position_page(
    request: Request,
    session: Session,
    place: Place,
    key: Key,
    refusal: Refusal | None = None,
    typed: dict[str, Any] | None = None,
) -> Response:
    """With what was typed, where it was refused."""
    scene, seat = with_presence(request, read_scene(session, place.workshop_id)), session.get_one(Seat, place.seat_id)
    asking = scene.asking(key.slug)
    if asking is None:
        raise NotFound
    stand, unit = Stands(session, scene).stand(seat, asking), asking.heard.unit_of(seat.id)
    ways = {sent: f"{shown[0].upper()}{shown[1:]}" for sent, shown in SHOWN.items()}
    if unit and unit.may_be_named:
        ways["unit"] = f"With my group’s name: {unit.name}"
    else:
        del ways["unit"]
    return page(
        request,
        "phone/position.html",
        422 if refusal else 200,
        stand=stand,
        form=Form(typed or _form(session, seat, key, stand), _by_field(refusal, takes=stand.is_asked)),
        key=new_token(),
        longest=LONGEST,
        ways=ways,
        others=_others(session, seat, asking),
        count=len(scene.askings),
        **{**_shared(session, scene, seat, place), "asking": asking},
    )


def _shared(session: Session, scene: Scene, seat: Seat, place: Place) -> dict[str, Any]:
    own = own_of(session, scene, seat.id)
    shown = context(Screen(Kind.PHONE, place.role), scene, own.place)
    return {**shown, "seat": seat, "answers": ANSWERS, "beside": own.element}


def _row(stand: Stand, asking: AskingScene) -> Row:
    return Row(asking, new_token(), Form({"answer": _answer(stand)}), takes=stand.is_asked)


def _answer(stand: Stand) -> str:
    return next((sent for sent, answer in STANDS.items() if answer is stand.answer and not stand.is_hidden), "")


def _form(session: Session, seat: Seat, key: Key, stand: Stand) -> dict[str, Any]:
    """As it was answered and written last; nothing that another phone of this seat said before."""
    words = own_dissent(session, seat.id, key)
    if words is None or came_before(words.written_at, seat.rejoined_at):
        return {"answer": _answer(stand)}
    return {
        "answer": _answer(stand),
        "words": words.text,
        "shown": next(sent for sent, shown in SHOWN.items() if shown is words.shown),
        "may_publish": {True: "yes", False: "no", None: ""}[words.may_publish],
        "asks_group": words.asks_group,
    }


def _others(session: Session, seat: Seat, asking: AskingScene) -> int:
    """Of the own group, who can be asked to stand behind one's words."""
    others = select(func.count()).where(Seat.group_id == seat.group_id, Seat.role == Role.PARTICIPANT)
    people = col(Seat.id).in_(asking.heard.people - {seat.id})
    return session.exec(others.where(people, Seat.removed_at == None)).one()


def _by_field(refusal: Refusal | None, *, takes: bool) -> Incomplete | None:
    """What is wrong with no field of this page stands in the summary alone."""
    if refusal is None:
        return None
    problems = refusal.problems if isinstance(refusal, Incomplete) else {"": str(refusal)}
    return Incomplete({name if takes and name in FIELDS else "": sentence for name, sentence in problems.items()})
