"""Lengths are those of what is kept: a line break counts once, and space around it not at all."""

from collections.abc import Callable

import pytest

from app.errors import Incomplete
from app.frameworks import DEFAULT, Theme, framework
from app.models.evidence.offer import LONGEST_NOTE, Offer
from app.models.record.position import LONGEST, PositionState, Wording
from app.models.texts import cleaned, must_be_shorter
from app.models.workshop.draft import LONGEST_ABOUT, LONGEST_LINE, LONGEST_QUESTION, LONGEST_RULES
from tests.conftest import Lobby, northvale_draft

CHOSEN = framework(DEFAULT)
Taking = Callable[[str], None]


def rules(text: str) -> None:
    northvale_draft(ground_rules=text).must_hold(CHOSEN)


def line(text: str) -> None:
    northvale_draft(title=text).must_hold(CHOSEN)


def about(text: str) -> None:
    northvale_draft(themes=(Theme("L1", "Transport", about=text),)).must_hold(CHOSEN)


def title(text: str) -> None:
    northvale_draft(themes=(Theme("L1", text),)).must_hold(CHOSEN)


def question(text: str) -> None:
    northvale_draft(themes=(Theme("L1", "Transport", questions=(text,)),)).must_hold(CHOSEN)


def wording(text: str) -> None:
    Wording(PositionState.AGREED, text, evidence=text, divergent_views=text).must_fit(CHOSEN.scale)


def reason(text: str) -> None:
    must_be_shorter("reason", text, 500)


def lines_of(length: int) -> str:
    """That many characters, most of them line breaks."""
    return ("a\n" * length)[: length - 1] + "b"


PLACES: list[tuple[Taking, int]] = [(rules, LONGEST_RULES), (about, LONGEST_ABOUT), (wording, LONGEST), (reason, 500)]
ONE_LINE: list[tuple[Taking, int]] = [(line, LONGEST_LINE), (title, LONGEST_LINE), (question, LONGEST_QUESTION)]


@pytest.mark.parametrize(("take", "most"), PLACES)
@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"], ids=repr)
def test_a_line_break_counts_once_however_it_is_sent(take: Taking, most: int, line_break: str) -> None:
    text = lines_of(most).replace("\n", line_break)
    take(text)
    with pytest.raises(Incomplete):
        take(text + "!")


@pytest.mark.parametrize(("take", "most"), [*PLACES, *ONE_LINE])
def test_space_around_a_text_and_what_is_not_kept_do_not_count(take: Taking, most: int) -> None:
    take(f"  {'x' * most}\x07 \r\n")
    with pytest.raises(Incomplete):
        take("x" * (most + 1))


def test_a_note_is_measured_as_it_is_kept(room: Lobby) -> None:
    Offer("6", "Survey", "some", note=lines_of(LONGEST_NOTE).replace("\n", "\r\n")).tidied().must_fit(room.workshop)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("", ""),
        ("  Carers’ voice: é ", "Carers’ voice: é"),
        ("\u00a0a\u00a0b\u00a0", "a\u00a0b"),
        (" a\x07b\r\nc\rd \n", "ab\nc\nd"),
        ("\u2028a\u200b", "a\u200b"),
    ],
)
def test_of_what_is_written_only_control_characters_and_space_around_it_go(written: str, kept: str) -> None:
    assert cleaned(written) == kept
