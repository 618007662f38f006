"""Of words that disagree others are told no name, no number and no order that would say whose they are."""

from sqlmodel import select

from app.models import AttributionRule, Dissent, StandsBehind
from app.models.ending.closing import close, confirm
from app.models.record.dissent import (
    Shown,
)
from app.models.record.subject import Subject
from app.models.record.told_dissent import for_others
from tests.models.record.conftest import AGREE, ALL, GROUPS, SIX, MakeTable, Table

CANARY = "Two homes closed and nobody asked us."


def test_a_name_that_a_later_reveal_makes_too_small_is_told_no_more(make_table: MakeTable) -> None:
    """Hari let his group be shown on one standard, and not on the next: of the whole he is pooled."""
    table = make_table("Hari")
    whole = Table(table.room, type(table.subject).overall(table.room.workshop))
    whole.writes("Hari", CANARY, Shown.WITH_UNIT)
    assert [told.unit for told in whole.dissents()] == ["Healthwatch"]
    table.room.seats["Hari"].choose(may_show_group=False)
    table.room.revealed(ALL, "4")
    assert [told.unit for told in whole.dissents()] == ["Smaller groups together"]


def test_how_many_stand_behind_it_is_told_of_a_counted_unit_alone(make_table: MakeTable) -> None:
    table = make_table(more=SIX, groups=GROUPS)
    asking = table.read()
    table.say(asking, AGREE, "Olu", "Oona", "Omar", "Ola", "Ona", "Priya", "Pat", "Petra")
    for writer, friend in (("Olu", "Oona"), ("Pat", "Priya")):
        table.stands(table.writes(writer, f"{writer}: {CANARY}", Shown.WITH_UNIT, asks=True), friend)
    table.end()
    assert {told.unit: told.how_many for told in table.dissents()} == {
        "Council": "2 of 6 stand behind these words", "Providers": "",
    }  # fmt: skip


def test_of_a_large_unit_with_few_answers_it_is_not_told_how_many(make_table: MakeTable) -> None:
    """Six may stand behind words that three answered about: the number would tell what the two sentences keep."""
    table = make_table(more=SIX, groups=GROUPS)
    asking = table.read()
    table.say(asking, AGREE, "Olu", "Oona", "Omar")
    table.stands(table.writes("Olu", CANARY, Shown.WITH_UNIT, asks=True), "Oona", "Ola")
    table.end()
    assert [told.how_many for told in table.dissents()] == [""]


def test_beside_words_without_a_name_stands_no_number_either(make_table: MakeTable) -> None:
    """“2 of 6” would say which group of six it was."""
    table = make_table(more=SIX, groups=GROUPS)
    asking = table.read()
    table.say(asking, AGREE, "Olu", "Oona", "Omar", "Ola", "Ona")
    table.stands(table.writes("Olu", CANARY, asks=True), "Oona")
    table.end()
    assert [(told.unit, told.how_many, told.who) for told in table.dissents()] == [("", "", "Somebody")]


def test_whoever_speaks_through_another_unit_by_now_is_not_counted_behind_words_of_the_first(
    make_table: MakeTable,
) -> None:
    """Of a domain, which several reveals tell: at the next one Ona sits with the providers, and is not one of five."""
    table = make_table(more=SIX, groups=GROUPS)
    table.subject = Subject.domain(table.room.workshop, "3")
    asking = table.read()
    table.say(asking, AGREE, "Olu", "Oona", "Omar", "Ola", "Ona")
    table.stands(table.writes("Olu", CANARY, Shown.WITH_UNIT, asks=True), "Oona", "Ona")
    table.end()
    providers = next(group for group in table.room.workshop.groups if group.name == "Providers")
    table.room.seats["Ona"].group_id = providers.id
    table.room.session.flush()
    table.room.session.expire_all()
    table.room.revealed({**ALL, "Ona": 7, "Otto": 7}, "9")
    (told,) = table.dissents()
    assert (told.unit, told.how_many) == ("Council", "2 of 5 stand behind these words")


# -- Holding back


def test_words_to_the_facilitator_only_are_for_nobody_else(table: Table) -> None:
    table.writes("Pat", CANARY, Shown.FACILITATOR_ONLY)
    assert [told.text for told in table.dissents()] == [CANARY] and for_others(table.dissents()) == ()


# -- Order, time and the end


def test_neither_numbers_nor_order_tell_who_wrote_first(table: Table) -> None:
    """A number that goes up would stand in the console's links and tell it."""
    names = list(ALL)
    dissents = [table.writes(name, f"{9 - place} {CANARY}") for place, name in enumerate(names)]
    ids = [dissent.id for dissent in dissents]
    assert ids != sorted(ids) and max(ids) > 10_000
    told = [one.text for one in table.dissents()]
    assert told == sorted(told)


def test_under_not_attributable_the_close_cuts_the_writer_and_keeps_the_words(make_table: MakeTable) -> None:
    table = make_table(more=SIX, groups=GROUPS, attribution_rule=AttributionRule.NOT_ATTRIBUTABLE)
    asking = table.read()
    table.say(asking, AGREE, "Olu", "Oona", "Omar", "Ola", "Ona")
    table.stands(table.writes("Olu", CANARY, Shown.WITH_UNIT, asks=True), "Oona", "Ola")
    close(table.room.session, table.room.workshop, by="facilitator")
    confirm(table.room.session, table.room.workshop, by="facilitator")  # which ends the ten minutes
    table.room.session.flush()
    (dissent,) = table.room.session.exec(select(Dissent)).all()
    assert dissent.seat_id is None and not table.room.session.exec(select(StandsBehind)).all()
    assert [(told.unit, told.how_many) for told in table.dissents()] == [("Council", "3 of 6 stand behind these words")]


def test_under_not_attributable_the_close_leaves_no_time_and_no_group_of_a_writer(make_table: MakeTable) -> None:
    table = make_table(attribution_rule=AttributionRule.NOT_ATTRIBUTABLE)
    table.read()
    written = [table.writes(name, f"{CANARY} {name}").written_at for name in ("Pat", "Olu")]
    close(table.room.session, table.room.workshop, by="facilitator")
    confirm(table.room.session, table.room.workshop, by="facilitator")
    table.room.session.flush()
    rows = table.room.session.exec(select(Dissent)).all()
    assert all(row.written_at > max(written) and (row.seat_id, row.group_id) == (None, None) for row in rows)
