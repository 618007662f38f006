"""The parts of a Word document: tables that say what they are, and words that run the way their letters do."""

from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from sqlmodel import Session

from app.exports import as_word, report
from app.exports.forms.blocks import Box, Heading, Row, Table
from app.exports.forms.blocks import Paragraph as Words
from app.exports.forms.look import LOOKS
from app.models import PositionState
from app.models.record.position import Wording
from tests.exports.conftest import Northvale
from tests.exports.day import HOSTILE
from tests.exports.forms.reading import read_back
from tests.exports.word.test_document import FORMS, form, opened, rows

REASON = "نحن لا نعرف من نسأل (خاصة في المساء)! هل هذا 24/7؟"
DISSENT = "ہمیں معلوم نہیں کہ کس سے بات کریں (خاص طور پر شام کو)۔"
COUNCIL = "מועצת הצפון"


@pytest.fixture
def paragraphs(session: Session, northvale: Northvale) -> list[Paragraph]:
    northvale.workshop.council = COUNCIL
    mixed = f"{REASON}\nWe ask people what matters.\nIt was said as {COUNCIL} (today)."
    northvale.settle("6", Wording(PositionState.NOT_AGREED, mixed, divergent_views=f"{DISSENT}\n❤️ 24/7"))
    document = Document(BytesIO(as_word(report(session, northvale.id))))
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    footer = document.sections[0].footer.paragraphs
    return [*document.paragraphs, *footer, *[paragraph for cell in cells for paragraph in cell.paragraphs]]


def named(paragraphs: list[Paragraph], text: str) -> list[Paragraph]:
    found = [paragraph for paragraph in paragraphs if text in paragraph.text]
    assert found
    return found


def is_bidi(paragraph: Paragraph) -> bool:
    properties = paragraph._p.pPr
    return properties is not None and properties.find(qn("w:bidi")) is not None


def from_the_right(paragraph: Paragraph) -> str:
    return "".join(run.text for run in paragraph.runs if run.font.rtl)


def test_header_rows_repeat_and_are_never_split(session: Session, northvale: Northvale) -> None:
    tables = [table for table in opened(session, northvale).tables if len(table.rows) > 1]
    assert len(tables) == 6
    for table in tables:
        assert table._tbl.xpath("./w:tr[1]/w:trPr/w:tblHeader") and table._tbl.xpath("./w:tr[1]/w:trPr/w:cantSplit")
        assert not table._tbl.xpath("./w:tr[position()>1]/w:trPr/w:tblHeader")


def test_every_table_says_what_it_is(session: Session, northvale: Northvale) -> None:
    for table in opened(session, northvale).tables:
        assert table._tbl.tblPr.xpath("./w:tblCaption/@w:val") and table._tbl.tblPr.xpath("./w:tblDescription/@w:val")


def test_characters_that_xml_cannot_hold_are_left_out(session: Session, northvale: Northvale) -> None:
    northvale.settle("6", Wording(PositionState.AGREED, "Be\x00fo\x0bre\x1b\uffff\r\n\r\nafter\x07"))
    assert rows(form(opened(session, northvale), f"diverse market. {FORMS}"))[1][1] == "Before\nafter\nAgreed"


@pytest.mark.parametrize("text", [REASON, DISSENT])
def test_a_paragraph_in_arabic_or_urdu_runs_from_the_right_with_its_signs(
    paragraphs: list[Paragraph], text: str
) -> None:
    for paragraph in named(paragraphs, text):
        assert is_bidi(paragraph) and from_the_right(paragraph) == text


def test_an_english_paragraph_beside_it_runs_from_the_left(paragraphs: list[Paragraph]) -> None:
    for text in ("We ask people what matters.", "What this is, and is not", "Not agreed"):
        for paragraph in named(paragraphs, text):
            assert not is_bidi(paragraph) and from_the_right(paragraph) == ""


def test_a_name_inside_an_english_sentence_runs_its_own_way(paragraphs: list[Paragraph]) -> None:
    for text in ("It was said as", "Exported "):
        for paragraph in named(paragraphs, text):
            assert not is_bidi(paragraph) and from_the_right(paragraph) == COUNCIL


def test_a_hebrew_council_stands_in_the_title_from_the_right(paragraphs: list[Paragraph]) -> None:
    title = next(it for it in named(paragraphs, COUNCIL) if it.style and it.style.name == "Title")
    assert is_bidi(title) and from_the_right(title) == COUNCIL


def test_what_has_no_letters_stays_as_it_is(paragraphs: list[Paragraph]) -> None:
    assert not any(is_bidi(paragraph) for paragraph in named(paragraphs, "❤️ 24/7"))


def test_the_properties_of_a_paragraph_stand_in_the_order_that_word_asks_for(paragraphs: list[Paragraph]) -> None:
    order = ["pStyle", "keepNext", "pageBreakBefore", "tabs", "bidi", "spacing", "ind", "jc"]
    for paragraph in (it for it in paragraphs if is_bidi(it)):
        properties = paragraph._p.pPr
        assert properties is not None
        tags = [order.index(child.tag.split("}")[1]) for child in properties]
        assert tags == sorted(tags)


def test_letters_from_the_right_are_as_large_and_as_bold_as_the_others(session: Session, northvale: Northvale) -> None:
    document = Document(BytesIO(as_word(report(session, northvale.id))))
    for name in ("Title", "Heading 2", "Form text", "Form heading"):
        text = document.styles[name].element.rPr
        assert text.find(qn("w:szCs")).get(qn("w:val")) == text.find(qn("w:sz")).get(qn("w:val"))
        assert bool(document.styles[name].font.cs_bold) == bool(document.styles[name].font.bold)


# -- Without a database: whatever people typed


TEXTS = (*HOSTILE, "tab\there", "long " * 6000, "a\u202eb\u2066c", "👩\u200d👩\u200d👧\u200d👦 e\u0301")


def test_what_people_typed_is_text_and_what_xml_cannot_hold_is_left_out() -> None:
    boxes = [Box("Box \x00", "About \ud83d.", ((f"{text}\x00\ud83d\uffff", "Form text"),)) for text in TEXTS]
    document = read_back([*[Words(f"{text}\x0b\ud83d") for text in TEXTS], *boxes])
    assert [paragraph.text for paragraph in document.paragraphs if paragraph.text] == [text.strip() for text in TEXTS]
    assert [table.cell(0, 0).text for table in document.tables] == [text.strip() for text in TEXTS]


def test_a_link_leads_to_a_place_in_the_same_file() -> None:
    document = read_back(
        [Words("As follows.", link="The method", to="method"), Heading("The method", 1, name="method")]
    )
    (link,), (place,) = (document.element.xpath(f"//w:{tag}") for tag in ("hyperlink", "bookmarkStart"))
    assert link.get(qn("w:anchor")) == place.get(qn("w:name")) == "method"
    assert link.xpath("./w:r/w:t/text()") == ["The method"]
    styles = {style.style_id: style for style in document.styles}
    (style,) = link.xpath("./w:r/w:rPr/w:rStyle/@w:val")
    assert styles[style].font.underline


def test_every_style_that_is_used_is_one_that_the_file_has() -> None:
    document = read_back([Words(look.name, look.name) for look in LOOKS])
    assert [paragraph.style.name for paragraph in document.paragraphs if paragraph.style] == [it.name for it in LOOKS]


def test_a_long_row_may_be_broken_over_pages_and_a_short_one_is_not() -> None:
    rows_of = tuple(Row((((text, "Form text"),), ())) for text in ("short", "long " * 900))
    (table,) = read_back([Table("T", "About.", ("One", "Two"), (10, 15.7), rows_of)]).tables
    assert [bool(row._tr.xpath("./w:trPr/w:cantSplit")) for row in table.rows] == [True, True, False]
