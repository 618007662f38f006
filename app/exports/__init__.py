"""What people take away: one file per format, each written from the same format-free report."""

from app.exports.as_json import as_json
from app.exports.contents.report import Report
from app.exports.formats import FORMATS, Format, file_name
from app.exports.making import File, chosen, made, released
from app.exports.numbers import without_numbers
from app.exports.report import report
from app.exports.word.document import as_word
from app.exports.writing import written
from app.models import Release

__all__ = [
    "FORMATS",
    "File",
    "Format",
    "Release",
    "Report",
    "as_json",
    "as_word",
    "chosen",
    "file_name",
    "made",
    "released",
    "report",
    "without_numbers",
    "written",
]
