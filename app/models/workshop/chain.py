"""What makes a record tamper-evident: each entry of its log holds a mark of the one before it.

An entry has *parts*: what was done, what it was about, what it fixed. Of each part the chain holds a commitment, which
is SHA-256 over a salt of its own and the part in one fixed writing. With part and salt anybody can check it; without
them it tells nothing, so that a part may be erased, or kept from a reader, and the chain stays whole.
"""

import json
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from sqlmodel import Field, Session, SQLModel

from app.tokens import CODE_LETTERS

SALT = 16  # bytes
LETTERS, TOGETHER = 20, 4  # of a fingerprint; 20 letters of 31 are 99 bits


class Chain(SQLModel, table=True):
    """How far a workshop's chain has come. Its mark was drawn when it began, and is no other workshop's."""

    workshop_id: int = Field(foreign_key="workshop.id", primary_key=True, ondelete="CASCADE")
    mark: str = Field(default_factory=lambda: secrets.token_hex(SALT), unique=True)
    length: int = 0
    head: str = ""  # the link of its newest entry

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.head)


def chain_of(session: Session, workshop_id: int) -> Chain:
    """Begins it if it is not there; whoever adds the first entry says what came before."""
    chain = session.get(Chain, workshop_id)
    if chain is None:
        chain = Chain(workshop_id=workshop_id)
        session.add(chain)
        session.flush()
    return chain


def new_salt() -> str:
    return secrets.token_hex(SALT)


def in_one_writing(content: Any) -> bytes:
    """JSON with sorted keys and no spaces; half a letter becomes “?”, as in every file."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_written)
    return text.encode("utf-8", "replace")


def _written(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return str(value)


def digest(content: Any) -> str:
    return sha256(in_one_writing(content)).hexdigest()


def commitment(salt: str, content: Any) -> str:
    return sha256(salt.encode() + b"\n" + in_one_writing(content)).hexdigest()


def link(mark: str, number: int, before: str, commitments: Mapping[str, str]) -> str:
    """Of entry `number` of the chain with this mark, after the entry whose link is `before` (empty for the first)."""
    return sha256(in_one_writing([mark, number, before, dict(commitments)])).hexdigest()


def fingerprint(head: str) -> str:
    """To be read aloud: five times four letters, none of which look alike. Empty for a chain without an entry."""
    if not head:
        return ""
    number, base = int(head, 16), len(CODE_LETTERS)
    letters = "".join(CODE_LETTERS[number // base**place % base] for place in range(LETTERS))
    return "-".join(letters[start : start + TOGETHER] for start in range(0, LETTERS, TOGETHER))
