"""The record as an Excel workbook: a sheet about itself, real tables, and nothing in it that is calculated.

What people typed is written as text that keeps its quote mark: it is no formula, nor does it become one when somebody
edits the cell.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from app.exports import front
from app.exports.contents.report import Report
from app.exports.fitting import lines_in, shortened
from app.exports.tables import Column, Table, Value, actions_to_chase, tables
from app.exports.tables.about import ABOUT, METHOD, facts, mark, title
from app.exports.tables.table import as_cell

NOTHING_MADE_OF_IT = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
FONT, INK, QUIET, ACT, FAINT, STOP = "Arial", "#0b0c0c", "#505a5f", "#00703c", "#dcdee0", "#942514"
A4, A3 = 9, 8
ROOM_ON_A4 = 200  # letters side by side; beyond that they would be printed too small to read
LINE, HIGHEST = 15, 400  # points
TOP = 3  # rows over the cells of a table: its name, what it is about, the names of its columns
ROWS_TO_ADD = 200
IN_A_LINE = 70  # letters of a title that is printed in one
BESIDE, BELOW = 92, 105  # letters in a line of the first and of the last sheet


@dataclass(frozen=True)
class Looks:
    """The formats of one workbook."""

    title: Format
    mark: Format
    quiet: Format
    name: Format
    link: Format
    header: Format
    text: Format
    number: Format
    day: Format


def as_workbook(report: Report) -> bytes:
    return _written(report, tables(report))


def as_action_sheet(report: Report) -> bytes:
    """It opens where the actions stand."""
    return _written(report, [actions_to_chase(report)], opens_at="Actions")


def _written(report: Report, made: Sequence[Table], opens_at: str = ABOUT) -> bytes:
    file = io.BytesIO()
    with Workbook(file, NOTHING_MADE_OF_IT) as workbook:
        looks = _looks(workbook)
        _properties(workbook, report)
        _about(workbook, report, made, looks)
        for table in made:
            _sheet(workbook, report, table, looks)
        _method(workbook, report, looks)
        workbook.get_worksheet_by_name(opens_at).activate()
    return file.getvalue()


def _properties(workbook: Workbook, report: Report) -> None:
    held = report.workshop
    workbook.set_properties(
        {
            "title": as_cell(title(report))[:255],
            "subject": as_cell(held.framework.title)[:255],
            "author": "Critical Friend",
            "comments": as_cell(mark(report)),
            "created": report.exported_at,
        }
    )
    workbook.set_custom_property("Language", "en-GB")


def _looks(workbook: Workbook) -> Looks:
    def look(**more: object) -> Format:
        return workbook.add_format({"font_name": FONT, "font_size": 11, "font_color": INK, "valign": "top", **more})

    cell = {"text_wrap": True, "bottom": 1, "bottom_color": FAINT}
    return Looks(
        title=look(bold=True, font_size=18),
        mark=look(bold=True, font_color=STOP),
        quiet=look(font_color=QUIET),
        name=look(bold=True, text_wrap=True),
        link=look(font_color="#1d70b8", underline=1),
        header=look(bold=True, font_color="#ffffff", bg_color=INK, text_wrap=True, valign="vcenter"),
        text=look(**cell, num_format="@", quote_prefix=True),
        number=look(**cell, num_format="0", align="left"),
        day=look(**cell, num_format="d mmm yyyy", align="left"),
    )


def _about(workbook: Workbook, report: Report, made: Sequence[Table], looks: Looks) -> None:
    sheet = _added(workbook, report, ABOUT)
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, BESIDE)
    sheet.write_string(0, 0, shortened(as_cell(title(report)), IN_A_LINE, "…"), looks.title)
    for row, (name, sentence) in enumerate(facts(report), 2):
        sheet.set_row(row, _height([sentence], [BESIDE]))
        sheet.write_string(row, 0, name, looks.name)
        sheet.write_string(row, 1, as_cell(sentence), looks.text)
    sheets = [*((table.name, table.about) for table in made), (METHOD, "How views were counted, in full.")]
    for row, (name, sentence) in enumerate(sheets, 3 + len(facts(report))):
        sheet.write_url(row, 0, f"internal:'{name}'!A1", looks.link, name)
        sheet.write_string(row, 1, sentence, looks.text)


def _sheet(workbook: Workbook, report: Report, table: Table, looks: Looks) -> None:
    sheet = _added(workbook, report, table.name)
    sheet.set_paper(A4 if table.width <= ROOM_ON_A4 else A3)
    sheet.set_row(0, 26)
    sheet.write_string(0, 0, table.name, looks.title)
    _line_of_marks(sheet, report, table, looks)
    sheet.freeze_panes(TOP, 1)
    sheet.repeat_rows(TOP - 1)
    rows = table.rows_or_nothing
    _as_table(sheet, table, len(rows), looks)
    for at, column in enumerate(table.columns):
        sheet.set_column(at, at, column.width)
        _choices(sheet, column, at, len(rows))
    widths = [column.width for column in table.columns]
    sheet.set_row(TOP - 1, _height([column.name for column in table.columns], [width - 4 for width in widths]))
    for number, row in enumerate(rows, TOP):
        sheet.set_row(number, _height(row, widths))
        for at, value in enumerate(row):
            _cell(sheet, number, at, value, looks)
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})


def _line_of_marks(sheet: Worksheet, report: Report, table: Table, looks: Looks) -> None:
    """Beside each other in one cell, so that neither is hidden where columns are narrow."""
    marks = mark(report)
    if marks:
        sheet.write_rich_string(1, 0, looks.mark, marks, looks.quiet, f"   {table.about}", looks.quiet)
    else:
        sheet.write_string(1, 0, table.about, looks.quiet)


def _as_table(sheet: Worksheet, table: Table, rows: int, looks: Looks) -> None:
    columns = [{"header": column.name, "header_format": looks.header} for column in table.columns]
    name = table.name.replace(" ", "_")
    about = {"name": name, "columns": columns, "style": None, "description": table.about, "title": table.name}
    sheet.add_table(TOP - 1, 0, TOP - 1 + rows, len(columns) - 1, about)


def _choices(sheet: Worksheet, column: Column, at: int, rows: int) -> None:
    if column.choices:
        asked = f"One of: {', '.join(column.choices)}."
        rule = {"validate": "list", "source": [*column.choices], "error_title": column.name, "error_message": asked}
        sheet.data_validation(TOP, at, TOP + rows + ROWS_TO_ADD, at, rule)


def _cell(sheet: Worksheet, row: int, at: int, value: Value, looks: Looks) -> None:
    if isinstance(value, date):
        sheet.write_datetime(row, at, value, looks.day)
    elif isinstance(value, int):
        sheet.write_number(row, at, value, looks.number)
    elif text := as_cell(value):
        sheet.write_string(row, at, text, looks.text)
    else:
        sheet.write_blank(row, at, None, looks.text)


def _height(row: Sequence[Value], widths: Sequence[int]) -> int:
    """Not every program makes a row as high as its text by itself."""
    lines = max(lines_in(str(value), width) for value, width in zip(row, widths, strict=True))
    return min(HIGHEST, LINE * lines + 5)


def _method(workbook: Workbook, report: Report, looks: Looks) -> None:
    sheet = _added(workbook, report, METHOD)
    sheet.set_column(0, 0, BELOW)
    sheet.write_string(0, 0, front.METHOD, looks.title)
    paragraphs = (front.how_counted(report), *front.method(report), *front.about_fingerprint(report))
    for row, paragraph in enumerate(paragraphs, 2):
        sheet.set_row(row, _height([paragraph], [BELOW]))
        sheet.write_string(row, 0, as_cell(paragraph), looks.text)


def _added(workbook: Workbook, report: Report, name: str) -> Worksheet:
    sheet: Worksheet = workbook.add_worksheet(name)
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.8, bottom=0.7)
    sheet.set_header(f"&L{_coded(title(report))}&R&B{_coded(mark(report))}")
    sheet.set_footer("&L&A&RPage &P of &N")
    return sheet


def _coded(text: str) -> str:
    """In the head of a page an ampersand begins a code, and there is room for 255 letters in all."""
    return " ".join(as_cell(text).split())[:IN_A_LINE].replace("&", "&&")
