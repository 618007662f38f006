"""A state: fragments cut at their gaps, own places in them, and what is kept from one reading to the next."""

from app.live.state import NOBODYS, Own, Piece, Shared, State, empty, gap, is_same, letters_of, text_of
from tests.live.conftest import in_words

RENDERED = {"now": "a", "to-rate": f"You said {gap('mine', 1)} and {gap('yours', 2)}."}
FOUR = Own((("mine-1", Piece("4")),), (("receipt-1", Piece("Recorded: 4")),))


def test_own_places_are_in_their_gaps_and_beside_and_a_gap_that_nobody_fills_has_an_empty_place() -> None:
    assert in_words(State(Shared(RENDERED), FOUR).letters) == {
        "now": "a",
        "to-rate": f"You said 4 and {empty('yours-2').text}.",
        "receipt-1": "Recorded: 4",
    }
    assert text_of(State(Shared(RENDERED)).letters).count('id="mine-1"') == 1


def test_a_page_gets_the_same_places_by_name() -> None:
    assert (FOUR.place("mine", 1), NOBODYS.place("mine", 1)) == ("4", empty("mine-1").text)
    assert 'id="stand-7"' in NOBODYS.place("stand", 7)
    assert (FOUR.element("receipt", 1), FOUR.element("receipt", 2)) == ("Recorded: 4", "")


def test_fragments_that_say_the_same_stay_the_same_objects_and_others_do_not() -> None:
    before = Shared(RENDERED)
    after = Shared({**RENDERED, "now": "b"}, before)
    assert after.cut["to-rate"] is before.cut["to-rate"]
    assert after.cut["now"] is not before.cut["now"] and after.cut["now"].html == "b"


def test_an_element_that_is_no_more_is_not_kept() -> None:
    assert set(Shared({"now": "a"}, Shared(RENDERED)).cut) == {"now"}


def test_letters_are_compared_by_what_they_say() -> None:
    [(_, letter)] = letters_of({"now": "ab"}).items()
    assert is_same(letter, "ab") and is_same((Piece("a"), Piece("b")), "ab") and not is_same((Piece("a"),), "ab")
