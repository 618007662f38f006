"""The record of a subject as an export tells it: what the room was told, and no more."""

from collections.abc import Callable, Sequence

import pytest

from app.exports.contents.recorded import Dissent, UnitAssent
from app.exports.contents.report import Report
from app.exports.contents.subjects import Domain, Standard
from app.models import AttributionRule
from app.models.ending.closing import confirm
from app.models.record.asking import end_all
from app.models.record.dissent import Shown, let_stand, own_dissent
from app.models.record.position import LATER, PositionState, Wording
from app.models.record.settling import finish_later, reopen
from app.models.record.subject import Key
from tests.conftest import Lobby
from tests.exports.day import (
    AGREE,
    CANARIES,
    CHOICE,
    DISAGREES,
    LATER_FIELDS,
    LIVES,
    OF_DOMAIN,
    WHOLE,
    Day,
    whole_day,
)  # fmt: skip

TOGETHER = "Smaller groups together"


def standard(made: Report, number: str = "6") -> Standard:
    return next(each for domain in made.domains for each in domain.standards if each.number == number)


def domain(made: Report) -> Domain:
    return next(domain for domain in made.domains if domain.number == "3")


def said(units: Sequence[UnitAssent]) -> list[tuple[str, str]]:
    return [(unit.unit, unit.sentence) for unit in units]


def words(dissents: Sequence[Dissent]) -> list[str]:
    return [dissent.words for dissent in dissents]


def test_a_position_has_every_field_that_people_may_finish_later(day: Day) -> None:
    position = standard(day.report()).position
    assert position is not None
    assert {name: getattr(position, name) for name in LATER_FIELDS} == LATER_FIELDS
    assert set(LATER) <= set(type(position).model_fields)


def test_a_domain_and_the_whole_have_their_words_and_what_their_forms_ask_for(day: Day) -> None:
    made = day.report()
    market, whole = domain(made).position, made.overall.position
    assert market and whole
    assert (market.wording, market.good_practice, market.has_divergent_views) == (
        OF_DOMAIN.wording, "The providers’ forum.", True,
    )  # fmt: skip
    assert (whole.wording, whole.number, whole.narrative) == (WHOLE.wording, 6, "Carers were heard late.")
    assert made.domains[0].number == "2" and not made.domains[0].positions


def test_the_round_on_the_arrow_is_told_with_its_marks(day: Day) -> None:
    (round_,) = day.report().overall.rounds
    assert round_.shown
    assert [(unit.name, unit.middle) for unit in round_.shown.units] == [
        ("Council", (8, 8)), ("Providers", (3, 3)), (TOGETHER, (5, 5)),
    ]  # fmt: skip


def test_what_is_finished_later_and_what_is_reopened_are_versions_and_dates(day: Day) -> None:
    finish_later(day.session, day.subject("standard-6"), {"evidence": "Fees, compared anew."}, "scribe 1", 1)
    first, second = standard(day.report()).positions
    assert (first.evidence, second.evidence) == (LATER_FIELDS["evidence"], "Fees, compared anew.")
    reopen(day.session, day.subject("standard-6"), "A report came in.", "facilitator")
    again = standard(day.report())
    assert (again.is_settled, again.position) == (False, None) and again.positions[-1].reopened_at


def test_confirming_is_one_date_on_every_position_that_stands(day: Day) -> None:
    assert day.report().workshop.confirmed_at is None
    day.close()
    confirm(day.session, day.workshop, by="facilitator")
    made = day.report()
    dates = {made.workshop.confirmed_at}
    dates |= {each.positions[-1].confirmed_at for each in (standard(made), domain(made), made.overall)}
    assert len(dates) == 1 and None not in dates


# -- Assent


def test_a_unit_is_counted_or_told_by_one_of_two_sentences(day: Day) -> None:
    asked = standard(day.report()).asking
    assert asked is not None
    assert said(asked.units) == [
        ("Council", "3 agree, 1 can live with it, 1 does not agree"),
        ("Providers", "Can stand"),
        (TOGETHER, "Not everyone can live with it"),
    ]
    council, providers, together = asked.units
    assert (council.agree, council.can_live_with_it, council.do_not_agree, council.is_of_one_mind) == (3, 1, 1, False)
    for guarded in (providers, together):
        assert (guarded.agree, guarded.can_live_with_it, guarded.do_not_agree) == (None, None, None)
        assert guarded.is_of_one_mind is None


def test_each_wording_is_told_by_itself_and_the_one_that_stands_is_marked(day: Day) -> None:
    earlier, newest = standard(day.report()).askings
    assert (earlier.wording, earlier.is_of_position) == ("Choice is good.", False)
    assert (newest.wording, newest.is_of_position) == (CHOICE.wording, True)
    assert said(earlier.units) == [(unit, "Too few answered to be told") for unit in ("Council", "Providers", TOGETHER)]


def test_how_it_was_asked_is_said_of_every_subject(day: Day) -> None:
    made = day.report()
    assert [standard(made).how_asked, standard(made, "9").how_asked] == ["asked", "still being asked"]
    assert [domain(made).how_asked, made.overall.how_asked] == ["not asked", "asked"]
    reopen(day.session, day.subject("standard-6"), "A report came in.", "facilitator")
    day.settle("standard-6", Wording(PositionState.AGREED, "Choice is thin."))
    assert standard(day.report()).how_asked == "asked about other words"


def test_while_it_is_asked_nothing_of_any_answer_is_told(day: Day) -> None:
    before = day.report()
    (asked,) = standard(before, "9").askings
    assert (asked.units, asked.ended_at, standard(before, "9").dissents) == ((), None, ())
    day.answer("standard-9", day.asking("standard-9"), Olu=AGREE, Oona=DISAGREES, Hari=LIVES)
    day.disagree("standard-9", "Hari", "Later words.", Shown.WITHOUT_NAME)
    after = day.report()
    same = {"exported_at": before.exported_at, "revision": before.revision}
    assert after.model_copy(update=same) == before


def test_a_guarded_units_sentence_stands_when_its_people_answer_anew(day: Day) -> None:
    day.answer("standard-6", day.asking("standard-6"), Hari=AGREE, Priya=DISAGREES, Olu=AGREE)
    asked = standard(day.report()).asking
    assert asked is not None
    assert said(asked.units) == [
        ("Council", "4 agree, 1 can live with it"),
        ("Providers", "Can stand"),
        (TOGETHER, "Not everyone can live with it"),
    ]


@pytest.mark.parametrize("rule", list(AttributionRule))
def test_a_close_leaves_every_sentence_as_it_was(make_room: Callable[..., Lobby], rule: AttributionRule) -> None:
    day = whole_day(make_room, rule)
    before = standard(day.report())
    day.close()
    after = standard(day.report())
    assert before.asking and after.asking
    assert said(after.asking.units) == said(before.asking.units)
    assert after.dissents == before.dissents


# -- Dissent


def test_dissent_stands_in_its_own_words_with_what_its_writer_chose(day: Day) -> None:
    named, unnamed, held = standard(day.report()).dissents
    assert (named.unit, named.words, named.may_publish, named.behind, named.of_people) == (
        "Council", "Fees did rise.", True, 2, 5,
    )  # fmt: skip
    assert (unnamed.unit, unnamed.words, unnamed.may_publish) == ("", "We visited five.\nNone had room.", False)
    assert (unnamed.behind, unnamed.of_people) == (None, None)
    assert (held.is_held_back, held.held_back_why) == (True, "It names a person.")
    assert (held.unit, held.words, held.behind, held.of_people) == ("", "", None, None)


def test_what_is_held_back_comes_last_wherever_its_words_would_stand(day: Day) -> None:
    held = own_dissent(day.session, day.room.seats["Carol"].id, Key.of_slug("standard-6"))
    assert held is not None
    for text in ("A word before all others.", "Zebra."):
        held.text = text
        assert [dissent.is_held_back for dissent in standard(day.report()).dissents] == [False, False, True]
    let_stand(day.session, held, by="facilitator")
    assert "Zebra." in words(standard(day.report()).dissents)


def test_dissent_is_told_once_asking_has_ended(day: Day) -> None:
    end_all(day.session, day.subject("standard-9"), by="facilitator")
    assert words(standard(day.report(), "9").dissents) == [CANARIES["while asked"]]


def test_how_many_reasons_are_held_back_is_told_and_nothing_else_of_them(day: Day) -> None:
    made = day.report()
    (six,), (nine,) = standard(made).rounds, standard(made, "9").rounds
    assert six.shown and nine.shown
    assert (six.shown.reasons_held_back, nine.shown.reasons_held_back) == (1, 0)


# -- Missing voices and actions


def test_missing_voices_stand_with_the_position_that_was_settled_all_the_same(make_room: Callable[..., Lobby]) -> None:
    room = make_room()
    room.revealed({"Olu": 7, "Oona": 7, "Omar": 7, "Hari": 6, "Carol": 5, "Cy": None})
    day = Day(room)
    day.settle("standard-6", CHOICE)
    position = standard(day.report()).position
    assert position and position.missing == ("Providers was not heard",)


def test_actions_stand_with_their_subject_as_they_were_written(day: Day) -> None:
    made = day.report()
    fees, visits, dropped = standard(made).actions
    assert (fees.what, fees.who, fees.when, fees.priority) == (
        "Review fees.", ("Council", "Providers"), "31 January 2027", "high",
    )  # fmt: skip
    assert (visits.how_known, visits.status, visits.who, visits.when) == ("A list of visits.", "under way", (), "")
    assert dropped.status == "dropped"
    assert [action.what for action in domain(made).actions] == ["Map the market."]
    assert [action.when for action in made.overall.actions] == ["spring 2027"]
