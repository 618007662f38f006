"""Whether words that were read back can stand: by POST what the socket takes, own words, and who stands behind them."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from sqlmodel import Session
from starlette.responses import HTMLResponse, RedirectResponse, Response

from app.access.places import Id, Place, may
from app.access.written import asks_back
from app.errors import NotFound, Refusal
from app.errors.saving import NotSaved
from app.live.answering import answer, must_still_sit
from app.live.assenting import not_recorded
from app.live.frames import AssentByPost, read_assent
from app.models import Dissent, ReadBack, Seat, Workshop
from app.models.columns import in_workshop
from app.models.ending import pack
from app.models.record import dissent as dissents
from app.models.record.asking import must_be_asked
from app.models.record.asking_all import ask_about_all, end_all_asking
from app.models.record.subject import Key, Subject
from app.routes.phone_positions import position_page
from app.routes.screens import done
from app.running import running

router = APIRouter(prefix="/workshops/{workshop_id}")
Assents = Annotated[Place, Depends(may("assent"))]
ReadsBack = Annotated[Place, Depends(may("read words back"))]
TYPED = ("answer", "words", "shown", "may_publish", "asks_group")


@router.post("/read-backs/{read_back_id}/assent")
async def record(request: Request, read_back_id: Id, place: Assents) -> Response:
    form = await request.form()
    fields = {name: value for name, value in form.items() if isinstance(value, str)}
    if asks_back(fields):
        return _page_again(request, read_back_id, place, None, fields)
    live, onward = bool(request.headers.get("HX-Request")), fields.pop("onward", "")
    try:
        running(request).pace.answer(place.seat_id)
        frame: AssentByPost = read_assent({**fields, "read_back": read_back_id})
        answered = await answer(running(request), place, frame)
    except NotFound:
        raise
    except Refusal as refusal:
        if live:
            notice = not_recorded(read_back_id, fields.get("key", ""), str(refusal))
            return HTMLResponse("".join(notice.values()), refusal.status)
        again = _page_again(request, read_back_id, place, refusal, fields)
        again.status_code = 503 if isinstance(refusal, NotSaved) else again.status_code
        return again
    if live:
        return HTMLResponse("".join(answered.message.values()))
    path = f"/workshops/{place.workshop_id}/phone/positions"
    slug = _key(request, read_back_id, place).slug
    at = f"{path}#asked-{read_back_id}" if onward == "all" else f"{path}/{slug}#assent-{read_back_id}"
    return RedirectResponse(at, 303)


@router.post("/read-backs/{read_back_id}/take-back")
async def take_back(request: Request, read_back_id: Id, place: Assents) -> Response:
    """One's own words; the answer stands."""

    def act(session: Session, seat: Seat) -> Key:
        asking = in_workshop(session, ReadBack, read_back_id, place.workshop_id)
        subject = Subject.of(session.get_one(Workshop, place.workshop_id), asking.key)
        must_be_asked(session, subject, asking, seat.id)
        if own := dissents.own_dissent(session, seat.id, asking.key):
            dissents.take_back(session, subject.workshop, own)
            pack.forget(session, place.workshop_id)
        return asking.key

    response = await _own(request, place, "Not taken back", act)
    await running(request).emptying.empty(place.workshop_id)  # its words go from the log too
    return response


@router.post("/dissents/{dissent_id}/stand")
async def stand(request: Request, dissent_id: Id, place: Assents) -> Response:
    return await _stand(request, dissent_id, place, stands=True)


@router.post("/dissents/{dissent_id}/no-longer")
async def no_longer(request: Request, dissent_id: Id, place: Assents) -> Response:
    return await _stand(request, dissent_id, place, stands=False)


async def _stand(request: Request, dissent_id: int, place: Place, *, stands: bool) -> Response:
    def act(session: Session, seat: Seat) -> Key:
        dissent = in_workshop(session, Dissent, dissent_id, place.workshop_id)
        subject = Subject.of(session.get_one(Workshop, place.workshop_id), dissent.key)
        dissents.stand_behind(session, subject, dissent, seat, stands=stands)
        return dissent.key

    return await _own(request, place, "Not recorded", act)


async def _own(request: Request, place: Place, lost: str, verb: Any) -> Response:
    running(request).pace.answer(place.seat_id)

    def act(session: Session) -> Key:
        must_still_sit(session, place, lost)
        key: Key = verb(session, session.get_one(Seat, place.seat_id))
        return key

    key = await running(request).writer.do(place.workshop_id, act)
    if request.headers.get("HX-Request"):
        return Response(status_code=204)
    return RedirectResponse(f"/workshops/{place.workshop_id}/phone/positions/{key.slug}", 303)


def _page_again(
    request: Request, read_back_id: int, place: Place, refusal: Refusal | None, fields: dict[str, str]
) -> Response:
    """With what was typed still in it. Words that changed meanwhile are answered anew."""
    with running(request).store.read() as session:
        asking = in_workshop(session, ReadBack, read_back_id, place.workshop_id)
        typed = {name: fields.get(name, "") for name in TYPED}
        return position_page(request, session, place, asking.key, refusal, typed)


def _key(request: Request, read_back_id: int, place: Place) -> Key:
    with running(request).store.read() as session:
        return in_workshop(session, ReadBack, read_back_id, place.workshop_id).key


# -- Asking about everything


@router.post("/askings")
async def ask_all(request: Request, place: ReadsBack) -> Response:
    def act(session: Session) -> None:
        ask_about_all(session, session.get_one(Workshop, place.workshop_id), by=place.actor(session))

    await running(request).writer.do(place.workshop_id, act)
    return done(request, place.workshop_id)


@router.post("/askings/end")
async def end_all(request: Request, place: ReadsBack) -> Response:
    def act(session: Session) -> None:
        end_all_asking(session, session.get_one(Workshop, place.workshop_id), by=place.actor(session))

    await running(request).writer.do(place.workshop_id, act)
    return done(request, place.workshop_id)
