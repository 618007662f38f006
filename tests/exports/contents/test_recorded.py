"""The record of one subject has no place for one person's answer, nor for words that are held back."""

import pytest
from pydantic import ValidationError

from app.exports.contents.recorded import Action, Asking, Dissent, HowAsked, Recorded
from tests.exports.day import Day


def test_who_gave_which_answer_has_no_place(day: Day) -> None:
    asking = next(asking for domain in day.report().domains for each in domain.standards for asking in each.askings)
    with pytest.raises(ValidationError, match="Extra inputs are not permitted"):
        Asking(**dict(asking), answers={"Olu": "agree"})  # type: ignore[call-arg]
    assert {"seat", "seat_id", "answers", "told", "shown"}.isdisjoint({*Asking.model_fields, *Dissent.model_fields})


def test_an_action_says_by_when_as_a_day_or_in_words(day: Day) -> None:
    (spring,) = day.report().overall.actions
    assert spring.when == "spring 2027"
    assert Action(**{**dict(spring), "due_on": "2027-01-31", "due": ""}).when == "31 January 2027"


def test_what_was_opened_again_or_never_written_does_not_stand() -> None:
    nothing = Recorded(
        is_settled=False, positions=(), how_asked=HowAsked.NOT_ASKED, askings=(), dissents=(), actions=()
    )
    assert (nothing.position, nothing.asking) == (None, None)


def test_an_asking_is_of_the_words_that_stand_only_once_it_has_ended(day: Day) -> None:
    six = next(each for domain in day.report().domains for each in domain.standards if each.number == "6")
    earlier, newest = six.askings
    assert six.asking == newest
    still = newest.model_copy(update={"ended_at": None})
    assert six.model_copy(update={"askings": (earlier, still)}).asking is None
