"""A picture told in words, for whoever does not see it, and the sentences that stand under it."""

from collections.abc import Iterator, Sequence

from app.exports.contents.report import Report
from app.exports.contents.rounds import Interval, Round, Shown, Unit

NOTHING_TOLD = "Too few rated to show anything by group."
APART = "How far apart the groups’ middles stand, and not where on the scale. The mark furthest left is the lowest."
AT_THE_EDGE = "What stands half the scale or more away from it is drawn at the right edge, however far away it is."
ALL_ALIKE = "All their middles stand at the same place."
ONE_ALONE = "One row alone has nothing to stand apart from."


def told_in_words(rounds: Sequence[Round], *, has_numbers: bool) -> str:
    """The newest round first, as it is drawn."""
    return " ".join(_round(round_, len(rounds) > 1, has_numbers) for round_ in reversed(rounds) if round_.shown)


def arrow_in_words(report: Report) -> str:
    rounds, position = report.overall.told, report.overall.position
    marker = position.number if position and report.has_numbers else None
    words = told_in_words(rounds, has_numbers=report.has_numbers) or "Nobody’s mark stands on the arrow."
    return f"{words} Agreed marker: {marker}." if marker is not None else words


def counts(unit: Unit) -> tuple[str, ...]:
    people = f"{unit.rated} {'person' if unit.rated == 1 else 'people'}"
    others = f"{unit.cant_tell} more can’t tell" if unit.rated else f"{unit.cant_tell} can’t tell"
    return tuple(filter(None, (people if unit.rated else "", others if unit.cant_tell else ""))) or ("no answer",)


def middle(interval: Interval) -> str:
    low, high = interval
    return str(low) if low == high else f"{low} to {high}"


def notes(shown: Shown) -> tuple[str, ...]:
    """What a picture by unit cannot draw."""
    pooled, late = ", ".join(shown.pooled), ", ".join(shown.late)
    return (
        *([f"Smaller groups together: {pooled}. They speak once, together."] if pooled else []),
        *([NOTHING_TOLD] if shown.withheld or not shown.units else []),
        *([f"{late}: joins from the next standard."] if late else []),
    )


def furthest(points: int) -> int:
    """Distances from here on are drawn alike: two marks at both ends of a scale would tell where they stand on it."""
    return points // 2


def round_name(round_: Round) -> str:
    return f"Round {round_.number}, after seeing" if round_.is_after_seeing else f"Round {round_.number}"


def _round(round_: Round, is_named: bool, has_numbers: bool) -> str:
    assert round_.shown
    units = round_.shown.units
    sentences = [
        *([f"{round_name(round_)}."] if is_named else []),
        *[_unit(unit, has_numbers) for unit in units],
        *([] if has_numbers or not units else _order(units)),
        *notes(round_.shown),
    ]
    return " ".join(sentences)


def _unit(unit: Unit, has_numbers: bool) -> str:
    if unit.middle is None or not has_numbers:
        return f"{unit.name}: {', '.join(counts(unit))}."
    bands = f" ({' to '.join(unit.bands)})" if unit.bands else ""
    dots = "".join(f", {dot.people} at {dot.score}" for dot in unit.dots)
    return f"{unit.name}: {', '.join(counts(unit))}, middle {middle(unit.middle)}{bands}{dots}."


def _order(units: Sequence[Unit]) -> Iterator[str]:
    """From the lowest up, without saying where; whoever stands at one place is named together."""
    if alike := without_distances(units):
        yield alike
    elif places := _places(units):
        names = [" and ".join(unit.name for unit in units if unit.place == place) for place in places]
        yield f"From the lowest middle to the one furthest from it: {'; '.join(names)}."


def without_distances(units: Sequence[Unit]) -> str:
    """What there is to say where nothing stands apart."""
    if sum(unit.place is not None for unit in units) == 1:
        return ONE_ALONE
    return ALL_ALIKE if len(_places(units)) == 1 else ""


def _places(units: Sequence[Unit]) -> list[Interval]:
    return sorted({unit.place for unit in units if unit.place is not None})
