"""What must be true of a file before it is opened as an Excel workbook, and opening it."""

import io
import zipfile
import zlib
from typing import NoReturn

from openpyxl import Workbook, load_workbook

from app.frameworks.dialects import in_usual_dialect
from app.frameworks.problems import WHOLE_FILE, Problems

MOST_PACKED = 2_000_000
MOST_UNPACKED = 20_000_000
MOST_PARTS = 200
MOST_RATIO = 200  # text packs to a tenth; a part that packs much better was made to burst
PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # all that a workbook may use; others fail in ways of their own
MOST_TAGS = 100_000  # read in less than a second; the route map has 13,000

Said = tuple[str, str]
SAVE = "Open it in Excel or LibreOffice and save it as “Excel Workbook (.xlsx)”."
TEMPLATE = "Copy the filled cells into a fresh template."
NO_ZIP: list[tuple[bytes, Said]] = [
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        ("It is an old Excel file (.xls), or a workbook locked with a password.", f"Take the password off. {SAVE}"),
    ),
    (b"%PDF", ("It is a PDF with another ending.", "Take the workbook that it was printed from.")),
    (b"{\\rtf", ("It is a Word document with another ending.", TEMPLATE)),
    (b"", ("It is no Excel workbook, whatever its name says; perhaps a CSV or a web page.", SAVE)),
]
OTHER_ZIP: list[tuple[str, Said]] = [
    ("xl/vbaProject.bin", ("It holds macros.", "Save it as “Excel Workbook (.xlsx)”, which leaves them out.")),
    ("xl/workbook.bin", ("It is a binary workbook (.xlsb).", SAVE)),
    ("content.xml", ("It is an OpenDocument file (.ods).", SAVE)),
    ("word/document.xml", ("It is a Word document with another ending.", TEMPLATE)),
    ("ppt/presentation.xml", ("It is a presentation with another ending.", TEMPLATE)),
]


def open_workbook(content: bytes, problems: Problems) -> Workbook:
    _must_be_small(content, problems)
    _must_be_harmless(content, problems)
    try:
        return load_workbook(io.BytesIO(in_usual_dialect(content)), read_only=True, keep_links=False)
    except Exception:  # a damaged file breaks the library in too many places to name
        stop_damaged(problems)


def stop_damaged(problems: Problems, where: str = WHOLE_FILE) -> NoReturn:
    problems.stop(where, "The workbook is damaged and cannot be read.", SAVE)


def _must_be_small(content: bytes, problems: Problems) -> None:
    if len(content) > MOST_PACKED:
        cause = f"It is larger than {MOST_PACKED // 1_000_000} MB."
        problems.stop(WHOLE_FILE, cause, f"A framework is text alone; take out pictures. {TEMPLATE}")
    if not content.startswith(b"PK"):
        problems.stop(WHOLE_FILE, *next(said for start, said in NO_ZIP if content.startswith(start)))


def _must_be_harmless(content: bytes, problems: Problems) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _must_be_workbook(archive, problems)
            _must_not_burst(archive, problems)
            _must_be_plain(archive, problems)
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, RuntimeError, zlib.error):
        stop_damaged(problems)


def _must_be_workbook(archive: zipfile.ZipFile, problems: Problems) -> None:
    names = set(archive.namelist())
    for name, said in OTHER_ZIP:
        if name in names:
            problems.stop(WHOLE_FILE, *said)
    if "[Content_Types].xml" not in names:
        problems.stop(WHOLE_FILE, "It is a zip file, but no Excel workbook.", SAVE)
    if any(part.compress_type not in PACKED for part in archive.infolist()):
        problems.stop(WHOLE_FILE, "It is packed in a way that Excel does not know.", SAVE)


def _must_not_burst(archive: zipfile.ZipFile, problems: Problems) -> None:
    parts = archive.infolist()
    absurd = any(part.file_size > max(100_000, MOST_RATIO * part.compress_size) for part in parts)
    if absurd or len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        problems.stop(WHOLE_FILE, "Unpacked it would be far larger than a framework can be.", TEMPLATE)


def _must_be_plain(archive: zipfile.ZipFile, problems: Problems) -> None:
    """Looked for in the bytes, so that no parser meets an entity; a NUL stands beside each letter in UTF-16."""
    tags = 0
    for part in archive.infolist():
        xml = archive.read(part).replace(b"\0", b"")
        if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
            problems.stop(WHOLE_FILE, "It holds definitions (DOCTYPE, ENTITY) that no Excel workbook has.", TEMPLATE)
        tags += xml.count(b"<")
    if tags > MOST_TAGS:
        problems.stop(WHOLE_FILE, "It has far more cells, texts or formats than a framework has.", TEMPLATE)
