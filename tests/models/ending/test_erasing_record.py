"""The record goes, and one line remains with the fingerprint that its last file has."""

from collections.abc import Callable

import pytest
from sqlmodel import SQLModel, func, select

from app.errors import Refusal
from app.exports.report import report
from app.models import AttributionRule, Chain, Workshop, WorkshopState
from app.models.ending.erasing import erase_seats
from app.models.ending.erasing_record import LINE, erase_record
from app.models.ending.hold import hold
from tests.conftest import Lobby
from tests.models.ending.test_erasing import ended  # noqa: F401

NOT_ITS_OWN = {"account", "sign_in", "known_browser", "edition", "press"}
KEPT = {  # columns of the line that say something; what else there is says how it was prepared, for everybody alike
    "id", "owner_id", "council", "title", "held_on", "purpose", "edition_id", "attribution_rule", "erase_seats_on",
    "erase_record_on", "state", "rev", "typed", "door", "admits_everybody", "closed_at", "links_cut_at", "confirmed_at",
    "seats_erased_at", "record_erased_at", "created_at",
}  # fmt: skip


@pytest.fixture
def rule() -> AttributionRule:
    return AttributionRule.BY_GROUP


def test_of_every_table_nothing_of_it_is_left_but_its_line(ended: Lobby) -> None:  # noqa: F811
    session, workshop = ended.session, ended.workshop
    hold(session, workshop, "A complaint", "The monitoring officer", by="facilitator")
    session.flush()
    count = {name: select(func.count()).select_from(table) for name, table in SQLModel.metadata.tables.items()}
    assert sum(session.exec(one).one() > 0 for name, one in count.items() if name not in NOT_ITS_OWN) > 15
    erase_record(session, workshop)
    left = {name for name, one in count.items() if session.exec(one).one()}
    assert left - NOT_ITS_OWN == LINE


def test_its_line_says_which_it_was_and_nothing_of_what_was_said(ended: Lobby) -> None:  # noqa: F811
    session, workshop = ended.session, ended.workshop
    erase_record(session, workshop)
    said = {name for name, value in workshop.model_dump().items() if value not in ("", None, {}, 0, False)}
    assert said <= KEPT, said - KEPT
    assert (workshop.council, workshop.title) == ("Northvale Council", "Day 2")
    assert workshop.state is WorkshopState.ERASED and workshop.record_erased_at and workshop.join_code is None


def test_its_fingerprint_is_the_one_that_its_last_file_has(ended: Lobby) -> None:  # noqa: F811
    session, workshop = ended.session, ended.workshop
    erase_seats(session, workshop, by="program")
    session.flush()
    last = report(session, workshop.id).chained
    erase_record(session, workshop)
    chain = session.get_one(Chain, workshop.id)
    assert (chain.fingerprint, chain.length, chain.mark) == (last.fingerprint, last.entries, last.mark)


def test_it_cannot_be_exported_and_asking_twice_is_safe(ended: Lobby) -> None:  # noqa: F811
    session, workshop = ended.session, ended.workshop
    erase_record(session, workshop)
    erased_at = workshop.record_erased_at
    erase_record(session, workshop)
    assert workshop.record_erased_at == erased_at
    with pytest.raises(Refusal, match="was erased"):
        report(session, workshop.id)


def test_nothing_of_another_workshop_goes(make_room: Callable[..., Lobby]) -> None:
    ours, theirs = make_room(title="Day 2"), make_room(title="Day 3")
    theirs.revealed({"Olu": 3, "Priya": 5})
    before = report(ours.session, theirs.workshop.id).model_dump(exclude={"exported_at"})
    erase_record(ours.session, ours.workshop)
    ours.session.expire_all()
    assert report(ours.session, theirs.workshop.id).model_dump(exclude={"exported_at"}) == before
    assert ours.session.get_one(Workshop, theirs.workshop.id).state is WorkshopState.LIVE
