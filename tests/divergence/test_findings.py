"""What holds for the findings of every room, and for the tier they put it in."""

from hypothesis import given

from app.divergence import analyse
from app.divergence.codes import DIVERGENT
from tests.divergence.cast import COUNCIL, Answers, any_rooms


@given(any_rooms)
def test_agreement_is_never_claimed_beside_a_divergence(room: Answers) -> None:
    codes = set(analyse(room, COUNCIL).codes)
    if codes & {"agreement", "agreement_partial"}:
        assert not codes & {*DIVERGENT, "lone_group", "self_higher", "self_lower", "lone_voice", "not_enough", "mixed"}


@given(any_rooms)
def test_every_room_is_told_something_and_tiers_follow_from_the_findings(room: Answers) -> None:
    found = analyse(room, COUNCIL)
    assert found.findings
    assert found.tier == min(found.tier, *(finding.tier for finding in found.findings))
    assert [f.tier for f in found.findings] == sorted(f.tier for f in found.findings)
    assert found.tier > 1 or "not_enough" not in found.codes


@given(any_rooms)
def test_no_code_is_found_twice(room: Answers) -> None:
    found = analyse(room, COUNCIL)
    assert len(found.codes) == len(found.findings)
