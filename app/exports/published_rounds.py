"""Each shown round of a workshop as it may be published: frozen snapshots, released anew in units of five."""

import json
from collections.abc import Iterator
from dataclasses import replace

from app.divergence import Release, Thresholds, compare_released, public_releases
from app.divergence.public import RULE
from app.exports.archiving import revealed_rounds
from app.exports.contents.rounds import Shown
from app.exports.public import Rounds
from app.exports.reporting_rounds import shown_of
from app.models import Movement, Round, Snapshot, UnitCounts, Workshop
from app.models.record.subject import Key, key_of
from app.revealed.round import revealed

UNTOLD = "lone_voice"  # it is one person's rating: for the room to ask about, and not for the world


def shown_rounds(workshop: Workshop) -> list[Round]:
    """In the order in which the room saw them."""
    shown = [(round_.shown_at, round_.number, round_) for round_ in revealed_rounds(workshop) if round_.shown_at]
    return [round_ for _, _, round_ in sorted(shown, key=lambda each: each[:2])]


def published_rounds(workshop: Workshop) -> Rounds:
    rounds: dict[Key, list[Round]] = {}
    for round_ in shown_rounds(workshop):
        rounds.setdefault(key_of(round_.standard), []).append(round_)
    return {(key, round_.number): shown for key, own in rounds.items() for round_, shown in _of_standard(workshop, own)}


def _of_standard(workshop: Workshop, rounds: list[Round]) -> Iterator[tuple[Round, Shown]]:
    expected = {group.name: group.expected for group in workshop.groups}
    thresholds = Thresholds.from_dict(workshop.thresholds)
    releases = public_releases([round_.frozen.released for round_ in rounds], expected, thresholds)
    before: tuple[Round, Release] | None = None
    for round_, release in zip(rounds, releases, strict=True):
        yield round_, _shown(round_, release, _movement(before, round_, release, thresholds))
        before = round_, release


def _shown(round_: Round, release: Release, moved: Movement | None) -> Shown:
    shown = shown_of(round_, revealed(json.dumps(_snapshot(round_.frozen, release, moved).to_json())))
    findings = tuple(finding for finding in shown.findings if finding.code != UNTOLD)
    return shown.model_copy(update={"findings": findings})


def _snapshot(working: Snapshot, release: Release, moved: Movement | None) -> Snapshot:
    """As if the room's own release had been this one. Nothing that a phone said beside a rating comes with it."""
    return replace(
        working,
        rule=RULE,
        units=tuple(UnitCounts(**vars(unit)) for unit in release.units),
        pooled=release.pooled,
        withheld=release.withheld,
        late=(),
        apart=release.apart,
        answered=_answered(working, release),
        movement=moved,
        standing={},
    )


def _answered(working: Snapshot, release: Release) -> int:
    """As the rows tell it; where nothing is told by group, the people of those groups of whom that is told."""
    if not release.withheld:
        return sum(len(unit.answers) for unit in release.units)
    if working.withheld:
        return working.answered
    spoke = [unit for unit in working.units if {*working.released.groups_of(unit.name)} <= {*release.withheld}]
    return sum(len(unit.answers) for unit in spoke)


def _movement(
    before: tuple[Round, Release] | None, round_: Round, release: Release, thresholds: Thresholds
) -> Movement | None:
    """Between two rounds that follow each other, in the same units: what whoever reads both of them could see."""
    if before is None or before[0].number != round_.number - 1 or not _have_the_same_units(before[1], release):
        return None
    frozen = round_.frozen
    label = frozen.movement.label if frozen.movement else None
    after = replace(release, comparable=label != "not_comparable")
    comparison = compare_released(before[1], after, RULE, frozen.assessing_unit, thresholds)
    return Movement(comparison.label, comparison.sentence, comparison.question)


def _have_the_same_units(before: Release, after: Release) -> bool:
    names = [{unit.name for unit in release.units if not unit.is_silent} for release in (before, after)]
    return bool(names[0]) and names[0] <= names[1] and before.pooled == after.pooled
