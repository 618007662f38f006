"""A whole day by HTTP with each framework: opened, rated, revealed, settled, exported."""

import re
from collections.abc import Callable
from io import BytesIO
from typing import NamedTuple

import pytest
from docx import Document
from sqlmodel import Session

from app.exports.contents.report import Report
from app.frameworks import DEFAULT, Framework, Theme, framework
from app.models import Edition
from app.models.workshop.edition import pin
from tests.conftest import CAST
from tests.frameworks import all_of_them, only_of_others
from tests.northvale import Hall, Town, until

BORDER = Theme("L1", "Care across the border", "The same care from either side.", ("Who pays?",))
FRAMEWORKS = all_of_them()

PAGES = {
    "Fay": (
        "/framework", "/framework/corrections", "/words", "/pre-read", "/pack", "/overview", "/console",
        "/console/standards/1", "/console/domains/1", "/console/overall", "/console/stage", "/console/closing",
    ),
    "Priya": ("/phone", "/phone/mine", "/phone/positions", "/phone/evidence"),
    "Sam": ("/console/standards/1",),
    "Ruth": ("/stage",),
    "stage": ("/stage",),
}  # fmt: skip


@pytest.fixture(scope="module")
def town(town_with: Callable[..., Town]) -> Town:
    """Where a reveal is done as soon as it is asked for."""
    return town_with(CANCEL_SECONDS="0")


@pytest.fixture(scope="module", params=FRAMEWORKS, ids=lambda it: it.key)
def used(request: pytest.FixtureRequest) -> Framework:
    known: Framework = request.param
    return known


def prepared(town: Town, used: Framework) -> Hall:
    with Session(town.store.writing) as session, session.begin():
        choice = pin(session, used, is_imported=used.key == "good-neighbours").choice
    hall = town.hall(framework_key=choice, standards=("2", "L1", "1"), themes=(BORDER,), shows_printed_labels=True)
    hall.open("1", "2", "L1")
    return hall


@pytest.fixture(scope="module")
def hall(town: Town, used: Framework) -> Hall:
    """Three standards are open, a theme among them; nobody answers, and every test only looks."""
    return prepared(town, used)


class Lived(NamedTuple):
    hall: Hall
    stage: str  # as it stood while people talked


@pytest.fixture(scope="module")
def lived(town: Town, used: Framework) -> Lived:
    """All answered, what came of it is on stage, and what was agreed is written down."""
    hall = prepared(town, used)
    rate_all(hall, used.scale.points)
    reveal(hall)
    hall.act("/standards/1/show")
    stage = hall.see("/stage", by="stage").text
    for number in ("1", "L1"):
        settled = {"state": "agreed", "wording": "We go on as we began.", "number": "", "after_version": "0"}
        assert hall.act(f"/positions/standard-{number}", **settled).status_code == 303
    return Lived(hall, stage)


def rate_all(hall: Hall, points: int) -> None:
    """The council at the top of the scale, everybody else at its foot; on the theme all the same."""
    answers = {name: str(points if group == "Council" else 1) for name, group in CAST.items()}
    for number, given in (("1", answers), ("2", answers), ("L1", dict.fromkeys(CAST, "2"))):
        for name in ("Olu", "Priya"):
            assert hall.rate(name, number, given[name]).status_code == 303
        hall.rated({name: given[name] for name in given.keys() - {"Olu", "Priya"}}, number)


def reveal(hall: Hall) -> None:
    hall.act(f"/sittings/{hall.sitting}/close-and-reveal")
    until(lambda: "revealed" in hall.see("/console/standards/1").text.lower())
    until(lambda: "What differs" in hall.see("/console/standards/1").text)


def record(hall: Hall) -> Report:
    return Report.model_validate_json(hall.see("/export/record.json").content)


def test_a_day_from_the_first_rating_to_the_export(hall: Hall, lived: Lived, used: Framework) -> None:
    points = used.scale.points
    page = hall.see(f"/phone/rounds/{hall.rounds['1']}", by="Priya").text
    assert re.findall(r'name="answer" value="(\d+)"', page) == [f"{point:02d}" for point in range(1, points + 1)]
    assert all(f'value="{criterion.number}"' in page for criterion in used.standard("1").criteria)
    assert hall.rate("Priya", "1", str(points + 1)).status_code == 422
    assert all(re.split("[ /]", band.name)[0] in lived.stage for band in used.scale.bands)
    made = record(lived.hall)
    standards = {standard.number: standard for domain in made.domains for standard in domain.standards}
    assert {number for number, standard in standards.items() if standard.is_settled} == {"1", "L1"}
    codes = {finding.code for finding in standards["1"].rounds[0].shown.findings}  # type: ignore[union-attr]
    assert "between_groups" in codes
    document = Document(BytesIO(lived.hall.see("/export/record.docx").content))
    text = "\n".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    assert "We go on as we began." in text and "L1. Care across the border" in text


def test_the_record_stands_in_the_workshops_own_order_with_its_theme(hall: Hall) -> None:
    numbers = [standard.number for domain in record(hall).domains for standard in domain.standards]
    assert numbers == ["2", "1", "L1"]


def test_a_theme_is_rated_on_its_own_page_with_its_questions(hall: Hall) -> None:
    page = hall.see(f"/phone/rounds/{hall.rounds['L1']}", by="Priya").text
    assert "Care across the border" in page and "Who pays?" in page and "The same care from either side." in page
    assert 'name="criteria"' not in page


def test_printed_labels_are_shown_where_the_workshop_chose_them(hall: Hall, used: Framework) -> None:
    page = hall.see(f"/phone/rounds/{hall.rounds['1']}", by="Priya").text
    text = "\n".join(
        cell.text
        for table in Document(BytesIO(hall.see("/export/record.docx").content)).tables
        for row in table.rows
        for cell in row.cells
    )
    for band in used.scale.bands:
        assert band.shown_label(printed=True) in page
        assert band.shown_label(printed=True) in text
    assert ("slips and all" in page) == bool(used.corrections_of("scale"))


def test_no_page_of_any_role_speaks_of_another_framework(hall: Hall, lived: Lived, used: Framework) -> None:
    first, rating = (f"/phone/rounds/{which.rounds['1']}" for which in (hall, lived.hall))
    before = {(f"before: {path}", "Priya"): hall.see(path, by="Priya").text for path in ("/notice", first)}
    seen = [(path, name) for name, paths in PAGES.items() for path in paths]
    answers = {asked: lived.hall.see(asked[0], by=asked[1]) for asked in (*seen, (rating, "Priya"))}
    assert {asked: page.status_code for asked, page in answers.items() if page.status_code != 200} == {}
    said = {asked: page.text for asked, page in answers.items()} | before
    told = {asked: {words for words in only_of_others(used) if words in text} for asked, text in said.items()}
    assert {asked: words for asked, words in told.items() if words} == {}


@pytest.mark.parametrize("path", ["", "/corrections"])
def test_what_is_printed_is_spoken_of_where_something_is(hall: Hall, used: Framework, path: str) -> None:
    page = " ".join(hall.see(f"/framework{path}").text.split())
    assert ("As printed" in page) == (used.scale.is_printed and not path)
    assert ("page numbers are those of the published document" in page) == (path != "" and used.key == DEFAULT)
    if not path and (slips := used.corrections_of("edition", "key purpose")):
        assert all(f"#correction-{slip.number}" in page for slip in slips)


def test_a_new_edition_changes_nothing_of_a_workshop_that_is_under_way(hall: Hall, used: Framework) -> None:
    before = hall.see(f"/phone/rounds/{hall.rounds['1']}", by="Priya").text
    with Session(hall.store.writing) as session, session.begin():
        newer = used.model_copy(update={"edition": "Newer", "scale": framework(DEFAULT).scale, "domains": ()})
        session.add(
            Edition(
                key=newer.key, name="Newer", title=newer.title, points=10, digest=used.key, is_imported=True,
                content=newer.model_dump_json(), is_listed=False,
            )
        )  # fmt: skip
    after = hall.see(f"/phone/rounds/{hall.rounds['1']}", by="Priya").text
    assert without_keys(before) == without_keys(after)


def without_keys(page: str) -> str:
    """Every load of a page makes a key of its own."""
    return re.sub(r'name="key" value="[^"]+"', "", page)
