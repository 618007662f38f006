"""The scale in a picture: every band has its name, its colour and its points; the marker stays inside."""

import re

from app.exports.axis import Axis
from app.exports.scale import arrow_foot, band_heads, flag, points_under
from app.frameworks.tones import color_of
from tests.exports.drawn import BANDS

AXIS = Axis(260, 1, 10, has_numbers=True)


def test_each_band_has_its_name_over_a_bar_of_its_colour() -> None:
    heads, top = band_heads(BANDS, AXIS)
    whole = "".join(heads)
    assert all(f">{band.name}</text>" in whole and f'fill="#{color_of(band.name)}"' in whole for band in BANDS)
    assert max(float(found) for found in re.findall(r'y="([\d.]+)"', whole)) < top


def test_a_long_name_takes_the_lines_that_it_needs() -> None:
    longer = BANDS[0].model_copy(update={"name": "Identified key areas for further work by everybody"})
    heads, top = band_heads((longer, *BANDS[1:]), AXIS)
    assert top > band_heads(BANDS, AXIS)[1]
    assert "everybody</text>" in "".join(heads)


def test_the_arrow_carries_every_point_name_and_words() -> None:
    drawn = "".join(arrow_foot(BANDS, AXIS, 0)[0])
    assert [int(found) for found in re.findall(r">(\d+)</text>", drawn)] == [*range(1, 11)]
    assert all(f">{band.name}</text>" in drawn for band in BANDS) and "means</text>" in drawn
    assert len(points_under(AXIS, 0)[0]) == 10


def test_the_markers_flag_stays_inside_at_both_ends() -> None:
    for marker in (1, 10):
        line, box, text = flag(marker, AXIS, 100)
        left, wide = (float(found) for found in re.search(r'x="([\d.]+)".*width="([\d.]+)"', box).groups())  # type: ignore[union-attr]
        assert left >= AXIS.left and left + wide <= AXIS.right + 0.1
        assert f"Agreed marker: {marker}" in text and f'x1="{AXIS.x(marker):.1f}"' in line
