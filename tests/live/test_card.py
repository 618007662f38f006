"""What of a glossary's entry stands on the stage: it fits, and what is left out is said to be elsewhere."""

import pytest

from app.frameworks import Term, framework, framework_keys
from app.live.card import HOLDS, LARGER, WHERE_THE_REST_IS, on_stage
from tests.cases import over

TERMS = [term for key in framework_keys() for term in framework(key).glossary]


@over("term", TERMS)
def test_every_published_entry_fits_whole_or_in_whole_sentences(term: Term) -> None:
    told = on_stage(term)
    assert term.words.startswith(told)
    assert told.endswith((".", "?"))
    assert len(told) + round(len(term.term) * LARGER) <= HOLDS
    assert len(told) >= WHERE_THE_REST_IS / 2


@pytest.mark.parametrize("text", ["word " * 400, "x" * 5000, "One. " + "two " * 400])
def test_somebodys_own_long_entry_is_cut(text: str) -> None:
    told = on_stage(Term(term="A term of their own", text=text))
    assert 0 < len(told) <= HOLDS


def test_a_term_that_fills_the_card_leaves_room_for_the_beginning_of_its_meaning() -> None:
    assert on_stage(Term(term="long " * 100, text="What it means, in a few words. " * 5)).startswith("What it means")
