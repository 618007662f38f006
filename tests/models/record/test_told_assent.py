"""Of whether words can stand, units tell as ratings are told: never so that one person's answer is seen."""

import pytest
from sqlmodel import select

from app.models import Assent, AssentSubmission, AttributionRule, CanStand
from app.models.ending.closing import close, confirm
from app.models.record.read_back import answers_by_seat
from app.models.record.subject import Subject
from app.models.record.told_assent import told_by_unit
from app.models.record.voices import voices
from tests.models.record.conftest import AGREE, ALL, GROUPS, LIVE, NO, SIX, MakeTable, Table

COUNCIL = ("Olu", "Oona", "Omar", "Ola")
PROVIDERS = ("Priya", "Pat", "Petra")
POOL = ("Hari", "Carol", "Cy")


def large(make_table: MakeTable) -> Table:
    """The council has six people, so its answers are counted."""
    return make_table(more=SIX, groups=GROUPS)


def test_nothing_is_told_of_any_unit_while_it_is_asked(make_table: MakeTable) -> None:
    table = make_table(attribution_rule=AttributionRule.OPEN)
    asking = table.read()
    table.say(asking, NO, *COUNCIL, *PROVIDERS, *POOL)
    assert table.told(asking) == {}
    table.end()
    assert table.told(asking)["Council"] == "All do not agree"


@pytest.mark.parametrize(
    ("third", "told"), [(AGREE, "Can stand"), (LIVE, "Can stand"), (NO, "Not everyone can live with it")]
)
def test_a_guarded_unit_tells_one_of_two_sentences(table: Table, third: CanStand, told: str) -> None:
    asking = table.read()
    table.say(asking, AGREE, "Priya", "Pat", *POOL)
    table.say(asking, third, "Petra")
    table.end()
    assert table.told(asking) == {
        "Council": "Too few answered to be told", "Providers": told, "Smaller groups together": "Can stand",
    }  # fmt: skip


def test_two_answers_of_a_unit_tell_nothing(table: Table) -> None:
    """Each of the two would read the other's."""
    asking = table.read()
    table.say(asking, AGREE, "Priya")
    table.say(asking, NO, "Pat")
    table.end()
    assert table.told(asking)["Providers"] == "Too few answered to be told"


def test_a_pooled_person_who_alone_disagrees_is_told_as_the_pool(table: Table) -> None:
    asking = table.read()
    table.say(asking, AGREE, "Carol", "Cy")
    table.say(asking, NO, "Hari")
    table.end()
    told = table.told(asking)
    assert told["Smaller groups together"] == "Not everyone can live with it"
    assert not {"Healthwatch", "Carers"} & told.keys()


def test_of_a_guarded_unit_a_late_change_is_kept_and_not_told(table: Table) -> None:
    """Or whoever heard “Can stand” would learn from the next sentence that the one who went to the phone changed."""
    asking = table.read()
    table.say(asking, AGREE, *PROVIDERS)
    table.end()
    table.say(asking, NO, "Petra")
    table.end()
    assert table.told(asking)["Providers"] == "Can stand"
    assert answers_by_seat(table.room.session, asking.id)[table.room.seats["Petra"].id] is NO


def test_words_that_come_back_tell_a_guarded_unit_no_second_time(table: Table) -> None:
    """Two tellings of one version subtract: other words in between must not open it anew."""
    asking = table.read("Choice is thin.")
    table.say(asking, AGREE, *PROVIDERS)
    table.read("Choice is good.")
    assert table.told(asking)["Providers"] == "Can stand"
    table.read("Choice is thin.")
    table.say(asking, NO, "Petra")
    table.end()
    assert table.told(asking)["Providers"] == "Can stand"


def test_one_version_tells_nothing_of_another(table: Table) -> None:
    """What was said to earlier words is not carried over: two versions subtracted leave nobody's silence."""
    earlier = table.read("Choice is thin.")
    table.say(earlier, NO, *PROVIDERS)
    later = table.read("Choice is good.")
    table.say(later, AGREE, "Priya", "Pat")
    table.end()
    assert table.told(later)["Providers"] == "Too few answered to be told"
    assert table.told(earlier)["Providers"] == "Not everyone can live with it"


def test_a_unit_with_five_answers_is_counted_and_goes_on_to_be(make_table: MakeTable) -> None:
    table = large(make_table)
    asking = table.read()
    table.say(asking, AGREE, *COUNCIL)
    table.say(asking, NO, "Ona")
    table.end()
    assert table.told(asking)["Council"] == "4 agree, 1 does not agree"
    table.say(asking, LIVE, "Ona")
    assert table.told(asking)["Council"] == "4 agree, 1 can live with it"


def test_a_large_unit_with_under_five_answers_is_told_as_a_guarded_one(make_table: MakeTable) -> None:
    table = large(make_table)
    asking = table.read()
    table.say(asking, AGREE, "Olu", "Oona", "Omar")
    table.say(asking, NO, "Ola")
    table.end()
    assert table.told(asking)["Council"] == "Not everyone can live with it"
    table.say(asking, AGREE, "Ona", "Otto", "Ola")  # six now, and it was told already
    assert table.told(asking)["Council"] == "Not everyone can live with it"


def test_a_unit_of_one_by_consent_speaks_for_itself(make_table: MakeTable) -> None:
    table = make_table("Hari")
    asking = table.read()
    table.say(asking, NO, "Hari")
    table.end()
    assert table.told(asking)["Healthwatch"] == "Does not agree"


def test_without_that_consent_nobody_hears_of_it(table: Table) -> None:
    asking = table.read()
    table.say(asking, NO, "Hari")
    table.end()
    assert set(table.told(asking).values()) == {"Too few answered to be told"}


def test_a_unit_that_both_agrees_and_does_not_is_not_of_one_mind(make_table: MakeTable) -> None:
    table = large(make_table)
    asking = table.read()
    table.say(asking, AGREE, *COUNCIL)
    table.say(asking, NO, "Ona")
    table.say(asking, NO, *PROVIDERS)
    table.end()
    heard = voices(table.room.session, table.subject)
    units = told_by_unit(asking, heard, answers_by_seat(table.room.session, asking.id))
    assert [unit.name for unit in units if not unit.is_of_one_mind] == ["Council"]


def test_under_not_attributable_the_close_keeps_counts_and_cuts_the_people(make_table: MakeTable) -> None:
    table = make_table(more=SIX, groups=GROUPS, attribution_rule=AttributionRule.NOT_ATTRIBUTABLE)
    asking = table.read()
    table.say(asking, AGREE, *COUNCIL)
    table.say(asking, NO, "Ona", *PROVIDERS)
    close(table.room.session, table.room.workshop, by="facilitator")
    confirm(table.room.session, table.room.workshop, by="facilitator")  # which ends the ten minutes
    table.room.session.flush()
    assert not table.room.session.exec(select(Assent)).all()
    assert not table.room.session.exec(select(AssentSubmission)).all()
    told = table.told(asking)
    assert told["Council"] == "4 agree, 1 does not agree" and told["Providers"] == "Not everyone can live with it"


def test_whose_silence_may_be_told_is_no_guarded_unit_and_a_person_alone_only_by_consent(
    make_table: MakeTable,
) -> None:
    for consent, silent in (((), ["Council"]), (("Hari",), ["Council", "Healthwatch"])):
        table = make_table(*consent, more=SIX, groups=GROUPS)
        asking = table.read()
        table.end()
        assert asking.told["silent"] == silent


# -- Who tries to find a person by what the units become


def test_nobody_who_answers_late_is_seen_by_what_the_counts_become(make_table: MakeTable) -> None:
    table = large(make_table)
    asking = table.read()
    table.say(asking, AGREE, *COUNCIL, "Ona")
    table.end()
    table.say(asking, NO, "Otto")
    assert table.told(asking)["Council"] == "5 agree"


def test_a_member_who_moves_to_another_group_stays_counted_where_they_spoke(make_table: MakeTable) -> None:
    """A domain is told by several reveals: at the next one Ona sits with the providers."""
    table = large(make_table)
    table.subject = Subject.domain(table.room.workshop, "3")
    asking = table.read()
    table.say(asking, AGREE, *COUNCIL)
    table.say(asking, NO, "Ona")
    table.end()
    before = table.told(asking)
    providers = next(group for group in table.room.workshop.groups if group.name == "Providers")
    table.room.seats["Ona"].group_id = providers.id
    table.room.session.flush()
    table.room.session.expire_all()
    table.room.revealed({**ALL, "Ona": 7, "Otto": 7}, "9")
    assert before["Council"] == table.told(asking)["Council"] == "4 agree, 1 does not agree"


def test_silence_is_never_agreement(make_table: MakeTable) -> None:
    table = large(make_table)
    asking = table.read()
    table.say(asking, AGREE, *COUNCIL, "Ona")
    table.end()
    assert table.told(asking)["Council"] == "5 agree"
    table = large(make_table)
    asking = table.read()
    table.say(asking, AGREE, *COUNCIL, *SIX)
    table.end()
    assert table.told(asking)["Council"] == "All agree"
