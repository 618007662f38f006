"""Findings about groups against each other."""

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from app.divergence import phrases as say
from app.divergence.finding import Finding
from app.divergence.group import Group, Pair
from app.divergence.measures import share_above, times_above
from app.divergence.room import RatedRoom

WAYS = {"above": "higher", "below": "lower"}


def between_groups(room: RatedRoom) -> Finding | None:
    if not room.widest:
        return None
    pair = room.widest[0]
    lower, higher = sides(room) or ((pair.lower,), (pair.higher,))
    return Finding(
        code="between_groups",
        tier=gap_tier(room),
        units=tuple(group.name for group in (*higher, *lower)),
        figures={"gap": pair.gap, "pair": pair.names, "higher": _names(higher), "lower": _names(lower)},
        sentence=_ends_told(pair, room) + _sides_told(lower, higher, room),
        why=f"The widest gap is {say.points(pair.gap)} {_from(room)}. {_borne_out(pair, room)}",
        question=say.SIDES,
        words=_in_words(pair, lower, higher, room),
    )


def _in_words(pair: Pair, lower: Sequence[Group], higher: Sequence[Group], room: RatedRoom) -> str:
    much = "much " if pair.gap >= room.limits.strong_gap else ""
    ends = f"{pair.lower.name} rated this {much}lower than {pair.higher.name} did."
    if len(lower) + len(higher) == 2 or apart_from_all(room):
        return ends
    return f"{ends} {say.listing(_names(higher))} rated it higher, {say.listing(_names(lower))} lower."


def gap_tier(room: RatedRoom) -> int:
    strong = room.widest[0].gap >= room.limits.strong_gap
    return 1 if strong and room.enough else 2


def sides(room: RatedRoom) -> tuple[tuple[Group, ...], tuple[Group, ...]] | None:
    """Lower and higher side: the centres in order, cut at the largest step, if there is one large enough."""
    upward = sorted(room.scored, key=lambda group: group.centre)
    steps = [b.centre - a.centre for a, b in pairwise(upward)]
    largest = max(steps, default=Fraction(0))
    if largest < room.limits.side_step:
        return None
    cut = steps.index(largest) + 1
    return tuple(upward[:cut]), tuple(upward[cut:])


def _names(groups: Sequence[Group]) -> tuple[str, ...]:
    return tuple(group.name for group in groups)


def _ends_told(pair: Pair, room: RatedRoom) -> str:
    """The widest pair, which is not always across the cut."""
    scale = room.limits.scale
    widest = ", the widest gap" if len(room.scored) > 2 else ""
    return f"{say.opening(pair.higher, scale)}; {say.told(pair.lower, scale)}: {say.points(pair.gap)} apart{widest}."


def _sides_told(lower: Sequence[Group], higher: Sequence[Group], room: RatedRoom) -> str:
    """Left out where it would say the pair again, or what `lone_group` says."""
    if len(lower) + len(higher) == 2 or apart_from_all(room):
        return ""
    return f" Two sides: {_side(higher)}; {_side(lower)}."


def _side(groups: Sequence[Group]) -> str:
    ends = min(group.middle[0] for group in groups), max(group.middle[1] for group in groups)
    return f"{say.listing(_names(groups))} at {say.interval(ends)}"


def _from(room: RatedRoom) -> str:
    return f"(groups differ from {say.number(room.limits.gap)}, strongly from {say.number(room.limits.strong_gap)})"


def _borne_out(pair: Pair, room: RatedRoom) -> str:
    apart = say.points(room.limits.apart)
    is_guarded = not room.guarded.isdisjoint(pair.names)
    taken = "Everybody counts at their unit’s middle here. " if is_guarded else ""
    pairs = _share_of_pairs(room) if is_guarded else _pairs_above(pair, room)
    return f"{taken}Take one person from each: in {pairs} the one from the higher group is {apart} or more above."


def _share_of_pairs(room: RatedRoom) -> str:
    return f"at least {say.share(room.limits.share)} of all pairs"


def _pairs_above(pair: Pair, room: RatedRoom) -> str:
    """Exact counts would narrow down single ratings in a group too small for its range to be told."""
    if any(1 < group.n < room.limits.range_scores for group in (pair.higher, pair.lower)):
        return _share_of_pairs(room)
    above = times_above(pair.higher.scores, pair.lower.scores, room.limits.apart)
    return f"{above} of {pair.higher.n * pair.lower.n} pairs"


def lone_group(room: RatedRoom) -> Finding | None:
    group = apart_from_all(room)
    if group is None:
        return None
    others = [other for other in room.scored if other is not group]
    direction = "above" if group.centre > others[0].centre else "below"
    within = say.points(room.limits.others_within)
    least = min(abs(group.centre - other.centre) for other in others)
    return Finding(
        code="lone_group",
        tier=gap_tier(room),
        units=(group.name,),
        figures={"direction": direction, "least_gap": least, "others": _names(others)},
        sentence=f"{say.opening(group, room.limits.scale)}, {direction} every other group. "
        f"The middles of the others are within {within} of each other.",
        why=f"It differs from each other group, by {say.points(least)} or more (groups differ from "
        f"{say.number(room.limits.gap)}). No two of the others are more than {within} apart.",
        question="What has each seen that the rest have not?",
        words=f"{group.name} rated this {WAYS[direction]} than every other group did. "
        "The middles of the others are close together.",
    )


def apart_from_all(room: RatedRoom) -> Group | None:
    if len(room.scored) < room.limits.groups_to_stand_out:
        return None
    return next((group for group in _paired_with_all(room) if _others_together(group, room)), None)


def _paired_with_all(room: RatedRoom) -> list[Group]:
    differing = Counter(name for pair in room.pairs for name in pair.names)
    return [group for group in room.scored if differing[group.name] == len(room.scored) - 1]


def _others_together(group: Group, room: RatedRoom) -> bool:
    centres = [other.centre for other in room.scored if other is not group]
    return max(centres) - min(centres) <= room.limits.others_within


def self_higher(room: RatedRoom) -> Finding | None:
    return _self_finding(room, "self_higher", "above")


def self_lower(room: RatedRoom) -> Finding | None:
    return _self_finding(room, "self_lower", "below")


def _self_finding(room: RatedRoom, code: str, direction: str) -> Finding | None:
    own = room.find(room.self_group)
    if own is None or len(room.scored) < room.limits.groups_to_stand_out:
        return None
    others = [other for other in room.scored if other is not own]
    pairs = [Pair(own, other) if direction == "above" else Pair(other, own) for other in others]
    if not all(_clear(pair, room) for pair in pairs):
        return None
    least = min(pair.gap for pair in pairs)
    limits = room.limits
    return Finding(
        code=code,
        tier=2,
        units=(own.name,),
        figures={"least_gap": least, "direction": direction},
        sentence=f"{say.opening(own, limits.scale)}. This is the group assessing itself, and it is "
        f"{say.points(least)} or more {direction} every other group.",
        why=f"Every other group's middle is {say.points(least)} or more away (counted from "
        f"{say.number(limits.self_gap)}). Take one person from here and one from another group: in at least "
        f"{say.share(limits.self_apart_share)} of such pairs the one from here is {say.points(limits.self_apart)} "
        f"or more {direction}.",
        question=say.SIDES,
        words=f"{own.name}, assessing itself, rated this {WAYS[direction]} than every other group did.",
    )


def _clear(pair: Pair, room: RatedRoom) -> bool:
    limits = room.limits
    return pair.gap >= limits.self_gap and (
        share_above(pair.higher.scores, pair.lower.scores, limits.self_apart) >= limits.self_apart_share
    )
