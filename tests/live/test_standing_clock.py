"""A clock that jumped ahead is believed once it has stood there for an hour."""

from datetime import UTC, datetime

from app.live.standing_clock import SLEPT, STANDS, StandingClock

DAY = 86400.0


class Time:
    def __init__(self, newest: datetime | None = None, slept: float = 0) -> None:
        self.wall, self.passed = 1_800_000_000.0 + slept, 50.0
        self.clock = StandingClock(lambda: self.wall, lambda: self.passed, newest)

    def goes_on(self, seconds: float, *, jumps: float = 0) -> bool:
        self.passed += seconds
        self.wall += seconds + jumps
        return self.clock.is_believed()


def test_a_clock_that_goes_with_time_is_believed() -> None:
    time = Time()
    assert all(time.goes_on(30, jumps=2) for _ in range(100))


def test_a_machine_that_slept_over_a_date_is_believed() -> None:
    assert Time().goes_on(90 * DAY)


def test_a_clock_that_jumps_ahead_is_believed_an_hour_later() -> None:
    time = Time()
    assert not time.goes_on(30, jumps=365 * DAY)
    looks = int(STANDS / 30)
    assert not any(time.goes_on(30) for _ in range(looks - 1))
    assert time.goes_on(30)
    assert time.goes_on(30)


def test_one_that_is_set_right_again_is_believed_at_once() -> None:
    time = Time()
    assert not time.goes_on(30, jumps=365 * DAY)
    assert time.goes_on(30, jumps=-365 * DAY)


def test_one_that_is_set_half_right_begins_its_hour_anew() -> None:
    time = Time()
    assert not time.goes_on(30, jumps=365 * DAY)
    assert not time.goes_on(STANDS - 30, jumps=-100 * DAY)
    assert not time.goes_on(60)
    assert time.goes_on(STANDS)


def test_a_clock_that_goes_back_is_believed() -> None:
    time = Time()
    assert time.goes_on(30, jumps=-365 * DAY)
    assert not time.goes_on(30, jumps=365 * DAY)  # and from there it would have jumped ahead


def test_at_a_start_it_is_compared_with_what_was_written_down_last() -> None:
    newest = datetime.fromtimestamp(1_800_000_000, UTC)
    week = Time(newest, SLEPT)
    assert week.goes_on(30)
    longer = Time(newest, SLEPT + 1)
    assert not longer.goes_on(30) and not longer.goes_on(STANDS - 30)
    assert longer.goes_on(60)
