"""The pictures of a pack, drawn from what the report tells and from nothing else: a standard, and the arrow.

Self-contained SVG with presentation attributes alone, so that a browser, a PDF and a picture in a document look alike.
Where numbers are left out, a picture tells how far apart units stand and not where: see `furthest`.
"""

from collections.abc import Iterable, Sequence

from app.exports.axis import EDGE, WIDTH, Axis, Lane, Row, line
from app.exports.axis import row as drawn_row
from app.exports.contents.occasion import Band
from app.exports.contents.report import Report
from app.exports.contents.rounds import Interval, Round, Unit
from app.exports.in_words import (
    APART,
    AT_THE_EDGE,
    arrow_in_words,
    counts,
    furthest,
    notes,
    round_name,
    told_in_words,
    without_distances,
)
from app.exports.inking import outlined, png
from app.exports.lettering import SMALL, SOFT, Letters, wrapped, written
from app.exports.scale import FLAG, arrow_foot, band_heads, flag, points_under, uprights

__all__ = ["arrow_in_words", "arrow_svg", "outlined", "png", "standard_svg", "told_in_words"]
NAMES, NAMES_AND_ROUNDS = 260.0, 330.0  # width left of the axis
NOTE = 17


def standard_svg(rounds: Sequence[Round], bands: Sequence[Band], *, has_numbers: bool) -> str:
    """The newest round in full marks, earlier ones hollow; without numbers each by itself, as nothing joins them."""
    told = [round_ for round_ in rounds if round_.shown]
    if not has_numbers:
        return _apart(told, bands)
    if not _names(told):
        return _svg([], 0, _notes(told))
    axis = _axis(told, bands)
    heads, top = band_heads(bands, axis)
    drawn, bottom = _rows(told, axis, top)
    points, under = points_under(axis, bottom)
    return _svg([*heads, *uprights(bands, axis, top - 6, bottom), *drawn, *points], under, _notes(told))


def arrow_svg(report: Report) -> str:
    """The marks of the overall rounds over the arrow, and the marker where people agreed on one."""
    told, bands = report.overall.told, report.workshop.framework.bands
    if told and not report.has_numbers:
        return _apart(told, bands)
    axis, position = _axis(told, bands), report.overall.position
    marker = position.number if position and report.has_numbers else None
    top = FLAG + 8 if marker is not None else 4
    drawn, bottom = _rows(told, axis, top)
    foot, under = arrow_foot(bands, axis, bottom)
    lines = [*uprights(bands, axis, top, bottom), *(flag(marker, axis, bottom + 8) if marker is not None else [])]
    return _svg([*lines, *drawn, *foot], under, _notes(told))


def _axis(rounds: Sequence[Round], bands: Sequence[Band]) -> Axis:
    left = NAMES_AND_ROUNDS if len(rounds) > 1 else NAMES
    return Axis(left, bands[0].low, bands[-1].high - bands[0].low + 1, has_numbers=True)


def _rows(rounds: Sequence[Round], axis: Axis, top: float) -> tuple[list[str], float]:
    parts: list[str] = []
    for name in _names(rounds):
        drawn, top = drawn_row(Row(name, tuple(_lanes(name, rounds))), axis, top)
        parts += drawn
    return parts, top


def _names(rounds: Sequence[Round]) -> list[str]:
    """Of the newest round's units, then of those that only an earlier one tells by themselves."""
    shown = [round_.shown for round_ in reversed(rounds) if round_.shown]
    return list(dict.fromkeys(unit.name for each in shown for unit in each.units))


def _lanes(name: str, rounds: Sequence[Round]) -> Iterable[Lane]:
    for round_ in reversed(rounds):
        unit = next((unit for unit in round_.shown.units if unit.name == name), None) if round_.shown else None
        words = counts(unit) if unit else ("",)
        if len(rounds) > 1:
            words = (f"round {round_.number}: {words[0]}" if unit else f"round {round_.number}", *words[1:])
        yield Lane(unit, words, unit.middle if unit else None, is_full=round_ is rounds[-1])


def _notes(rounds: Sequence[Round]) -> list[str]:
    if len(rounds) < 2:
        return [text for round_ in rounds if round_.shown for text in notes(round_.shown)]
    marks = [f"{'Full' if each is rounds[-1] else 'Hollow'} marks: {_spoken(each)}." for each in reversed(rounds)]
    said = [f"{round_name(each)}. {text}" for each in reversed(rounds) if each.shown for text in notes(each.shown)]
    return [" ".join(marks), *said]


def _spoken(round_: Round) -> str:
    name = round_name(round_)
    return f"{name[0].lower()}{name[1:]}"


def _apart(rounds: Sequence[Round], bands: Sequence[Band]) -> str:
    parts: list[str] = []
    top = 0.0
    cap = furthest(bands[-1].high - bands[0].low + 1)
    axis = Axis(NAMES, 0, cap + 1, has_numbers=False)
    is_cut = False
    for round_ in reversed(rounds):
        if len(rounds) > 1:
            parts.append(written(0, top + 20, round_name(round_), Letters(SMALL, SOFT, is_bold=True)))
            top += 30
        units = round_.shown.units if round_.shown else ()
        for unit in units:
            drawn, top = drawn_row(Row(unit.name, (_placed(unit, cap),)), axis, top)
            parts += drawn
        is_cut = is_cut or any(unit.place and unit.place[1] >= cap for unit in units)
        ends, top = _ends(axis, top) if units else ([], top)
        texts = (without_distances(units), *(notes(round_.shown) if round_.shown else ()))
        said, top = _texts([*filter(None, texts)], top)
        parts += [*ends, *said]
    return _svg(parts, top, [APART, *([AT_THE_EDGE] if is_cut else [])] if any(_names(rounds)) else [])


def _placed(unit: Unit, cap: int) -> Lane:
    where: Interval | None = None
    if unit.place is not None:
        low, high = unit.place
        where = min(low, cap), min(high, cap)
    return Lane(unit, counts(unit), where, is_full=True)


def _ends(axis: Axis, top: float) -> tuple[list[str], float]:
    """The axis has no points, only a direction."""
    y, letters = top + 14, Letters(SMALL, SOFT, "end")
    tip = f'<path d="M{axis.right:.1f} {y}l-9 -5v10z" fill="{SOFT}"/>'
    words = written(axis.right, y + 18, "further apart", letters)
    return [line(axis.x(0), y, axis.right - 8, y, SOFT, 1.5), tip, words], top + 40


def _svg(parts: list[str], bottom: float, texts: Sequence[str]) -> str:
    said, bottom = _texts(texts, bottom)
    size = f'viewBox="0 0 {WIDTH:.0f} {bottom + 6:.0f}" width="{WIDTH:.0f}" height="{bottom + 6:.0f}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{"".join([*parts, *said])}</svg>'


def _texts(texts: Sequence[str], top: float) -> tuple[list[str], float]:
    lines = [line for text in texts for line in wrapped(text, WIDTH - EDGE, SMALL)]
    parts = [written(0, top + 16 + NOTE * at, text, Letters(SMALL, SOFT)) for at, text in enumerate(lines)]
    return parts, top + NOTE * len(lines) + (8 if lines else 0)
