"""Accounts that may take over one workshop: who may be named, who runs it, and what the log says of it."""

from collections.abc import Callable

import pytest
from sqlmodel import Session, col, select

from app.errors import NotFound, Refusal
from app.models import Account, Event, Workshop
from app.models.ending.closing import close
from app.models.people.second_facilitator import OWNER, is_known_to, name, take_back, take_over, withdraw
from tests.conftest import Lobby


@pytest.fixture
def sid(session: Session) -> Account:
    return Account.add(session, "sid@northvale.example", "Sid", "not a hash")


@pytest.fixture
def sue(session: Session) -> Account:
    return Account.add(session, "sue@northvale.example", "Sue", "not a hash")


@pytest.fixture
def workshop(room: Lobby) -> Workshop:
    return room.workshop


def acts(session: Session) -> list[str]:
    session.flush()
    events = session.exec(select(Event.act).order_by(col(Event.id)))
    return [act for act in events if act in ("named a second facilitator", "took over", "took back")]


def test_naming_shows_nothing_gives_no_place_and_is_done_once(
    session: Session, workshop: Workshop, sid: Account
) -> None:
    for _ in range(2):
        name(session, workshop, sid, OWNER)
    assert acts(session) == ["named a second facilitator"]
    assert workshop.runner_id == workshop.owner_id
    assert is_known_to(session, workshop.id, sid.id)


def test_neither_the_owner_nor_a_disabled_account_is_named(session: Session, workshop: Workshop, sid: Account) -> None:
    with pytest.raises(Refusal, match="can run it already"):
        name(session, workshop, session.get_one(Account, workshop.owner_id), OWNER)
    sid.disable(session)
    with pytest.raises(Refusal, match="has been disabled"):
        name(session, workshop, sid, OWNER)
    assert not is_known_to(session, workshop.id, sid.id)


def test_who_was_not_named_for_this_workshop_does_not_learn_that_it_is_there(
    session: Session, workshop: Workshop, make_room: Callable[..., Lobby], sid: Account
) -> None:
    name(session, make_room(title="Day 3").workshop, sid, OWNER)
    with pytest.raises(NotFound):
        take_over(session, workshop, sid)
    assert workshop.runner_id == workshop.owner_id


def test_one_runs_it_and_the_next_only_once_that_one_is_disabled(
    session: Session, workshop: Workshop, sid: Account, sue: Account
) -> None:
    for account in (sid, sue):
        name(session, workshop, account, OWNER)
    for _ in range(2):
        take_over(session, workshop, sid)
    with pytest.raises(Refusal, match="Only the owner can change that"):
        take_over(session, workshop, sue)
    assert workshop.runner_id == sid.id
    sid.disable(session)
    take_over(session, workshop, sue)
    assert workshop.runner_id == sue.id and acts(session).count("took over") == 2


def test_whoever_is_withdrawn_while_running_it_hands_it_back(
    session: Session, workshop: Workshop, sid: Account
) -> None:
    name(session, workshop, sid, OWNER)
    take_over(session, workshop, sid)
    for _ in range(2):
        withdraw(session, workshop, sid.id)
        session.flush()
    assert workshop.runner_id == workshop.owner_id and acts(session).count("took back") == 1
    take_back(session, workshop)
    assert acts(session).count("took back") == 1, "there is nothing to take back"


def test_a_closed_workshop_is_not_taken_over(session: Session, workshop: Workshop, sid: Account) -> None:
    name(session, workshop, sid, OWNER)
    close(session, workshop, by="facilitator")
    with pytest.raises(Refusal, match="while the workshop is closed"):
        take_over(session, workshop, sid)
