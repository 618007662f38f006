"""What a reveal freezes: what is released of its round, and nothing else. Never a seat, never an order of arrival.

Of a guarded unit there is its row alone, here too: what no screen may tell cannot be read from the file either.
"""

from dataclasses import asdict, dataclass, field
from typing import Any

from app.divergence import Release, Rule, Standing, Unit
from app.divergence.release import across
from app.models.rounds.movement import Movement


@dataclass(frozen=True)
class Cites:
    """How many of a unit's raters said their view comes from documents, from what they lived through, both, neither."""

    document: int = 0
    experience: int = 0
    both: int = 0
    nothing: int = 0


@dataclass(frozen=True)
class UnitCounts(Unit):
    """A released unit, with what its people cite. Of a guarded one nothing is counted."""

    cites: Cites = Cites()
    criteria: tuple[tuple[str, int], ...] = ()  # (number, how many of its people named it), for those that were

    @staticmethod
    def from_json(stored: dict[str, Any]) -> "UnitCounts":
        cites = Cites(**stored.get("cites", {}))
        named = tuple((number, people) for number, people in stored.get("criteria", ()))
        return UnitCounts(**{**stored, "scores": tuple(stored["scores"]), "cites": cites, "criteria": named})


@dataclass(frozen=True)
class Snapshot:
    rule: Rule
    units: tuple[UnitCounts, ...]
    pooled: tuple[str, ...]  # groups inside "Smaller groups together"
    withheld: tuple[str, ...]  # groups about which nothing is shown
    late: tuple[str, ...]  # silent at the first reveal and too few since: they join from the next standard
    apart: tuple[str, ...] | None
    assessing_unit: str | None
    answered: int  # the whole room, withheld groups included: people, not values
    seated: int
    thresholds: dict[str, Any]
    movement: Movement | None = None  # since the round before; None in a first round
    first: int = 1  # the round whose reveal fixed the standard's people and units
    standing: dict[str, Standing] = field(default_factory=dict)  # for the next reveal alone

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @staticmethod
    def from_json(stored: dict[str, Any]) -> "Snapshot":
        units = tuple(UnitCounts.from_json(unit) for unit in stored["units"])
        names = {key: tuple(stored[key]) for key in ("pooled", "withheld", "late")}
        apart = None if stored["apart"] is None else tuple(stored["apart"])
        standing = {unit: Standing(**fields) for unit, fields in stored["standing"].items()}
        moved = Movement.from_json(stored["movement"])
        return Snapshot(**{**stored, **names, "units": units, "apart": apart, "standing": standing, "movement": moved})

    @staticmethod
    def of_rows(told: dict[str, Any], thresholds: dict[str, Any]) -> "Snapshot":
        """Of a round whose rows alone are here: everybody stands at the middle of their row, or at their own dot."""
        moved = Movement(None, told["movement"], told.get("question")) if told["movement"] else None
        return Snapshot(
            rule=told["attribution_rule"],
            units=tuple(_of_row(row) for row in told["units"]),
            pooled=tuple(told["pooled"]),
            withheld=tuple(told["withheld"]),
            late=tuple(told["late"]),
            apart=None,
            assessing_unit=None,
            answered=told["answered"],
            seated=told["answered"],
            thresholds=thresholds,
            movement=moved,
        )

    @property
    def released(self) -> Release:
        return Release(self.units, self.pooled, self.withheld, self.late, self.apart)


def _of_row(row: dict[str, Any]) -> UnitCounts:
    dots = tuple(dot["score"] for dot in row["dots"] for _ in range(dot["people"]))
    scores = dots or across(row["rated"], *row["middle"]) if row["middle"] else ()
    return UnitCounts(row["name"], scores, row["cant_tell"], is_guarded=row["is_guarded"])
