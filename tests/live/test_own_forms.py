"""How own places look: one object for all who gave equal answers, as long whatever was answered, and never a reason."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from app.live.next_step import NextStep
from app.live.own_forms import more_time_form, next_form, of_a_round, strip_form, to_minute, yours_form
from app.live.state import Piece

TEN = datetime(2026, 11, 26, 10, 0, 59, 7, tzinfo=UTC)
ANSWERS = (1, 10, None)


def test_equal_answers_of_one_minute_are_one_object() -> None:
    minute = to_minute(TEN)
    assert minute == TEN.replace(second=0, microsecond=0) and to_minute(None) is None
    forms = [of_a_round(None, 1, 4, minute, False, False, True) for _ in range(2)]
    assert forms[0] is forms[1]
    assert of_a_round(None, 2, 4, minute, False, False, True) is not forms[0]


def test_a_place_is_as_long_whatever_was_answered_in_it() -> None:
    said = {score: (1, score, to_minute(TEN), False, False, False) for score in ANSWERS}
    forms: tuple[Callable[[int | None], Piece], ...] = (
        lambda score: of_a_round(None, *said[score])[1],
        lambda score: yours_form(1, 1, ((score, False),)),
    )
    for form in forms:
        assert len({len(form(score).plain) for score in ANSWERS}) == 1
        assert len({form(score).plain for score in ANSWERS}) == len(ANSWERS)
    assert len({of_a_round(None, *said[score])[0].plain for score in ANSWERS}) == 1  # the list tells no value


@pytest.mark.parametrize("closed_at", [None, TEN])
def test_line_and_receipt_are_as_long_whether_anything_was_answered(closed_at: datetime | None) -> None:
    minute = to_minute(TEN)
    answers = [(score, minute, hidden, False, why) for score in ANSWERS for hidden in (0, 1) for why in (0, 1)]
    answers += [(None, None, False, joins_next, False) for joins_next in (False, True)]
    for kind in zip(*(of_a_round(closed_at, 1, *answer) for answer in answers), strict=True):
        assert len({len(piece.plain) for piece in kind}) == 1
        assert len({piece.text for piece in kind}) > 2


def test_nobody_is_told_by_a_length_who_needs_more_time() -> None:
    needs, does_not = (more_time_form(1, True, needs) for needs in (True, False))
    assert len(needs.plain) == len(does_not.plain) and needs.text != does_not.text


@pytest.mark.parametrize("points", [2, 4, 10, 11, 40])
@pytest.mark.parametrize("is_again", [False, True])
def test_a_mark_under_the_picture_is_as_long_for_everybody(points: int, is_again: bool) -> None:
    """Whatever they said, if anything, on whichever phone; and however they moved, where it was rated again."""
    minute = to_minute(TEN)
    answers = [(score, minute, hidden, False, False) for score in (1, points, None) for hidden in (False, True)]
    answers.append((None, None, False, False, False))
    moves = [None, (1, points), (points, 1)] if is_again else [None]
    strips = [strip_form(1, *answer, 7, points, is_again, moved) for answer in answers for moved in moves]
    assert len({len(strip.plain) for strip in strips}) == 1
    assert len({strip.text for strip in strips}) > 3


@pytest.mark.parametrize("asked", [1, 2, 3, 7])
def test_what_one_said_round_after_round_is_as_long_whether_one_said_anything(asked: int) -> None:
    said = [(None, False), (10, False), (1, False), (10, True)]
    given = [(each,) * rounds for each in said for rounds in range(asked + 1)]
    assert len({len(yours_form(1, asked, each).plain) for each in given}) == 1


def test_what_was_answered_on_another_phone_is_in_none_of_them() -> None:
    hidden = (1, 10, to_minute(TEN), True, False, False)
    texts = [*[piece.text for piece in of_a_round(None, *hidden)], strip_form(*hidden, 7, 10, False, None).text]
    assert all("10<" not in text and "on your other phone" in text for text in texts)
    assert "recorded" in yours_form(1, 1, ((10, True),)).text and "10<" not in yours_form(1, 1, ((10, True),)).text


def test_what_comes_next_is_an_act_where_it_leads_somewhere_and_a_sentence_where_not() -> None:
    assert 'href="/workshops/7/phone"' in next_form(7, NextStep("Rate standard 6", "/workshops/7/phone")).text
    assert "<p>Nothing waits.</p>" in next_form(7, NextStep("Nothing waits.")).text


def test_more_time_is_asked_for_and_given_back_while_something_is_open() -> None:
    ask, back, closed = more_time_form(7, True, False), more_time_form(7, True, True), more_time_form(7, False, False)
    assert "I need more time" in ask.text and "no longer" not in ask.text
    assert "/more-time/no-longer" in back.text and "<button" not in closed.text
