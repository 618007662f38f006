"""How long there is, in words: by the minute, never a second, and past it no reproach."""

from datetime import timedelta

import pytest

from app.clock import now
from app.live import timer
from app.live.timer import PAST, changes_in, time_left

AT = now()


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(600, "about 10 min left"), (301, "about 6 min left"), (60, "about 1 min left"), (1, "about 1 min left"),
     (0, PAST), (-4000, PAST)],
)  # fmt: skip
def test_f20_words_are_those_of_the_servers_clock(monkeypatch: pytest.MonkeyPatch, seconds: int, words: str) -> None:
    monkeypatch.setattr(timer, "now", lambda: AT)
    assert time_left(AT + timedelta(seconds=seconds)) == words


def test_without_a_timer_nothing_is_said() -> None:
    assert time_left(None) == "" and changes_in(None) is None


@pytest.mark.parametrize(("left", "until"), [(301.5, 1.5), (300, 60), (59, 59), (-1, None)])
def test_screens_are_told_anew_when_the_words_change(
    monkeypatch: pytest.MonkeyPatch, left: float, until: float | None
) -> None:
    monkeypatch.setattr(timer, "now", lambda: AT)
    assert changes_in(AT + timedelta(seconds=left)) == until
