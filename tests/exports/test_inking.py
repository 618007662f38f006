"""Drawings as pictures of a file."""

import struct
from pathlib import Path

import pytest
from lxml import etree

from app.errors import CannotStart
from app.exports import inking
from app.exports.drawing import standard_svg
from app.exports.inking import outlined, png, size
from tests.exports.drawn import BANDS, SVG, round_of, unit

DRAWN = standard_svg([round_of(unit("Council", 8), unit("বাংলা 👩\u200d👧 שלום", 3))], BANDS, has_numbers=True)


def test_a_picture_is_as_wide_as_asked_and_the_same_for_the_same_drawing() -> None:
    made = png(DRAWN, 1000)
    png.cache_clear()
    assert png(DRAWN, 1000) == made and made.startswith(b"\x89PNG\r\n\x1a\n")
    wide, high = struct.unpack(">II", made[16:24])
    assert wide == 1000 and abs(high - 1000 * size(DRAWN)[1] / size(DRAWN)[0]) <= 1


def test_outlines_need_no_font() -> None:
    root = etree.fromstring(outlined(DRAWN).encode())
    assert not [*root.iter(f"{SVG}text")] and len([*root.iter(f"{SVG}path")]) > 10


def test_without_fonts_it_says_what_to_run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(inking, "FONTS", tmp_path)
    inking.fonts.cache_clear()
    with pytest.raises(CannotStart, match=r"Run `python dev\.py setup`"):
        inking.fonts()
    monkeypatch.undo()
    assert "Source Sans 3" in inking.fonts().families()
