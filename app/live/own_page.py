"""One participant's own page: how each subject ended, what I said of it, and what each unit said where it was shown."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlmodel import Session

from app.live.reading import read_scene
from app.live.record import Step, Written
from app.live.said_by_me import SaidByMe, said_by_me
from app.live.said_by_units import SaidByUnits, said_by_units
from app.live.scene import Kind, Scene
from app.live.words import AskingScene, PositionScene
from app.models import Seat, Standard, StandardState, Workshop
from app.models.record.subject import Level
from app.models.record.told_dissent import ToldDissent

UNSETTLED = {
    StandardState.WAITING: "Not rated",
    StandardState.OPEN: "Open for rating",
    StandardState.CLOSED: "Waiting for the reveal",
    StandardState.REVEALED: "Rated, not settled",
}


@dataclass(frozen=True)
class OwnSubject:
    """A standard, a domain or the whole."""

    slug: str
    heading: str
    name: str  # short: its number, "Domain 2", "Overall"
    ends: str
    wording: str
    marker: str  # of the whole
    is_rated: bool  # a domain is not
    dissents: tuple[ToldDissent, ...]
    mine: SaidByMe
    units: SaidByUnits | None
    written: tuple[Written, ...]  # of a closed workshop: what was filled in beside the words, and the actions
    steps: tuple[Step, ...]
    in_the_room: str  # the mark of what was written there, where anything was written afterwards


@dataclass(frozen=True)
class OwnPage:
    subjects: tuple[OwnSubject, ...]

    def place_of(self, slug: str) -> int | None:
        return next((place for place, subject in enumerate(self.subjects) if subject.slug == slug), None)


def own_page(session: Session, seat: Seat) -> OwnPage:
    """In the order in which the workshop planned them: no other order could be told before everything is shown."""
    scene = read_scene(session, seat.workshop_id).seen_by(Kind.PHONE)
    workshop = session.get_one(Workshop, seat.workshop_id)
    return OwnPage(tuple(_subjects(session, seat, scene, workshop)))


def _subjects(session: Session, seat: Seat, scene: Scene, workshop: Workshop) -> Iterator[OwnSubject]:
    rated = {standard.number: standard for standard in workshop.standards}
    for position in scene.positions:
        level, standard = position.key.level, rated.get(position.key.number)
        if level is Level.STANDARD and standard:
            yield _subject(session, seat, scene, position, standard)
        elif level is Level.OVERALL and (workshop.arrow or position.is_settled):
            yield _subject(session, seat, scene, position, workshop.arrow)
        elif level is Level.DOMAIN and position.is_settled:
            yield _subject(session, seat, scene, position, None)


def _subject(
    session: Session, seat: Seat, scene: Scene, position: PositionScene, standard: Standard | None
) -> OwnSubject:
    asking = scene.asking(position.slug)
    return OwnSubject(
        position.slug,
        position.heading,
        position.key.number if position.key.level is Level.STANDARD else position.spoken,
        _ends(position, standard),
        position.wording,
        _marker(position),
        standard is not None,
        _dissents(asking),
        said_by_me(session, seat, standard, position, asking),
        said_by_units(standard) if standard else None,
        position.written,
        position.steps,
        position.in_the_room,
    )


def _ends(position: PositionScene, standard: Standard | None) -> str:
    if position.is_settled:
        return position.state.capitalize()
    if standard is None:
        return "Not settled"
    return "Parked" if standard.is_parked else UNSETTLED[standard.state]


def _marker(position: PositionScene) -> str:
    if position.key.level is not Level.OVERALL or not position.is_settled:
        return ""
    return "none" if position.has_no_marker else str(position.number or "")


def _dissents(asking: AskingScene | None) -> tuple[ToldDissent, ...]:
    """As phones have them: once asking has ended, without what is held back or for the facilitator alone."""
    return asking.dissents if asking else ()
