"""The arrow of the overall position: bands in words, for people's own mark."""

import dataclasses
from io import BytesIO

import pytest
from docx import Document
from docx.document import Document as WordDocument
from sqlmodel import Session

from app.clock import now
from app.exports import as_word, report
from app.exports.arrow import arrow
from app.exports.contents import Band, Framework, Overall
from app.exports.recorded import HowAsked, Position
from app.exports.word_page import blank
from app.frameworks.tones import color_of
from app.models.record.dissent import Shown
from app.models.record.position import Later
from tests.exports.conftest import Northvale
from tests.exports.day import DISAGREES, Day
from tests.exports.test_as_word import form, opened, rows


def test_the_arrow_has_its_bands_in_words_and_nothing_marked(session: Session, northvale: Northvale) -> None:
    points, names, marks = rows(form(opened(session, northvale), "arrow"))
    assert points == ["1 to 2", "3 to 4", "5 to 6", "7 to 8", "9 to 10"]
    assert names[4] == "Green +\nFully meet all standards and planning to go further"
    assert marks == [""] * 5


def overall(**fields: object) -> Overall:
    """Settled with these fields; untouched without."""
    positions = (Position.model_validate({**EMPTY, **fields}),) if fields else ()
    return Overall(
        title="The arrow", rounds=(), positions=positions, is_settled=bool(fields), how_asked=HowAsked.NOT_ASKED,
        askings=(), dissents=(), actions=(),
    )  # fmt: skip


EMPTY: dict[str, object] = {
    **{field.name: field.default for field in dataclasses.fields(Later)},
    "version": 1, "is_current": True, "state": "agreed", "wording": "Most is in place.", "missing": (),
    "written_by": "scribe", "written_at": now(), "reopened_at": None, "confirmed_at": None,
}  # fmt: skip


def drawn(framework: Framework, *bands: Band) -> WordDocument:
    document = blank("Northvale Council", "Commissioning")
    arrow(document, framework.model_copy(update={"bands": bands}), overall(), numbers=True)
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


# -- The agreed marker


def marked(framework: Framework, *, numbers: bool, **fields: object) -> tuple[list[str], str]:
    """The row of marks, and everything else that the page says."""
    document = blank("Northvale Council", "Commissioning")
    arrow(document, framework, overall(**fields), numbers=numbers)
    row = form(document, framework.forms.overall).rows[2]
    return [cell.text for cell in row.cells], "\n".join(paragraph.text for paragraph in document.paragraphs)


@pytest.mark.parametrize(("marker", "band"), [(1, 0), (6, 2), (7, 3), (10, 4)])
def test_with_numbers_the_marker_stands_under_the_band_of_its_point(
    framework: Framework, marker: int, band: int
) -> None:
    cells, _ = marked(framework, numbers=True, number=marker)
    assert cells == [f"Agreed marker: {marker}" if place == band else "" for place in range(5)]


@pytest.mark.parametrize("marker", range(1, 11))
def test_without_numbers_every_marker_leaves_the_same_page(framework: Framework, marker: int) -> None:
    """Neither its figure nor its band: a band is the number to within a point, and nobody chose one."""
    cells, said = marked(framework, numbers=False, number=marker)
    assert (cells, said) == marked(framework, numbers=False, number=1)
    assert cells == [""] * 5 and "The agreed marker is left out" in said


@pytest.mark.parametrize("numbers", [False, True])
def test_that_there_is_no_marker_is_words_and_told_either_way(framework: Framework, numbers: bool) -> None:
    cells, said = marked(framework, numbers=numbers, has_no_marker=True)
    assert cells == [""] * 5 and "The partners said that there is no agreed marker." in said


@pytest.mark.parametrize("numbers", [False, True])
def test_where_nobody_set_a_marker_or_said_that_there_is_none_nothing_is_said(
    framework: Framework, numbers: bool
) -> None:
    cells, said = marked(framework, numbers=numbers, narrative="Carers were heard late.")
    assert cells == [""] * 5 and "marker" not in said


def test_words_dissent_and_narrative_of_the_whole_stand_below_the_arrow(session: Session, day: Day) -> None:
    asking = day.asking("overall")
    day.answer("overall", asking, Ola=DISAGREES)
    day.disagree("overall", "Ola", "We are further than that.", Shown.WITH_UNIT, may_publish=True)
    document = Document(BytesIO(as_word(day.report(), numbers=True)))
    title = day.workshop.framework.forms.overall
    assert rows(form(document, f"{title}. How are we doing?")) == [
        ["Most is in place.\nNot agreed: 6\nDissent, Council:\n“We are further than that.”"]
    ]
    assert rows(form(document, "Add a narrative")) == [["Carers were heard late."]]
    assert rows(form(document, title))[2] == ["", "", "Agreed marker: 6", "", ""]
