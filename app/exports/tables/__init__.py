"""The record as tables: what workbooks, open documents and CSV files are written from, each cell with its own type.

With numbers off the columns of numbers are not there at all: an empty one would say that nobody gave a number.
"""

from app.exports.contents.report import Report
from app.exports.tables.actions import actions, actions_to_chase
from app.exports.tables.assent import assent
from app.exports.tables.evidence import evidence
from app.exports.tables.positions import positions
from app.exports.tables.table import Column, Table, Value
from app.exports.tables.views import views

__all__ = ["Column", "Table", "Value", "actions_to_chase", "tables"]


def tables(report: Report) -> tuple[Table, ...]:
    return actions(report), positions(report), views(report), evidence(report), assent(report)
