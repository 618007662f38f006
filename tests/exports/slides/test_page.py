from pptx.oxml.ns import qn

from app.exports.slides.page import FONT, LANGUAGE, blank, rgb


def test_the_paper_is_16_to_9_with_three_kinds_of_slides() -> None:
    deck = blank()
    assert deck.slide_width and deck.slide_height
    assert round(deck.slide_width / deck.slide_height, 2) == 1.78
    assert [layout.name for layout in deck.slide_layouts] == ["Title Slide", "Title and Content", "Title and picture"]


def test_letters_are_of_one_font_and_one_language() -> None:
    deck = blank()
    languages = {each.get("lang") for each in deck.slide_master._element.iter(qn("a:defRPr"))}
    assert languages == {LANGUAGE}
    theme = next(rel.target_part for rel in deck.slide_master.part.rels.values() if rel.reltype.endswith("/theme"))
    assert f'typeface="{FONT}"'.encode() in theme.blob and str(rgb("0B0C0C")).encode() in theme.blob
