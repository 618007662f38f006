"""What a reveal freezes: displayed units and room totals, never a seat, never an order of arrival."""

from collections import Counter, defaultdict
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from sqlmodel import Session, select

from app.divergence import Rule, Thresholds, Units, displayed_units
from app.models.movement import Movement, movement
from app.models.reason import freeze_reasons
from app.models.workshop import Workshop

if TYPE_CHECKING:
    from app.models.rating import Rating
    from app.models.round import Round

CANT_TELL = "DK"


@dataclass(frozen=True)
class Cites:
    """How many of a unit's raters said their view comes from documents, from what they lived through, both, neither."""

    document: int = 0
    experience: int = 0
    both: int = 0
    nothing: int = 0


@dataclass(frozen=True)
class UnitCounts:
    """One displayed unit: its scores in ascending order, how many of it could not tell, what its raters cite."""

    name: str
    scores: tuple[int, ...]
    cant_tell: int
    cites: Cites = Cites()
    criteria: tuple[tuple[str, int], ...] = ()  # (number, how many of its people named it), for those that were

    @staticmethod
    def from_json(stored: dict[str, Any]) -> "UnitCounts":
        cites = Cites(**stored.get("cites", {}))
        named = tuple((number, people) for number, people in stored.get("criteria", ()))
        return UnitCounts(stored["name"], tuple(stored["scores"]), stored["cant_tell"], cites, named)


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
    movement: Movement | None = None  # since the round before; None in a first round

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @staticmethod
    def from_json(stored: dict[str, Any]) -> "Snapshot":
        units = tuple(UnitCounts.from_json(unit) for unit in stored["units"])
        names = {key: tuple(stored[key]) for key in ("pooled", "withheld", "by_consent")}
        moved = Movement.from_json(stored.get("movement"))
        return Snapshot(**{**stored, **names, "units": units, "movement": moved})

    @property
    def displayed(self) -> Units:
        return Units(self.groups(), self.pooled, self.withheld, self.by_consent)

    def groups(self) -> dict[str, list[int | str]]:
        """In the shape that `app.divergence` takes."""
        return {unit.name: [*unit.scores, *[CANT_TELL] * unit.cant_tell] for unit in self.units}


@dataclass(frozen=True)
class Given:
    """A round as it stands before it is frozen: who sits in which group, and what each said."""

    groups: tuple[str, ...]
    seats: dict[int, str]  # seat -> group
    ratings: dict[int, "Rating"]  # by seat
    consent: tuple[str, ...]  # groups of which every member may be shown
    criteria: frozenset[str]  # published numbers; whatever else a phone sent is not told

    def answers(self) -> dict[str, list[int | str]]:
        answers: dict[str, list[int | str]] = {group: [] for group in self.groups}
        for seat, group in self.seats.items():
            if seat in self.ratings:
                score = self.ratings[seat].score
                answers[group].append(CANT_TELL if score is None else score)
        return answers

    def scores(self) -> dict[str, dict[str, int]]:
        """group -> seat -> score, as `app.divergence.compare` takes it."""
        scores: dict[str, dict[str, int]] = {}
        for seat, group in self.seats.items():
            rating = self.ratings.get(seat)
            if rating is not None and rating.score is not None:
                scores.setdefault(group, {})[str(seat)] = rating.score
        return scores

    def by_group(self) -> "list[tuple[str, Rating]]":
        return [(group, self.ratings[seat]) for seat, group in self.seats.items() if seat in self.ratings]


def take(session: Session, round_: "Round") -> Snapshot:
    """Freezes this round as its workshop's attribution rule lets it be shown, with the choices that stand now."""
    workshop = session.get_one(Workshop, round_.workshop_id)
    given = _read(session, workshop, round_)
    rule: Rule = workshop.attribution_rule.value
    least = Thresholds.from_dict(workshop.thresholds).unit_scores
    units = displayed_units(given.answers(), rule, given.consent, least)
    freeze_reasons(session, round_, given.by_group(), units, given.criteria)
    moved = None
    if round_.earlier:
        before = _read(session, workshop, round_.earlier)
        moved = movement(workshop, before.scores(), given.scores(), list(given.consent))
    return _freeze(workshop, given, units, moved)


def _read(session: Session, workshop: Workshop, round_: "Round") -> Given:
    """A round that is frozen already is read with everybody it was frozen with, also those removed since."""
    from app.models.rating import Rating  # ratings build on rounds, and rounds on this module
    from app.models.seat import Role, Seat

    names = {group.id: group.name for group in workshop.groups}
    everybody = session.exec(select(Seat).where(Seat.workshop_id == workshop.id, Seat.role == Role.PARTICIPANT)).all()
    revealed_at = round_.sitting.revealed_at
    seats = [seat for seat in everybody if seat.removed_at is None or (revealed_at and seat.removed_at > revealed_at)]
    willing: dict[str, list[bool]] = defaultdict(list)
    for seat in seats:
        willing[names[seat.group_id or 0]].append(seat.may_show_group is True)
    ratings = {rating.seat_id: rating for rating in session.exec(select(Rating).where(Rating.round_id == round_.id))}
    return Given(
        groups=tuple(names.values()),
        seats={seat.id: names[seat.group_id or 0] for seat in seats},
        ratings=ratings,
        criteria=frozenset(it.number for it in workshop.framework.standard(round_.standard.number).criteria),
        consent=tuple(group for group, choices in willing.items() if all(choices) and _stood_alone(group, round_)),
    )


def _stood_alone(group: str, round_: "Round") -> bool:
    """A group that was pooled in an earlier round of this standard stays so: the two pictures could be subtracted."""
    earlier = round_.earlier
    return earlier is None or any(unit.name == group for unit in earlier.frozen.units)


def _freeze(workshop: Workshop, given: Given, units: Units, moved: Movement | None) -> Snapshot:
    assessing = workshop.assessing_group
    everything = [answer for answers in given.answers().values() for answer in answers]
    return Snapshot(
        rule=workshop.attribution_rule.value,
        units=tuple(_unit(name, given, units) for name in units.units),
        pooled=units.pooled,
        withheld=units.withheld,
        by_consent=units.by_consent,
        assessing_unit=assessing.name if assessing and assessing.name in units.units else None,
        rated=sum(answer != CANT_TELL for answer in everything),
        cant_tell=everything.count(CANT_TELL),
        seated=len(given.seats),
        thresholds=workshop.thresholds,
        movement=moved,
    )


def _unit(name: str, given: Given, units: Units) -> UnitCounts:
    spoke = [rating for group, rating in given.by_group() if units.unit_of(group) == name]
    rated = [rating for rating in spoke if rating.score is not None]
    sources = Counter((rating.from_document, rating.from_experience) for rating in rated)
    return UnitCounts(
        name,
        tuple(sorted(rating.score for rating in rated if rating.score is not None)),
        cant_tell=len(spoke) - len(rated),
        cites=Cites(sources[True, False], sources[False, True], sources[True, True], sources[False, False]),
        criteria=tuple(sorted(Counter(it for rating in spoke for it in given.criteria & {*rating.criteria}).items())),
    )
