"""How the forms look, the same in every file that somebody goes on writing in."""

from dataclasses import dataclass

FONT, LANGUAGE, COUNTRY = "Arial", "en", "GB"
INK, SOFT, RULE, PANEL, WARNING, LINK = "0B0C0C", "505A5F", "505A5F", "F3F2F1", "942A12", "1D70B8"
LINE_HEIGHT = 1.15
CELL = 0.15  # between a cell's edge and its text, in centimetres


@dataclass(frozen=True)
class Look:
    """Of a paragraph: sizes and the room before and after it in points."""

    name: str
    size: float
    is_bold: bool = False
    color: str = INK
    before: float = 0
    after: float = 3


LOOKS = (
    Look("Normal", 11, after=6),
    Look("Title", 28, is_bold=True, after=2),
    Look("Subtitle", 15, color=SOFT, after=12),
    Look("Heading 1", 20, is_bold=True, after=8),
    Look("Heading 2", 13, is_bold=True, before=12, after=6),
    Look("Caption", 9.5, color=SOFT, after=12),
    Look("Header", 10, is_bold=True, color=WARNING, after=0),
    Look("Form text", 10),
    Look("Form heading", 10, is_bold=True),
    Look("Form note", 9.5, color=SOFT),
    Look("Form point", 16, is_bold=True),
    Look("Table note", 9.5, color=SOFT, before=6),
    Look("Mark", 13, is_bold=True, color=WARNING),
)
