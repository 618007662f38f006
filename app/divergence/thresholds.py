"""Every number a finding depends on. Locked when the lobby opens, kept in the snapshot, shown with each finding."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from fractions import Fraction
from typing import Annotated, Any, Self

from app.divergence.scale import Band, Points, Scale

# In points of the ten-point scale; `scaled()` translates them to the workshop's own.
Distance = Annotated[Points, "distance"]


@dataclass(frozen=True)
class Thresholds:
    scale: Scale = field(default_factory=Scale)

    # Groups against each other
    gap: Distance = 3  # two honest raters, each a point off, can differ by 2
    strong_gap: Distance = 4  # two whole bands
    apart: Distance = 2  # one person clearly above another: a band's width
    share: Fraction = Fraction(3, 4)  # median consensus threshold of Delphi studies (Diamond 2014)
    side_step: Distance = 2  # a smaller step is no place to cut a room in two
    others_within: Distance = 2  # "stands apart" needs others who stand together
    self_gap: Distance = 2  # below `gap`: the same direction against every group is already telling
    self_apart: Distance = 1  # any difference counts, it must only be the rule
    self_apart_share: Fraction = Fraction(3, 4)  # as `share`
    groups_to_stand_out: int = 3  # of two groups neither is the odd one

    # Inside the room and its groups
    split_scores: int = 4  # two against two is the smallest split
    split_least: int = 2  # one person is no camp
    split_part: int = 3  # floor((n+1)/3) reproduces the RAND/UCLA panel-size table
    camp: Fraction = Fraction(1, 3)  # a camp is the outer third of the scale: to 4 and from 7 of 10
    spread_share: Fraction = Fraction(3, 4)  # so that one unusual rating does not make a spread
    room_spread: Distance = 5  # three quarters of the room need half the scale
    group_spread: Distance = 4  # people with one voice stand closer than a room
    group_scores: int = 2  # one person cannot be divided
    cluster_gap: Distance = 3  # as `gap`
    cluster_span: Distance = 3  # a wider main cluster is not a common view to stand apart from
    cluster_share: Fraction = Fraction(1, 2)  # "the rest" must be more than half
    cluster_scores: int = 5  # under five, one rating is a fifth of the room or more
    lone_voice_scores: int = 5  # as `cluster_scores`; raised to `private_lone_voice` where ratings are not attributable

    # Silence and can't tell
    cant_tell_room: Fraction = Fraction(1, 3)  # every third answer is beyond chance misreading of the question
    cant_tell_group: Fraction = Fraction(1, 2)  # half a group cannot carry the group's voice
    enough_scores: int = 3  # two ratings can only be equal or not
    enough_groups: int = 2  # one group cannot differ

    # Headline and agreement
    weighting: Distance = 2  # a band's width: the band would depend on the way of counting
    shared_middle: Distance = 3  # a wider interval names no middle
    border_gap: Distance = 3  # from `gap` on it is a difference, not a border
    agree_gap: Distance = 2  # what two honest raters may differ by
    agree_spread: Distance = 2  # the same, for three quarters of the room
    agree_outside: Distance = 3  # nobody is left outside a claim of agreement
    partial_groups: int = 2  # one group agrees only with itself
    partial_share: Fraction = Fraction(1, 2)  # a minority of the invited cannot stand for them

    # Rounds
    paired: Fraction = Fraction(3, 4)  # fewer and the change may be who stayed, not what they say
    moved: Distance = 1  # the smallest step a person can take
    closed: Distance = 1  # the same
    dispersion_step: Fraction = Fraction(1, 20)  # about one person of twenty crossing half the scale
    one_sided: Fraction = Fraction(4, 5)  # four of five steps made by one of the two

    # Showing
    range_scores: int = 5  # the ends of a spread are two people's ratings
    unit_scores: int = 3  # with two, each can work out the other's
    private_histogram: int = 5  # as `range_scores`, for the room
    private_lone_voice: int = 8  # the remark must not point at one of a handful

    def scaled(self) -> Self:
        """The same thresholds with distances in points of this scale."""
        distances: dict[str, Any] = {name: self.scale.distance(getattr(self, name)) for name in DISTANCES}
        return replace(self, **distances)

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values; a fraction is written "3/4"."""
        plain = {name: _plain(getattr(self, name)) for name in NUMBERS}
        bands = [{"low": band.low, "high": band.high, "name": band.name} for band in self.scale.bands]
        return {**plain, "scale": {"points": self.scale.points, "bands": bands}}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """The reverse of `to_dict`. A number left out keeps its default; an unknown name is an error."""
        if unknown := set(data) - {*NUMBERS, "scale"}:
            raise ValueError(f"no such threshold: {', '.join(sorted(unknown))}")
        values = {name: _number(name, data[name]) for name in NUMBERS if name in data}
        return cls(scale=_scale(data["scale"]), **values) if "scale" in data else cls(**values)


NUMBERS = tuple(item.name for item in fields(Thresholds) if item.name != "scale")
DISTANCES = tuple(item.name for item in fields(Thresholds) if item.type is Distance)
FRACTIONS = {item.name for item in fields(Thresholds) if item.type is Fraction}
COUNTS = {item.name for item in fields(Thresholds) if item.type is int}


def _plain(value: Points) -> int | str:
    return int(value) if value == int(value) else str(value)


def _number(name: str, value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | str) or (name in COUNTS and not isinstance(value, int)):
        raise ValueError(f'threshold {name}: {value!r} is neither a whole number nor a fraction such as "3/4"')
    return value if isinstance(value, int) and name not in FRACTIONS else Fraction(value)


def _scale(data: Mapping[str, Any]) -> Scale:
    return Scale(data["points"], tuple(Band(band["low"], band["high"], band["name"]) for band in data["bands"]))


DEFAULT = Thresholds()
