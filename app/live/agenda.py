"""The console's list of standards: open now, talked about in its fixed order, still to come, parked."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.live.next_act import May
from app.live.scene import Scene
from app.live.standard_scene import StandardScene
from app.live.words import PositionScene
from app.models import StandardState
from app.models.record.subject import Key, Level

OPEN, TALK, COMING, PARKED = "open", "talk", "coming", "parked"


@dataclass(frozen=True)
class Part:
    heading: str
    rows: tuple["Row", ...]
    can_be_moved: bool = False


@dataclass(frozen=True)
class Row:
    number: str
    title: str
    state: str


@dataclass(frozen=True)
class Further:
    """A page that the agenda leads to below the standards."""

    path: str  # below the workshop's own
    title: str
    state: str = ""
    is_here: bool = False


def agenda_parts(scene: Scene) -> list[Part]:
    """A standard that is rated again stands where it stood."""
    parts: dict[str, list[StandardScene]] = {}
    for standard in scene.agenda:
        parts.setdefault(_part_of(scene, standard), []).append(standard)
    on_stage = "" if scene.has_ended else scene.on_stage
    return [
        Part(_heading(scene, name), tuple(_row(scene, standard, on_stage) for standard in parts[name]), name == TALK)
        for name in (OPEN, TALK, COMING, PARKED)
        if name in parts
    ]


def _part_of(scene: Scene, standard: StandardScene) -> str:
    if standard.is_parked and not scene.has_ended:
        return PARKED
    if standard.revealed:
        return TALK
    return COMING if standard.state in (StandardState.WAITING, StandardState.SETTLED) else OPEN


def _heading(scene: Scene, part: str) -> str:
    if part == OPEN:
        is_open = scene.sitting is not None and scene.sitting.is_open
        return "Open for rating" if is_open else "Rating is closed, not revealed"
    coming = "Not rated" if scene.has_ended else "Still to come"
    return {TALK: "In order of what differs most", COMING: coming, PARKED: "Parked"}[part]


def _row(scene: Scene, standard: StandardScene, on_stage: str) -> Row:
    marks = [_state(scene, standard), *(["pinned"] if standard.is_pinned and not scene.has_ended else [])]
    marks += ["on stage"] if standard.slug == on_stage else []
    return Row(standard.number, standard.title, " · ".join(marks))


def _state(scene: Scene, standard: StandardScene) -> str:
    if standard.state is StandardState.SETTLED:
        return (standard.position_state or "").capitalize()
    if standard.state in (StandardState.OPEN, StandardState.CLOSED):
        return _being_rated(scene, standard)
    if standard.revealed:
        return "Rated, not settled" if scene.has_ended else standard.revealed.tier_name
    return "Not rated" if scene.has_ended else "Waiting"


def _being_rated(scene: Scene, standard: StandardScene) -> str:
    progress = scene.sitting.progress if scene.sitting else ()
    counts = next((f", {one.answered} of {one.seated}" for one in progress if one.number == standard.number), "")
    again = " again" if standard.revealed and standard.state is StandardState.OPEN else ""
    return f"{standard.state.capitalize()}{again}{counts}"


def further(scene: Scene, key: Key | None, page: str, may: May) -> tuple[Further, ...]:
    """Positions of more than one standard, then what is to be done and what all of it rests on."""
    on_stage = "" if scene.has_ended else scene.on_stage
    pages = [
        Further(
            f"/console/{f'domains/{position.key.number}' if position.key.number else 'overall'}",
            position.spoken,
            _settled(scene, position) + (" · on stage" if position.slug == on_stage else ""),
            position.key == key,
        )
        for position in scene.positions
        if position.key.level is not Level.STANDARD
    ]
    if may("see the actions"):
        count = sum(position.actions for position in scene.positions)
        pages.append(Further("/actions", "Actions", str(count or "None yet"), page == "actions"))
    if may("see the evidence"):
        pages.append(Further("/evidence", "Evidence"))
    return tuple(pages)


def _settled(scene: Scene, position: PositionScene) -> str:
    if position.is_settled:
        return position.state.capitalize()
    if position.version:
        return "Reopened"
    return "Not settled" if scene.has_ended else "Not started"


def revealed_last(scene: Scene) -> StandardScene | None:
    """Of what was revealed by the newest reveal, the one that is talked about first; the whole after all others."""
    revealed = [one for one in (*scene.agenda, *scene.rated) if one.revealed_at]
    newest = max((one.revealed_at for one in revealed if one.revealed_at), default=None)
    fresh = [one for one in revealed if one.revealed_at == newest and one.state is StandardState.REVEALED]
    return next((one for one in fresh if not one.is_parked), None)


def moves_of(scene: Scene, standard: StandardScene) -> dict[str, str]:
    """*Move up* and *Move down*, as far as there is room, with the number that it is to stand before."""
    beside = list(_beside(scene, standard))
    if standard not in beside or standard.talk_place is None:
        return {}
    at, moves = beside.index(standard), {}
    if at > 0:
        moves["Move up"] = beside[at - 1].number
    if at + 1 < len(beside):
        order = scene.talk_order.split()
        behind = order[order.index(beside[at + 1].number) + 1 :]
        moves["Move down"] = behind[0] if behind else ""
    return moves


def _beside(scene: Scene, standard: StandardScene) -> Iterator[StandardScene]:
    """Those among which it can be moved: pins stand above, and what is parked stands apart."""
    for other in scene.agenda:
        is_like_it = (other.is_pinned, other.is_parked) == (standard.is_pinned, standard.is_parked)
        if other.talk_place is not None and is_like_it and not other.is_parked:
            yield other
