"""What a revealed round shows: its snapshot, analysed, with the picture's rows. Made from the snapshot alone.

Of a round that was imported there are its rows, and what was found where its snapshot is: nothing is found anew.
"""

import json
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any

from app.divergence import Analysis, Finding, Thresholds, analysed, middle
from app.divergence.codes import CONSOLE_ONLY, NOT_BESIDE
from app.divergence.finding import TIER_NAMES
from app.divergence.scale import Scale
from app.models import Movement, Round, Snapshot, UnitCounts
from app.revealed.evidence_gap import evidence_gap
from app.revealed.named_criteria import Named, named_criteria


@dataclass(frozen=True)
class ShownRow:
    """One displayed unit on the axis. `dots` are single ratings, given only under the open rule."""

    name: str
    n: int
    cant_tell: int
    middle: tuple[int, int] | None
    bands: tuple[str, ...]
    dots: tuple[tuple[int, int], ...]  # (score, how many)
    is_guarded: bool = False  # only this row is told of it


@dataclass(frozen=True)
class Revealed:
    scale: Scale
    every_row: tuple[ShownRow, ...]
    rule: str
    pooled: tuple[str, ...]
    withheld: tuple[str, ...]
    late: tuple[str, ...]
    by_group: tuple[int, int] | None
    by_person: tuple[int, int] | None
    has_shared_middle: bool
    answered: int
    rated: int | None  # None, like the next, where what is withheld would be found by subtraction
    cant_tell: int | None
    tier: int
    tier_name: str
    findings: tuple[Finding, ...]
    movement: Movement | None
    evidence: tuple[str, ...]  # what the console is told about who cites what
    criteria: tuple[Named, ...]  # and about which criteria people named
    analysis: Analysis

    @cached_property
    def rows(self) -> tuple[ShownRow, ...]:
        """Of those who said something: silence is neither a row on the axis nor a view."""
        return tuple(row for row in self.every_row if row.n or row.cant_tell)

    @cached_property
    def silent(self) -> tuple[str, ...]:
        """Groups of whom nobody answered, which a note under the picture names."""
        return tuple(row.name for row in self.every_row if not (row.n or row.cant_tell))

    @property
    def everyone(self) -> str:
        """What the per-person middle counts, on stage and phones."""
        return "Everyone, small groups at their middle" if self.analysis_is_of_rows else "Everyone, each counted once"

    @property
    def analysis_is_of_rows(self) -> bool:
        return any(row.is_guarded for row in self.rows)

    @property
    def totals(self) -> str:
        if self.rated is None:
            return f"{self.answered} answered"
        return f"{self.rated} rated · {self.cant_tell} can’t tell"

    def told(self, staged: Collection[str] = ()) -> tuple[Finding, ...]:
        """At most two findings for stage and phones. What may point at somebody needs to be put there (`staged`)."""
        chosen = [finding for finding in self.findings if finding.code in staged]
        aside = CONSOLE_ONLY.union(*[NOT_BESIDE.get(code, ()) for code in staged])
        aside |= {"missing_group"}  # a note under the picture says it
        others = [finding for finding in self.findings if finding.code not in aside and finding not in chosen]
        return (*chosen, *others)[:2]


def shown_by(round_: Round) -> Revealed:
    """The one door: a round was revealed here, or its rows were imported."""
    if round_.told is None:
        return revealed(json.dumps(round_.snapshot))
    return _imported(json.dumps(round_.told), json.dumps(round_.standard.workshop.thresholds))


@lru_cache(maxsize=512)
def revealed(stored: str) -> Revealed:
    """From a round's snapshot as JSON text. A snapshot never changes, so neither does what it shows."""
    return _analysed(Snapshot.from_json(json.loads(stored)))


@lru_cache(maxsize=512)
def _imported(stored: str, thresholds: str) -> Revealed:
    told = json.loads(stored)
    rows = _analysed(Snapshot.of_rows(told, json.loads(thresholds)))
    findings = tuple(_finding(finding) for finding in told["findings"])
    tier = min((finding.tier for finding in findings), default=max(TIER_NAMES))
    by_group, by_person = (
        tuple(told[name]) if told[name] else None for name in ("middle_by_group", "middle_by_person")
    )
    return replace(
        rows,
        by_group=by_group,
        by_person=by_person,
        has_shared_middle=told["has_shared_middle"],
        rated=told["rated"],
        cant_tell=told["cant_tell"],
        tier=tier,
        tier_name=TIER_NAMES[tier] if findings else "",
        findings=findings,
        analysis=replace(rows.analysis, findings=findings, tier=tier),
    )


def _finding(told: dict[str, Any]) -> Finding:
    return Finding(
        told["code"], told["tier"], (), {}, told["sentence"], told["why"], told["question"], words=told["words"]
    )


def _analysed(snapshot: Snapshot) -> Revealed:
    thresholds = Thresholds.from_dict(snapshot.thresholds)
    released = snapshot.released
    analysis = analysed(released, snapshot.rule, snapshot.assessing_unit, thresholds)
    return Revealed(
        scale=thresholds.scale,
        every_row=tuple(_row(unit, thresholds.scale, snapshot.rule) for unit in snapshot.units),
        rule=snapshot.rule,
        pooled=snapshot.pooled,
        withheld=snapshot.withheld,
        late=snapshot.late,
        by_group=analysis.headline_by_group,
        by_person=analysis.headline_by_person,
        has_shared_middle=analysis.shared_middle,
        answered=snapshot.answered,
        rated=None if snapshot.withheld else sum(len(unit.scores) for unit in released.units),
        cant_tell=None if snapshot.withheld else sum(unit.cant_tell for unit in released.units),
        tier=analysis.tier,
        tier_name=analysis.tier_name,
        findings=analysis.findings,
        movement=snapshot.movement,
        evidence=evidence_gap(snapshot.units, thresholds),
        criteria=named_criteria(snapshot.units, thresholds, snapshot.rule),
        analysis=analysis,
    )


def _row(unit: UnitCounts, scale: Scale, rule: str) -> ShownRow:
    middle_ = middle(unit.scores) if unit.scores else None
    bands = tuple(band.name for band in scale.touched(*middle_)) if middle_ else ()
    dots = tuple(sorted(Counter(unit.scores).items())) if rule == "open" else ()
    return ShownRow(unit.name, len(unit.scores), unit.cant_tell, middle_, bands, dots, unit.is_guarded)
