"""The whole record as a PDF."""

from app.exports.contents.report import Report
from app.exports.record import record
from app.exports.typesetting import typeset


def as_pdf(report: Report) -> bytes:
    """Tagged as PDF/UA-1 asks."""
    return typeset("record.typ", {"record": record(report)})
