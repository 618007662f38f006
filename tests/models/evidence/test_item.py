"""Evidence that is offered, asked for and taken away again: by whom, how often, and what stays of it."""

from typing import Any

import pytest
from sqlmodel import select

from app.errors import Incomplete, NotFound, Refusal
from app.models import Event, EvidenceItem
from app.models.ending.closing import close
from app.models.evidence.item import MOST_ITEMS, ask, drop, offer, remove
from app.models.evidence.listing import offered
from tests.conftest import Lobby
from tests.models.evidence.offering import give, group, offering, refused, units


def test_an_item_is_kept_as_typed_without_surplus_space_and_without_the_person(room: Lobby) -> None:
    item = give(room, title="  Fee\n survey\x00 ", link=" https://northvale.example/fees ", note="31 of 58\r\nreplied.")
    assert (item.title, item.link, item.note) == ("Fee survey", "https://northvale.example/fees", "31 of 58\nreplied.")
    assert (item.added_by, item.group_id) == ("participant", group(room, "Healthwatch"))
    assert not [name for name in EvidenceItem.model_fields if "seat" in name]


def test_a_group_of_another_workshop_offers_nothing_here(room: Lobby) -> None:
    with pytest.raises(Incomplete) as refusal:
        offer(room.session, room.workshop, offering(), by="scribe", group_id=987654, key="a-key")
    assert set(refusal.value.problems) == {"group"}


def test_a_workshop_takes_so_many_items_and_no_more(room: Lobby) -> None:
    items = [give(room, title=f"Item {place}") for place in range(MOST_ITEMS)]
    with pytest.raises(Refusal, match="200 items"):
        give(room, title="One more")
    remove(room.session, room.workshop, items[7].id, by="scribe")
    assert give(room, title="One more").id


def test_nothing_is_offered_asked_or_removed_once_the_workshop_is_closed(room: Lobby) -> None:
    item, asked = give(room), ask(room.session, room.workshop, "6", "Fees", by="scribe")
    close(room.session, room.workshop, by="facilitator")
    for act in (
        lambda: give(room, title="Too late"),
        lambda: ask(room.session, room.workshop, "6", "Too late", by="scribe"),
        lambda: remove(room.session, room.workshop, item.id, by="scribe"),
        lambda: drop(room.session, room.workshop, asked.id, by="scribe"),
    ):
        with pytest.raises(Refusal, match="closed"):
            act()
    assert units(room) == {"Fee survey": ""}


def test_one_form_sent_twice_is_one_item(room: Lobby) -> None:
    assert give(room, key="a-key").id == give(room, key="a-key").id
    assert acts(room) == ["offered evidence"]


def test_a_retry_that_comes_after_the_removal_does_not_bring_the_item_back(room: Lobby) -> None:
    remove(room.session, room.workshop, give(room, key="a-key").id, by="scribe")
    give(room, key="a-key")
    assert offered(room.session, room.workshop) == ()


@pytest.mark.parametrize("by", ["participant", "scribe"])
def test_copying_an_offer_for_any_group_never_tells_whose_it_was(room: Lobby, by: str) -> None:
    first = give(room, of="Healthwatch")
    again = [give(room, of=name, by=by).id for name in ("Council", "Healthwatch", "Carers")]
    assert len({first.id, *again}) == 4


def test_what_is_removed_leaves_no_word_behind(room: Lobby) -> None:
    item = give(room, link="https://northvale.example/", note="Ask Mrs Smith.")
    for _ in range(2):
        remove(room.session, room.workshop, item.id, by="facilitator")
    assert (item.title, item.link, item.note, item.group_id) == ("", "", "", None)
    assert units(room) == {}
    assert acts(room) == ["offered evidence", "removed evidence"]


def test_nothing_of_another_workshop_is_removed_or_dropped(room: Lobby, make_room: Any) -> None:
    other = make_room()
    item, asked = give(room), ask(room.session, room.workshop, "6", "Fees", by="scribe")
    with pytest.raises(NotFound):
        remove(other.session, other.workshop, item.id, by="facilitator")
    with pytest.raises(NotFound):
        drop(other.session, other.workshop, asked.id, by="facilitator")


def test_an_offer_for_what_is_no_longer_asked_is_told_so(room: Lobby) -> None:
    asked = ask(room.session, room.workshop, "6", "Fees", by="facilitator")
    assert "answers" in refused(room, standard="4", asked_id=asked.id)
    drop(room.session, room.workshop, asked.id, by="facilitator")
    assert "answers" in refused(room, asked_id=asked.id)


@pytest.mark.parametrize(
    ("number", "title", "field"), [("1", "Fees", "standard"), ("6", " ", "title"), ("6", "x" * 161, "title")]
)
def test_asking_needs_a_standard_and_a_title(room: Lobby, number: str, title: str, field: str) -> None:
    with pytest.raises(Incomplete) as refusal:
        ask(room.session, room.workshop, number, title, by="scribe")
    assert set(refusal.value.problems) == {field}


def acts(room: Lobby) -> list[str]:
    room.session.flush()
    events = room.session.exec(select(Event).where(Event.workshop_id == room.workshop.id))
    return [event.act for event in events if "evidence" in event.act]


def test_an_event_tells_the_role_and_the_standard_and_nothing_else(room: Lobby) -> None:
    give(room)
    event = room.session.exec(select(Event).where(Event.act == "offered evidence")).one()
    assert (event.by, event.about) == ("participant", {"standard": "6"})
