"""A deck as it is written: slides of words that go on where they are full, slides of a picture, slides of a table.

Every slide has a title of its own, its marks at the foot and the fuller words in its notes.
"""

import copy
from collections.abc import Iterable, Sequence
from dataclasses import replace
from io import BytesIO
from typing import Any

from pptx.oxml.ns import qn
from pptx.slide import Slide, SlideLayout
from pptx.util import Inches

from app.exports.drawing import png
from app.exports.inking import size as size_of
from app.exports.plain import plain
from app.exports.slides import page
from app.exports.slides.flow import Block, height_of, pages, wrapped
from app.exports.slides.grid import fill, filled
from app.exports.slides.letters import room, set_text
from app.exports.slides.page import BODY, FIRST, FIRST_SIZE, PICTURE, TITLE, TITLE_SIZE, WORDS, Box, place

INSET = 0.1  # inches between a box and its text, at every side
PIXELS = 2000
MOST = 300  # letters of a title or a name that are looked at
MARKS = 500  # points that the longest marks take at the foot


class Deck:
    """`marks` and `name` stand at the foot of every slide."""

    def __init__(self, title: str, subject: str, marks: str, name: str) -> None:
        self.deck = page.blank()
        self.name, self.marks = name, marks
        self.titles: set[str] = set()
        properties = self.deck.core_properties
        properties.title, properties.subject = plain(title)[:255], plain(subject)[:255]
        properties.author = properties.last_modified_by = "Critical Friend"
        properties.language, properties.keywords = page.LANGUAGE, plain(marks)

    def first(self, title: str, words: Iterable[Block], notes: str) -> None:
        slide = self._added(FIRST, title, notes)
        set_text(slide.placeholders[1].text_frame, pages(words, *room(page.FIRST_WORDS))[0])

    def words(self, title: str, words: Iterable[Block], notes: str) -> list[Slide]:
        """As many slides as it takes, each of them with the notes."""
        made = []
        for part in pages(words, *room(BODY)):
            slide = self._added(WORDS, title, notes)
            set_text(slide.placeholders[1].text_frame, part)
            made.append(slide)
        return made

    def picture(self, title: str, lead: Block, svg: str, alternative: str, notes: str) -> None:
        """The picture as large as the slide holds it, under the line that leads to it."""
        slide = self._added(PICTURE, title, notes)
        left, top, wide, high = BODY
        lead_high = height_of(lead, room(BODY)[0]) / 72 + 2 * INSET
        box = slide.shapes.add_textbox(*map(Inches, (left, top, wide, lead_high)))
        box.name = "How it ended"
        box.text_frame.margin_left = box.text_frame.margin_right = 0
        set_text(box.text_frame, [lead])
        drawn_wide, drawn_high = size_of(svg)
        scale = min(wide / drawn_wide, (high - lead_high - INSET) / drawn_high)
        shape = slide.shapes.add_picture(BytesIO(png(svg, PIXELS)), Inches(left), Inches(top))
        place(shape, (left, top + lead_high + INSET, drawn_wide * scale, drawn_high * scale))
        shape.name = "Picture of the views"
        _described(shape, alternative)

    def table(
        self, title: str, header: Sequence[str], widths: Sequence[float], rows: Iterable[Sequence[str]], notes: str
    ) -> None:
        """`widths` are inches. A row is never parted: what is too long for it is cut, and says so."""
        left, top, wide, high = BODY
        for part in filled(header, widths, rows, high):
            slide = self._added(PICTURE, title, notes)
            frame = slide.shapes.add_table(1 + len(part), len(header), *map(Inches, (left, top, wide, 0.5)))
            frame.name = "Table"
            _described(frame, f"{title}: {', '.join(header)}.")
            fill(frame.table, header, widths, part)

    def save(self) -> bytes:
        file = BytesIO()
        self.deck.save(file)
        return file.getvalue()

    def _added(self, kind: int, title: str, notes: str) -> Slide:
        layout = self.deck.slide_layouts[(FIRST, WORDS, PICTURE).index(kind)]
        slide: Slide = self.deck.slides.add_slide(layout)
        size, box = (FIRST_SIZE, page.FIRST_TITLE) if kind == FIRST else (TITLE_SIZE, TITLE)
        heading = Block(self._own(title, size, box), size, is_bold=True, gap=0)
        assert slide.shapes.title is not None
        set_text(slide.shapes.title.text_frame, [heading], inherits=True)
        _foot(slide, layout, self._at_the_foot(is_on_ink=kind == FIRST))
        said = [Block(line, 12, gap=0) for line in plain(notes).split("\n")]
        frame = slide.notes_slide.notes_text_frame
        assert frame is not None
        set_text(frame, said, inherits=True)
        return slide

    def _own(self, title: str, size: float, box: Box) -> str:
        """In two lines, and unlike the title of any other slide."""
        whole, number, own = " ".join(plain(title)[:MOST].split()) or "Untitled", 1, ""
        while not own or own in self.titles:
            own, number = _cut(whole, f" ({number})" if number > 1 else "", size, box), number + 1
        self.titles.add(own)
        return own

    def _at_the_foot(self, *, is_on_ink: bool) -> list[Block]:
        color, quiet = (page.ON_INK, page.ON_INK_QUIET) if is_on_ink else (page.STOP, page.QUIET)
        marks = Block(self.marks, 18, is_bold=True, gap=0, color=color)
        name = _one_line(Block(plain(self.name)[:MOST], 18, gap=0, color=quiet), room(page.FOOT)[0] - MARKS)
        return [block for block in (marks, name) if block.text]


def _one_line(block: Block, width: float) -> Block:
    first, *more = wrapped(block, width)
    return replace(block, text=f"{first} …" if more else first)


def _described(shape: Any, alternative: str) -> None:
    """For whoever does not see it."""
    next(shape._element.iter(qn("p:cNvPr"))).set("descr", plain(alternative))


def _cut(title: str, more: str, size: float, box: Box) -> str:
    lines = wrapped(Block(f"{title}{more}", size, is_bold=True), room(box)[0])
    if len(lines) <= 2:
        return f"{title}{more}"
    kept = " ".join(lines[:2])
    return f"{kept[: len(kept) - len(more) - 4].rstrip()} …{more}"


def _foot(slide: Slide, layout: SlideLayout, blocks: Sequence[Block]) -> None:
    """What the kind of slide has there, which python-pptx leaves to whoever adds one."""
    for holder in list[Any](layout.placeholders):
        name = holder.placeholder_format.type.name
        if name in ("FOOTER", "SLIDE_NUMBER"):
            made = copy.deepcopy(holder._element)
            slide.shapes._spTree.append(made)
            shape = next(each for each in slide.placeholders if each._element is made)
            if name == "FOOTER":
                set_text(shape.text_frame, blocks, is_one_line=True)
            else:
                for letters in made.iter(qn("a:rPr")):
                    letters.set("lang", page.LANGUAGE)
