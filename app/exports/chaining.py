"""The chain of a workshop's log as its working files carry it: links and commitments whole, of parts what may be told.

What never leaves the server is left out with its salt, without which its commitment says nothing.
"""

import json
from collections.abc import Callable, Sequence
from typing import Any

from sqlmodel import Session

from app.exports.contents.log import Chained, Entry
from app.models import Chain, Event
from app.models.workshop.chain import in_one_writing
from app.models.workshop.event import ABOUT, ACT, BEGAN, FIXED_WORDS, UNTOLD

BEFORE = "before"  # of the entry that says what came before the chain
WITHOUT_NUMBERS = frozenset({ACT, ABOUT, BEFORE})  # and what fixes the words


def chained(chain: Chain | None, entries: Sequence[Event]) -> Chained:
    return Chained(
        mark=chain.mark if chain else "",
        entries=len(entries),
        fingerprint=chain.fingerprint if chain else "",
        began_late=bool(entries) and entries[0].act == BEGAN,
    )


def chain_told(session: Session, workshop_id: int, entries: Sequence[Event]) -> tuple[Entry, ...]:
    chain = session.get(Chain, workshop_id)
    return tuple(_entry(event, chain.mark) for event in entries) if chain else ()


def _entry(event: Event, mark: str) -> Entry:
    parts = {name: content for name, content in event.parts_in(mark).items() if name in event.salts}
    return Entry(
        number=event.number or 0,
        commitments=event.commitments,
        salts={name: salt for name, salt in event.salts.items() if name not in UNTOLD},
        parts={name: plain(content) for name, content in parts.items() if name not in UNTOLD},
        link=event.link,
    )


def plain(content: Any) -> Any:
    """As its one writing says it, so that whoever has the file writes the same."""
    return json.loads(in_one_writing(content))


def tells_no_number(name: str) -> bool:
    """Of a part of an entry."""
    return name in WITHOUT_NUMBERS or name.startswith(FIXED_WORDS)


def only(entry: Entry, is_told: Callable[[str], bool]) -> Entry:
    """Of an entry these parts. A salt without its part would let somebody try what the part may say."""
    return entry.model_copy(
        update={
            "salts": {name: salt for name, salt in entry.salts.items() if is_told(name)},
            "parts": {name: content for name, content in entry.parts.items() if is_told(name)},
        }
    )
