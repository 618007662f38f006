"""The page of every Word document of ours: A4 on its side, and one language throughout."""

from xml.etree import ElementTree

from sqlmodel import Session

from app.exports import as_word, report
from app.exports.word.page import blank
from tests.exports.conftest import Northvale
from tests.exports.word.test_document import W, opened, parts


def test_language_title_and_page_are_set(session: Session, northvale: Northvale) -> None:
    document = opened(session, northvale)
    assert document.core_properties.title == "Northvale Council: Peer challenge, day 2"
    assert document.core_properties.language == "en-GB"
    styles = ElementTree.fromstring(parts(as_word(report(session, northvale.id)))["word/styles.xml"])
    assert {language.get(f"{W}val") for language in styles.iter(f"{W}lang")} == {"en-GB"}
    section = document.sections[0]
    assert section.page_width and section.page_height
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (29.7, 21.0)


def test_every_script_is_written_in_one_font() -> None:
    """Word keeps four fonts for four scripts; of one that is left out, it takes its own."""
    styles = blank("Northvale Council", "Commissioning").styles.element
    (default,) = styles.xpath("./w:docDefaults//w:rFonts")
    assert dict(default.attrib) == {f"{W}{script}": "Arial" for script in ("ascii", "hAnsi", "cs", "eastAsia")}
    assert {font for fonts in styles.iter(f"{W}rFonts") for font in fonts.attrib.values()} == {"Arial"}


def test_a_long_title_of_a_council_still_makes_a_file_and_says_nobodys_name() -> None:
    """The properties of a file hold 255 characters, and the library refuses one more."""
    properties = blank("N" * 300, "C" * 300 + "\x00").core_properties
    assert (len(properties.title), len(properties.subject)) == (255, 255)
    assert (properties.author, properties.last_modified_by, properties.comments) == (
        "Critical Friend",
        "Critical Friend",
        "",
    )
