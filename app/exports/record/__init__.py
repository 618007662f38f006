"""The record as it is read from top to bottom, for every file that is read so: a PDF, a web page."""

from app.exports.record.blocks import Record
from app.exports.record.whole import record

__all__ = ["Record", "record"]
