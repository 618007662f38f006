"""Findings about people inside a group, and about a few people in the room."""

from app.divergence import wording as say
from app.divergence.camps import is_split
from app.divergence.finding import Finding
from app.divergence.group import Group
from app.divergence.room import Room


def within_group(room: Room) -> Finding | None:
    limits = room.limits
    divided = [group for group in room.scored if group.n >= limits.group_scores and _is_divided(group, room)]
    if not divided:
        return None
    names = tuple(group.name for group in divided)
    return Finding(
        code="within_group",
        tier=2,
        units=names,
        figures={"groups": names},
        sentence=" ".join(_divided_told(group, room) for group in divided),
        why=f"Within {say.listing(names)}, {say.share(limits.spread_share)} of the ratings need a range of "
        f"{say.points(limits.group_spread)} or more (divided from {say.number(limits.group_spread)}).",
        question="What have people there seen differently?",
    )


def _is_divided(group: Group, room: Room) -> bool:
    return group.spread(room.limits.spread_share) >= room.limits.group_spread


def _divided_told(group: Group, room: Room) -> str:
    ends = say.ends_of(group.scores, room)
    run = f": ratings run from {ends}" if ends else ""
    return f"Within {group.name} ({say.people(group.n)}) views differ{run}."


def minority_view(room: Room) -> Finding | None:
    sizes = [len(cluster) for cluster in clusters_apart(room) if len(cluster) > 1]
    if not sizes:
        return None
    told = say.listing([say.people(size) for size in sizes]) if room.shows_counts else "A few people"
    return Finding(
        code="minority_view",
        tier=2,
        units=(),
        figures={"sizes": tuple(sizes)} if room.shows_counts else {},
        sentence=f"{told} rated {say.points(room.limits.cluster_gap)} or more away from everyone else.",
        why=_why_apart(room),
        question="What have people seen that leads to such different ratings?",
    )


def lone_voice(room: Room) -> Finding | None:
    """Without rating or group whatever the rule: what matters is that somebody is asked, not who."""
    lone = [cluster for cluster in clusters_apart(room) if len(cluster) == 1]
    if not lone or room.n < room.limits.lone_voice_scores:
        return None
    told = "One rating is" if len(lone) == 1 else f"{len(lone)} single ratings are"
    return Finding(
        code="lone_voice",
        tier=3,
        units=(),
        figures={"voices": len(lone)},
        sentence=f"{told} {say.points(room.limits.cluster_gap)} or more away from every other.",
        why=_why_apart(room),
        question="Is there something that only a few have seen?",
    )


def clusters_apart(room: Room) -> list[list[int]]:
    """Clusters beside one that is more than half the room, except groups already named as differing."""
    limits = room.limits
    if not room.enough or room.n < limits.cluster_scores or is_split(room):
        return []
    main = max(room.clusters, key=len)
    if len(main) <= limits.cluster_share * room.n or main[-1] - main[0] > limits.cluster_span:
        return []
    return [cluster for cluster in room.clusters if cluster is not main and not _already_named(cluster, room)]


def _already_named(cluster: list[int], room: Room) -> bool:
    """With `between_groups` fired, a cluster of whole groups would be the same thing said twice."""
    low, high = cluster[0], cluster[-1]
    inside = [[low <= score <= high for score in group.scores] for group in room.scored]
    return bool(room.pairs) and all(all(members) for members in inside if any(members))


def _why_apart(room: Room) -> str:
    limits = room.limits
    return (
        f"In order, the ratings break where two neighbours are {say.points(limits.cluster_gap)} or more apart; "
        f"more than {say.share(limits.cluster_share)} are in one part, {say.points(limits.cluster_span)} wide at most."
    )
