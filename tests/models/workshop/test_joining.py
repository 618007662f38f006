"""The code of a workshop: read as people type it, and one refusal for all that opens nothing."""

from collections.abc import Callable

import pytest
from sqlmodel import Session

from app.errors.places import WrongCode
from app.models import Account, Workshop
from app.models.ending.closing import close
from app.models.rounds.preparing import create
from app.models.workshop.joining import by_join_code
from app.tokens import typed_code
from tests.conftest import Lobby, northvale_draft


@pytest.fixture
def draft(session: Session) -> Workshop:
    fay = Account.add(session, "fay@northvale.example", "Fay", "not a hash")
    return create(session, fay.id, northvale_draft())


def test_a_code_is_read_as_people_type_it(room: Lobby) -> None:
    code = room.workshop.join_code or ""
    for typed in (code, code.lower(), f" {code[:3]} {code[3:]} ", f"{code[:3]}-{code[3:]}"):
        assert by_join_code(room.session, typed) is room.workshop
    assert typed_code("ab-c 2 3 4") == "ABC234"


def test_f21_wrong_closed_locked_unknown_and_empty_codes_get_one_sentence(make_room: Callable[..., Lobby]) -> None:
    closed, locked, open_ = make_room(), make_room(title="Day 3"), make_room(title="Day 4")
    close(closed.session, closed.workshop, by="facilitator")
    locked.workshop.lock(locked.session, locked=True, by="facilitator")
    sentences = set()
    for typed in (closed.workshop.join_code, locked.workshop.join_code, "ZZZZZZ", "", "'; --", "x" * 5000):
        with pytest.raises(WrongCode) as refusal:
            by_join_code(open_.session, typed or "")
        sentences.add((str(refusal.value), refusal.value.status))
    assert len(sentences) == 1


def test_an_empty_code_does_not_find_a_draft_without_one(session: Session, draft: Workshop) -> None:
    for typed in ("", "None", "NULL"):
        with pytest.raises(WrongCode):
            by_join_code(session, typed)


def test_people_can_join_a_live_workshop_and_not_a_closed_one(room: Lobby) -> None:
    room.workshop.start(room.session, by="facilitator")
    assert room.workshop.is_joinable
    close(room.session, room.workshop, by="facilitator")
    assert not room.workshop.is_joinable
