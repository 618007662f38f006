"""Asking whether words can stand: each answer is kept, and of a unit no more is told than the rule of units lets."""

import pytest
from sqlmodel import select

from app.errors import Incomplete, OlderPage, Refusal
from app.models import Assent, AssentSubmission, AttributionRule, CanStand, Event
from app.models.ending.closing import close, confirm
from app.models.record.asking import answers_by_seat, ask_settled, askings_of, assent, read_back, told_by_unit
from app.models.record.position import PositionState, Wording
from app.models.record.settling import settle
from app.models.record.subject import Subject
from app.models.record.voices import voices
from app.models.workshop.draft import GroupDraft
from app.tokens import new_token
from tests.conftest import Lobby
from tests.models.record.conftest import AGREE, ALL, LIVE, NO, MakeTable, Table

COUNCIL = ("Olu", "Oona", "Omar", "Ola")
PROVIDERS = ("Priya", "Pat", "Petra")
POOL = ("Hari", "Carol", "Cy")
SIX = {"Ona": "Council", "Otto": "Council"}
GROUPS = (
    GroupDraft("Council", 6, is_assessing=True), GroupDraft("Providers", 3), GroupDraft("Healthwatch", 1),
    GroupDraft("Carers", 2),
)  # fmt: skip


def large(make_table: MakeTable) -> Table:
    """The council has six people, so its answers are counted."""
    return make_table(more=SIX, groups=GROUPS)


def test_words_are_read_back_after_the_reveal_and_only_if_there_are_words(room: Lobby, table: Table) -> None:
    with pytest.raises(Incomplete, match="there are no words yet"):
        table.read("  ")
    unrevealed = next(standard for standard in room.workshop.standards if standard.number == "4")
    with pytest.raises(Refusal, match="after the reveal"):
        read_back(room.session, Subject.standard(unrevealed), PositionState.AGREED, "Thin.", by="facilitator")
    assert table.room.workshop.words_on_stage == ""


def test_the_same_words_asked_twice_are_one_asking_and_stand_on_the_stage(table: Table) -> None:
    asking = table.read()
    table.say(asking, AGREE, "Olu")
    assert table.read() is asking and len(answers_by_seat(table.room.session, asking.id)) == 1
    assert table.room.workshop.words_on_stage == "standard-6"
    acts = [event.act for event in table.room.session.exec(select(Event))]
    assert acts.count("read back") == 1


def test_an_answer_is_one_row_and_a_retry_gets_what_is_stored(table: Table) -> None:
    asking, seat = table.read(), table.room.seats["Olu"].id
    first, second = new_token(), new_token()
    assent(table.room.session, table.subject, asking, seat, AGREE, first)
    assent(table.room.session, table.subject, asking, seat, NO, second)
    late = assent(table.room.session, table.subject, asking, seat, AGREE, first)
    assert (late.answer, late.outrun, late.is_retry) == (NO, True, True)
    (row,) = table.room.session.exec(select(Assent)).all()
    assert row.answer is NO and len(table.room.session.exec(select(AssentSubmission)).all()) == 2


def test_changed_words_ask_again_and_what_was_said_to_the_earlier_ones_stays(table: Table) -> None:
    earlier = table.read("Choice is thin.")
    table.say(earlier, AGREE, *COUNCIL)
    later = table.read("Choice is good.")
    assert later.id != earlier.id and later.is_open and not earlier.is_open
    assert answers_by_seat(table.room.session, later.id) == {}
    assert len(answers_by_seat(table.room.session, earlier.id)) == 4
    with pytest.raises(OlderPage, match="the words that you were asked about have changed"):
        table.say(earlier, NO, "Olu")


def test_how_it_ends_is_asked_about_and_folded_fields_are_not(table: Table) -> None:
    asking = table.read("Choice is thin.")
    other = read_back(table.room.session, table.subject, PositionState.NOT_AGREED, "Choice is thin.", by="facilitator")
    assert other.id != asking.id
    wording = Wording(PositionState.NOT_AGREED, "Choice is thin.", how_known="Ask again in spring.", number=4)
    settle(table.room.session, table.subject, wording, "scribe", 0)
    assert ask_settled(table.room.session, table.subject, "facilitator") is other


def test_words_that_come_back_are_the_newest_again_with_their_answers(table: Table) -> None:
    asking = table.read("Choice is thin.")
    table.say(asking, AGREE, "Olu")
    table.read("Choice is good.")
    assert table.read("Choice is thin.") is asking
    assert askings_of(table.room.session, table.room.workshop.id)[table.subject.key][-1] is asking
    table.say(asking, NO, "Oona")
    assert len(answers_by_seat(table.room.session, asking.id)) == 2


def test_who_came_after_the_reveal_joins_from_the_next(table: Table) -> None:
    asking = table.read()
    table.room.seat("Late", "Providers")
    with pytest.raises(Refusal, match="you join from the next standard"):
        table.say(asking, AGREE, "Late")


def test_an_answer_may_change_until_the_workshop_is_confirmed(table: Table) -> None:
    asking, workshop = table.read(), table.room.workshop
    close(table.room.session, workshop, by="facilitator")
    table.say(asking, NO, "Olu")
    confirm(table.room.session, workshop, by="facilitator")
    with pytest.raises(Refusal, match="its record is fixed"):
        table.say(asking, AGREE, "Olu")


# -- What is told, and what is not


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
