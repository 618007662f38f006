"""What every table shares: naming convention, moments in UTC, words for enums."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Protocol, TypeVar

from sqlalchemy import DateTime, Dialect, TypeDecorator
from sqlalchemy import Enum as SAEnum
from sqlmodel import Session, SQLModel

from app.errors import NotFound

# Named constraints from day one: a SQLite batch migration can only drop what has a name.
SQLModel.metadata.naming_convention = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Moment(TypeDecorator[datetime]):
    """An aware datetime in UTC; SQLite itself would forget the zone."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: Any, _dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


def words(enum: type[StrEnum]) -> Any:
    """A column that keeps an enum by its word, so that the file reads well and a new word needs no migration."""
    return SAEnum(enum, values_callable=lambda e: [member.value for member in e], native_enum=False, length=40)


class OfAWorkshop(Protocol):
    """A table whose rows each belong to one workshop."""

    workshop_id: int


Table = TypeVar("Table", bound=OfAWorkshop)


def in_workshop(session: Session, table: type[Table], id_: int | None, workshop_id: int) -> Table:
    """One row of this room. Another room's does not exist here, and is refused in the same words."""
    row = None if id_ is None else session.get(table, id_)
    if row is None or row.workshop_id != workshop_id:
        raise NotFound
    return row
