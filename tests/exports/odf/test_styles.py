"""The styles of an OpenDocument text: language, page and what every page says."""

from lxml import etree

from app.exports.odf.styles import SPACES, named, styles

NAMES = {"style": f"{SPACES}:style:1.0", "fo": f"{SPACES}:xsl-fo-compatible:1.0", "text": f"{SPACES}:text:1.0"}
FO = f"{{{NAMES['fo']}}}"


def test_language_page_head_and_foot_are_set() -> None:
    root = etree.fromstring(styles("NOT FOR <b>\x00", "Exported & more").encode())
    letters = root.find(".//style:default-style/style:text-properties", NAMES)
    page = root.find(".//style:page-layout-properties", NAMES)
    assert letters is not None and page is not None
    assert (letters.get(f"{FO}language"), letters.get(f"{FO}country")) == ("en", "GB")
    assert (page.get(f"{FO}page-width"), page.get(f"{FO}page-height")) == ("29.7cm", "21cm")
    head, foot = root.find(".//style:header", NAMES), root.find(".//style:footer", NAMES)
    assert head is not None and foot is not None
    assert "".join(head.itertext()) == "NOT FOR <b>" and "".join(foot.itertext()).startswith("Exported & morePage ")
    assert foot.find(".//text:page-number", NAMES) is not None and foot.find(".//text:page-count", NAMES) is not None


def test_a_style_has_a_name_that_xml_allows() -> None:
    assert (named("Heading 1"), named("Normal"), named("Mark")) == ("Heading_20_1", "Standard", "Mark")
