"""Sets a page that is described by data: tagged for screen readers (PDF/UA-1), in our own fonts, the same bytes always.

A template is given what people wrote as JSON, never as text of its own: in there a “#” is a “#”.
"""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any

import typst

from app.exports.glyphs import LATIN, Glyphs, broken, drawn
from app.exports.inking import fonts, outlined
from app.exports.record.blocks import Line

TEMPLATES = Path(__file__).parent / "typst"
AS_THEY_ARE = frozenset({"to", "slug", "kind", "tone", "look", "alt"})  # nobody sees them
LONGEST_ADDRESS = 2000
ABOUT_LETTERS = ("could not be displayed", "codepoint")


def typeset(template: str, data: Mapping[str, Any]) -> bytes:
    """Where several scripts meet in one letter even covered characters may find no drawing: then it is set plainly."""
    try:
        return _set(template, data, Glyphs())
    except typst.TypstError as error:
        if not any(words in error.message for words in ABOUT_LETTERS):
            raise
        return _set(template, data, Glyphs(is_plain=True))


def _set(template: str, data: Mapping[str, Any], glyphs: Glyphs) -> bytes:
    ready = _ready(data, glyphs) | {"undrawn": glyphs.undrawn, "fonts": families()}
    made = typst.compile(
        _source(template),
        font_paths=fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(ready)},
        pdf_standards=["ua-1"],
    )
    assert isinstance(made, bytes)
    return made


def _ready(value: Any, glyphs: Glyphs, name: str = "") -> Any:
    """As JSON has it, every text in letters that can be set."""
    if isinstance(value, Line):
        to = value.to if len(value.to) <= LONGEST_ADDRESS else ""
        text = broken(glyphs.settable(value.text))
        return {"text": text, "tone": value.tone, "to": to, "from_right": value.is_from_the_right}
    if is_dataclass(value):
        return {part.name: _ready(getattr(value, part.name), glyphs, part.name) for part in fields(value)}
    if isinstance(value, Mapping):
        return {key: _ready(inside, glyphs, key) for key, inside in value.items()}
    if isinstance(value, (tuple, list)):
        return [_ready(inside, glyphs, name) for inside in value]
    if isinstance(value, str) and name not in AS_THEY_ARE:
        return _picture(glyphs.settable(value)) if name == "svg" else broken(glyphs.settable(value))
    return value


def _picture(svg: str) -> str:
    """Letters of other scripts become outlines: as text inside a drawing they lose what they stand for."""
    return svg if all(ord(letter) in drawn(LATIN) for letter in svg) else outlined(svg)


@cache
def _source(template: str) -> bytes:
    return b"\n".join((TEMPLATES / name).read_bytes() for name in ("look.typ", template))


@cache
def families() -> list[str]:
    """The main font first; the others draw what it cannot."""
    return sorted(fonts().families(), key=lambda name: (name != "Source Sans 3", name))
