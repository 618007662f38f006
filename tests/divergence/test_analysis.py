from app.divergence import DK, agenda, analyse
from tests.divergence.cast import COUNCIL, ICB, PEOPLE, PROVIDERS

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
