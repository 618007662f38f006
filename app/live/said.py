"""Rows of one seat read as one text: who has said nothing new is known by it, and a thousand seats are a thousand rows.

The database joins them outside Python's lock, while the loop goes on.
"""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, String, cast, func, literal_column

END, APART = ";", "|"  # in no value of these columns: numbers, moments, words of ours
BETWEEN: ColumnElement[str] = literal_column(f"'{APART}'")
NOTHING: ColumnElement[str] = literal_column("''")


def rows_of(*columns: Any) -> ColumnElement[str]:
    """An aggregate of all rows; nothing where a column is empty. In no order."""
    texts = [func.coalesce(cast(column, String), NOTHING) for column in columns]
    first, *others = texts
    row: ColumnElement[str] = first
    for text in others:
        row = row + BETWEEN + text
    return func.aggregate_strings(row, END)


def moment_of(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
