"""What is said of every room whoever comes first, and the order to talk in."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from app.divergence import DK, Analysis, agenda, analyse
from tests.divergence.cast import (
    CAST,
    COUNCIL,
    ICB,
    PEOPLE,
    PROVIDERS,
    Answers,
    any_rooms,
    mirrored,
    scored_rooms,
)

AGREED = analyse({COUNCIL: [8, 8], PEOPLE: [8, 8]})
APART = analyse({COUNCIL: [9, 9], PEOPLE: [2, 2]})
EMPTY = analyse({COUNCIL: [], PEOPLE: []})


def order(*items: object) -> list[object]:
    return [number for number, _ in agenda(enumerate(items, 1))]  # type: ignore[arg-type]


def test_the_lower_tier_comes_first() -> None:
    assert order(AGREED, APART) == [2, 1]


def test_in_a_tier_the_more_dispersed_room_comes_first() -> None:
    wider = analyse({COUNCIL: [10, 10], PEOPLE: [2, 2]})
    assert order(APART, wider) == [2, 1]


def test_of_equally_dispersed_rooms_the_one_with_the_wider_qualifying_gap_comes_first() -> None:
    camps = analyse({COUNCIL: [2, 9], PEOPLE: [2, 9]})
    assert camps.dispersion == APART.dispersion and camps.tier == APART.tier
    assert order(camps, APART) == [2, 1]


def test_then_the_one_with_more_cant_tell() -> None:
    unsure = analyse({COUNCIL: [9, 9, 9, 9, DK], PEOPLE: [2, 2]})
    assert order(APART, unsure) == [2, 1]


def test_equals_go_by_number_as_people_count() -> None:
    assert [number for number, _ in agenda([(10, APART), (9, APART)])] == [9, 10]
    assert [number for number, _ in agenda([("S10", APART), ("S9", APART), ("S09b", APART)])] == ["S9", "S09b", "S10"]


def test_a_number_may_be_longer_than_any_integer_can_be_read() -> None:
    assert next(number for number, _ in agenda([("9" * 5000, APART), ("8", APART)])) == "8"


def test_a_room_without_ratings_comes_last_in_its_tier() -> None:
    mixed = analyse({COUNCIL: [8, 8], PEOPLE: [6, 5], ICB: [], PROVIDERS: []})
    assert EMPTY.tier == mixed.tier == 3
    assert order(EMPTY, mixed) == [2, 1]


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


def figures(found: Analysis) -> tuple[object, ...]:
    middles = found.headline_by_group, found.headline_by_person
    return (*middles, found.tier, found.max_gap, found.dispersion, found.within, found.dk_share, found.agenda_key)


def test_a_middle_is_shared_when_it_is_under_three_wide() -> None:
    assert analyse({COUNCIL: [5], PEOPLE: [7]}).shared_middle
    assert not analyse({COUNCIL: [5], PEOPLE: [8]}).shared_middle
