"""How figures are said: no decimals, no percentages, nobody's view called right."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from app.divergence.group import Group, Interval
from app.divergence.room import RatedRoom
from app.divergence.scale import Points, Scale

PARTS = {Fraction(1, 2): "a half", Fraction(1, 3): "a third", Fraction(2, 3): "two thirds"}
SHARES = {
    Fraction(1, 4): "a quarter",
    Fraction(1, 3): "a third",
    Fraction(1, 2): "half",
    Fraction(2, 3): "two thirds",
    Fraction(3, 4): "three quarters",
}
SIDES = "What has each side seen that the other has not?"


def points(distance: Points) -> str:
    """1 -> "1 point", 5/2 -> "2 and a half points", 1/2 -> "half a point", 1/3 -> "a third of a point"."""
    if distance == Fraction(1, 2):
        return "half a point"
    if 0 < distance < 1:
        return f"{number(distance)} of a point"
    return f"{number(distance)} {'point' if distance == 1 else 'points'}"


def number(value: Points) -> str:
    whole, rest = divmod(Fraction(value), 1)
    if not rest:
        return str(whole)
    part = PARTS.get(rest) or f"{rest.numerator}/{rest.denominator}"
    return f"{whole} and {part}" if whole else part


def share(value: Fraction) -> str:
    return SHARES.get(value) or f"{value.numerator} in {value.denominator}"


def shares_reached(value: Fraction) -> str:
    """The largest familiar share that `value` reaches: 17/25 -> "two thirds or more"."""
    if value == 1:
        return "all"
    return f"{share(max((step for step in SHARES if step <= value), default=value))} or more"


def people(n: int) -> str:
    return "1 person" if n == 1 else f"{n} people"


def ratings(n: int) -> str:
    return "1 rating" if n == 1 else f"{n} ratings"


def listing(items: Iterable[str]) -> str:
    *most, last = items
    return f"{', '.join(most)} and {last}" if most else last


def interval(ends: Interval) -> str:
    low, high = ends
    return str(low) if low == high else f"{low} to {high}"


def bands(ends: Interval, scale: Scale) -> str:
    touched = scale.touched(*ends)
    return touched[0].name if len(touched) == 1 else f"{touched[0].name} to {touched[-1].name}"


def middle(ends: Interval, scale: Scale) -> str:
    return f"{interval(ends)} ({bands(ends, scale)})"


def told(group: Group, scale: Scale) -> str:
    """One group's ratings. One or two people are told as people: they have no middle of their own.

    Only reached for a displayed unit, and one of fewer than three is one by consent, or the rule is open.
    """
    if group.n == 1:
        return f"the one person from {group.name} who rated gave {middle(group.middle, scale)}"
    if group.n == 2:
        return f"the two people from {group.name} who rated {_two(group.middle, scale)}"
    return f"{group.name} ({people(group.n)}): middle {middle(group.middle, scale)}"


def _two(ends: Interval, scale: Scale) -> str:
    low, high = ends
    return f"both gave {middle(ends, scale)}" if low == high else f"gave {low} and {high}"


def opening(group: Group, scale: Scale) -> str:
    """`told` at the start of a sentence. A group's own name keeps the letter it was given."""
    text = told(group, scale)
    return f"The{text[3:]}" if group.n < 3 else text


def taken(room: RatedRoom) -> str:
    """To be said before a figure in which the people of a unit that tells its row alone stand at its middle."""
    return "Taking everybody at their unit’s middle, " if room.has_guarded else ""


def ends_of(scores: Sequence[int], room: RatedRoom) -> str | None:
    """From lowest to highest, where enough people rated that the ends are not two persons' ratings."""
    return f"{min(scores)} to {max(scores)}" if len(scores) >= room.limits.range_scores else None
