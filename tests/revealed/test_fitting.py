"""What of a text stands on the stage: it fits, and what is left out is said to be elsewhere."""

import pytest

from app.frameworks import Term, framework, framework_keys
from app.revealed.fitting import (
    ENTRY_HOLDS,
    LARGER,
    SAYINGS_HOLD,
    WHERE_THE_REST_IS,
    entry_that_fits,
    sayings_that_fit,
    wording_that_fits,
)

TERMS = [term for key in framework_keys() for term in framework(key).glossary]


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.term)
def test_every_published_entry_fits_whole_or_in_whole_sentences(term: Term) -> None:
    told = entry_that_fits(term)
    assert term.words.startswith(told)
    assert told.endswith((".", "?"))
    assert len(told) + round(len(term.term) * LARGER) <= ENTRY_HOLDS
    assert len(told) >= WHERE_THE_REST_IS / 2


@pytest.mark.parametrize("text", ["word " * 400, "x" * 5000, "One. " + "two " * 400])
def test_somebodys_own_long_entry_is_cut(text: str) -> None:
    told = entry_that_fits(Term(term="A term of their own", text=text))
    assert 0 < len(told) <= ENTRY_HOLDS


def test_a_term_that_fills_the_card_leaves_room_for_the_beginning_of_its_meaning() -> None:
    long = Term(term="long " * 100, text="What it means, in a few words. " * 5)
    assert entry_that_fits(long).startswith("What it means")


@pytest.mark.parametrize("length", [0, 299, 300, 301, 305])
def test_a_wording_is_not_cut_for_a_few_letters(length: int) -> None:
    """Nor does the stage then send anybody to the phones for the rest: it asks whether the two differ."""
    assert wording_that_fits("x" * length) == "x" * length


@pytest.mark.parametrize("word", ["word ", "line\n", "x" * 400 + " "])
def test_a_longer_wording_is_cut_at_a_word_and_says_so(word: str) -> None:
    fitting = wording_that_fits(word * 200)
    assert fitting.endswith("...") and len(fitting) <= 300
    assert (word * 200).startswith(fitting.removesuffix("..."))


def test_sayings_are_told_while_there_is_room_and_one_of_them_always() -> None:
    long = "Nobody knows. " * 40
    assert sayings_that_fit([long], "") == ("Nobody knows.",)
    assert sayings_that_fit([], "Why?") == ()
    assert sayings_that_fit(["One.", "Two."], "") == ("One.", "Two.")
    assert sayings_that_fit(["One.", "x" * SAYINGS_HOLD], "") == ("One.",)


def test_the_question_takes_its_room_first() -> None:
    say = ["a" * 120, "b" * 120]
    assert len(sayings_that_fit(say, "")) == 2
    assert len(sayings_that_fit(say, "Why is that so?")) == 1
