"""What is new is found once for all who are told the same, and is one frame for them."""

from app.live.sorting import Sorting
from app.live.state import Letters, Own, Piece, Shared, State
from app.live.wire import framed
from tests.live.conftest import in_words

SHARED = {"now": "a", "to-rate": "b", "how-many": "1"}
BEFORE = State(Shared(SHARED))
AFTER = State(Shared({"now": "a", "to-rate": "c", "how-many": "2"}))
MINE = {"now": "a", "to-rate": "You: <!--own mine-1-->.", "how-many": "1"}


def own(mine: str, receipt: str = "") -> Own:
    return Own((("mine-1", Piece(mine)),), (("receipt-1", Piece(receipt)),))


def told(shown: State, state: State) -> dict[str, str]:
    return in_words(Sorting().between(shown, state).letters)


def test_only_what_differs_is_new_in_one_frame() -> None:
    news = Sorting().between(BEFORE, AFTER)
    assert in_words(news.letters) == {"to-rate": "c", "how-many": "2"}
    assert news.frame == framed(news.letters.values()) and news.frame[2:] == b"c2"


def test_fragments_read_anew_that_say_the_same_are_no_news() -> None:
    assert told(BEFORE, State(Shared(SHARED))) == told(BEFORE, State(Shared(SHARED, BEFORE.shared))) == {}


def test_who_goes_from_the_same_to_the_same_gets_the_same_frame() -> None:
    sorting = Sorting()
    assert sorting.between(BEFORE, AFTER).frame is sorting.between(BEFORE, AFTER).frame


def test_who_was_told_something_else_gets_another() -> None:
    sorting = Sorting()
    told_more = State(Shared({**SHARED, "to-rate": "c"}))
    assert sorting.between(BEFORE, AFTER).letters != sorting.between(told_more, AFTER).letters


def test_a_fragment_is_new_for_whom_their_own_place_in_it_is_and_for_nobody_else() -> None:
    shared, sorting = Shared(MINE), Sorting()
    silent, six = own("nothing"), own("6", "Recorded: 6")
    assert in_words(sorting.between(State(shared, silent), State(shared, six)).letters) == {
        "to-rate": "You: 6.",
        "receipt-1": "Recorded: 6",
    }
    assert sorting.between(State(shared, silent), State(shared, own("nothing"))).letters == {}
    assert sorting.between(State(shared, silent), State(shared, silent)).letters == {}


def test_a_new_fragment_comes_with_ones_own_place_as_it_was() -> None:
    six = own("6")
    later = Shared({**MINE, "to-rate": "Closed. You: <!--own mine-1-->."}, Shared(MINE))
    assert told(State(Shared(MINE), six), State(later, six)) == {"to-rate": "Closed. You: 6."}


def test_a_state_that_is_no_more_is_not_taken_for_a_later_one_at_its_place() -> None:
    """Found by identity, an object that was freed would lend its number to the next."""
    sorting, heard = Sorting(), list[Letters]()
    for number in range(2, 1000):
        heard.append(sorting.between(BEFORE, State(Shared({"how-many": str(number)}))).letters)
    assert [in_words(letters)["how-many"] for letters in heard] == [str(number) for number in range(2, 1000)]
