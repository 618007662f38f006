"""What a reveal freezes, and how small groups are kept."""

import json
from collections.abc import Callable

import pytest

from app.models import AttributionRule, Round, Snapshot
from app.models.draft import GroupDraft
from tests.conftest import Room

TOGETHER = "Smaller groups together"
SCORES = {"Olu": 8, "Oona": 8, "Omar": 9, "Priya": 3, "Pat": 3, "Petra": 4, "Hari": 5, "Carol": 4, "Cy": 6}


def revealed(room: Room, **answers: int | None) -> Snapshot:
    room.open("6")
    round_ = room.round_of("6")
    for name, score in (answers or SCORES).items():
        room.rate(name, round_, score)
    return reveal(room, round_)


def reveal(room: Room, round_: Round) -> Snapshot:
    round_.sitting.close(room.session)
    round_.sitting.reveal(room.session)
    return round_.frozen


def units(snapshot: Snapshot) -> dict[str, tuple[int, ...]]:
    return {unit.name: unit.scores for unit in snapshot.units}


def consent(room: Room, *names: str) -> None:
    for name in names:
        room.seats[name].choose(may_show_group=True)


def test_groups_under_three_are_pooled(room: Room) -> None:
    snapshot = revealed(room)
    assert units(snapshot) == {"Council": (8, 8, 9), "Providers": (3, 3, 4), TOGETHER: (4, 5, 6)}
    assert set(snapshot.pooled) == {"Healthwatch", "Carers"}


def test_a_group_of_three_of_whom_two_rated_is_pooled_too(room: Room) -> None:
    snapshot = revealed(room, Olu=8, Oona=8, Omar=9, Priya=3, Pat=3, Carol=4, Hari=5)
    assert units(snapshot) == {"Council": (8, 8, 9), TOGETHER: (3, 3, 4, 5)}


def test_a_small_group_is_shown_as_itself_only_if_every_member_consents(room: Room) -> None:
    consent(room, "Carol", "Hari")
    assert "Carers" not in units(revealed(room))
    consent(room, "Cy")
    snapshot = rated_and_revealed(room, "9")
    assert units(snapshot)["Carers"] == (4, 6)
    assert set(snapshot.by_consent) == {"Healthwatch", "Carers"}


def test_a_group_that_was_pooled_stays_so_when_the_standard_is_rated_again(room: Room) -> None:
    """Else the two pictures of one standard could be subtracted, and Carers never agreed to be seen."""
    revealed(room)
    consent(room, "Hari")
    again = rated_and_revealed(room, "6")
    assert "Healthwatch" not in units(again)
    assert "Healthwatch" not in again.by_consent


def test_a_round_is_compared_with_everybody_it_was_frozen_with(room: Room) -> None:
    revealed(room)
    room.seats["Olu"].remove(room.session, by="facilitator")
    again = rated_and_revealed(room, "6")
    assert again.movement is not None and again.movement.sentence
    assert "8 of 8" not in again.movement.sentence


def rated_and_revealed(room: Room, number: str) -> Snapshot:
    room.open(number)
    round_ = room.round_of(number)
    for name, score in SCORES.items():
        if room.seats[name].removed_at is None:
            room.rate(name, round_, score)
    return reveal(room, round_)


def test_a_member_who_did_not_rate_can_hold_their_group_back(room: Room) -> None:
    consent(room, "Carol", "Hari")
    assert "Carers" not in units(revealed(room, **{**SCORES, "Cy": None}))


def test_no_answer_to_the_question_means_pooled(room: Room) -> None:
    assert room.seats["Hari"].may_show_group is None
    assert "Healthwatch" not in units(revealed(room))


def test_consent_is_frozen_at_the_reveal(room: Room) -> None:
    consent(room, "Carol", "Cy", "Hari")
    snapshot = revealed(room)
    room.seats["Hari"].choose(may_show_group=False)
    room.session.flush()
    room.session.expire_all()
    assert room.round_of("6").frozen == snapshot
    assert "Healthwatch" in units(snapshot)


def test_consent_can_be_taken_back_before_the_next_reveal(room: Room) -> None:
    consent(room, "Carol", "Cy", "Hari")
    assert "Healthwatch" in units(revealed(room))
    room.seats["Hari"].choose(may_show_group=False)
    assert "Healthwatch" not in units(revealed(room))


def test_under_not_attributable_no_consent_shows_a_small_group(make_room: Callable[..., Room]) -> None:
    room = make_room(attribution_rule=AttributionRule.NOT_ATTRIBUTABLE)
    consent(room, "Carol", "Cy", "Hari")
    snapshot = revealed(room)
    assert set(units(snapshot)) == {"Council", "Providers", TOGETHER}
    assert snapshot.by_consent == ()


def test_under_the_open_rule_every_group_is_as_it_is(make_room: Callable[..., Room]) -> None:
    room = make_room(attribution_rule=AttributionRule.OPEN)
    assert units(revealed(room)) == {
        "Council": (8, 8, 9), "Providers": (3, 3, 4), "Healthwatch": (5,), "Carers": (4, 6),
    }  # fmt: skip


def test_too_few_together_are_withheld_and_no_value_of_theirs_is_kept_in_a_unit(room: Room) -> None:
    snapshot = revealed(room, Olu=8, Oona=8, Omar=9, Priya=3, Pat=3, Petra=4, Hari=1)
    assert "Healthwatch" not in units(snapshot)
    for unit in snapshot.units:
        assert 1 not in unit.scores or len(unit.scores) >= 3


def test_removed_seats_do_not_count(room: Room) -> None:
    room.open("6")
    round_ = room.round_of("6")
    for name, score in SCORES.items():
        room.rate(name, round_, score)
    room.seats["Omar"].remove(room.session, by="facilitator")
    snapshot = reveal(room, round_)
    assert (snapshot.rated, snapshot.seated) == (8, 9)
    assert 9 not in [score for unit in snapshot.units for score in unit.scores]


def test_a_removed_member_does_not_stand_between_a_group_and_its_consent(room: Room) -> None:
    consent(room, "Carol", "Hari")
    room.seats["Cy"].remove(room.session, by="facilitator")
    answers = {name: score for name, score in SCORES.items() if name != "Cy"}
    assert units(revealed(room, **answers))["Carers"] == (4,)


def test_f29_removing_a_seat_afterwards_changes_no_frozen_figure(room: Room) -> None:
    snapshot = revealed(room)
    for name in ("Olu", "Hari", "Carol"):
        room.seats[name].remove(room.session, by="facilitator")
    room.session.flush()
    room.session.expire_all()
    assert room.round_of("6").frozen == snapshot


def test_the_order_of_arrival_leaves_no_trace(make_room: Callable[..., Room]) -> None:
    forward = revealed(make_room(), **SCORES)
    backward = revealed(make_room(title="Day 3"), **dict(reversed(SCORES.items())))
    assert forward == backward


def test_a_snapshot_holds_no_seat_no_name_and_no_reason(room: Room) -> None:
    room.open("6")
    round_ = room.round_of("6")
    for name, score in SCORES.items():
        room.rate(name, round_, score, reason="canary-reason", may_quote=True)
    reveal(room, round_)
    kept = json.dumps(round_.snapshot)
    assert "canary" not in kept
    assert "seat_id" not in kept and "token" not in kept


def test_a_snapshot_reads_back_as_it_was_written(room: Room) -> None:
    snapshot = revealed(room)
    assert Snapshot.from_json(json.loads(json.dumps(snapshot.to_json()))) == snapshot


def test_cant_tell_is_counted_beside_the_scores_and_silence_is_not(room: Room) -> None:
    snapshot = revealed(room, Olu=8, Oona=8, Omar=9, Ola=None, Priya=3, Pat=3, Petra=4)
    assert (snapshot.rated, snapshot.cant_tell, snapshot.seated) == (6, 1, 10)
    assert next(unit for unit in snapshot.units if unit.name == "Council").cant_tell == 1


def test_a_round_that_nobody_answered_can_be_revealed(room: Room) -> None:
    room.open("6")
    snapshot = reveal(room, room.round_of("6"))
    assert (snapshot.rated, snapshot.cant_tell) == (0, 0)
    assert all(unit.scores == () for unit in snapshot.units)


@pytest.mark.parametrize("is_assessing", [True, False])
def test_the_assessing_unit_is_named_only_when_it_is_displayed(
    make_room: Callable[..., Room], is_assessing: bool
) -> None:
    groups = (GroupDraft("Council", 4, is_assessing=is_assessing), GroupDraft("Providers", 3))
    room = make_room(groups=groups)
    snapshot = revealed(room, Olu=8, Oona=8, Omar=9, Priya=3, Pat=3, Petra=4)
    assert snapshot.assessing_unit == ("Council" if is_assessing else None)
