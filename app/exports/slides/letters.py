"""Text in the boxes of a slide: each paragraph from its own side, each run in its size, weight and language."""

from collections.abc import Sequence

from pptx.oxml.ns import qn
from pptx.text.text import TextFrame
from pptx.util import Pt

from app.bidi import reads_from_the_right
from app.exports.plain import plain
from app.exports.slides.flow import LINE, Block
from app.exports.slides.page import INK, LANGUAGE, QUIET, Box, rgb

INSET = 0.1  # inches between a box and its text, at every side


def room(box: Box) -> tuple[float, float]:
    """Width and height that are left for text in it, in points."""
    _, _, wide, high = box
    return (wide - 2 * INSET) * 72, (high - INSET) * 72


def set_text(frame: TextFrame, blocks: Sequence[Block], *, inherits: bool = False, is_one_line: bool = False) -> None:
    """`inherits` leaves looks to the kind of slide; `is_one_line` sets one block behind the other."""
    frame.word_wrap = True
    paragraph = frame.paragraphs[0]
    for at, block in enumerate(blocks):
        if at and not is_one_line:
            paragraph = frame.add_paragraph()  # type: ignore[no-untyped-call]
        if reads_from_the_right(block.text):
            paragraph._p.get_or_add_pPr().set("rtl", "1")
        if not inherits:
            paragraph.space_before, paragraph.space_after = Pt(block.gap), Pt(0)
            paragraph.line_spacing = Pt(block.size * LINE)
        run = paragraph.add_run()
        run.text = f"{'   ' if at and is_one_line else ''}{plain(block.text)}".replace("\n", " ").replace("\t", " ")
        run._r.get_or_add_rPr().set("lang", LANGUAGE)
        if not inherits:
            run.font.size, run.font.bold = Pt(block.size), block.is_bold
            run.font.color.rgb = rgb(block.color or (QUIET if block.is_quiet else INK))
    for end in frame._txBody.iter(qn("a:endParaRPr")):
        end.set("lang", LANGUAGE)
