"""The files of a pack: what each is called, whom it serves, and who writes it. Each is written from one report."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from app.exports.as_json import as_json
from app.exports.contents.report import Report
from app.exports.csv_files import as_csv_files
from app.exports.odf.sheet import as_open_sheet
from app.exports.odf.text import as_odt
from app.exports.page import as_page
from app.exports.pdf import as_pdf
from app.exports.sheet import as_action_sheet, as_workbook
from app.exports.slides.closing import as_slides
from app.exports.summary import as_summary
from app.exports.word.document import as_word
from app.models import Release

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
PDF = "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True)
class Format:
    """`key` is what the command line picks it by, `name` stands in its file's name."""

    key: str
    name: str
    ending: str
    media_type: str
    title: str
    about: str
    make: Callable[[Report], bytes]
    is_offered_first: bool = False


FORMATS: dict[str, Format] = {
    made.key: made
    for made in (
        Format(
            "docx", "forms", "docx", WORD, "The forms (Word)",
            "To paste from and write in: a form for each domain, the summary, the arrow.", as_word,
            is_offered_first=True,
        ),
        Format(
            "html", "record", "html", "text/html", "The record as a web page",
            "To read, print and keep: one file that every browser opens.", as_page, is_offered_first=True,
        ),
        Format(
            "actions", "actions", "xlsx", EXCEL, "The action sheet (Excel)",
            "One sheet to chase: what, who, by when, how far it has come.", as_action_sheet, is_offered_first=True,
        ),
        Format(
            "pdf", "record", "pdf", PDF, "The record (PDF)",
            "To read and print: tagged for screen readers (PDF/UA-1).", as_pdf,
        ),
        Format(
            "odt", "forms", "odt", "application/vnd.oasis.opendocument.text", "The forms (OpenDocument)",
            "The same as the Word document, in the open format that government asks for.", as_odt,
        ),
        Format(
            "ods", "tables", "ods", ODS, "Tables (OpenDocument spreadsheet)",
            "Actions, positions, views by group, evidence, assent: for LibreOffice, Excel and others.", as_open_sheet,
        ),
        Format(
            "pptx", "slides", "pptx", SLIDES, "Slides for the closing presentation (PowerPoint)",
            "By domain and standard: picture, position, dissent, actions; more of it in the speaker notes.", as_slides,
        ),
        Format(
            "xlsx", "tables", "xlsx", EXCEL, "Tables (Excel)",
            "Actions, positions, views by group, evidence, assent. Nothing in it is calculated.", as_workbook,
        ),
        Format(
            "csv", "tables", "zip", "application/zip", "Tables (CSV)",
            "The same five tables as plain files, for any program.", as_csv_files,
        ),
        Format(
            "json", "record", "json", "application/json", "The record for programs (JSON)",
            "Everything in this pack, described by a published schema.", as_json,
        ),
        Format(
            "summary", "summary", "pdf", PDF, "One page in plain words (PDF)",
            "What was agreed, where views differ, what happens next, whom to ask.", as_summary,
        ),
    )
}  # fmt: skip
MARKS = {Release.WORKING: "NOT-FOR-PUBLICATION", Release.PUBLIC: "public"}


def file_name(report: Report, made: Format) -> str:
    """Plain letters, digits and hyphens, whatever the council is called: safe in a folder and in a header."""
    held = report.workshop
    letters = unicodedata.normalize("NFKD", held.council).encode("ascii", "ignore").decode().lower()
    council = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:80] or "workshop"
    mark = MARKS[report.release]
    return f"{council}-{held.held_on.isoformat()}-workshop-{held.id}-{mark}-{made.name}.{made.ending}"
