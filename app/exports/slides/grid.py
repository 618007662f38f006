"""A table on a slide: as many rows as it holds, under a header that says that it is one."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.table import Table, _Cell
from pptx.util import Inches, Pt

from app.exports.plain import plain
from app.exports.slides.flow import SMALLEST, Block, height_of, wrapped
from app.exports.slides.letters import INSET, set_text
from app.exports.slides.page import INK, ON_INK, A, rgb

ABOVE = 0.06  # inches over and under the text of a cell
MOST, MOST_LINES = 500, 5
FAINT = "B1B4B6"
NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # the built-in one without lines and colours


def filled(
    header: Sequence[str], widths: Sequence[float], rows: Iterable[Sequence[str]], high: float
) -> list[list[list[str]]]:
    """Rows by slide, cut to what a cell holds."""
    made: list[list[list[str]]] = [[]]
    free = left = high - _row_high(header, widths)
    for row in rows:
        cells = [_cut(text, width) for text, width in zip(row, widths, strict=True)]
        needed = _row_high(cells, widths)
        if needed > left and made[-1]:
            made.append([])
            left = free
        made[-1].append(cells)
        left -= needed
    return made


def _cut(text: str, width: float) -> str:
    lines = [line for part in plain(text)[:MOST].split("\n") for line in wrapped(_block(part), _points(width))]
    return "\n".join(lines) if len(lines) <= MOST_LINES else "\n".join([*lines[: MOST_LINES - 1], "… (see the notes)"])


def _block(text: str) -> Block:
    return Block(text, SMALLEST, gap=0)


def _points(width: float) -> float:
    return (width - 2 * INSET) * 72


def _row_high(cells: Sequence[str], widths: Sequence[float]) -> float:
    """Inches."""
    return max(_high(text, width) for text, width in zip(cells, widths, strict=True)) + 2 * ABOVE


def _high(text: str, width: float) -> float:
    bold = (replace(_block(line), is_bold=True) for line in text.split("\n"))
    return sum(height_of(block, _points(width)) for block in bold) / 72


def fill(table: Table, header: Sequence[str], widths: Sequence[float], rows: Sequence[Sequence[str]]) -> None:
    table.first_row, table.horz_banding = True, False
    for style in table._tbl.iter(qn("a:tableStyleId")):
        style.text = NO_STYLE
    for at, width in enumerate(widths):
        table.columns[at].width = Inches(width)
    for row, texts in zip(table.rows, (header, *rows), strict=True):
        row.height = Inches(_row_high(texts, widths))
        for cell, text in zip(row.cells, texts, strict=True):
            _cell(cell, text, is_header=texts is header)


def _cell(cell: _Cell, text: str, *, is_header: bool) -> None:
    cell.margin_left = cell.margin_right = Inches(INSET)
    cell.margin_top = cell.margin_bottom = Inches(ABOVE)
    color = ON_INK if is_header else INK
    set_text(cell.text_frame, [replace(_block(line), is_bold=is_header, color=color) for line in text.split("\n")])
    if is_header:
        cell.fill.solid()  # type: ignore[no-untyped-call]
        cell.fill.fore_color.rgb = rgb(INK)
    else:
        _line_below(cell)


def _line_below(cell: _Cell) -> None:
    line = parse_xml(f'<a:lnB xmlns:a="{A}" w="{Pt(1)}"><a:solidFill><a:srgbClr val="{FAINT}"/></a:solidFill></a:lnB>')
    cell._tc.get_or_add_tcPr().insert(0, line)
