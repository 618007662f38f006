"""What a reveal releases of the answers, once and for good, and how small groups are kept."""

from collections.abc import Callable

import pytest
from sqlmodel import func, select

from app.errors import Refusal
from app.models import AttributionRule, Event
from app.models.rounds.revealing import reveal
from app.models.workshop.draft import GroupDraft
from tests.conftest import Lobby
from tests.models.rounds.reveals import (
    SCORES,
    TOGETHER,
    by_consent,
    consent,
    rated_and_revealed,
    reveal_now,
    revealed,
    seat_fifth,
    units,
)


def test_groups_under_three_are_pooled_and_who_is_guarded_stands_at_the_middle(room: Lobby) -> None:
    snapshot = revealed(room)
    assert units(snapshot) == {"Council": (8, 8, 8), "Providers": (3, 3, 3), TOGETHER: (5, 5, 5)}
    assert set(snapshot.pooled) == {"Healthwatch", "Carers"}
    assert all(unit.is_guarded for unit in snapshot.units)


def test_a_group_of_three_of_whom_two_rated_is_pooled_too(room: Lobby) -> None:
    snapshot = revealed(room, Olu=8, Oona=8, Omar=9, Priya=3, Pat=3, Carol=4, Hari=5)
    assert units(snapshot) == {"Council": (8, 8, 8), TOGETHER: (3, 3, 4, 4)}


def test_a_unit_of_five_ratings_keeps_them(room: Lobby) -> None:
    seat_fifth(room)
    snapshot = revealed(room, **SCORES, Ola=7, Ode=10)
    assert units(snapshot)["Council"] == (7, 8, 8, 9, 10)
    assert [unit.name for unit in snapshot.units if not unit.is_guarded] == ["Council"]


def test_f24_strangers_in_a_lone_persons_group_do_not_make_it_a_unit(room: Lobby) -> None:
    """Planned as one: with two who rate 1 and 10 the middle would be that person's rating."""
    for name in ("Stan", "Stella"):
        room.seat(name, "Healthwatch")
    snapshot = revealed(room, **SCORES, Stan=1, Stella=10)
    assert "Healthwatch" not in units(snapshot) and "Healthwatch" in snapshot.pooled


def test_what_a_guarded_units_people_cite_and_name_is_not_counted(room: Lobby) -> None:
    seat_fifth(room)
    sitting = room.open("6")
    for name, score in {**SCORES, "Ola": 8, "Ode": 8}.items():
        room.rate(name, room.round_of("6"), score, from_document=True, criteria=("6.1",))
    sitting.close(room.session, by="facilitator")
    reveal(room.session, sitting, by="facilitator")
    counted = {unit.name: (unit.cites.document, unit.criteria) for unit in room.round_of("6").frozen.units}
    assert counted == {"Council": (5, (("6.1", 5),)), "Providers": (0, ()), TOGETHER: (0, ())}


def test_a_group_that_was_pooled_stays_so_when_the_standard_is_rated_again(room: Lobby) -> None:
    """Else the two pictures of one standard could be subtracted, and Carers never agreed to be seen."""
    revealed(room)
    consent(room, "Hari")
    again = rated_and_revealed(room, "6")
    assert "Healthwatch" not in units(again)
    assert not by_consent(again)


@pytest.mark.parametrize("leaver", ["Olu", "Pat", "Hari", "Carol"])
def test_f24_who_leaves_between_two_rounds_leaves_every_row_and_figure_as_it_was(room: Lobby, leaver: str) -> None:
    first = revealed(room)
    room.seats[leaver].remove(room.session, by="facilitator")
    again = rated_and_revealed(room, "6")
    assert (again.units, again.answered) == (first.units, first.answered)
    assert again.movement is not None and again.movement.label == "unchanged"
    assert "did not rate again" not in (again.movement.sentence or "")


def test_of_a_large_unit_it_is_told_how_many_did_not_rate_again(room: Lobby) -> None:
    seat_fifth(room)
    everybody = {**SCORES, "Ola": 7, "Ode": 10}
    room.revealed(everybody)
    again = room.revealed({name: score for name, score in everybody.items() if name != "Ode"}).frozen
    assert units(again)["Council"] == (7, 8, 8, 9, 10)
    assert [unit.silent_again for unit in again.units if unit.name == "Council"] == [1]
    assert again.movement is not None
    assert (again.movement.sentence or "").endswith("Council: 1 of 5 people did not rate again.")


def test_under_the_open_rule_every_group_is_as_it_is(make_room: Callable[..., Lobby]) -> None:
    room = make_room(attribution_rule=AttributionRule.OPEN)
    assert units(revealed(room)) == {
        "Council": (8, 8, 9), "Providers": (3, 3, 4), "Healthwatch": (5,), "Carers": (4, 6),
    }  # fmt: skip
    assert not [unit for unit in room.round_of("6").frozen.units if unit.is_guarded]


def test_too_few_together_are_withheld_and_no_value_of_theirs_is_kept_in_a_unit(room: Lobby) -> None:
    snapshot = revealed(room, Olu=8, Oona=8, Omar=9, Priya=3, Pat=3, Petra=4, Hari=1)
    assert "Healthwatch" not in units(snapshot)
    for unit in snapshot.units:
        assert 1 not in unit.scores or len(unit.scores) >= 3


def test_the_order_of_arrival_leaves_no_trace(make_room: Callable[..., Lobby]) -> None:
    forward = revealed(make_room(), **SCORES)
    backward = revealed(make_room(title="Day 3"), **dict(reversed(SCORES.items())))
    assert forward == backward


def test_cant_tell_is_counted_beside_the_scores_and_silence_is_not(room: Lobby) -> None:
    snapshot = revealed(room, Olu=8, Oona=8, Omar=9, Ola=None, Priya=3, Pat=3, Petra=4)
    assert (snapshot.answered, snapshot.seated) == (7, 10)
    assert {unit.name: unit.cant_tell for unit in snapshot.units} == {
        "Council": 1, "Providers": 0, "Healthwatch": 0, "Carers": 0,
    }  # fmt: skip


def test_a_round_that_nobody_answered_can_be_revealed(room: Lobby) -> None:
    room.open("6")
    snapshot = reveal_now(room, room.round_of("6"))
    assert snapshot.answered == 0
    assert all(unit.is_silent and not unit.is_guarded for unit in snapshot.units)


def test_where_all_is_withheld_people_are_counted_and_no_value_is_kept(room: Lobby) -> None:
    round_ = room.revealed({"Hari": 7, "Carol": 10})
    assert (round_.frozen.answered, round_.frozen.withheld) == (2, ("Carers", "Healthwatch"))
    assert all(unit.is_silent for unit in round_.frozen.units)


def test_after_a_withheld_round_the_next_is_the_first(room: Lobby) -> None:
    room.revealed({"Hari": 7, "Carol": 10})
    second = room.revealed(SCORES).frozen
    assert second.first == 2 and second.movement is not None and second.movement.label == "not_comparable"
    assert units(room.revealed({**SCORES, "Pat": 10}).frozen) == units(second)


@pytest.mark.parametrize("is_assessing", [True, False])
def test_the_assessing_unit_is_named_only_when_it_is_displayed(
    make_room: Callable[..., Lobby], is_assessing: bool
) -> None:
    groups = (GroupDraft("Council", 4, is_assessing=is_assessing), GroupDraft("Providers", 3))
    room = make_room(groups=groups)
    snapshot = revealed(room, Olu=8, Oona=8, Omar=9, Priya=3, Pat=3, Petra=4)
    assert snapshot.assessing_unit == ("Council" if is_assessing else None)


def test_a_group_that_is_missing_both_times_does_not_stop_the_second_reveal(room: Lobby) -> None:
    answers = {name: score for name, score in SCORES.items() if name != "Hari"}
    room.revealed(answers)
    again = room.revealed(answers).frozen
    assert next(unit for unit in again.units if unit.name == "Healthwatch").is_silent


def test_an_open_sitting_is_not_revealed(room: Lobby) -> None:
    sitting = room.open("6")
    with pytest.raises(Refusal, match="Close this sitting before"):
        reveal(room.session, sitting, by="facilitator")
    assert room.round_of("6").snapshot is None


def test_revealing_twice_is_safe_and_keeps_the_first_snapshot(room: Lobby) -> None:
    sitting = room.open("6")
    round_ = room.round_of("6")
    for name, score in (("Priya", 3), ("Pat", 3), ("Petra", 4)):
        room.rate(name, round_, score)
    sitting.close(room.session, by="facilitator")
    reveal(room.session, sitting, by="facilitator")
    before, when = round_.snapshot, sitting.revealed_at
    room.seats["Priya"].remove(room.session, by="facilitator")
    reveal(room.session, sitting, by="facilitator")
    assert (round_.snapshot, sitting.revealed_at) == (before, when)


def test_nothing_counts_twice_however_often_a_sitting_is_opened_and_undone(room: Lobby) -> None:
    sitting = room.open("6")
    for score in (2, 8):
        room.rate("Hari", room.round_of("6"), score)
        sitting.close(room.session, by="facilitator")
        sitting.undo_close(room.session, by="facilitator")
    sitting.close(room.session, by="facilitator")
    reveal(room.session, sitting, by="facilitator")
    assert room.round_of("6").frozen.answered == 1
    assert room.session.exec(select(func.count()).select_from(Event).where(Event.act == "revealed")).one() == 1


def test_a_reveal_puts_nothing_on_stage_by_itself(room: Lobby) -> None:
    for _ in range(2):
        sitting = room.open("6")
        room.rate("Olu", room.round_of("6"), 7)
        sitting.close(room.session, by="facilitator")
        reveal(room.session, sitting, by="facilitator")
        standard = next(s for s in room.workshop.standards if s.number == "6")
        assert not standard.is_shown
        standard.show(room.session, by="facilitator")
