"""What is refused, in words: whole sentences that end, and one answer to everybody who may learn nothing."""

import inspect
from collections.abc import Iterator

import pytest

from app import errors
from app.access.reported import REFUSALS
from app.errors import CannotStart, Incomplete, NotFound, Refusal, TooLarge

WORDS = {
    "why": "this is a public file. A server takes in the working one.",
    "workshop_id": 3,
    "points": 5,
    "since": "it was settled",
    "public_url": "https://x.example",
    "most": 65536,
}
UNREMARKABLE = {409, 422, 500}  # what people do in a busy room; a failure has a line of its own


def kinds() -> Iterator[type[Refusal]]:
    for kind in vars(errors).values():
        if inspect.isclass(kind) and issubclass(kind, Refusal) and "__init__" in vars(kind) and kind is not Incomplete:
            yield kind


def made(kind: type[Refusal]) -> Refusal:
    needed = [name for name, it in inspect.signature(kind).parameters.items() if it.default is it.empty]
    return kind(*[WORDS[name] for name in needed])


@pytest.mark.parametrize("kind", list(kinds()))
def test_every_refusal_with_words_of_its_own_says_them_in_whole_sentences(kind: type[Refusal]) -> None:
    sentence = str(made(kind))
    assert sentence[0].isupper() and sentence.endswith(".")
    assert "  " not in sentence and "{" not in sentence and "None" not in sentence


def test_there_are_refusals_to_look_at() -> None:
    assert len(list(kinds())) >= 18


@pytest.mark.parametrize("kind", [it for it in vars(errors).values() if inspect.isclass(it) and it is not CannotStart])
def test_every_refusal_that_an_operator_should_see_leaves_its_line(kind: type[Refusal]) -> None:
    assert kind.status in REFUSALS | UNREMARKABLE


@pytest.mark.parametrize("kind", NotFound.__subclasses__())
def test_whoever_is_told_more_than_a_stranger_still_gets_no_other_status(kind: type[NotFound]) -> None:
    assert kind.status == NotFound.status == 404


def test_a_form_tells_all_that_is_wrong_with_it_at_once() -> None:
    refusal = Incomplete({"title": "Give it a title.", "link": "That is no link."})
    assert str(refusal) == "Give it a title. That is no link."


@pytest.mark.parametrize(("most", "said"), [(64 * 1024, "64 kB"), (2 * 1024**2, "2 MB")])
def test_a_size_is_told_as_people_say_it(most: int, said: str) -> None:
    assert f"At most {said} can be taken here." in str(TooLarge(most))
