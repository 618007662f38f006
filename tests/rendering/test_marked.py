"""Typed words stay text, and no length tells an answer."""

import pytest

from app.bidi import FSI
from app.rendering.marked import at_joints, even, flag, mixed, typed

NORTH = "מועצת הצפון"


def test_what_somebody_typed_is_text_whichever_way_it_runs() -> None:
    assert typed("<b>Pat</b>") == "&lt;b&gt;Pat&lt;/b&gt;"
    assert typed(f"<b>{NORTH}") == f"<bdi>&lt;b&gt;{NORTH}</bdi>"
    assert mixed(f"<i>From {NORTH}.") == f"&lt;i&gt;From <bdi>{NORTH}</bdi>."
    assert FSI not in mixed(NORTH), "an element keeps it to itself, no sign does"


def test_an_address_may_break_at_its_joints_and_not_inside_a_word() -> None:
    assert at_joints("northvale.example:8977/join") == "northvale<wbr>.example<wbr>:8977<wbr>/join"
    assert at_joints("https://a.example") == "https://a<wbr>.example"
    assert at_joints("<b>.") == "&lt;b&gt;<wbr>."


@pytest.mark.parametrize("html", ["", "7", "ü" * 40, "<p>Recorded: 10</p>", "x" * 57])
def test_filled_up_a_text_is_a_whole_number_of_its_size_in_bytes(html: str) -> None:
    filled = even(html, 64)
    assert len(filled.encode()) % 64 == 0 and filled.startswith(html)


def test_an_attribute_that_is_not_there_leaves_blanks_as_long() -> None:
    assert f"<input{flag('checked', 1)}>" == "<input checked>"
    assert f"<input{flag('checked', '')}>" == "<input        >"
