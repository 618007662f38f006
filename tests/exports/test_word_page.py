"""The page of every Word document of ours: A4 on its side, and one language throughout."""

from xml.etree import ElementTree

from sqlmodel import Session

from app.exports import as_word, report
from tests.exports.conftest import Northvale
from tests.exports.test_as_word import W, opened, parts


def test_language_title_and_page_are_set(session: Session, northvale: Northvale) -> None:
    document = opened(session, northvale)
    assert document.core_properties.title == "Northvale Council: Peer challenge, day 2"
    assert document.core_properties.language == "en-GB"
    styles = ElementTree.fromstring(parts(as_word(report(session, northvale.id)))["word/styles.xml"])
    assert {language.get(f"{W}val") for language in styles.iter(f"{W}lang")} == {"en-GB"}
    section = document.sections[0]
    assert section.page_width and section.page_height
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (29.7, 21.0)
