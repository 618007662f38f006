"""A framework as an Excel workbook that a person fills in and `sheet_file` reads back."""

import io
from collections.abc import Iterable, Sequence

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from app.frameworks.framework import Framework
from app.frameworks.holding import Values, column_names, rows_of
from app.frameworks.kind import Column, Kind, Type
from app.frameworks.kinds import KINDS
from app.frameworks.pictures import PICTURES
from app.frameworks.sheet_file import ABOUT

NOTHING_MADE_OF_IT = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
WIDTHS = {Type.TEXT: 70, Type.LINE: 36, Type.ADDRESS: 36, Type.KEY: 24, Type.LIST: 24}
ROWS_TO_FILL = 500
LINE = 15

HOW_TO = (
    "Each sheet holds one kind of thing; its first row names the columns and stays as it is.",
    "One row is one thing. Sheets and columns that are not marked “must” may be empty or missing.",
    "A standard names its domain by number, a criterion or a question its standard.",
    "All cells are text, so that 1.10 stays 1.10. Formulas, dates and colours are not read.",
    "Give a changed framework another edition: a workshop keeps the edition it began with.",
    "This sheet is for you alone and is not read.",
)


def sheets_of(framework: Framework) -> bytes:
    file = io.BytesIO()
    with Workbook(file, NOTHING_MADE_OF_IT) as workbook:
        _about(workbook)
        for kind in KINDS:
            _sheet(workbook, kind, list(rows_of(framework, kind)))
    return file.getvalue()


def _about(workbook: Workbook) -> None:
    sheet = _added(workbook, ABOUT)
    bold, wrapped = _formats(workbook)
    sheet.set_column(0, 1, 20, wrapped)
    sheet.set_column(2, 2, 8, wrapped)
    sheet.set_column(3, 4, 60, wrapped)
    sheet.write_string(0, 0, "How to fill this in", bold)
    for row, sentence in enumerate(HOW_TO, 1):
        sheet.write_string(row, 0, sentence, workbook.add_format())
    _lines(sheet, len(HOW_TO) + 2, [("Sheet", "Column", "", "What it holds", "For example")], bold)
    _lines(sheet, len(HOW_TO) + 3, [line for kind in KINDS for line in _explained(kind)], wrapped)


def _explained(kind: Kind) -> Iterable[tuple[str, ...]]:
    yield kind.name, "", "must" if kind.fewest else "", kind.help, ""
    for column in kind.columns:
        examples = [_as_cell(example) for example in column.examples if example != ""]
        yield kind.name, column.name, "must" if column.needed else "", column.help, examples[0] if examples else ""


def _lines(sheet: Worksheet, start: int, lines: Iterable[tuple[str, ...]], look: Format) -> None:
    for row, line in enumerate(lines, start):
        sheet.set_row(row, _height(line, (20, 20, 8, 60, 60)))
        for place, words in enumerate(line):
            sheet.write_string(row, place, words, look)


def _sheet(workbook: Workbook, kind: Kind, rows: list[Values]) -> None:
    sheet = _added(workbook, kind.name)
    bold, wrapped = _formats(workbook)
    sheet.freeze_panes(1, 0)
    names = column_names(kind, rows)
    widths = [_width(kind.column(name)) for name in names]
    for place, name in enumerate(names):
        column = kind.column(name)
        sheet.set_column(place, place, widths[place], wrapped)
        sheet.write_string(0, place, name, bold)
        if column:
            _help(sheet, kind, column, place)
    for number, row in enumerate(rows, 1):
        texts = [_as_cell(row[name]) if name in row else "" for name in names]
        sheet.set_row(number, _height(texts, widths))
        for place, name in enumerate(names):
            if name in row:
                sheet.write_string(number, place, texts[place], wrapped)
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})


def _added(workbook: Workbook, name: str) -> Worksheet:
    """On paper a sheet is as wide as a page, however many columns it has."""
    sheet = workbook.add_worksheet(name)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    return sheet


def _formats(workbook: Workbook) -> tuple[Format, Format]:
    """Text throughout: Excel would make 1.1 of 1.10, and a date of 1-2."""
    bold = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top", "num_format": "@"})
    return bold, workbook.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})


def _width(column: Column | None) -> int:
    """In letters."""
    return WIDTHS.get(column.type, 12) if column else 36


def _height(texts: Sequence[str], widths: Sequence[int]) -> int:
    """In points. Said here, for not every program finds the height of wrapped text by itself."""
    lines = [
        sum(-(-max(1, len(line)) // width) for line in text.split("\n"))
        for text, width in zip(texts, widths, strict=True)
    ]
    return LINE * max(lines)


def _help(sheet: Worksheet, kind: Kind, column: Column, place: int) -> None:
    """What the column wants, beside the cell that is chosen; a list to choose from where there is one."""
    rule: dict[str, object] = {"validate": "any"}
    if column.type is Type.YES_NO:
        rule = {"validate": "list", "source": ["yes", "no"]}
    elif column.type is Type.PICTURE:
        rule = {"validate": "list", "source": list(PICTURES)}
    elif column.refers and column.type is not Type.LIST:
        rule = {"validate": "list", "source": _choices(column.refers), "error_type": "warning"}
    prompt = {"input_title": f"{kind.name}: {column.name}"[:32], "input_message": column.help[:255]}
    sheet.data_validation(1, place, ROWS_TO_FILL, place, rule | prompt)


def _choices(kind_name: str) -> str:
    """The cells where the rows of that kind have their numbers."""
    kind = next(kind for kind in KINDS if kind.name == kind_name)
    letter = chr(ord("A") + kind.names.index(kind.identity))
    return f"='{kind.name}'!${letter}$2:${letter}${kind.most + 1}"


def _as_cell(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "; ".join(value) if isinstance(value, tuple) else str(value)
