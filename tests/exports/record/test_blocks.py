import pytest

from app.exports.record.blocks import (
    Items,
    Line,
    Panel,
    Panels,
    Table,
    Text,
    clean,
    cut,
    head,
    line,
    lines,
    plain,
    told,
)


def test_a_text_is_a_paragraph_for_each_line_that_holds_something() -> None:
    assert lines(" One.\r\n\n Two.\u2028Three. ") == (Line("One."), Line(" Two."), Line("Three."))
    assert lines(" \n ") == line(" \t ") == ()


def test_one_line_stays_one_line() -> None:
    assert line("One\ntwo\tthree", "soft") == (Line("One two three", "soft"),)


@pytest.mark.parametrize("never", ["\x00", "\x1b", "\x9f", "\ud800", "\ufffe", "\u202e", "\u2066", "\U000e0001"])
def test_what_no_file_holds_and_what_would_turn_a_line_round_is_left_out(never: str) -> None:
    assert plain(f"a{never}b") == "ab"
    panel = Panel("mark", f"a{never}b", (Line(f"c{never}d"),))
    assert clean(Panels((panel,))) == Panels((Panel("mark", "ab", (Line("cd"),)),))


def test_marks_of_direction_that_turn_nothing_round_stay() -> None:
    assert plain("a\u200fb\u200e") == "a\u200fb\u200e"


def test_a_line_knows_from_which_side_it_is_read() -> None:
    assert Line("שלום a").is_from_the_right
    assert not Line("a שלום").is_from_the_right


def test_only_blocks_that_hold_something_are_told() -> None:
    text = Text((Line("a"),))
    assert told(None, Text(()), Items(()), Panels(()), Table("b", ("c",), (1,), ()), text) == (text,)


def test_it_is_cut_at_a_word_and_what_was_quoted_stays_quoted() -> None:
    assert cut("One two three", 13) == "One two three"
    assert cut("One two three", 9) == "One two…"
    assert cut("“One two three”", 10) == "“One two…”"
    assert cut("x" * 50, 10) == "x" * 9 + "…"
    assert len(head("word " * 900)) <= 150
