"""What is left to say when nothing, or little, sets people apart. Agreement that something is poor is agreement."""

from collections.abc import Set as AbstractSet
from itertools import combinations

from app.divergence import phrases as say
from app.divergence.codes import BESIDE_MIXED, CONTRARY
from app.divergence.finding import Finding
from app.divergence.group import Group
from app.divergence.room import RatedRoom, distance_between
from app.divergence.scale import Points
from app.divergence.silence import missing, unable

Codes = AbstractSet[str]


def weighting_matters(room: RatedRoom) -> Finding | None:
    groups, persons = room.headline, room.per_person
    if groups is None or persons is None or len(room.scored) < 2:
        return None
    distance = distance_between(groups, persons)
    if distance < room.limits.weighting:
        return None
    return Finding(
        code="weighting_matters",
        tier=3,
        units=(),
        figures={"by_group": groups, "by_person": persons, "distance": distance},
        sentence=f"Counting every group once the middle is {say.interval(groups)}; "
        f"counting every person once{_at_middles(room)} it is {say.interval(persons)}.",
        why=f"The two middles are {say.points(distance)} apart (told from {say.number(room.limits.weighting)}): "
        "some groups have more people here than others.",
        question=None,
    )


def _at_middles(room: RatedRoom) -> str:
    return ", each at their unit’s middle," if room.has_guarded else ""


def agreement(room: RatedRoom, codes: Codes) -> Finding | None:
    if not _together(room, codes) or _someone_not_heard(room):
        return None
    return Finding(
        code="agreement",
        tier=4,
        units=_names(room.scored),
        figures=_figures(room),
        sentence=f"{_all_groups(room)} are close together. Counting every group once, the middle is {_headline(room)}.",
        why=f"{_why_together(room)} Every invited group rated.",
        question="What would everyone point to as evidence?",
    )


def _all_groups(room: RatedRoom) -> str:
    """Of a unit that tells its row alone, nothing is known but its middle."""
    return "The middles" if room.has_guarded else f"All {len(room.scored)} groups"


def _the_groups(room: RatedRoom) -> str:
    return "The middles" if room.has_guarded else "The groups that rated"


def _together(room: RatedRoom, codes: Codes) -> bool:
    limits = room.limits
    return (
        room.enough
        and not codes & CONTRARY
        and (room.max_gap or 0) <= limits.agree_gap
        and (room.spread or 0) <= limits.agree_spread
        and len(room.clusters) == 1
        and _nobody_outside(room)
    )


def _nobody_outside(room: RatedRoom) -> bool:
    low, high = room.headline or (0, 0)
    reach = room.limits.agree_outside
    return low - room.scores[0] <= reach and room.scores[-1] - high <= reach


def _someone_not_heard(room: RatedRoom) -> bool:
    return bool(missing(room) or unable(room)) or (room.cant_tell or 0) >= room.limits.cant_tell_room


def agreement_partial(room: RatedRoom, codes: Codes) -> Finding | None:
    heard, invited, limits = _heard(room), len(room.invited), room.limits
    few = heard < limits.partial_groups or heard < limits.partial_share * invited
    if few or "agreement" in codes or not _together(room, codes):
        return None
    return Finding(
        code="agreement_partial",
        tier=3,
        units=_names(room.scored),
        figures={**_figures(room), "heard": heard, "invited": invited},
        sentence=f"{_the_groups(room)} are close together. Counting every group once, "
        f"the middle is {_headline(room)}. This is not agreement by everyone.",
        why=f"{_why_together(room)} {heard} of {invited} invited groups rated and could tell.",
        question="What might those say who have not been heard?",
    )


def _heard(room: RatedRoom) -> int:
    """Groups that rated and can say."""
    unsure = {group.name for group in unable(room)}
    return sum(group.name not in unsure for group in room.scored)


def _names(groups: tuple[Group, ...]) -> tuple[str, ...]:
    return tuple(group.name for group in groups)


def _figures(room: RatedRoom) -> dict[str, tuple[int, ...]]:
    return {"headline": room.headline or ()}


def _headline(room: RatedRoom) -> str:
    return say.middle(room.headline or (0, 0), room.limits.scale)


def _why_together(room: RatedRoom) -> str:
    limits = room.limits
    share = say.share(limits.spread_share)
    most = f"{say.taken(room)}{share}" if room.has_guarded else f"{share[0].upper()}{share[1:]}"
    return (
        f"The widest gap between groups is {say.points(room.max_gap or 0)} (together up to "
        f"{say.number(limits.agree_gap)}). {most} of the ratings lie within {say.points(limits.agree_spread)}. "
        f"Nobody is more than {say.points(limits.agree_outside)} from the middle."
    )


def mixed(room: RatedRoom, codes: Codes) -> Finding | None:
    if codes - BESIDE_MIXED:
        return None
    return Finding(
        code="mixed",
        tier=3,
        units=(),
        figures={"max_gap": room.max_gap or 0},
        sentence=_together_but_few(room) if _together(room, codes) else _no_pattern(room.max_gap or 0),
        why="Nothing was clear enough to be told: no agreement, and none of the differences that are looked for.",
        question="What have people seen, and who has not been heard?",
    )


def _together_but_few(room: RatedRoom) -> str:
    heard = f"only {_heard(room)} of {len(room.invited)} groups rated and could tell"
    return f"{'The middles' if room.has_guarded else 'Those who rated'} are close together, but {heard}."


def _no_pattern(gap: Points) -> str:
    extent = f"up to {say.points(gap)} between groups' middles" if gap else "not between groups' middles"
    return f"There are some differences ({extent}), with no clear pattern."


def band_border(room: RatedRoom, codes: Codes) -> Finding | None:
    gap = room.max_gap or 0
    if room.pairs or gap >= room.limits.border_gap or not _bands_apart(room):
        return None
    return Finding(
        code="band_border",
        tier=4 if "agreement" in codes else 3,
        units=(),
        figures={"max_gap": gap},
        sentence=f"Groups' middles are in different bands, but at most {say.points(gap)} apart.",
        why=f"Two groups' middles share no band, and no gap reaches {say.points(room.limits.border_gap)}.",
        question="Which words of the scale fit what each has seen?",
    )


def _bands_apart(room: RatedRoom) -> bool:
    bands = {frozenset(room.limits.scale.touched(*group.middle)) for group in room.scored}
    return any(a.isdisjoint(b) for a, b in combinations(bands, 2))
