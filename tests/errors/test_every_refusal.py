"""What is refused, in words: whole sentences that end, and one answer to everybody who may learn nothing."""

import pytest

from app.access.reported import REFUSALS
from app.errors import Incomplete, Refusal
from tests.errors import kinds, made, with_words

UNREMARKABLE = {409, 422, 500}  # what people do in a busy room; a failure has a line of its own


@pytest.mark.parametrize("kind", with_words())
def test_every_refusal_with_words_of_its_own_says_them_in_whole_sentences(kind: type[Refusal]) -> None:
    sentence = str(made(kind))
    assert sentence[0].isupper() and sentence.endswith(".")
    assert "  " not in sentence and "{" not in sentence and "None" not in sentence


def test_there_are_refusals_to_look_at() -> None:
    assert len(with_words()) >= 18 and len(kinds()) >= 30


@pytest.mark.parametrize("kind", kinds())
def test_every_refusal_that_an_operator_should_see_leaves_its_line(kind: type[Refusal]) -> None:
    assert kind.status in REFUSALS | UNREMARKABLE


def test_a_form_tells_all_that_is_wrong_with_it_at_once() -> None:
    refusal = Incomplete({"title": "Give it a title.", "link": "That is no link."})
    assert str(refusal) == "Give it a title. That is no link."
