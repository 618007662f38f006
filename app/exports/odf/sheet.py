"""The record as an OpenDocument spreadsheet: the workbook's tables, in an open format."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

from odfdo import Document, Element

from app.exports import front
from app.exports.contents.report import Report
from app.exports.fitting import shortened
from app.exports.odf.sheet_style import ROOM_ON_A4, automatic_styles, settings, styles
from app.exports.tables import Table, Value, tables
from app.exports.tables.about import ABOUT, METHOD, facts, mark, title
from app.exports.tables.table import as_cell

IN_A_LINE = 70  # letters of a title that is printed in one
TOP = 3  # rows over the cells of a table: its name, what it is about, the names of its columns
BESIDE, BELOW = (26, 92), (105,)  # letters in a line of the first and of the last sheet
SETTLED = frozenset({"settings.xml", "meta.xml", "styles.xml", "content.xml", "META-INF/manifest.xml", "mimetype"})


def as_open_sheet(report: Report) -> bytes:
    made = tables(report)
    document = Document("spreadsheet")
    for part in set(document.get_parts()) - SETTLED:  # the template's own picture and tool bars
        document.del_part(part)
    for told in document.manifest.get_paths():
        if told not in {"/", *SETTLED}:
            document.manifest.del_full_path(told)
    _properties(document, report)
    document.set_part("styles.xml", styles(shortened(as_cell(title(report)), IN_A_LINE, "…"), mark(report)))
    names = [table.name for table in made]
    document.set_part("settings.xml", settings([ABOUT, *names, METHOD], frozen=names, rows=TOP))
    _content(document, report, made)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _properties(document: Document, report: Report) -> None:
    meta = document.meta
    for told in meta.get_elements("//meta:document-statistic | //meta:user-defined"):  # of the template
        told.delete()
    meta.title, meta.subject = as_cell(title(report)), as_cell(report.workshop.framework.title)
    meta.language, meta.initial_creator, meta.creator = "en-GB", "Critical Friend", "Critical Friend"
    meta.generator = "Critical Friend"
    meta.creation_date = meta.date = report.exported_at.replace(tzinfo=None, microsecond=0)


def _content(document: Document, report: Report, made: Sequence[Table]) -> None:
    widths = {*BESIDE, *BELOW, *(column.width for table in made for column in table.columns)}
    automatic = document.content.get_element("//office:automatic-styles")
    assert automatic is not None
    automatic.clear()
    for style in automatic_styles(sorted(widths)):
        automatic.append(Element.from_tag(style))
    sheets = (_about(report, made), *(_sheet(table, mark(report)) for table in made), _method(report))
    document.body.clear()
    for part in (_choices(made), *sheets, _ranges(made)):
        document.body.append(Element.from_tag(part))


def _about(report: Report, made: Sequence[Table]) -> str:
    sheets = [*((table.name, table.about) for table in made), (METHOD, "How views were counted, in full.")]
    rows = [
        _row([_cell(shortened(as_cell(title(report)), IN_A_LINE, "…"), "Name_20_of_20_sheet")]),
        _row([]),
        *(_row([_cell(name, "Name"), _cell(sentence)]) for name, sentence in facts(report)),
        _row([]),
        *(_row([_linked(name), _cell(about)]) for name, about in sheets),
    ]
    return _named(ABOUT, BESIDE, rows)


def _sheet(table: Table, marks: str) -> str:
    cells = "".join(_cell(column.name, "Header") for column in table.columns)
    rows = [
        _row([_cell(table.name, "Name_20_of_20_sheet")]),
        _row([_about_table(table, marks)]),
        f"<table:table-header-rows>{_row([cells])}</table:table-header-rows>",
        *(_row(_typed(table, at, value) for at, value in enumerate(row)) for row in table.rows_or_nothing),
    ]
    widths = [column.width for column in table.columns]
    return _named(table.name, widths, rows, table.about, wide=table.width > ROOM_ON_A4)


def _about_table(table: Table, marks: str) -> str:
    span = f'<text:span text:style-name="Mark">{escape(marks)}</text:span> · ' if marks else ""
    return (
        '<table:table-cell table:style-name="Quiet" office:value-type="string"><text:p>'
        f"{span}{escape(table.about)}</text:p></table:table-cell>"
    )


def _typed(table: Table, at: int, value: Value) -> str:
    return _cell(value, rule=_validation(table, at) if table.columns[at].choices else "")


def _method(report: Report) -> str:
    paragraphs = (front.how_counted(report), *front.method(report), *front.about_fingerprint(report))
    rows = [_row([_cell(front.METHOD, "Name_20_of_20_sheet")]), *(_row([_cell(text)]) for text in paragraphs)]
    return _named(METHOD, BELOW, rows)


def _named(name: str, widths: Sequence[int], rows: Sequence[str], about: str = "", *, wide: bool = False) -> str:
    told = f"<table:title>{escape(name)}</table:title><table:desc>{escape(about)}</table:desc>" if about else ""
    columns = "".join(
        f'<table:table-column table:style-name="wide-{width}" table:default-cell-style-name="Text"/>'
        for width in widths
    )
    inside, style = "".join(rows), "on-A3" if wide else "on-A4"
    return f'<table:table table:name={quoteattr(name)} table:style-name="{style}">{told}{columns}{inside}</table:table>'


def _row(cells: Iterable[str]) -> str:
    inside = "".join(cells) or "<table:table-cell/>"
    return f'<table:table-row table:style-name="as-high-as-its-text">{inside}</table:table-row>'


def _cell(value: Value, style: str = "Text", rule: str = "") -> str:
    """A day and a number are told in letters too, for whoever does not read their value."""
    rule = f" table:content-validation-name={quoteattr(rule)}" if rule else ""
    if isinstance(value, date):
        held, words = (
            f' table:style-name="Day" office:value-type="date" office:date-value="{value}"',
            front.spoken(value),
        )
    elif isinstance(value, int):
        held, words = f' table:style-name="Number" office:value-type="float" office:value="{value}"', str(value)
    else:
        words = as_cell(value)
        held = f' table:style-name="{style}"' + (' office:value-type="string"' if words else "")
    paragraphs = "".join(f"<text:p>{_inside(line)}</text:p>" for line in words.split("\n")) if words else ""
    return f"<table:table-cell{held}{rule}>{paragraphs}</table:table-cell>"


def _inside(line: str) -> str:
    """Spaces side by side and tabs are elements, or they would be read as one space."""
    spaced = re.sub(" {2,}", lambda found: f' <text:s text:c="{len(found[0]) - 1}"/>', escape(line))
    return spaced.replace("\t", "<text:tab/>")


def _linked(name: str) -> str:
    return (
        '<table:table-cell table:style-name="Link" office:value-type="string"><text:p>'
        f'<text:a xlink:type="simple" xlink:href="#\'{name}\'.A1">{escape(name)}</text:a></text:p></table:table-cell>'
    )


def _choices(made: Sequence[Table]) -> str:
    rules = (
        f'<table:content-validation table:name={quoteattr(_validation(table, at))} table:display-list="unsorted" '
        f"table:condition={quoteattr(_one_of(column.choices))} "
        f"table:base-cell-address={quoteattr(_first(table, at))}/>"
        for table in made
        for at, column in enumerate(table.columns)
        if column.choices
    )
    return f"<table:content-validations>{''.join(rules)}</table:content-validations>"


def _one_of(choices: Iterable[str]) -> str:
    listed = ";".join(f'"{choice}"' for choice in choices)
    return f"of:cell-content-is-in-list({listed})"


def _first(table: Table, at: int) -> str:
    return f"$'{table.name}'.{_letter(at)}{TOP + 1}"


def _validation(table: Table, at: int) -> str:
    return f"{table.name} {table.columns[at].name}"


def _ranges(made: Sequence[Table]) -> str:
    """What a table is in OpenDocument: a named range with a header, and buttons to sort and filter by."""
    ranges = "".join(
        f'<table:database-range table:name="{table.name.replace(" ", "_")}" table:display-filter-buttons="true" '
        f"table:target-range-address={quoteattr(_address(table))}/>"
        for table in made
    )
    return f"<table:database-ranges>{ranges}</table:database-ranges>"


def _address(table: Table) -> str:
    last = f"{_letter(len(table.columns) - 1)}{TOP + len(table.rows_or_nothing)}"
    return f"'{table.name}'.A{TOP}:'{table.name}'.{last}"


def _letter(at: int) -> str:
    assert at < 26
    return chr(ord("A") + at)
