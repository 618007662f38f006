"""What tests of evidence share: something to offer, and whose it is told to be."""

from typing import Any

import pytest

from app.errors import Incomplete
from app.models import EvidenceItem
from app.models.evidence.item import offer
from app.models.evidence.listing import offered
from app.models.evidence.offer import Offer
from app.tokens import new_token
from tests.conftest import CAST, Lobby

TOGETHER = "Smaller groups together"

EVERYBODY = dict.fromkeys(CAST, 6)


def offering(**changes: Any) -> Offer:
    return Offer(**{"standard": "6", "title": "Fee survey", "strength": "some", **changes})


def group(room: Lobby, name: str | None) -> int | None:
    return next((group.id for group in room.workshop.groups if group.name == name), None)


def give(
    room: Lobby, of: str | None = "Healthwatch", by: str = "participant", key: str = "", **changes: Any
) -> EvidenceItem:
    given = offering(**changes)
    return offer(room.session, room.workshop, given, by=by, group_id=group(room, of), key=key or new_token())


def refused(room: Lobby, **changes: Any) -> dict[str, str]:
    with pytest.raises(Incomplete) as refusal:
        give(room, **changes)
    return refusal.value.problems


def units(room: Lobby) -> dict[str, str]:
    room.session.flush()
    room.session.expire_all()
    return {item.title: item.offered_by for item in offered(room.session, room.workshop)}
