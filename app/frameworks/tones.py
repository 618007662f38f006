"""The tones of the published scale's bands, for screens, pictures and documents. A tone stands beside a band's name and
words, never instead of them; a band of another scale has a neutral one, for its name says what it is."""

from typing import NamedTuple


class Tone(NamedTuple):
    number: int  # of the style sheets' --band-1 to --band-5
    color: str  # six hex digits
    is_light: bool = False  # what is written on it is dark


TONES = {
    "Red": Tone(1, "d4351c"),
    "Red/amber": Tone(2, "f47738", is_light=True),
    "Amber/green": Tone(3, "e0b000", is_light=True),
    "Green": Tone(4, "00703c"),
    "Green +": Tone(5, "003d20"),
}
NEUTRAL = "505a5f"


def color_of(band: str) -> str:
    return TONES[band].color if band in TONES else NEUTRAL


def number_of(band: str) -> int | None:
    return TONES[band].number if band in TONES else None


def is_light(band: str) -> bool:
    return band in TONES and TONES[band].is_light
