"""What every table shares: naming convention, moments in UTC, words for enums, tokens that are only kept hashed."""

import secrets
from base64 import urlsafe_b64encode
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256
from typing import Any

from sqlalchemy import DateTime, Dialect, TypeDecorator
from sqlalchemy import Enum as SAEnum
from sqlmodel import SQLModel

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


def now() -> datetime:
    return datetime.now(UTC)


def new_token() -> str:
    """128 random bits, as text for a cookie or a link."""
    return secrets.token_urlsafe(16)


def derived_token(*parts: str) -> str:
    """128 bits that only whoever knows the parts can make; as unguessable as the most secret of them."""
    return urlsafe_b64encode(sha256("\n".join(parts).encode()).digest()[:16]).decode().rstrip("=")


def hashed(token: str) -> str:
    """A token is random already, so one round of SHA-256 is enough; passwords go another way (see account)."""
    return sha256(token.encode()).hexdigest()


def words(enum: type[StrEnum]) -> Any:
    """A column that keeps an enum by its word, so that the file reads well and a new word needs no migration."""
    return SAEnum(enum, values_callable=lambda e: [member.value for member in e], native_enum=False, length=40)
