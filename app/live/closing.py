"""What is still open before a workshop is closed: read to be looked at, and never a wall.

Of answers and dissent it knows what the console's scene knows: nothing while people are asked, and units alone.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, or_, select

from app.live.scene import Scene
from app.live.standard_scene import StandardScene
from app.live.words import PositionScene
from app.models import Action, StandardState, TypedText, Workshop
from app.models.evidence.listing import Wanted, evidence_list
from app.models.record.action import actions_of
from app.models.record.deferring import names_of
from app.models.record.subject import Key, Level


@dataclass(frozen=True)
class OpenPoint:
    label: str
    note: str
    path: str  # below the workshop's own


@dataclass(frozen=True)
class StandardRow:
    number: str
    title: str
    state: str
    words: str
    is_typed: bool  # there are words in its form that nobody has settled
    actions: int
    slug: str
    version: int
    is_rated: bool
    can_be_settled: bool
    is_settled: bool


@dataclass(frozen=True)
class ClosingList:
    standards: tuple[StandardRow, ...]
    actions: tuple[OpenPoint, ...]
    words: tuple[OpenPoint, ...]
    voices: tuple[OpenPoint, ...]
    is_rating: bool  # then nothing can be closed

    @property
    def heard(self) -> tuple[StandardRow, ...]:
        """Rated now or before; the others have nothing to tell yet."""
        return tuple(row for row in self.standards if row.is_rated)

    @property
    def unrated(self) -> tuple[StandardRow, ...]:
        return tuple(row for row in self.standards if not row.is_rated)

    @property
    def left(self) -> tuple[StandardRow, ...]:
        """What closing defers."""
        return tuple(row for row in self.standards if row.can_be_settled)

    @property
    def deferring(self) -> str:
        return names_of(row.number for row in self.left)


def read_closing_list(session: Session, scene: Scene) -> ClosingList:
    workshop = session.get_one(Workshop, scene.workshop_id)
    evidence = evidence_list(session, workshop)
    missing = [wanted for wanted in evidence.asked if not wanted.offered]
    return closing_list(scene, actions_of(session, workshop.id), missing, _typed(session, workshop.id))


def _typed(session: Session, workshop_id: int) -> set[Key]:
    rows = select(TypedText.level, TypedText.subject_number).where(TypedText.workshop_id == workshop_id)
    rows = rows.where(or_(TypedText.text != "", col(TypedText.rival_text).is_not(None)))
    return {Key(Level(level), number) for level, number in session.exec(rows)}


def closing_list(
    scene: Scene, actions: Sequence[Action], missing: Sequence[Wanted], typed: Collection[Key] = ()
) -> ClosingList:
    """`scene` as the reader's own role is handed it; `missing`: evidence that was asked for; `typed`: not settled."""
    positions = {position.slug: position for position in scene.positions}
    standards = [_row(standard, positions[standard.slug], typed) for standard in scene.agenda]
    return ClosingList(
        tuple(standards),
        tuple(_of_actions(actions)),
        (*_dissents(scene), *_without_words(scene, typed), *_evidence(missing)),
        (*_unheard(scene), *_not_asked(scene)),
        is_rating=scene.sitting is not None,
    )


def _row(standard: StandardScene, position: PositionScene, typed: Collection[Key]) -> StandardRow:
    return StandardRow(
        standard.number, standard.title, _state(standard, position), position.wording,
        position.key in typed and not position.is_settled, position.actions, position.slug, position.version,
        is_rated=standard.rounds > 0, can_be_settled=standard.state is StandardState.REVEALED,
        is_settled=position.is_settled,
    )  # fmt: skip


def _state(standard: StandardScene, position: PositionScene) -> str:
    if position.is_settled:
        return position.state.capitalize()
    if standard.state is StandardState.REVEALED:
        mark = "Reopened" if position.version else "Parked" if standard.is_parked else "Revealed"
        return f"{mark}, not settled"
    if standard.state is StandardState.WAITING:
        return "Parked, not rated" if standard.is_parked else "Not rated"
    return "Being rated"


# -- Three short lists


def _of_actions(actions: Iterable[Action]) -> Iterator[OpenPoint]:
    for action in actions:
        if action.lacks:
            yield OpenPoint(action.what, action.lacks, f"/actions/{action.id}")


def _dissents(scene: Scene) -> Iterator[OpenPoint]:
    """Whose writer has not said if they may be published. What is held back, or for the facilitator, is not."""
    for asking in scene.askings:
        for dissent in asking.dissents:
            if dissent.may_publish is None and dissent.is_for_others and not dissent.is_held_back:
                unit = f", {dissent.unit}" if dissent.unit else ""
                note = "Its writer has not said if it may be published"
                yield OpenPoint(f"Dissent on {_named(asking.key)}{unit}", note, f"{_path(asking.key)}#asking")


def _without_words(scene: Scene, typed: Collection[Key]) -> Iterator[OpenPoint]:
    """Domains and the whole; a standard's words stand in its row, unless it is settled and finished later."""
    for position in scene.positions:
        is_settled, is_standard = position.is_settled, position.key.level is Level.STANDARD
        if position.key in typed and (is_settled or not is_standard):
            yield OpenPoint(_title(position.key), "Typed, and not settled", _path(position.key))
        elif not is_standard and not (is_settled and position.wording):
            yield OpenPoint(_title(position.key), "No words yet", _path(position.key))


def _evidence(missing: Iterable[Wanted]) -> Iterator[OpenPoint]:
    for wanted in missing:
        path = f"/evidence?standard={wanted.standard}"
        yield OpenPoint(f"Evidence asked for on {wanted.standard}", wanted.title, path)


def _unheard(scene: Scene) -> Iterator[OpenPoint]:
    """One line a unit and reason, whatever the number of standards; what was asked about a domain has its own."""
    found: dict[tuple[str, str], list[Key]] = {}
    for position in scene.positions:
        for voice in position.unheard:
            if not voice.standard:
                found.setdefault((voice.unit, voice.why), []).append(position.key)
    for (unit, why), keys in found.items():
        yield OpenPoint(f"{_all_named(keys)}: {unit}", f"{why[0].upper()}{why[1:]}", _path(keys[0]))


def _not_asked(scene: Scene) -> Iterator[OpenPoint]:
    """Settled words of which nobody was asked whether they can stand."""
    keys = []
    for position in scene.positions:
        asking = scene.asking(position.slug)
        if position.is_settled and position.wording and not (asking and asking.is_about(position)):
            keys.append(position.key)
    if keys:
        yield OpenPoint(f"{_all_named(keys)}: assent", "The record will say “not asked”", _path(keys[0]))


def _all_named(keys: Iterable[Key]) -> str:
    names = ", ".join(_named(key) for key in keys)
    return f"{names[0].upper()}{names[1:]}"


def _named(key: Key) -> str:
    """As it stands in a line: 6, domain 2, the whole."""
    return {Level.STANDARD: key.number, Level.DOMAIN: f"domain {key.number}", Level.OVERALL: "the whole"}[key.level]


def _title(key: Key) -> str:
    return f"Domain {key.number}" if key.level is Level.DOMAIN else "Overall" if not key.number else key.number


def _path(key: Key) -> str:
    return f"/console/{key.level}s/{key.number}" if key.number else f"/console/{key.level}"
