"""What is new is found once for all who are told the same, and is one frame for them."""

from app.live.sorting import Sorting
from app.live.wire import framed

BEFORE = {"now": "a", "to-rate": "b", "how-many": "1"}
AFTER = {"now": "a", "to-rate": "c", "how-many": "2"}


def test_only_what_differs_is_new_in_one_frame() -> None:
    news = Sorting().between(BEFORE, AFTER)
    assert news.letters == {"to-rate": "c", "how-many": "2"}
    assert news.frame == framed("c2")


def test_who_goes_from_the_same_to_the_same_gets_the_same_frame() -> None:
    sorting = Sorting()
    assert sorting.between(BEFORE, AFTER).frame is sorting.between(BEFORE, AFTER).frame


def test_who_was_told_something_else_gets_another() -> None:
    sorting = Sorting()
    assert sorting.between(BEFORE, AFTER).letters != sorting.between({**BEFORE, "to-rate": "c"}, AFTER).letters


def test_a_state_that_is_no_more_is_not_taken_for_a_later_one_at_its_place() -> None:
    """Found by identity, an object that was freed would lend its number to the next."""
    sorting = Sorting()
    told = [sorting.between(BEFORE, {"how-many": str(number)}).letters["how-many"] for number in range(2, 1000)]
    assert told == [str(number) for number in range(2, 1000)]
