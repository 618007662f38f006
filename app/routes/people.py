"""Who is seated and who waits: let people in, help somebody back to a seat, move or remove one, lock the door."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi import Form as Field
from sqlmodel import Session, col, select
from starlette.responses import RedirectResponse, Response

from app.access.places import Id, Place, may
from app.access.reach import public_origin
from app.access.rights import rights_of
from app.errors import Incomplete, NotFound
from app.live.places import moved
from app.models import Role, Seat, Workshop
from app.models.columns import in_workshop
from app.models.people.admission import correct_plan, nod_to_all, turn_all_away
from app.models.people.moving import move
from app.models.rounds.rejoining import codes_made
from app.rendering import page
from app.rendering.form import Form
from app.routes.pressing import OnePress
from app.routes.screens import done_at
from app.running import running
from app.store.writer import Act

router = APIRouter(prefix="/workshops/{workshop_id}")
LetsIn = Annotated[Place, Depends(may("let people in"))]
LONGEST_NUMBER = 9  # digits of a count, or of a group


@router.get("/people")
def people(request: Request, place: Annotated[Place, Depends(may("see the people"))]) -> Response:
    return _page(request, place, Form())


def _page(request: Request, place: Place, form: Form) -> Response:
    server = running(request)
    with server.store.read() as session:
        workshop = session.get_one(Workshop, place.workshop_id)
        seats = session.exec(
            select(Seat).where(Seat.workshop_id == workshop.id, Seat.removed_at == None).order_by(col(Seat.joined_at))
        ).all()
        participants = [seat for seat in seats if seat.role is Role.PARTICIPANT]
        return page(
            request,
            "workshop/people.html",
            422 if form.problems else 200,
            workshop=workshop,
            waiting=[seat for seat in participants if seat.is_waiting],
            seats=[seat for seat in participants if not seat.is_waiting],
            others=[seat for seat in seats if seat.role is not Role.PARTICIPANT],
            codes=codes_made(session, workshop.id) if place.role is Role.FACILITATOR else [],
            role=place.role,
            may=rights_of(place.role, workshop.state, workshop.attribution_rule),
            alarm=server.guessing.alarm,
            form=form,
        )


@router.post("/seats/{seat_id}/nod")
async def nod(request: Request, seat_id: Id, place: LetsIn) -> Response:
    def act(session: Session) -> None:
        _participant(session, place, seat_id).nod(session, by=place.actor(session))

    return await _done(request, place, act)


@router.post("/waiting-seats/let-in")
async def let_all_in(request: Request, place: LetsIn, upto: Annotated[int, Field(ge=0, lt=2**31)] = 0) -> Response:
    def act(session: Session) -> None:
        nod_to_all(session, session.get_one(Workshop, place.workshop_id), place.actor(session), upto)

    return await _done(request, place, act)


@router.post("/waiting-seats/turn-away")
async def turn_away_all(request: Request, place: LetsIn, upto: Annotated[int, Field(ge=0, lt=2**31)] = 0) -> Response:
    def act(session: Session) -> None:
        turn_all_away(session, session.get_one(Workshop, place.workshop_id), place.actor(session), upto)

    return await _done(request, place, act)


@router.post("/seats/{seat_id}/rejoin-code")
async def rejoin_code(
    request: Request, seat_id: Id, place: Annotated[Place, Depends(may("help somebody rejoin"))], press: OnePress
) -> Response:
    code = press.code()

    def act(session: Session) -> None:
        _participant(session, place, seat_id).rejoin_code(session, by=place.actor(session), code=code)

    await running(request).writer.do(None, press.gives(code, act))
    address = public_origin(request)
    return page(request, "workshop/rejoin_code.html", rejoin=code, address=address, workshop_id=place.workshop_id)


@router.post("/seats/{seat_id}/remove")
async def remove(request: Request, seat_id: Id, place: Annotated[Place, Depends(may("remove a seat"))]) -> Response:
    def act(session: Session) -> None:
        in_workshop(session, Seat, seat_id, place.workshop_id).remove(session, by=place.actor(session))

    return await _done(request, place, act)


@router.post("/seats/{seat_id}/move")
async def move_seat(
    request: Request,
    seat_id: Id,
    place: Annotated[Place, Depends(may("move a seat"))],
    press: OnePress,
    group: Annotated[str, Field()] = "",
    reason: Annotated[str, Field()] = "",
) -> Response:
    server = running(request)

    def act(session: Session) -> dict[str, str]:
        workshop, seat = session.get_one(Workshop, place.workshop_id), _participant(session, place, seat_id)
        move(session, workshop, seat, _number(group) or 0, reason, by=place.actor(session))
        group_now = seat.next_group or seat.group
        return moved(group_now.name if group_now else "", at_once=seat.next_group is None)

    try:
        notice = await server.writer.do(place.workshop_id, press.once(act))
        server.rooms.say_to_seat(place.workshop_id, seat_id, notice)
        return RedirectResponse(f"/workshops/{place.workshop_id}/people", 303)
    except Incomplete as refusal:
        problems = {f"{field}-{seat_id}": sentence for field, sentence in refusal.problems.items()}
        typed = {f"group-{seat_id}": group, f"reason-{seat_id}": reason}
        return _page(request, place, Form(typed, Incomplete(problems)))


@router.post("/plan")
async def plan(request: Request, place: Annotated[Place, Depends(may("correct the plan"))]) -> Response:
    """The numbers of people that are expected, by group, compared with the chairs in the room."""
    form = await request.form()
    typed = {name: value for name, value in form.items() if isinstance(value, str)}

    def act(session: Session) -> None:
        workshop = session.get_one(Workshop, place.workshop_id)
        expected = {group.id: _number(typed[name]) for group in workshop.groups if (name := _field(group.id)) in typed}
        knows = typed.get("knows_who_is_visible") == "yes"
        correct_plan(session, workshop, expected, place.actor(session), knows_who_is_visible=knows)

    try:
        return await _done(request, place, act)
    except Incomplete as refusal:
        return _page(request, place, Form(typed, refusal))


@router.post("/door")
async def door(
    request: Request,
    place: Annotated[Place, Depends(may("lock the door"))],
    locked: Annotated[bool, Field()] = False,
) -> Response:
    def act(session: Session) -> None:
        session.get_one(Workshop, place.workshop_id).lock(session, locked=locked, by=place.actor(session))

    return await _done(request, place, act)


async def _done(request: Request, place: Place, act: Act[None]) -> Response:
    """A live console is told by its room; the page of people is loaded again."""
    await running(request).writer.do(place.workshop_id, act)
    return done_at(request, f"/workshops/{place.workshop_id}/people")


def _field(group_id: int) -> str:
    return f"expected-{group_id}"


def _number(typed: str) -> int | None:
    typed = typed.strip()
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) <= LONGEST_NUMBER else None


def _participant(session: Session, place: Place, seat_id: int) -> Seat:
    """A scribe's or a stage's place is given by a link, and neither moves nor comes back by a code."""
    seat = in_workshop(session, Seat, seat_id, place.workshop_id)
    if seat.role is not Role.PARTICIPANT:
        raise NotFound
    return seat
