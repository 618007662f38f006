"""A first wording of how far the partners agree: from what was settled and who was heard, not from reasons."""

from collections.abc import Iterable, Sequence

from app.divergence import POOL
from app.live.scene import Scene
from app.live.words import AskingScene, PositionScene
from app.models import CanStand
from app.models.record.subject import Level
from app.models.record.told_assent import UnitAssent
from app.revealed.first_wording import FirstWording
from app.revealed.round import Revealed, ShownRow

ENDS = {
    "agreed": "Agreed",
    "agreed with reservations": "Agreed with reservations",
    "not agreed": "Not agreed",
    "deferred": "Left for later",
}


def narrative(scene: Scene, partners: Sequence[str] = ()) -> FirstWording:
    """Groups and numbers of standards only; no figure and no band, so that it may stand in a form with numbers off.

    `partners`: the kinds that the framework names. Which group speaks for which of them is for people to say.
    """
    standards = [position for position in scene.positions if position.key.level is Level.STANDARD]
    if not any(position.is_settled for position in standards):
        return FirstWording()
    sentences = (
        *_heard(scene),
        *([f"Partners that the framework names: {'; '.join(partners)}."] if partners else []),
        *_ends(standards),
        *_cannot_stand(scene),
        *_dissent(scene.askings),
        *_missing(scene, standards),
    )
    return FirstWording(" ".join(sentences))


def _heard(scene: Scene) -> Iterable[str]:
    rounds = _rounds(scene)
    names = _once(row.name for shown in rounds for row in shown.rows if row.name != POOL and _spoke(row))
    if names:
        yield f"Heard: {listed(names)}."
    pooled = _once(group for shown in rounds for group in shown.pooled if group not in names)
    if pooled:
        yield f"Heard together, as smaller groups: {listed(pooled)}."


def _rounds(scene: Scene) -> list[Revealed]:
    return [standard.revealed for standard in scene.rated if standard.revealed]


def _spoke(row: ShownRow) -> bool:
    return bool(row.n or row.cant_tell)


def _once(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))


def _ends(standards: Sequence[PositionScene]) -> Iterable[str]:
    for state, said in ENDS.items():
        numbers = [position.key.number for position in standards if position.is_settled and position.state == state]
        if numbers:
            yield f"{said}: {listed(numbers)}."
    open_ = [position.key.number for position in standards if not position.is_settled]
    if open_:
        yield f"Not settled: {listed(open_)}."


def _cannot_stand(scene: Scene) -> Iterable[str]:
    """As it is told by unit once asking has ended, of the words that were settled."""
    for asking in scene.askings:
        position = scene.position(asking.slug)
        if position and asking.is_about(position):
            units = [unit.name for unit in asking.units if _disagrees(unit)]
            if units:
                yield f"Not everyone in {listed(units)} can live with the words {_on(asking)}."


def _disagrees(unit: UnitAssent) -> bool:
    return unit.can_stand is False or dict(unit.counts).get(CanStand.DO_NOT_AGREE, 0) > 0


def _dissent(askings: Iterable[AskingScene]) -> Iterable[str]:
    for asking in askings:
        said = [dissent for dissent in asking.dissents if not dissent.is_held_back and dissent.is_for_others]
        units = _once(dissent.unit for dissent in said if dissent.unit)
        if units:
            yield f"Words from {listed(units)} that do not agree stand beside the position {_on(asking)}."
        elif said:
            yield f"Words that do not agree stand beside the position {_on(asking)}."


def _on(asking: AskingScene) -> str:
    if asking.key.level is Level.OVERALL:
        return "on the whole"
    return f"on {'domain ' if asking.key.level is Level.DOMAIN else ''}{asking.key.number}"


def _missing(scene: Scene, standards: Iterable[PositionScene]) -> Iterable[str]:
    """Who was heard on nothing, and who on some things only."""
    rounds = _rounds(scene)
    spoke = {row.name for shown in rounds for row in shown.rows if _spoke(row)}
    spoke |= {group for shown in rounds for group in shown.pooled}
    missing = [voice for position in standards for voice in position.unheard]
    silent = _once(voice.unit for voice in missing if voice.why == "was not heard")
    for said, names in (
        ("Not heard at all", [name for name in silent if name not in spoke]),
        ("Not heard on everything", [name for name in silent if name in spoke]),
        ("Could not tell on everything", _once(voice.unit for voice in missing if voice.why == "could not tell")),
    ):
        if names:
            yield f"{said}: {listed(names)}."


def listed(names: Sequence[str]) -> str:
    """ "Council, Providers and Carers"."""
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last
