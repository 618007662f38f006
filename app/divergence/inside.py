"""Findings about people inside a group, and about a few people in the room."""

from app.divergence import phrases as say
from app.divergence.camps import is_split
from app.divergence.finding import Finding
from app.divergence.group import Group
from app.divergence.room import RatedRoom


def within_group(room: RatedRoom) -> Finding | None:
    limits = room.limits
    open_ = [group for group in room.scored if group.name not in room.guarded]
    divided = [group for group in open_ if group.n >= limits.group_scores and _is_divided(group, room)]
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
        words=" ".join(f"Views within {name} differ widely." for name in names),
    )


def _is_divided(group: Group, room: RatedRoom) -> bool:
    return group.spread(room.limits.spread_share) >= room.limits.group_spread


def _divided_told(group: Group, room: RatedRoom) -> str:
    ends = say.ends_of(group.scores, room)
    run = f": ratings run from {ends}" if ends else ""
    return f"Within {group.name} ({say.people(group.n)}) views differ{run}."


def minority_view(room: RatedRoom) -> Finding | None:
    """Found on the ratings themselves where a row hides them, and then told without unit, number or rating."""
    sizes = [len(cluster) for cluster in clusters_apart(room) if len(cluster) > 1]
    if "minority_view" not in room.apart if room.apart is not None else not sizes:
        return None
    counts = room.shows_counts and room.apart is None
    people = say.listing([say.people(size) for size in sizes]) if counts else "A few people"
    return Finding(
        code="minority_view",
        tier=2,
        units=(),
        figures={"sizes": tuple(sizes)} if counts else {},
        sentence=f"{people} rated {say.points(room.limits.cluster_gap)} or more away from everyone else.",
        why=_why_apart(room),
        question="What have people seen that leads to such different ratings?",
        words="A few people rated this far away from everyone else.",
    )


def lone_voice(room: RatedRoom) -> Finding | None:
    """Without rating or group whatever the rule: what matters is that somebody is asked, not who."""
    lone = [cluster for cluster in clusters_apart(room) if len(cluster) == 1]
    is_heard = bool(lone) and room.n >= room.limits.lone_voice_scores
    if "lone_voice" not in room.apart if room.apart is not None else not is_heard:
        return None
    counts = room.shows_counts and room.apart is None
    ratings = "One rating is" if not counts or len(lone) == 1 else f"{len(lone)} single ratings are"
    return Finding(
        code="lone_voice",
        tier=3,
        units=(),
        figures={"voices": len(lone)} if counts else {},
        sentence=f"{ratings if counts else 'At least one rating is'} {say.points(room.limits.cluster_gap)} or more "
        "away from every other.",
        why=_why_apart(room),
        question="Is there something that only a few have seen?",
    )


def codes_apart(rows: RatedRoom, ratings: RatedRoom) -> tuple[str, ...]:
    """What the two findings above are on the ratings themselves, beside what is told of their room from its rows."""
    sizes = {len(cluster) for cluster in _apart(ratings, is_split=is_split(rows), has_pairs=bool(rows.pairs))}
    if not rows.enough or not sizes:
        return ()
    is_lone, is_few = 1 in sizes, bool(sizes - {1})
    return tuple(code for code, holds in (("lone_voice", is_lone), ("minority_view", is_few)) if holds)


def clusters_apart(room: RatedRoom) -> list[list[int]]:
    return _apart(room, is_split=is_split(room), has_pairs=bool(room.pairs))


def _apart(room: RatedRoom, *, is_split: bool, has_pairs: bool) -> list[list[int]]:
    """Clusters beside one that is more than half the room, except groups already named as differing."""
    limits = room.limits
    if not room.enough or room.n < limits.cluster_scores or is_split:
        return []
    main = max(room.clusters, key=len)
    if len(main) <= limits.cluster_share * room.n or main[-1] - main[0] > limits.cluster_span:
        return []
    others = [cluster for cluster in room.clusters if cluster is not main]
    return [cluster for cluster in others if not (has_pairs and _is_whole_groups(cluster, room))]


def _is_whole_groups(cluster: list[int], room: RatedRoom) -> bool:
    """With `between_groups` fired, such a cluster would be the same thing said twice."""
    low, high = cluster[0], cluster[-1]
    inside = [[low <= score <= high for score in group.scores] for group in room.scored]
    return all(all(members) for members in inside if any(members))


def _why_apart(room: RatedRoom) -> str:
    limits = room.limits
    return (
        f"In order, the ratings break where two neighbours are {say.points(limits.cluster_gap)} or more apart; "
        f"more than {say.share(limits.cluster_share)} are in one part, {say.points(limits.cluster_span)} wide at most."
    )
