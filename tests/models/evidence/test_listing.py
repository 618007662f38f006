"""Evidence as it is listed: in what order, what is missing, and under which unit, if any."""

from typing import Any

import pytest
from sqlmodel import select

from app.models import AttributionRule, Event
from app.models.evidence.item import ask, drop, remove
from app.models.evidence.listing import evidence_list, offered
from app.models.rounds.revealing import reveal
from tests.conftest import CAST, Lobby
from tests.models.evidence.offering import EVERYBODY, TOGETHER, give, units


def test_where_one_group_alone_may_not_be_told_no_group_is(room: Lobby) -> None:
    """An item without a unit would be that group's; so it is whether or not that group offered anything."""
    give(room, of="Council", title="Of the council")
    sitting = room.open("6")
    for name in ("Olu", "Oona", "Omar", "Ola", "Priya", "Pat", "Petra", "Carol", "Cy"):
        room.rate(name, room.round_of("6"), 5)
    room.seats["Carol"].choose(may_show_group=True)
    room.seats["Cy"].choose(may_show_group=True)
    sitting.close(room.session, by="facilitator")
    reveal(room.session, sitting, by="facilitator")
    room.session.flush()
    assert {unit.name for unit in room.round_of("6").frozen.units if unit.scores} == {"Council", "Providers", "Carers"}
    assert {item.offered_by for item in offered(room.session, room.workshop)} == {""}


def test_what_was_asked_for_is_missing_until_something_is_offered_for_it(room: Lobby) -> None:
    asked = ask(room.session, room.workshop, "6", "  How long do people wait?", by="facilitator")
    assert ask(room.session, room.workshop, "6", "How long do people wait?", by="scribe") is asked
    assert missing(room)[0] == "How long do people wait?" and len(missing(room)) == 39
    item = give(room, asked_id=asked.id)
    assert "How long do people wait?" not in missing(room)
    remove(room.session, room.workshop, item.id, by="scribe")
    assert "How long do people wait?" in missing(room)
    drop(room.session, room.workshop, asked.id, by="scribe")
    drop(room.session, room.workshop, asked.id, by="scribe")
    assert "How long do people wait?" not in missing(room)
    assert acts(room).count("no longer asked for evidence") == 1


def test_the_frameworks_minimum_is_missing_item_by_item(room: Lobby) -> None:
    assert len(missing(room)) == 38 and "Market Position Statements" in missing(room)
    give(room, answers="M1.11")
    assert len(missing(room)) == 37 and "Market Position Statements" not in missing(room)


def missing(room: Lobby) -> list[str]:
    room.session.flush()
    return [wanted.title for wanted in evidence_list(room.session, room.workshop).missing]


def acts(room: Lobby) -> list[str]:
    room.session.flush()
    events = room.session.exec(select(Event).where(Event.workshop_id == room.workshop.id))
    return [event.act for event in events if "evidence" in event.act]


def test_over_each_list_stands_what_the_framework_says_and_an_inferred_column_says_so(room: Lobby) -> None:
    listed = evidence_list(room.session, room.workshop)
    assert len(listed.about_minimum) == 2 and "what matters to people" in listed.about_minimum[1]
    assert len(listed.about_potential) == 1 and "can serve another domain" in listed.about_potential[0]
    assert [wanted.number for wanted in listed.minimum if wanted.is_inferred] == ["M4.1"]


def test_items_stand_by_list_and_title_whatever_came_first(room: Lobby) -> None:
    given = [("Zebra", "M1.2"), ("bee", ""), ("Ant", "M1.10"), ("Cat", "M1.2"), ("Ape", ""), ("Dog", "P3.1")]
    for title, answers in given:
        give(room, title=title, answers=answers)
    assert [it.title for it in offered(room.session, room.workshop)] == ["Cat", "Zebra", "Ant", "Dog", "Ape", "bee"]


def test_equal_titles_do_not_stand_in_the_order_they_came_in(make_room: Any) -> None:
    told = []
    for order in (("a", "b"), ("b", "a")):
        room = make_room()
        for note in order:
            give(room, note=note)
        told.append([item.note for item in offered(room.session, room.workshop)])
    assert told[0] == told[1] == ["a", "b"]


@pytest.mark.parametrize("rule", list(AttributionRule))
def test_before_the_reveal_no_group_is_told_under_any_rule(make_room: Any, rule: AttributionRule) -> None:
    room = make_room(attribution_rule=rule)
    for name in ("Council", "Healthwatch"):
        give(room, of=name, title=name)
    sitting = room.open("6")
    room.rate("Hari", room.round_of("6"), 3)
    assert set(units(room).values()) == {""}
    sitting.close(room.session, by="facilitator")
    assert set(units(room).values()) == {""}


@pytest.mark.parametrize("rule", [AttributionRule.BY_GROUP, AttributionRule.NOT_ATTRIBUTABLE])
def test_after_it_a_group_is_told_as_its_displayed_unit(make_room: Any, rule: AttributionRule) -> None:
    room = make_room(attribution_rule=rule)
    for name in ("Council", "Healthwatch", "Carers", None):
        give(room, of=name, title=str(name))
    room.revealed(EVERYBODY)
    assert units(room) == {"Council": "Council", "Healthwatch": TOGETHER, "Carers": TOGETHER, "None": ""}


def test_under_the_open_rule_a_group_is_told_as_it_is(make_room: Any) -> None:
    room = make_room(attribution_rule=AttributionRule.OPEN)
    give(room)
    room.revealed(EVERYBODY)
    assert units(room) == {"Fee survey": "Healthwatch"}


def test_a_group_that_agreed_to_be_shown_is_told_as_itself(room: Lobby) -> None:
    give(room)
    for name in ("Hari", "Carol", "Cy"):
        room.seats[name].choose(may_show_group=True)
    room.revealed(EVERYBODY)
    assert units(room) == {"Fee survey": "Healthwatch"}


def test_of_a_withheld_group_nothing_is_told(room: Lobby) -> None:
    for name in ("Healthwatch", "Carers"):
        give(room, of=name, title=name)
    room.revealed({"Hari": 1, "Carol": 10})
    assert room.round_of("6").frozen.withheld == ("Carers", "Healthwatch")
    assert units(room) == {"Healthwatch": "", "Carers": ""}


def test_a_group_that_said_nothing_is_not_told_as_itself_although_a_snapshot_names_it(room: Lobby) -> None:
    give(room)
    room.revealed({name: 6 for name in EVERYBODY if name != "Hari"})
    assert "Healthwatch" in room.round_of("6").frozen.released.groups
    assert units(room) == {"Fee survey": ""}


def test_a_pooled_group_that_is_silent_the_next_time_stays_in_the_pool(room: Lobby) -> None:
    give(room)
    room.revealed(EVERYBODY)
    room.revealed({name: 6 for name in EVERYBODY if name != "Hari"})
    assert units(room) == {"Fee survey": TOGETHER}


def test_another_standards_reveal_tells_nothing_here(room: Lobby) -> None:
    give(room, standard="9")
    room.revealed(EVERYBODY)
    assert units(room) == {"Fee survey": ""}


SILENT_FIRST = {name: 6 for name in EVERYBODY if CAST[name] != "Carers"}


def test_f24_an_item_keeps_the_unit_its_group_first_spoke_through_whatever_pools_follow(room: Lobby) -> None:
    """A pool of Healthwatch and Providers, and Carers who come later: nobody is the common part of two pools."""
    for name in ("Healthwatch", "Providers", "Carers"):
        give(room, of=name, title=name)
    room.revealed(SILENT_FIRST)
    assert set(room.round_of("6").frozen.pooled) == {"Healthwatch", "Providers"}
    first = units(room)
    room.revealed(EVERYBODY)
    assert set(room.round_of("6").frozen.pooled) == {"Healthwatch", "Providers"}
    assert room.round_of("6").frozen.late == ("Carers",)
    assert units(room) == first
    assert first["Healthwatch"] == first["Providers"]


def test_f24_after_a_withheld_round_an_item_stands_under_the_unit_that_is_first_told(room: Lobby) -> None:
    for name in ("Healthwatch", "Carers"):
        give(room, of=name, title=name)
    room.revealed({"Hari": 1, "Carol": 10})
    room.revealed(EVERYBODY)
    room.revealed({name: 6 for name in EVERYBODY if CAST[name] == "Council"})
    assert units(room) == {"Healthwatch": TOGETHER, "Carers": TOGETHER}


def test_a_group_that_comes_later_by_consent_is_told_as_itself(room: Lobby) -> None:
    give(room, of="Carers")
    room.revealed(SILENT_FIRST)
    assert units(room) == {"Fee survey": ""}
    for name in ("Carol", "Cy"):
        room.seats[name].choose(may_show_group=True)
    room.revealed(EVERYBODY)
    assert units(room) == {"Fee survey": "Carers"}


def test_of_an_imported_workshop_an_item_stands_beside_the_unit_that_its_file_told(room: Lobby) -> None:
    item = give(room, of="Council", title="Of the council")
    for told in ("Providers", ""):
        item.group_id, item.told_as = None, told
        assert [each.offered_by for each in offered(room.session, room.workshop)] == [told]
