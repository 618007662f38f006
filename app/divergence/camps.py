"""Findings about the room as a whole: two camps, or all over the scale."""

from bisect import bisect_left, bisect_right

from app.divergence import phrases as say
from app.divergence.finding import Finding
from app.divergence.group import Group
from app.divergence.measures import split_threshold
from app.divergence.room import RatedRoom


def split_room(room: RatedRoom) -> Finding | None:
    if not is_split(room):
        return None
    low, high = camps(room)
    need = split_threshold(room.n, room.limits.split_least, room.limits.split_part)
    return Finding(
        code="split_room",
        tier=1,
        units=(),
        figures={"low": low, "high": high, "between": room.n - low - high} if room.shows_counts else {},
        sentence=f"{_the_room(room)} is in two camps: {_camps_told(room)}.{_across(room)}",
        why=f"In a room of {say.people(room.n)} each camp needs {need}, and both have them; "
        "fewer people are between the camps than in the smaller one.",
        question=say.SIDES,
        words=f"{_the_room(room)} is split: one part rated this low, the other high, with few or none in between."
        f"{_across(room)}",
    )


def _the_room(room: RatedRoom) -> str:
    return f"{say.taken(room)}the room" if room.has_guarded else "The room"


def is_split(room: RatedRoom) -> bool:
    low, high = camps(room)
    need = split_threshold(room.n, room.limits.split_least, room.limits.split_part)
    return _beyond_groups(room) and min(low, high) >= need and room.n - low - high < min(low, high)


def _beyond_groups(room: RatedRoom) -> bool:
    """Enough ratings, and whatever is seen is not just one group against another."""
    enough = room.enough and room.n >= room.limits.split_scores
    return enough and (not room.pairs or bool(straddling(room)))


def camps(room: RatedRoom) -> tuple[int, int]:
    return _in_camps(room.scores, room)


def straddling(room: RatedRoom) -> list[Group]:
    """Groups with members in both camps."""
    return [group for group in room.scored if all(_in_camps(group.scores, room))]


def _in_camps(scores: tuple[int, ...], room: RatedRoom) -> tuple[int, int]:
    low_end, high_start = room.limits.scale.camps(room.limits.camp)
    return bisect_right(scores, low_end), len(scores) - bisect_left(scores, high_start)


def _camps_told(room: RatedRoom) -> str:
    low_end, high_start = room.limits.scale.camps(room.limits.camp)
    lower, upper = f"{low_end} or less", f"{high_start} or more"
    if room.has_guarded:
        return f"one at {lower}, the other at {upper}, with few or none in between"
    if not room.shows_counts:
        return f"one rated {lower}, the other {upper}, with few or none in between"
    low, high = camps(room)
    between = room.n - low - high
    return f"{low} rated {lower} and {high} rated {upper}, with {between or 'none'} in between"


def _across(room: RatedRoom) -> str:
    return " The camps run through groups as well as between them." if straddling(room) else ""


def wide_spread(room: RatedRoom) -> Finding | None:
    limits = room.limits
    if is_split(room) or not _beyond_groups(room) or (room.spread or 0) < limits.room_spread:
        return None
    ends = say.ends_of(room.scores, room) if room.shows_counts else None
    run = f"run from {ends}" if ends else "are spread over much of the scale"
    ratings = f"{say.taken(room)}ratings" if room.has_guarded else "Ratings"
    return Finding(
        code="wide_spread",
        tier=2,
        units=(),
        figures={"spread": room.spread or 0} if ends else {},
        sentence=f"{ratings} {run}, with no two clear camps.",
        why=f"Counting every group once, {say.share(limits.spread_share)} of the ratings need a range of "
        f"{say.points(limits.room_spread)} or more (wide from {say.number(limits.room_spread)}).",
        question="How has each read the standard, and what have they seen?",
        words=f"{say.taken(room)}views differ widely over the room, without clear camps."
        if room.has_guarded
        else "Views differ widely over the room, without clear camps.",
    )
