from pptx.util import Pt

from app.exports.slides.flow import Block
from app.exports.slides.letters import room, set_text
from app.exports.slides.page import LANGUAGE, blank


def test_each_paragraph_runs_from_its_own_side_in_its_size_and_language() -> None:
    deck = blank()
    frame = deck.slides.add_slide(deck.slide_layouts[1]).placeholders[1].text_frame
    set_text(frame, [Block("We ask.", 24, is_bold=True), Block("نحن لا نعرف", 18), Block("a\x00\tb", 18)])
    first, second, third = frame.paragraphs
    assert (first.runs[0].font.size, first.runs[0].font.bold) == (Pt(24), True)
    assert [p._p.get_or_add_pPr().get("rtl") for p in (first, second)] == [None, "1"]
    assert third.text == "a b"
    assert {run._r.rPr.get("lang") for p in frame.paragraphs for run in p.runs} == {LANGUAGE}


def test_there_is_room_inside_a_box_for_less_than_the_box() -> None:
    wide, high = room((1, 1, 10, 5))
    assert wide < 720 and high < 360
