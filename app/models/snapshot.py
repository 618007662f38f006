"""What a reveal freezes: displayed units and room totals, never a seat, never an order of arrival."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from sqlmodel import Session, select

from app.divergence import Rule, Thresholds, displayed_units
from app.models.workshop import Workshop

if TYPE_CHECKING:
    from app.models.round import Round

CANT_TELL = "DK"


@dataclass(frozen=True)
class UnitCounts:
    """One displayed unit: its scores in ascending order, and how many of it could not tell."""

    name: str
    scores: tuple[int, ...]
    cant_tell: int


@dataclass(frozen=True)
class Snapshot:
    rule: Rule
    units: tuple[UnitCounts, ...]
    pooled: tuple[str, ...]  # groups inside "Smaller groups together"
    withheld: tuple[str, ...]  # groups about which nothing is shown
    by_consent: tuple[str, ...]  # units under three that every member agreed to show
    assessing_unit: str | None
    rated: int  # the whole room, withheld groups included: counts, not values
    cant_tell: int
    seated: int
    thresholds: dict[str, Any]

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @staticmethod
    def from_json(stored: dict[str, Any]) -> "Snapshot":
        units = tuple(UnitCounts(u["name"], tuple(u["scores"]), u["cant_tell"]) for u in stored["units"])
        names = {key: tuple(stored[key]) for key in ("pooled", "withheld", "by_consent")}
        return Snapshot(**{**stored, **names, "units": units})

    def groups(self) -> dict[str, list[int | str]]:
        """In the shape that `app.divergence` takes."""
        return {unit.name: [*unit.scores, *[CANT_TELL] * unit.cant_tell] for unit in self.units}


def take(session: Session, round_: "Round") -> Snapshot:
    """Freezes this round as its workshop's attribution rule lets it be shown, with the choices that stand now."""
    from app.models.rating import Rating  # ratings build on rounds, and rounds on this module
    from app.models.seat import Role, Seat

    workshop = session.get_one(Workshop, round_.workshop_id)
    seats = session.exec(
        select(Seat).where(Seat.workshop_id == workshop.id, Seat.role == Role.PARTICIPANT, Seat.removed_at == None)
    ).all()
    scores = {r.seat_id: r.score for r in session.exec(select(Rating).where(Rating.round_id == round_.id))}
    names = {group.id: group.name for group in workshop.groups}
    answers: dict[str, list[int | str]] = {name: [] for name in names.values()}
    willing: dict[str, list[bool]] = defaultdict(list)
    for seat in seats:
        name = names[seat.group_id or 0]
        willing[name].append(seat.may_show_group is True)
        if seat.id in scores:
            score = scores[seat.id]
            answers[name].append(CANT_TELL if score is None else score)
    consent = [name for name, choices in willing.items() if all(choices)]
    return freeze(workshop, answers, consent, seated=len(seats))


def freeze(workshop: Workshop, answers: dict[str, list[int | str]], consent: Iterable[str], seated: int) -> Snapshot:
    rule: Rule = workshop.attribution_rule.value
    units = displayed_units(answers, rule, tuple(consent), Thresholds.from_dict(workshop.thresholds).unit_scores)
    assessing = workshop.assessing_group
    everything = [answer for given in answers.values() for answer in given]
    return Snapshot(
        rule=rule,
        units=tuple(_counts(name, given) for name, given in units.units.items()),
        pooled=tuple(units.pooled),
        withheld=tuple(units.withheld),
        by_consent=tuple(units.by_consent),
        assessing_unit=assessing.name if assessing and assessing.name in units.units else None,
        rated=sum(answer != CANT_TELL for answer in everything),
        cant_tell=everything.count(CANT_TELL),
        seated=seated,
        thresholds=workshop.thresholds,
    )


def _counts(name: str, given: Iterable[int | str]) -> UnitCounts:
    scores = sorted(answer for answer in given if isinstance(answer, int))
    return UnitCounts(name, tuple(scores), cant_tell=sum(answer == CANT_TELL for answer in given))
