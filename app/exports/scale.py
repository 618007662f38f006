"""The scale in a picture: its bands over or under the rows, its points, and the marker that people agreed on."""

from collections.abc import Sequence

from app.exports.axis import Axis, line
from app.exports.contents.occasion import Band
from app.exports.lettering import INK, PAPER, SMALL, SOFT, TEXT, Letters, long, wrapped, written
from app.frameworks.tones import color_of, is_light

NAME, SHAFT, BARB, TIP = 16, 28, 8, 11  # a line of a band's name; the arrow's height, how far its head stands out
FLAG = 26


def band_heads(bands: Sequence[Band], axis: Axis) -> tuple[list[str], float]:
    """Names over a bar of their colour, and where the rows begin."""
    names = [wrapped(band.name, _room(band, axis), SMALL) for band in bands]
    lines = max(len(each) for each in names)
    parts = []
    for band, each in zip(bands, names, strict=True):
        left, right = edges(band, axis)
        first = 14 + NAME * (lines - len(each))
        letters = Letters(SMALL, INK, "middle", is_bold=True)
        parts += [written((left + right) / 2, first + NAME * at, text, letters) for at, text in enumerate(each)]
        parts.append(_bar(left + 1, 6 + NAME * lines, right - left - 2, 7, f"#{color_of(band.name)}"))
    return parts, 20 + NAME * lines


def edges(band: Band, axis: Axis) -> tuple[float, float]:
    return axis.x(band.low - 0.5), axis.x(band.high + 0.5)


def _room(band: Band, axis: Axis) -> float:
    left, right = edges(band, axis)
    return right - left - 4


def _bar(left: float, top: float, wide: float, high: float, color: str) -> str:
    return f'<rect x="{left:.1f}" y="{top:.1f}" width="{wide:.1f}" height="{high}" fill="{color}"/>'


def uprights(bands: Sequence[Band], axis: Axis, top: float, bottom: float) -> list[str]:
    places = [*(edges(band, axis)[0] for band in bands), axis.right]
    return [line(x, top, x, bottom) for x in places]


def points_under(axis: Axis, top: float) -> tuple[list[str], float]:
    letters = Letters(SMALL, SOFT, "middle")
    points = range(axis.first, axis.first + axis.points)
    return [written(axis.x(point), top + 18, str(point), letters) for point in points], top + 26


def arrow_foot(bands: Sequence[Band], axis: Axis, top: float) -> tuple[list[str], float]:
    """The arrow: its points in the colour of their band, and under each band its name and words."""
    parts, bottom = [], top + BARB + SHAFT + BARB
    for band in bands:
        left, right = edges(band, axis)
        parts.append(_bar(left, top + BARB, right - left, SHAFT, f"#{color_of(band.name)}"))
        digits = Letters(TEXT, INK if is_light(band.name) else PAPER, "middle", is_bold=True)
        points = range(band.low, band.high + 1)
        parts += [written(axis.x(point), top + BARB + 19, str(point), digits) for point in points]
        words, end = _words(band, axis, (left + right) / 2, top + 2 * BARB + SHAFT + 10)
        parts += words
        bottom = max(bottom, end)
    head = f"M{axis.right:.1f} {top}l{TIP} {BARB + SHAFT / 2}l-{TIP} {BARB + SHAFT / 2}z"
    parts.append(f'<path d="{head}" fill="#{color_of(bands[-1].name)}"/>')
    return parts, bottom


def _words(band: Band, axis: Axis, middle: float, top: float) -> tuple[list[str], float]:
    room = _room(band, axis)
    names = wrapped(band.name, room, SMALL)
    words = () if band.shown == band.name else wrapped(band.shown, room, SMALL)
    bold, soft = Letters(SMALL, INK, "middle", is_bold=True), Letters(SMALL, SOFT, "middle")
    lines = [*((text, bold) for text in names), *((text, soft) for text in words)]
    parts = [written(middle, top + NAME * at, text, letters) for at, (text, letters) in enumerate(lines)]
    return parts, top + NAME * len(lines)


def flag(marker: int, axis: Axis, bottom: float) -> list[str]:
    """The agreed marker, over all rows: people set it. It is drawn first, so that marks stand on its line."""
    text, x = f"Agreed marker: {marker}", axis.x(marker)
    wide = long(text) + 20
    left = axis.inside(x, wide / 2) - wide / 2
    return [
        line(x, FLAG, x, bottom, INK, 2.5),
        _bar(left, 0, wide, FLAG, INK),
        written(left + wide / 2, 18, text, Letters(TEXT, PAPER, "middle", is_bold=True)),
    ]
