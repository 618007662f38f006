"""Who is seated: help somebody back to a seat, remove one, lock the door."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi import Form as Field
from sqlmodel import Session, select
from starlette.responses import RedirectResponse, Response

from app.errors import NotFound
from app.models import Role, Seat, Workshop
from app.rendering import page
from app.rights import rights_of
from app.running import public_origin, running
from app.seats import Id, Place, may

router = APIRouter(prefix="/workshops/{workshop_id}")


@router.get("/people")
def people(request: Request, place: Annotated[Place, Depends(may("see the people"))]) -> Response:
    with running(request).store.read() as session:
        workshop = session.get_one(Workshop, place.workshop_id)
        seats = session.exec(
            select(Seat).where(Seat.workshop_id == workshop.id, Seat.removed_at == None).order_by(Seat.joined_at)  # type: ignore[arg-type]
        ).all()
        seated = [seat for seat in seats if seat.role is Role.PARTICIPANT]
        others = [seat for seat in seats if seat.role is not Role.PARTICIPANT]
        may_ = rights_of(place.role, workshop.state, workshop.attribution_rule)
        return page(request, "workshop/people.html", workshop=workshop, seats=seated, others=others, may=may_)


@router.post("/seats/{seat_id}/rejoin-code")
async def rejoin_code(
    request: Request, seat_id: Id, place: Annotated[Place, Depends(may("help somebody rejoin"))]
) -> Response:
    code = await running(request).writer.do(None, lambda session: _seat(session, place, seat_id).rejoin_code(session))
    address = public_origin(request)
    return page(request, "workshop/rejoin_code.html", rejoin=code, address=address, workshop_id=place.workshop_id)


@router.post("/seats/{seat_id}/remove")
async def remove(request: Request, seat_id: Id, place: Annotated[Place, Depends(may("remove a seat"))]) -> Response:
    await running(request).writer.do(place.workshop_id, lambda session: _seat(session, place, seat_id).remove(session))
    return RedirectResponse(f"/workshops/{place.workshop_id}/people", 303)


@router.post("/door")
async def door(
    request: Request,
    place: Annotated[Place, Depends(may("lock the door"))],
    locked: Annotated[bool, Field()] = False,
) -> Response:
    def turn(session: Session) -> None:
        session.get_one(Workshop, place.workshop_id).lock(session, locked=locked)

    await running(request).writer.do(place.workshop_id, turn)
    return RedirectResponse(f"/workshops/{place.workshop_id}/people", 303)


def _seat(session: Session, place: Place, seat_id: int) -> Seat:
    seat = session.get(Seat, seat_id)
    if seat is None or seat.workshop_id != place.workshop_id:
        raise NotFound
    return seat
