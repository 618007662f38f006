"""What moved between two rounds: two pictures compared, frozen with the later one."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from sqlmodel import select

from app.divergence.rounds import SENTENCES
from app.models import AttributionRule, Movement, Rating, Round, Snapshot
from app.models.workshop.draft import GroupDraft
from tests.conftest import CAST, Lobby
from tests.divergence.cases import by_id, load

FIRST = dict.fromkeys(("Olu", "Oona", "Omar", "Ola"), 8) | dict.fromkeys(("Priya", "Pat", "Petra"), 3)
FIRST |= {"Hari": 5, "Carol": 4, "Cy": 6}


def twice(room: Lobby, **changed: int | None) -> Round:
    room.revealed(FIRST)
    return room.revealed({**FIRST, **changed})


def told(round_: Round) -> Movement:
    movement = round_.frozen.movement
    assert movement is not None
    return movement


def test_a_first_round_has_no_movement(room: Lobby) -> None:
    assert room.revealed(FIRST).frozen.movement is None


@pytest.mark.parametrize("rule", [AttributionRule.BY_GROUP, AttributionRule.NOT_ATTRIBUTABLE])
@pytest.mark.parametrize("changed", [{"Hari": 10}, {"Pat": 10}, {"Olu": 1}, {"Hari": 1, "Pat": 10}, {"Carol": None}])
def test_f32_one_move_in_a_guarded_unit_is_told_as_none(
    make_room: Callable[..., Lobby], rule: AttributionRule, changed: dict[str, int | None]
) -> None:
    room = make_room(attribution_rule=rule)
    first = room.revealed(FIRST)
    second = room.revealed({**FIRST, **changed})
    assert told(second).label == "unchanged"
    assert second.frozen.units == first.frozen.units


def test_under_the_open_rule_people_are_paired_and_the_mover_is_a_dot(make_room: Callable[..., Lobby]) -> None:
    second = twice(make_room(attribution_rule=AttributionRule.OPEN), Hari=8)
    assert told(second).label == "widened"
    assert "10 of 10 people who rated first rated again." in (told(second).sentence or "")


def test_under_a_private_rule_no_pairs_are_counted(room: Lobby) -> None:
    second = twice(room, Priya=7, Pat=7, Petra=7)
    assert told(second).label == "narrowed"
    assert "in one group: Providers." in (told(second).sentence or "")
    assert "who rated first" not in (told(second).sentence or "")


def test_where_nobody_moved_that_is_told(room: Lobby) -> None:
    assert told(twice(room)).label == "unchanged"


@pytest.mark.parametrize("name", ["Hari", "Carol"])
def test_f32_a_lone_move_leaves_no_name_and_no_figure_in_what_is_frozen(room: Lobby, name: str) -> None:
    second = twice(room, **{name: 9})
    kept = json.dumps(second.snapshot["movement"] if second.snapshot else None)
    assert name not in kept and "9" not in kept and CAST[name] not in kept


# -- Rounds are kept


def test_rating_again_overwrites_nothing_of_the_round_before(room: Lobby) -> None:
    first = room.revealed(FIRST)
    kept = json.dumps(first.snapshot)
    room.revealed(dict.fromkeys(FIRST, 1))
    room.session.expire_all()
    assert json.dumps(first.snapshot) == kept
    scores = {r.seat_id: r.score for r in room.session.exec(select(Rating).where(Rating.round_id == first.id))}
    assert scores == {room.seats[name].id: score for name, score in FIRST.items()}


def test_f29_somebody_removed_after_the_first_round_still_counts_in_the_second(room: Lobby) -> None:
    """The first round's row holds this person: left out of the second, the rest could be subtracted."""
    first = room.revealed(FIRST)
    room.seats["Omar"].remove(room.session, by="facilitator")
    again = {**FIRST, "Priya": 7, "Pat": 7, "Petra": 7}
    del again["Omar"]
    second = room.revealed(again).frozen
    council = [next(it for it in known.units if it.name == "Council") for known in (first.frozen, second)]
    assert council[0] == council[1] and len(council[1].scores) == 4
    assert second.movement is not None and (second.movement.sentence or "").startswith(SENTENCES["narrowed"])


def test_a_group_that_does_not_come_back_makes_the_rounds_not_comparable(room: Lobby) -> None:
    room.revealed(FIRST)
    again = {name: score for name, score in FIRST.items() if CAST[name] != "Providers"}
    assert told(room.revealed({**again, "Olu": 6, "Oona": 6, "Omar": 6})).label == "not_comparable"


def test_a_snapshot_with_movement_reads_back_as_it_was_written(room: Lobby) -> None:
    second = twice(room, Priya=7, Pat=7, Petra=7)
    assert Snapshot.from_json(json.loads(json.dumps(second.snapshot))) == second.frozen


# -- The public pairs, through the frozen snapshot


PAIRS = load("rounds")


def seated(make_room: Callable[..., Lobby], case: dict[str, Any], rule: str) -> Lobby:
    names = list({**case["round1"], **case["round2"]})
    sizes = {name: len({**case["round1"].get(name, {}), **case["round2"].get(name, {})}) for name in names}
    groups = tuple(GroupDraft(n, max(1, sizes[n]), is_assessing=n == case.get("self_group")) for n in names)
    room = make_room(groups=groups, attribution_rule=AttributionRule(rule))
    for name in [*room.seats]:
        room.seats.pop(name).remove(room.session, by="facilitator")
    for name in names:
        for seat in {**case["round1"].get(name, {}), **case["round2"].get(name, {})}:
            room.seat(f"{name} {seat}", name)
    return room


def answers(round_: dict[str, dict[str, Any]]) -> dict[str, int | None]:
    return {
        f"{name} {seat}": None if answer == "DK" else answer
        for name, seats in round_.items()
        for seat, answer in seats.items()
    }


@pytest.mark.parametrize("case", PAIRS, ids=by_id)
def test_the_label_of_a_public_pair_is_the_one_that_is_frozen(make_room: Callable[..., Lobby], case: Any) -> None:
    room = seated(make_room, case, "open")
    first, second = answers(case["round1"]), answers(case["round2"])
    room.revealed(first)
    movement = told(room.revealed(second))
    assert movement.label == case["expect"]["label"]
    assert (movement.sentence or "").startswith(SENTENCES[case["expect"]["label"]])


def test_there_are_nine_public_pairs() -> None:
    assert len(PAIRS) == 9
