"""The tables as CSV, one file each in one zip: UTF-8 that Excel knows by its mark, and nothing to calculate.

CSV has no types, so a cell that a spreadsheet would take for a formula begins with an apostrophe. About.txt says so.
"""

import csv
from collections.abc import Iterable
from datetime import date
from io import BytesIO, StringIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from app.clock import in_london
from app.exports import front
from app.exports.contents.report import Report
from app.exports.tables import Table, Value, tables
from app.exports.tables.about import facts, mark, title
from app.exports.tables.table import as_cell

BEGINS_A_FORMULA = tuple("=+-@\t\r＝＋－＠")
SO_MARKED = (
    "Cells that begin with =, +, - or @ stand behind an apostrophe ('), so that no program takes them for a formula. "
    "Take it away where you need the words themselves."
)
HOW_WRITTEN = (
    "Each file is one table, with the names of its columns in its first row: UTF-8, commas between cells, quotation "
    "marks round cells of several lines. Days are written 2026-11-21."
)


def as_csv_files(report: Report) -> bytes:
    """A zip that is the same for the same report."""
    made = tables(report)
    marks = front.marks(report)
    named = {f"{_name(table, marks)}.csv": _csv(table) for table in made}
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        for name, content in {"About.txt": _about(report, made), **named}.items():
            archive.writestr(_entry(name, report), content)
    return file.getvalue()


def _name(table: Table, marks: tuple[str, ...]) -> str:
    """Out of its zip, a file that is not for publication still says so."""
    name = table.name.lower().replace(" ", "-")
    return f"{name}-{front.WORKING.replace(' ', '-')}" if front.WORKING in marks else name


def _entry(name: str, report: Report) -> ZipInfo:
    entry = ZipInfo(name, in_london(report.exported_at).timetuple()[:6])
    entry.compress_type, entry.external_attr = ZIP_DEFLATED, 0o644 << 16
    return entry


def _csv(table: Table) -> bytes:
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([column.name for column in table.columns])
    writer.writerows([_told(value) for value in row] for row in table.rows_or_nothing)
    return text.getvalue().encode("utf-8-sig")


def _told(value: Value) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return inert(as_cell(value)) if isinstance(value, str) else str(value)


def inert(text: str) -> str:
    return f"'{text}" if text.startswith(BEGINS_A_FORMULA) else text


def _about(report: Report, made: Iterable[Table]) -> bytes:
    """For any editor of any system."""
    blocks = [
        title(report),
        mark(report),
        *(f"{name}\n{sentence}" for name, sentence in facts(report)[1 if mark(report) else 0 :]),
        f"How the files are written\n{HOW_WRITTEN}\n{SO_MARKED}",
        "The files\n" + "\n".join(f"{_name(table, front.marks(report))}.csv: {table.about}" for table in made),
        "The method\n" + "\n\n".join((*front.method(report), *front.about_fingerprint(report))),
    ]
    text = as_cell("\n\n".join(filter(None, blocks)))
    return (text.replace("\n", "\r\n") + "\r\n").encode("utf-8-sig")
