"""The arrow of the overall position: bands in words, for people's own mark."""

import pytest
from docx.document import Document as WordDocument
from sqlmodel import Session

from app.exports import report
from app.exports.arrow import arrow
from app.exports.contents import Band, Framework
from app.exports.word_page import blank
from app.frameworks.tones import color_of
from tests.exports.conftest import Northvale
from tests.exports.test_as_word import form, opened, rows


def test_the_arrow_has_its_bands_in_words_and_nothing_marked(session: Session, northvale: Northvale) -> None:
    points, names, marks = rows(form(opened(session, northvale), "arrow"))
    assert points == ["1 to 2", "3 to 4", "5 to 6", "7 to 8", "9 to 10"]
    assert names[4] == "Green +\nFully meet all standards and planning to go further"
    assert marks == [""] * 5


def drawn(framework: Framework, *bands: Band) -> WordDocument:
    document = blank("Northvale Council", "Commissioning")
    arrow(document, framework.model_copy(update={"bands": bands}))
    return document


@pytest.fixture
def framework(session: Session, northvale: Northvale) -> Framework:
    return report(session, northvale.id).workshop.framework


def band(low: int, high: int, name: str, *, printed: str = "", shows_print: bool = False) -> Band:
    label = f"What {name} means"
    return Band(low=low, high=high, name=name, label=label, printed=printed, shown=printed if shows_print else label)


def told(document: WordDocument) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs if "Labels" in paragraph.text]


def test_corrected_labels_say_what_the_page_prints(framework: Framework) -> None:
    slips = band(1, 2, "Red", printed="Reed"), band(3, 3, "Amber", printed="Amber too")
    assert told(drawn(framework, *slips, band(4, 5, "Green", printed="What Green means"))) == [
        "Labels are corrected where the published page slips: "
        "under 1 to 2 it prints “Reed”; under 3 it prints “Amber too”."
    ]


def test_printed_labels_say_what_is_meant(framework: Framework) -> None:
    slip = band(1, 2, "Red", printed="Reed", shows_print=True)
    assert told(drawn(framework, slip, band(3, 3, "Green"))) == [
        "Labels stand as they are printed, slips and all: under 1 to 2 “What Red means” is meant."
    ]


def test_a_framework_without_slips_says_nothing_of_labels(framework: Framework) -> None:
    assert told(drawn(framework, band(1, 3, "Red", printed="What Red means"), band(4, 4, "Green"))) == []


def test_each_band_has_its_colour_as_an_edge_above_its_points_and_its_words_below(framework: Framework) -> None:
    document = drawn(framework, band(1, 1, "Red"), band(2, 4, "Harvest"))
    points, words, marks = form(document, framework.forms.overall).rows
    edges = [cell._tc.xpath("./w:tcPr/w:tcBorders/w:top/@w:color") for cell in points.cells]
    assert edges == [[color_of(name).upper()] for name in ("Red", "Harvest")]
    assert [cell.text for cell in points.cells] == ["1", "2 to 4"]
    assert words.cells[1].text == "Harvest\nWhat Harvest means"
    assert [cell.text for cell in marks.cells] == ["", ""]
