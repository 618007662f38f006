"""The participant's screen: where the room is, what to rate, and one's own answers."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi import Form as Field
from sqlmodel import Session
from starlette.responses import RedirectResponse, Response

from app.access.places import Id, Place, may
from app.errors import Incomplete, Refusal
from app.errors.acts import ValueOffScale
from app.frameworks.explaining import Explainer
from app.frameworks.tones import number_of
from app.live.answering import must_still_sit
from app.live.before import read_before
from app.live.fragments import Screen, context
from app.live.mine import read_mine
from app.live.onward import way_from
from app.live.own import own_of
from app.live.reading import read_scene
from app.live.scene import Kind, Scene
from app.live.standard_scene import StandardScene
from app.models import Round, RoundState, Seat, Workshop
from app.models.columns import in_workshop
from app.models.evidence.listing import offered
from app.models.rounds.consent import is_asked_for_consent, must_be_asked
from app.models.rounds.first_view import keep_first_view, kept_view, own_movement
from app.models.rounds.reason import held_back
from app.rendering import page
from app.rendering.form import Form
from app.routes.screens import with_presence
from app.running import running
from app.tokens import new_token

router = APIRouter(prefix="/workshops/{workshop_id}")
Participant = Annotated[Place, Depends(may("see the phone"))]
SeesOwn = Annotated[Place, Depends(may("see own ratings"))]
FIELDS = ("answer", "reason")  # of a rating, that can be told to be wrong
Chooses = Annotated[Place, Depends(may("choose how my group is shown"))]


@router.get("/phone")
def phone(request: Request, place: Participant) -> Response:
    with running(request).store.read() as session:
        workshop, seat = session.get_one(Workshop, place.workshop_id), session.get_one(Seat, place.seat_id)
        if seat.notice_read_at is None:
            return RedirectResponse(f"/workshops/{workshop.id}/notice", 303)
        scene = with_presence(request, read_scene(session, workshop.id))
        asks = seat.group is not None and is_asked_for_consent(session, workshop, seat.group)
        moved_in = [standard for standard in scene.rated if _moved(session, seat, standard)]
        return page(
            request,
            "phone/home.html",
            seat=seat,
            asks=asks,
            moved_in=moved_in,
            **context(Screen(Kind.PHONE, place.role), scene, own_of(session, scene, seat.id).place),
        )


@router.get("/phone/rounds/{round_id}")
def rate(request: Request, round_id: Id, place: SeesOwn) -> Response:
    with running(request).store.read() as session:
        seat, round_ = session.get_one(Seat, place.seat_id), in_workshop(session, Round, round_id, place.workshop_id)
        if seat.notice_read_at is None:
            return RedirectResponse(f"/workshops/{place.workshop_id}/notice", 303)
        scene = with_presence(request, read_scene(session, place.workshop_id))
        return rating_page(request, session, scene, seat, round_, place)


def rating_page(
    request: Request,
    session: Session,
    scene: Scene,
    seat: Seat,
    round_: Round,
    place: Place,
    refusal: Refusal | None = None,
    typed: dict[str, object] | None = None,
) -> Response:
    mine = read_mine(session, seat, round_.id)
    takes = round_.state is RoundState.OPEN and not mine.joins_next
    return page(
        request,
        "phone/rate.html",
        422 if refusal else 200,
        seat=seat,
        round=round_,
        mine=mine,
        problem=str(refusal or ""),
        form=Form(refusal=_by_field(refusal, takes=takes) if refusal else None),
        key=new_token(),
        before=read_before(session, seat, round_),
        before_is_hidden=round_.earlier is not None and read_mine(session, seat, round_.earlier.id).is_hidden,
        held_back=held_back(session, round_.id, mine.reason) if not mine.is_hidden else "",
        moved=own_movement(session, seat, round_),
        is_kept=kept_view(session, seat.id, round_.id) is not None,
        way=way_from(session, scene, seat, round_.id),
        closed_at=round_.sitting.closed_at,
        **_to_read(session, session.get_one(Workshop, place.workshop_id), round_.standard.number),
        **{**context(Screen(Kind.PHONE, place.role), scene), "typed": typed or mine.as_typed()},
    )


def _to_read(session: Session, workshop: Workshop, number: str) -> dict[str, Any]:
    """What is rated, on which scale, and what may help to choose: the same for everybody."""
    framework = workshop.framework
    standard = framework.standard(number)
    return {
        "standard": standard,
        "explain": Explainer(framework),
        "scale": framework.scale,
        "tone": number_of,
        "considerations": framework.considerations,
        "printed": workshop.shows_printed_labels,
        "scale_slips": framework.corrections_of("scale"),
        "slips": framework.corrections_of_standard(standard),
        "council": workshop.council,
        "evidence": offered(session, workshop, number, to_room=True),
    }


def _by_field(refusal: Refusal, *, takes: bool) -> Incomplete:
    """What is wrong with no field of this page, or with one that is gone, stands in the summary alone."""
    problems = {"answer": str(refusal)} if isinstance(refusal, ValueOffScale) else {"": str(refusal)}
    if isinstance(refusal, Incomplete):
        problems = refusal.problems
    return Incomplete({name if takes and name in FIELDS else "": sentence for name, sentence in problems.items()})


@router.post("/rounds/{round_id}/first-view")
async def first_view(
    request: Request,
    round_id: Id,
    place: Annotated[Place, Depends(may("keep a first view"))],
    keep: Annotated[bool, Field()] = True,
) -> Response:
    """Asked of those who moved when fewer than three did; told in the record without name or group."""

    def act(session: Session) -> None:
        round_ = in_workshop(session, Round, round_id, place.workshop_id)
        seat = in_workshop(session, Seat, place.seat_id, place.workshop_id)
        must_still_sit(session, place, "Not kept")
        keep_first_view(session, seat, round_, keep=keep)

    await running(request).writer.do(None, act)
    return RedirectResponse(f"/workshops/{place.workshop_id}/phone/rounds/{round_id}", 303)


def _moved(session: Session, seat: Seat, standard: StandardScene) -> bool:
    round_ = session.get(Round, standard.revealed_round_id) if standard.revealed_round_id else None
    return round_ is not None and own_movement(session, seat, round_) is not None


@router.get("/choice")
def choice(request: Request, place: Chooses) -> Response:
    with running(request).store.read() as session:
        seat, scene = session.get_one(Seat, place.seat_id), read_scene(session, place.workshop_id)
        must_be_asked(session, session.get_one(Workshop, place.workshop_id), seat)
        return page(request, "phone/choice.html", seat=seat, **context(Screen(Kind.PHONE, place.role), scene))


@router.post("/choice")
async def choose(request: Request, place: Chooses, choice: Annotated[str, Field()] = "") -> Response:
    """May my group of one or two be shown as itself? Asked again until each reveal."""
    answer = {"shown": True, "pooled": False}.get(choice)

    def act(session: Session) -> None:
        must_still_sit(session, place, "Not kept")
        workshop, seat = session.get_one(Workshop, place.workshop_id), session.get_one(Seat, place.seat_id)
        must_be_asked(session, workshop, seat)
        seat.choose(may_show_group=answer)

    await running(request).writer.do(None, act)
    return RedirectResponse(f"/workshops/{place.workshop_id}/phone", 303)
