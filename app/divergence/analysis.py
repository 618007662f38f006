"""What the model says about one round over one standard."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from fractions import Fraction

from app.divergence.finding import TIER_NAMES, Finding
from app.divergence.findings import codes_of, find, tier_of
from app.divergence.group import Group, Groups, Interval
from app.divergence.room import RatedRoom
from app.divergence.scale import Band
from app.divergence.thresholds import DEFAULT, Thresholds

Number = int | str  # of a standard, or a case's id
AgendaKey = tuple[int, Fraction, Fraction, Fraction]


@dataclass(frozen=True)
class Row:
    """One group as the chart shows it; without scores it has no middle."""

    name: str
    n: int
    cant_tell: int
    middle: Interval | None
    bands: tuple[Band, ...]


@dataclass(frozen=True)
class Analysis:
    findings: tuple[Finding, ...]  # by tier, then importance
    tier: int
    n: int  # scores
    max_gap: Fraction | None  # over all pairs of groups, qualifying or not
    widest_gap: Fraction | None  # of the qualifying pairs
    headline_by_group: Interval | None
    headline_by_person: Interval | None
    shared_middle: bool
    dispersion: Fraction | None
    within: Fraction | None
    between: Fraction | None
    dk_share: Fraction | None
    rows: tuple[Row, ...]  # in the order the groups were given
    thresholds: Thresholds

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(sorted(codes_of(self.findings)))

    @property
    def tier_name(self) -> str:
        return TIER_NAMES[self.tier]

    @property
    def agenda_key(self) -> AgendaKey:
        """Ascending. A figure that there is none of sorts as the least."""
        figures = (self.dispersion, self.widest_gap, self.dk_share)
        dispersion, gap, cant_tell = (Fraction(1) if figure is None else -figure for figure in figures)
        return self.tier, dispersion, gap, cant_tell


def analyse(
    groups: Groups,
    self_group: str | None = None,
    thresholds: Thresholds = DEFAULT,
    invited: Collection[str] | None = None,
) -> Analysis:
    """`groups`: each group's answers, whole numbers of the scale or "DK"; an empty list is a group that did not answer.

    Whatever is passed here may be named and told: under a private rule call `present`, or analyse a release.
    A `self_group` that did not score changes nothing.
    """
    return analyse_room(RatedRoom.of(groups, self_group, thresholds, invited), thresholds)


def analyse_room(room: RatedRoom, thresholds: Thresholds = DEFAULT) -> Analysis:
    findings = find(room)
    return Analysis(
        findings=findings,
        tier=tier_of(findings),
        n=room.n,
        max_gap=room.max_gap,
        widest_gap=room.widest[0].gap if room.widest else None,
        headline_by_group=room.headline,
        headline_by_person=room.per_person,
        shared_middle=_is_shared(room),
        dispersion=room.dispersion,
        within=room.within,
        between=room.between,
        dk_share=room.cant_tell,
        rows=tuple(_row(group, room) for group in room.invited),
        thresholds=thresholds,
    )


def _is_shared(room: RatedRoom) -> bool:
    if room.headline is None:
        return False
    low, high = room.headline
    return high - low < room.limits.shared_middle


def _row(group: Group, room: RatedRoom) -> Row:
    middle = group.middle if group.scores else None
    bands = room.limits.scale.touched(*middle) if middle else ()
    return Row(group.name, group.n, group.cant_tell, middle, bands)


def agenda(items: Iterable[tuple[Number, Analysis]]) -> list[tuple[Number, Analysis]]:
    """The order to talk in. A pin stands above it and is the facilitator's."""
    return sorted(items, key=lambda item: (item[1].agenda_key, _in_counting_order(item[0])))


def _in_counting_order(number: Number) -> list[tuple[int, str]]:
    """So that "S2" comes before "S10". Digits are compared as text of a length: an id may outgrow any integer."""
    parts = re.split(r"([0-9]+)", str(number))
    return [(len(part.lstrip("0")), part.lstrip("0")) if i % 2 else (0, part) for i, part in enumerate(parts)]
