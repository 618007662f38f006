"""What a revealed round shows, from its snapshot alone: rows, totals, and the findings that everybody is told."""

import json
from collections.abc import Callable

from app.divergence.codes import CONSOLE_ONLY
from app.models import AttributionRule
from app.revealed.round import Revealed, revealed
from tests.conftest import Lobby

APART: dict[str, int | None] = {
    **dict.fromkeys(("Olu", "Oona", "Omar", "Ola"), 9), **dict.fromkeys(("Priya", "Pat", "Petra"), 3),
    "Hari": 5, "Carol": 4, "Cy": None,
}  # fmt: skip


def shown(room: Lobby, answers: dict[str, int | None]) -> Revealed:
    return revealed(json.dumps(room.revealed(answers).snapshot))


def test_a_row_tells_its_unit_and_dots_stand_under_the_open_rule_alone(make_room: Callable[..., Lobby]) -> None:
    by_group, in_the_open = (
        shown(make_room(attribution_rule=rule), APART) for rule in (AttributionRule.BY_GROUP, AttributionRule.OPEN)
    )
    assert [row.dots for row in by_group.rows] == [()] * len(by_group.rows)
    dots = {row.name: row.dots for row in in_the_open.rows}
    assert dots == {"Council": ((9, 4),), "Providers": ((3, 3),), "Healthwatch": ((5, 1),), "Carers": ((4, 1),)}


def test_where_a_unit_tells_its_row_alone_each_person_stands_at_its_middle(make_room: Callable[..., Lobby]) -> None:
    guarded, in_the_open = (
        shown(make_room(attribution_rule=rule), APART) for rule in (AttributionRule.BY_GROUP, AttributionRule.OPEN)
    )
    assert guarded.everyone == "Everyone, small groups at their middle"
    assert in_the_open.everyone == "Everyone, each counted once"


def test_beside_what_is_withheld_no_total_lets_it_be_found_by_subtraction(room: Lobby) -> None:
    withheld = shown(room, {"Hari": 7, "Carol": 10})
    assert withheld.withheld and (withheld.rated, withheld.cant_tell) == (None, None)
    assert withheld.totals == "2 answered"


def test_all_told_those_who_rated_and_those_who_cannot_tell_are_counted(make_room: Callable[..., Lobby]) -> None:
    assert shown(make_room(attribution_rule=AttributionRule.OPEN), APART).totals == "9 rated · 1 can’t tell"


def test_what_may_point_at_somebody_is_told_only_once_it_was_put_there_and_then_comes_first(
    make_room: Callable[..., Lobby],
) -> None:
    round_ = shown(make_room(attribution_rule=AttributionRule.OPEN), APART)
    aside = [finding.code for finding in round_.findings if finding.code in CONSOLE_ONLY]
    assert aside, "else there is nothing to keep aside"
    assert not CONSOLE_ONLY & {finding.code for finding in round_.told()}
    for code in aside:
        told = [finding.code for finding in round_.told([code])]
        assert told[0] == code and len(told) <= 2 and CONSOLE_ONLY & {*told} == {code}
