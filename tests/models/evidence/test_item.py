from typing import Any

import pytest
from sqlmodel import select

from app.errors import Incomplete, NotFound, Refusal
from app.models import AttributionRule, Event, EvidenceItem
from app.models.ending.closing import close
from app.models.evidence.item import MOST_ITEMS, ask, drop, offer, remove
from app.models.evidence.listing import evidence_list, offered
from app.models.evidence.offer import Offer
from app.models.rounds.reason import reasons_of
from app.models.rounds.revealing import reveal
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


def reveal_now(room: Lobby, answers: dict[str, int]) -> None:
    sitting = room.open("6")
    for name, score in answers.items():
        room.rate(name, room.round_of("6"), score)
    sitting.close(room.session, by="facilitator")
    reveal(room.session, sitting, by="facilitator")


# -- What can be offered


def test_an_item_is_kept_as_typed_without_surplus_space_and_without_the_person(room: Lobby) -> None:
    item = give(room, title="  Fee\n survey\x00 ", link=" https://northvale.example/fees ", note="31 of 58\r\nreplied.")
    assert (item.title, item.link, item.note) == ("Fee survey", "https://northvale.example/fees", "31 of 58\nreplied.")
    assert (item.added_by, item.group_id) == ("participant", group(room, "Healthwatch"))
    assert not [name for name in EvidenceItem.model_fields if "seat" in name]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": ""}, "title"), ({"title": " \x00 "}, "title"), ({"title": "x" * 161}, "title"),
        ({"note": "x" * 601}, "note"), ({"link": "https://x.example/" + "x" * 500}, "link"),
        ({"strength": "certain"}, "strength"), ({"strength": ""}, "strength"),
        ({"standard": "1"}, "standard"), ({"standard": "99"}, "standard"),  # the workshop has 4, 6 and 9
        ({"criterion": "4.1"}, "criterion"), ({"criterion": "6.99"}, "criterion"),
        ({"answers": "M9.9"}, "answers"), ({"answers": "6.1"}, "answers"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_is_refused_at_its_field(room: Lobby, changes: dict[str, str], field: str) -> None:
    assert list(refused(room, **changes)) == [field]
    assert units(room) == {}


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "x" * 160}, {"note": "x" * 600}, {"criterion": "6.1"}, {"answers": "M1.11"}, {"answers": "P3.4"},
        {"strength": "strong"}, {"strength": "early"}, {"link": "http://northvale.example:8080/a?b=c#d"},
    ],
)  # fmt: skip
def test_what_just_fits_is_taken(room: Lobby, changes: dict[str, str]) -> None:
    assert give(room, **changes).id


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)", "JavaScript:alert(1)", "java\tscript:alert(1)", "\x01javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>", "vbscript:x", "file:///etc/passwd", "//northvale.example/x",
        "www.northvale.example", "https://", "https:///x", "https://northvale.example/a b", "http://[::1",
        "https://northvale.example/\u202egpj", "mailto:someone@northvale.example",
    ],
)  # fmt: skip
def test_only_an_address_on_the_web_becomes_a_link(room: Lobby, link: str) -> None:
    assert refused(room, link=link)["link"].startswith("A link starts with https://")


def test_several_problems_are_told_at_once(room: Lobby) -> None:
    assert set(refused(room, title="", link="x", strength="", answers="x")) == {"title", "link", "strength", "answers"}


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


# -- Twice, removed, asked for


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


def test_an_event_tells_the_role_and_the_standard_and_nothing_else(room: Lobby) -> None:
    give(room)
    event = room.session.exec(select(Event).where(Event.act == "offered evidence")).one()
    assert (event.by, event.about) == ("participant", {"standard": "6"})


# -- Order


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


# -- Who offers it


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
    reveal_now(room, EVERYBODY)
    assert units(room) == {"Council": "Council", "Healthwatch": TOGETHER, "Carers": TOGETHER, "None": ""}


def test_under_the_open_rule_a_group_is_told_as_it_is(make_room: Any) -> None:
    room = make_room(attribution_rule=AttributionRule.OPEN)
    give(room)
    reveal_now(room, EVERYBODY)
    assert units(room) == {"Fee survey": "Healthwatch"}


def test_a_group_that_agreed_to_be_shown_is_told_as_itself(room: Lobby) -> None:
    give(room)
    for name in ("Hari", "Carol", "Cy"):
        room.seats[name].choose(may_show_group=True)
    reveal_now(room, EVERYBODY)
    assert units(room) == {"Fee survey": "Healthwatch"}


def test_of_a_withheld_group_nothing_is_told(room: Lobby) -> None:
    for name in ("Healthwatch", "Carers"):
        give(room, of=name, title=name)
    reveal_now(room, {"Hari": 1, "Carol": 10})
    assert room.round_of("6").frozen.withheld == ("Carers", "Healthwatch")
    assert units(room) == {"Healthwatch": "", "Carers": ""}


def test_a_group_that_said_nothing_is_not_told_as_itself_although_a_snapshot_names_it(room: Lobby) -> None:
    give(room)
    reveal_now(room, {name: 6 for name in EVERYBODY if name != "Hari"})
    assert "Healthwatch" in room.round_of("6").frozen.released.groups
    assert units(room) == {"Fee survey": ""}


def test_a_pooled_group_that_is_silent_the_next_time_stays_in_the_pool(room: Lobby) -> None:
    give(room)
    reveal_now(room, EVERYBODY)
    reveal_now(room, {name: 6 for name in EVERYBODY if name != "Hari"})
    assert units(room) == {"Fee survey": TOGETHER}


def test_another_standards_reveal_tells_nothing_here(room: Lobby) -> None:
    give(room, standard="9")
    reveal_now(room, EVERYBODY)
    assert units(room) == {"Fee survey": ""}


SILENT_FIRST = {name: 6 for name in EVERYBODY if CAST[name] != "Carers"}


def test_f24_an_item_keeps_the_unit_its_group_first_spoke_through_whatever_pools_follow(room: Lobby) -> None:
    """A pool of Healthwatch and Providers, and Carers who come later: nobody is the common part of two pools."""
    for name in ("Healthwatch", "Providers", "Carers"):
        give(room, of=name, title=name)
    reveal_now(room, SILENT_FIRST)
    assert set(room.round_of("6").frozen.pooled) == {"Healthwatch", "Providers"}
    first = units(room)
    reveal_now(room, EVERYBODY)
    assert set(room.round_of("6").frozen.pooled) == {"Healthwatch", "Providers"}
    assert room.round_of("6").frozen.late == ("Carers",)
    assert units(room) == first
    assert first["Healthwatch"] == first["Providers"]


def test_f24_after_a_withheld_round_an_item_stands_under_the_unit_that_is_first_told(room: Lobby) -> None:
    for name in ("Healthwatch", "Carers"):
        give(room, of=name, title=name)
    reveal_now(room, {"Hari": 1, "Carol": 10})
    reveal_now(room, EVERYBODY)
    reveal_now(room, {name: 6 for name in EVERYBODY if CAST[name] == "Council"})
    assert units(room) == {"Healthwatch": TOGETHER, "Carers": TOGETHER}


def test_a_group_that_comes_later_by_consent_is_told_as_itself(room: Lobby) -> None:
    give(room, of="Carers")
    reveal_now(room, SILENT_FIRST)
    assert units(room) == {"Fee survey": ""}
    for name in ("Carol", "Cy"):
        room.seats[name].choose(may_show_group=True)
    reveal_now(room, EVERYBODY)
    assert units(room) == {"Fee survey": "Carers"}


def test_f24_a_reason_stands_beside_the_unit_its_writer_had_at_the_first_reveal(room: Lobby) -> None:
    told = []
    for answers in (SILENT_FIRST, EVERYBODY, {name: 6 for name in EVERYBODY if name != "Priya"}):
        sitting = room.open("6")
        for name, score in answers.items():
            room.rate(name, room.round_of("6"), score, reason=f"Words of {name}", criteria=("6.1",))
        sitting.close(room.session, by="facilitator")
        reveal(room.session, sitting, by="facilitator")
        room.session.flush()
        told.append({it.text: it.unit for it in reasons_of(room.session, room.round_of("6").id)})
    assert {told[n]["Words of Hari"] for n in range(3)} == {TOGETHER}
    assert {told[n]["Words of Petra"] for n in range(3)} == {TOGETHER}
    assert not [words for known in told for words in known if words in ("Words of Carol", "Words of Cy")]
    assert "Words of Priya" not in told[2]


def test_a_reason_of_somebody_who_brings_another_voice_by_now_is_told_beside_neither(room: Lobby) -> None:
    reveal_now(room, EVERYBODY)
    sitting = room.open("6")
    room.rate("Pat", room.round_of("6"), 6, reason="Canary")
    room.seats["Pat"].group = next(it for it in room.workshop.groups if it.name == "Carers")
    sitting.close(room.session, by="facilitator")
    reveal(room.session, sitting, by="facilitator")
    room.session.flush()
    assert reasons_of(room.session, room.round_of("6").id) == []
