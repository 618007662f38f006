"""The demo with any framework: prepared, joined, rated, revealed, settled, exported."""

import json
from collections.abc import Callable
from io import BytesIO

import pytest
from docx import Document
from sqlmodel import Session

from app.demo.day import day_with
from app.demo.seeding import STAGES, seed
from app.exports import as_json, as_word, report
from app.exports.contents.report import Report
from app.frameworks import DEFAULT, Framework, framework
from app.live.fragments import Screen, fragments
from app.live.reading import read_scene
from app.live.scene import Kind
from app.models import Role, StandardState, Workshop
from app.models.people.seat import seated, waiting_seats
from tests.frameworks import good_neighbours
from tests.prepared import Shelf

FRAMEWORKS = [framework(DEFAULT), framework("commissioning-procurement-contracting"), good_neighbours()]


@pytest.fixture(params=FRAMEWORKS, ids=lambda it: it.key)
def used(request: pytest.FixtureRequest) -> Framework:
    known: Framework = request.param
    return known


Days = Callable[..., Workshop]


@pytest.fixture
def seeded(session: Session, shelf: Shelf) -> Days:
    """`seeded(framework, "open")`: each is made once in a run."""

    def day(used: Framework, at: str = "settled") -> Workshop:
        def make(fresh: Session) -> int:
            return seed(fresh, "no password fits this", at, used).workshop_id

        name = f"demo {used.key} {used.edition} {at}"
        return session.get_one(Workshop, shelf.take(session, name, make, int, lambda _, workshop: workshop))

    return day


@pytest.mark.parametrize("at", STAGES)
def test_every_stage_can_be_shown_with_every_framework(seeded: Days, used: Framework, at: str) -> None:
    workshop = seeded(used, at)
    states = {standard.state for standard in workshop.standards}
    expected = {"open": StandardState.OPEN, "revealed": StandardState.REVEALED, "settled": StandardState.SETTLED}
    assert expected.get(at, StandardState.WAITING) in states
    assert workshop.framework.title == used.title


def test_a_whole_day_ends_in_a_record_that_can_be_read_back(session: Session, seeded: Days, used: Framework) -> None:
    made = report(session, seeded(used).id)
    assert Report.model_validate_json(as_json(made)).model_copy(update={"seal": ""}) == made
    standards = {standard.number: standard for domain in made.domains for standard in domain.standards}
    assert list(standards) == [standard.number for standard in used.standards]
    settled = [number for number, standard in standards.items() if standard.is_settled]
    assert settled == list(day_with(used).wordings) and len(day_with(used).ratings) == len(settled) + 1
    assert all(standards[number].rounds[0].shown for number in settled)
    assert [band.name for band in made.workshop.framework.bands] == [band.name for band in used.scale.bands]


def test_the_words_document_carries_the_frameworks_own_titles_bands_and_labels(
    session: Session, seeded: Days, used: Framework
) -> None:
    document = Document(BytesIO(as_word(report(session, seeded(used).id))))
    cells = {cell.text for table in document.tables for row in table.rows for cell in row.cells}
    text = "\n".join([*[paragraph.text for paragraph in document.paragraphs], *cells])
    for standard in used.standards:
        assert f"{standard.number}. {used.title_of_record(standard, printed=False)}" in text
    for words in (used.title, used.edition, used.forms.how, used.forms.overall, used.forms.summary):
        assert words in text
    assert all(band.label in text for band in used.scale.bands)
    assert ("slips" in text) == any(band.printed not in ("", band.label) for band in used.scale.bands)


def test_a_label_that_the_framework_calls_otherwise_is_not_that_of_the_first(session: Session, seeded: Days) -> None:
    text = json.dumps(json.loads(as_json(report(session, seeded(good_neighbours()).id))))
    assert "How is our street doing?" in text and "How are we doing?" not in text
    assert "published framework places domains" not in text


def test_views_that_differ_on_ten_points_differ_on_five_too(session: Session, seeded: Days) -> None:
    scene = read_scene(session, seeded(good_neighbours(), "revealed").id)
    first = scene.standards[0].revealed
    assert first is not None
    assert first.scale.points == 5
    assert "between_groups" in {finding.code for finding in first.findings}
    assert all(1 <= score <= 5 for row in first.rows for score in row.middle or (1,))


def test_an_own_edition_under_a_published_key_has_a_day_of_its_own(seeded: Days) -> None:
    whole = framework(DEFAULT)
    smaller = whole.model_copy(update={"edition": "Smaller", "domains": whole.domains[:1]})
    workshop = seeded(smaller)
    assert [standard.number for standard in workshop.standards] == ["1", "2"]
    assert all(standard.state is StandardState.SETTLED for standard in workshop.standards)


def test_everybody_of_northvale_is_planned_so_nobody_waits(session: Session, seeded: Days) -> None:
    workshop = seeded(framework(DEFAULT), "lobby")
    assert waiting_seats(session, workshop.id) == []
    assert not workshop.admits_everybody
    assert {group.id: group.expected for group in workshop.groups} == seated(session, workshop.id)


def test_a_rehearsal_with_an_open_door_says_so_on_the_console(session: Session) -> None:
    told = seed(session, "no password fits this", "open", framework(DEFAULT), admits_everybody=True)
    scene = read_scene(session, told.workshop_id)
    door = fragments(Screen(Kind.CONSOLE, Role.FACILITATOR), scene)["door"]
    assert "Rehearsal: the door stands open." in door
    assert "Rehearsal" not in "".join(fragments(Screen(Kind.STAGE, Role.STAGE), scene).values())
