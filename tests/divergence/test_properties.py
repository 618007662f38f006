"""What must hold for every room."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from app.divergence import Analysis, analyse
from app.divergence.codes import DIVERGENT
from tests.divergence.cast import CAST, COUNCIL, Answers, any_rooms, mirrored, scored_rooms

UNMOVED_BY_HEADS = {"between_groups", "lone_group", "self_higher", "self_lower", "within_group", "band_border"}


@given(any_rooms, st.randoms(use_true_random=False))
def test_the_order_of_people_and_groups_does_not_matter(room: Answers, random: Random) -> None:
    names = random.sample(sorted(room), len(room))
    shuffled = {name: random.sample(list(room[name]), len(room[name])) for name in names}
    one, other = analyse(room, COUNCIL), analyse(shuffled, COUNCIL)
    assert one.findings == other.findings
    assert figures(one) == figures(other)


@given(any_rooms)
def test_the_scale_upside_down_gives_the_same_findings(room: Answers) -> None:
    there, back = analyse(room, COUNCIL), analyse(mirrored(room), COUNCIL)
    turned = {"self_higher": "self_lower", "self_lower": "self_higher"}
    assert {turned.get(code, code) for code in there.codes} == set(back.codes)
    assert (there.tier, there.max_gap, there.dispersion) == (back.tier, back.max_gap, back.dispersion)
    low, high = there.headline_by_group or (0, 0)
    assert back.headline_by_group in ((11 - high, 11 - low), None)


@given(scored_rooms, st.sampled_from(CAST))
def test_tripling_one_groups_people_changes_nothing_that_counts_groups(room: Answers, name: str) -> None:
    """Three copies of everyone in a group bring no new view, only more heads."""
    if name not in room or sum(map(len, room.values())) < 3:
        return
    one, other = analyse(room, COUNCIL), analyse({**room, name: [*room[name]] * 3}, COUNCIL)
    assert set(one.codes) & UNMOVED_BY_HEADS == set(other.codes) & UNMOVED_BY_HEADS
    assert (one.headline_by_group, one.dispersion) == (other.headline_by_group, other.dispersion)
    assert (one.within, one.between) == (other.within, other.between)


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


def figures(found: Analysis) -> tuple[object, ...]:
    middles = found.headline_by_group, found.headline_by_person
    return (*middles, found.tier, found.max_gap, found.dispersion, found.within, found.dk_share, found.agenda_key)
