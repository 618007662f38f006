"""What a test over many cases says, and that it tries them all."""

import pytest

from tests.cases import mostly_long, over


def test_all_cases_are_tried_and_every_wrong_one_is_told() -> None:
    tried: list[int] = []

    @over("number", range(5))
    def is_even(number: int) -> None:
        tried.append(number)
        assert number % 2 == 0, "odd"

    with pytest.raises(AssertionError, match=r"(?s)2 of 5:.*'number': 1.*'number': 3"):
        is_even()
    assert tried == [0, 1, 2, 3, 4]


def test_cases_stand_above_one_another_and_leave_fixtures_alone() -> None:
    tried: list[tuple[str, int, int]] = []

    @over("one, other", [(1, 2), (3, 4)])
    @over("more", [0, 10])
    def adds(name: str, one: int, other: int, more: int) -> None:
        tried.append((name, one + more, other + more))

    adds(name="fixture")
    assert tried == [("fixture", 1, 2), ("fixture", 11, 12), ("fixture", 3, 4), ("fixture", 13, 14)]


def test_no_cases_at_all_is_no_test() -> None:
    with pytest.raises(AssertionError, match="no case"):
        over("number", [])

    @over("number", lambda: iter(()))
    def is_even(number: int) -> None:
        assert number % 2 == 0

    with pytest.raises(AssertionError, match="no case"):
        is_even()


def test_cases_given_as_a_function_are_made_when_the_test_runs() -> None:
    made: list[int] = []

    def numbers() -> list[int]:
        made.append(1)
        return [0, 1]

    @over("number", numbers)
    def is_even(number: int) -> None:
        assert number % 2 == 0, "odd"

    assert made == []
    with pytest.raises(AssertionError, match=r"(?s)1 of 2:.*'number': 1"):
        is_even()
    assert made == [1]


def test_an_error_that_is_no_failed_claim_stops_at_once() -> None:
    @over("number", [0])
    def divides(number: int) -> None:
        assert 1 / number

    with pytest.raises(ZeroDivisionError):
        divides()


def test_of_cases_that_are_mostly_long_the_named_ones_run_each_time_and_all_with_long() -> None:
    cases = mostly_long({"one": 1, "two": 2, "three": 3}, "two")
    assert [(case.values, bool(case.marks)) for case in cases] == [
        (("one",), True),
        (("two",), False),
        (("three",), True),
    ]
    with pytest.raises(AssertionError, match="no such case"):
        mostly_long(["one"], "four")
