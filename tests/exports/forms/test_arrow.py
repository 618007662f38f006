"""The arrow of the overall position: bands in words, for people's own mark."""

import dataclasses
from io import BytesIO

import pytest
from docx import Document
from docx.document import Document as WordDocument
from sqlmodel import Session

from app.clock import now
from app.exports import as_word, report, without_numbers
from app.exports.contents.occasion import Band
from app.exports.contents.recorded import HowAsked, Position
from app.exports.contents.report import Report
from app.exports.contents.subjects import Overall
from app.exports.forms.arrow import arrow
from app.frameworks.tones import color_of
from app.models.record.dissent import Shown
from app.models.record.position import Later
from tests.exports.conftest import Northvale
from tests.exports.day import DISAGREES, Day
from tests.exports.forms.reading import read_back
from tests.exports.word.test_document import form, opened, rows


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
    "afterwards": (),
    "written_by": "scribe", "written_at": now(), "reopened_at": None, "confirmed_at": None,
}  # fmt: skip


def drawn(made: Report, *bands: Band) -> WordDocument:
    framework = made.workshop.framework.model_copy(update={"bands": bands})
    workshop = made.workshop.model_copy(update={"framework": framework})
    return read_back(arrow(made.model_copy(update={"workshop": workshop, "overall": overall()})))


@pytest.fixture
def made(session: Session, northvale: Northvale) -> Report:
    return report(session, northvale.id)


def band(low: int, high: int, name: str, *, printed: str = "", shows_print: bool = False) -> Band:
    label = f"What {name} means"
    return Band(low=low, high=high, name=name, label=label, printed=printed, shown=printed if shows_print else label)


def told(document: WordDocument) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs if "Labels" in paragraph.text]


def test_corrected_labels_say_what_the_page_prints(made: Report) -> None:
    slips = band(1, 2, "Red", printed="Reed"), band(3, 3, "Amber", printed="Amber too")
    assert told(drawn(made, *slips, band(4, 5, "Green", printed="What Green means"))) == [
        "Labels are corrected where the published page slips: "
        "under 1 to 2 it prints “Reed”; under 3 it prints “Amber too”."
    ]


def test_printed_labels_say_what_is_meant(made: Report) -> None:
    slip = band(1, 2, "Red", printed="Reed", shows_print=True)
    assert told(drawn(made, slip, band(3, 3, "Green"))) == [
        "Labels stand as they are printed, slips and all: under 1 to 2 “What Red means” is meant."
    ]


def test_a_framework_without_slips_says_nothing_of_labels(made: Report) -> None:
    assert told(drawn(made, band(1, 3, "Red", printed="What Red means"), band(4, 4, "Green"))) == []


def test_each_band_has_its_colour_as_an_edge_above_its_points_and_its_words_below(made: Report) -> None:
    document = drawn(made, band(1, 1, "Red"), band(2, 4, "Harvest"))
    points, words, marks = form(document, made.workshop.framework.forms.overall).rows
    edges = [cell._tc.xpath("./w:tcPr/w:tcBorders/w:top/@w:color") for cell in points.cells]
    assert edges == [[color_of(name).upper()] for name in ("Red", "Harvest")]
    assert [cell.text for cell in points.cells] == ["1", "2 to 4"]
    assert words.cells[1].text == "Harvest\nWhat Harvest means"
    assert [cell.text for cell in marks.cells] == ["", ""]


# -- The agreed marker


def marked(made: Report, *, numbers: bool, **fields: object) -> tuple[list[str], str]:
    """The row of marks, and everything else that the page says."""
    with_marker = made.model_copy(update={"overall": overall(**fields)})
    document = read_back(arrow(with_marker if numbers else without_numbers(with_marker)))
    row = form(document, made.workshop.framework.forms.overall).rows[2]
    return [cell.text for cell in row.cells], "\n".join(paragraph.text for paragraph in document.paragraphs)


@pytest.mark.parametrize(("marker", "band"), [(1, 0), (6, 2), (7, 3), (10, 4)])
def test_with_numbers_the_marker_stands_under_the_band_of_its_point(made: Report, marker: int, band: int) -> None:
    cells, _ = marked(made, numbers=True, number=marker)
    assert cells == [f"Agreed marker: {marker}" if place == band else "" for place in range(5)]


@pytest.mark.parametrize("marker", range(1, 11))
def test_without_numbers_every_marker_leaves_the_same_page(made: Report, marker: int) -> None:
    """Neither its figure nor its band: a band is the number to within a point, and nobody chose one."""
    cells, said = marked(made, numbers=False, number=marker)
    assert (cells, said) == marked(made, numbers=False, number=1)
    assert cells == [""] * 5 and "so is the marker, if the partners agreed on one" in said


@pytest.mark.parametrize("numbers", [False, True])
def test_that_there_is_no_marker_is_words_and_told_either_way(made: Report, numbers: bool) -> None:
    cells, said = marked(made, numbers=numbers, has_no_marker=True)
    assert cells == [""] * 5 and "The partners said that there is no agreed marker." in said


def test_where_nobody_set_a_marker_nothing_is_said_and_without_numbers_nothing_tells_of_it(made: Report) -> None:
    cells, said = marked(made, numbers=True, narrative="Carers were heard late.")
    assert cells == [""] * 5 and "marker" not in said
    unset = marked(made, numbers=False, narrative="Carers were heard late.")
    assert unset == marked(made, numbers=False, narrative="Carers were heard late.", number=6)


def test_words_dissent_and_narrative_of_the_whole_stand_below_the_arrow(session: Session, day: Day) -> None:
    asking = day.asking("overall")
    day.answer("overall", asking, Ola=DISAGREES)
    day.disagree("overall", "Ola", "We are further than that.", Shown.WITH_UNIT, may_publish=True)
    document = Document(BytesIO(as_word(day.report())))
    title = day.workshop.framework.forms.overall
    assert rows(form(document, f"{title}. How are we doing?")) == [
        ["Most is in place.\nNot agreed: 6\nDissent, Council:\n“We are further than that.”"]
    ]
    assert rows(form(document, "Add a narrative")) == [["Carers were heard late."]]
    assert rows(form(document, title))[2] == ["", "", "Agreed marker: 6", "", ""]
