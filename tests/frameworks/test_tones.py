"""One table of the bands' tones: style sheets, pictures and documents show the same."""

import re
from pathlib import Path

from app.frameworks import framework
from app.frameworks.tones import NEUTRAL, TONES, color_of, number_of
from tests.cases import over

APP = Path(__file__).parent.parent.parent / "app"
COLORS = {tone.color for tone in TONES.values()}


def files(*kinds: str) -> list[Path]:
    found = [file for kind in kinds for file in APP.rglob(f"*.{kind}")]
    return sorted(file for file in found if "vendor" not in file.parts)


def declared() -> dict[int, set[str]]:
    """--tone-N in the style sheets -> every colour that it is given (but for those of a forced or dark theme)."""
    found: dict[int, set[str]] = {}
    for file in files("css", "scss"):
        for number, color in re.findall(r"--tone-(\d):\s*#([0-9a-fA-F]{6})", file.read_text()):
            found.setdefault(int(number), set()).add(color.lower())
    return found


def test_the_style_sheets_give_each_band_the_tone_of_the_table() -> None:
    assert declared() == {tone.number: {tone.color} for tone in TONES.values()}


def test_every_band_of_the_published_scale_has_a_tone_of_its_own_in_its_order() -> None:
    bands = framework("commissioning-for-better-outcomes").scale.bands
    assert [number_of(band.name) for band in bands] == [1, 2, 3, 4, 5]
    assert len({color_of(band.name) for band in bands}) == len(bands)


def test_a_band_of_another_scale_is_neutral() -> None:
    assert (number_of("Well led"), color_of("Well led")) == (None, NEUTRAL)
    assert NEUTRAL not in COLORS


@over("file", files("py", "html", "js"))
def test_no_other_file_knows_which_tone_a_band_has(file: Path) -> None:
    source = file.read_text().lower()
    if file != APP / "frameworks" / "tones.py":
        # Green and its dark are in the general palette of other things too, so a name beside a tone is looked for.
        assert not re.search(r"\"(red/amber|amber/green|green \+)\"\s*:", source), "a table of bands beside the one"
        assert not {"d4351c", "f47738", "e0b000", "003d20"} & set(re.findall(r"[0-9a-f]{6}", source))
