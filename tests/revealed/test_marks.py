"""Marks of two rounds in one row: they meet where the full one reaches the middle of the hollow one."""

from app.revealed.marks import Mark, apart


def mark(x: float, half_width: float = 37) -> Mark:
    return Mark(x, 0, half_width, 37, "7", is_diamond=True)


def test_from_the_hollow_ones_middle_to_the_full_ones_edge() -> None:
    assert apart(mark(100), mark(200)) == apart(mark(200), mark(100)) == 63
    assert apart(mark(100), mark(100, half_width=50)) == -50
