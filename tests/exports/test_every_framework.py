"""A workshop of each framework, from its draft to its pack: every file tells it in its own framework's words alone."""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import closing
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

import pytest
from jsonschema import Draft202012Validator
from lxml import html
from sqlmodel import Session

from app.exports import FORMATS, Format, Report, report
from app.exports.as_json import schema
from app.frameworks import OVERALL, Framework
from app.models import PositionState
from app.models.ending.closing import close, confirm
from app.models.evidence.item import offer
from app.models.evidence.offer import Offer
from app.models.record.position import Wording
from app.models.workshop.edition import pin
from app.store.sqlite import Store
from tests.conftest import Lobby, lobby_in
from tests.exports.day import Day
from tests.exports.paragraphs import paragraphs
from tests.frameworks import all_of_them, good_neighbours, only_of_others

FRAMEWORKS = {used.key: used for used in all_of_them()}
RATINGS: dict[str, int | None] = {
    "Olu": 5, "Oona": 5, "Omar": 5, "Ola": 4, "Priya": 1, "Pat": 1, "Petra": 2, "Hari": None, "Carol": 3, "Cy": 3,
}  # fmt: skip


class Pack(NamedTuple):
    report: Report
    said: dict[str, str]  # by format, in one line


def one_line(text: str) -> str:
    """As it is read: a narrow column breaks words, and lines."""
    return " ".join(text.replace("\u00ad ", "").replace("\u00ad", "").replace("\u2060", "").split())


@cache
def pack(migrated: Path, key: str) -> Pack:
    """Made once for all that ask, in a database that no other test looks into."""
    file = Path(shutil.copy(migrated, migrated.with_name(f"{key}-{os.getpid()}.sqlite3")))
    with closing(Store(file)) as store, Session(store.writing) as session:
        made = held(session, FRAMEWORKS[key])
    return Pack(made, {name: one_line(" ".join(said(form, made))) for name, form in FORMATS.items()})


def said(form: Format, made: Report) -> list[str]:
    """Of the page the words in its pictures, too."""
    content = form.make(made)
    return (
        [html.document_fromstring(content).text_content()] if form.key == "html" else paragraphs(content, form.ending)
    )


def held(session: Session, used: Framework) -> Report:
    """All its standards but the last are prepared; of each domain the first is rated, settled and acted upon."""
    own = pin(session, used, is_imported=used.key == good_neighbours().key)
    *most, _ = [standard.number for standard in used.standards]
    room = lobby_in(session, framework_key=own.choice, standards=tuple(most))
    day = Day(room)
    first = [domain.standards[0].number for domain in used.domains]
    _offered(room, used, first[0])
    for number in (*first, OVERALL):
        room.revealed(RATINGS, number)
    session.flush()
    band = used.scale.bands[0].name
    for number in first:
        words = Wording(
            PositionState.WITH_RESERVATIONS, f"We began with {number}.",
            band=band, evidence="We asked people.", divergent_views="Providers see it lower.",
        )  # fmt: skip
        _settled(day, f"standard-{number}", words)
    for domain in used.domains:
        words = Wording(PositionState.AGREED, f"Domain {domain.number} is on its way.", good_practice="We meet often.")
        _settled(day, f"domain-{domain.number}", words)
    _settled(day, OVERALL, Wording(PositionState.AGREED, "Much is left to do.", number=3, narrative="All but one."))
    session.flush()
    session.expire_all()
    close(session, room.workshop, by="facilitator")
    confirm(session, room.workshop, by="facilitator")
    session.flush()
    session.expire_all()
    return report(session, room.workshop.id)


def _offered(room: Lobby, used: Framework, number: str) -> None:
    criteria = used.standard(number).criteria
    asked = used.evidence.minimum
    offered = Offer(
        number, "A survey of our own", "some", note="It is in the library.",
        criterion=criteria[0].number if criteria else "", answers=asked[0].number if asked else "",
    )  # fmt: skip
    group = room.workshop.groups[0].id
    offer(room.session, room.workshop, offered, by="participant", group_id=group, key="key-of-a-survey")


def _settled(day: Day, slug: str, words: Wording) -> None:
    day.ask(slug, words)
    day.settle(slug, words)
    day.act(slug, f"Write to everybody about {slug}.", who=["Council"], due="spring 2027")
    day.session.flush()


@pytest.fixture(params=FRAMEWORKS)
def used(request: pytest.FixtureRequest) -> Framework:
    return FRAMEWORKS[request.param]


@pytest.fixture
def made(migrated: Path, used: Framework) -> Pack:
    return pack(migrated, used.key)


def chosen_and_rated(used: Framework) -> tuple[list[str], list[str]]:
    """Titles as a record has them."""
    record = partial(used.title_of_record, printed=False)
    titles = [f"{standard.number}. {record(standard)}" for standard in used.standards[:-1]]
    first = [domain.standards[0] for domain in used.domains]
    return titles, [f"{standard.number}. {record(standard)}" for standard in first]


@pytest.mark.parametrize("key", FORMATS)
def test_no_file_speaks_of_another_framework(made: Pack, used: Framework, key: str) -> None:
    assert {words for words in only_of_others(used) if words in made.said[key]} == set()


@pytest.mark.parametrize("key", ["docx", "odt"])
def test_the_forms_are_its_own(made: Pack, used: Framework, key: str) -> None:
    said, forms = made.said[key], used.forms
    chosen, _ = chosen_and_rated(used)
    boxes = (
        forms.how, forms.evidence, forms.good_practice, forms.divergent, forms.summary, forms.actions, forms.who,
        forms.when, forms.overall, forms.narrative,
    )  # fmt: skip
    scale = [*(band.name for band in used.scale.bands), *(band.label for band in used.scale.bands), used.scale.note]
    domains = [words for domain in used.domains for words in (domain.form_title, domain.summary_title)]
    needed = [forms.needed_for(standard.number) for standard in used.standards]
    for words in (used.title, used.edition, *chosen, *domains, *boxes, *scale, *needed, *_headings(used)):
        assert words in said, words
    assert ("What actions do we need" in said) == bool(forms.needed)


@pytest.mark.parametrize("key", ["html", "pdf"])
def test_the_record_has_its_domains_standards_and_scale(made: Pack, used: Framework, key: str) -> None:
    chosen, _ = chosen_and_rated(used)
    domains = [f"Domain {domain.number}: {domain.form_title}" for domain in used.domains]
    bands = [band.name for band in used.scale.bands]
    for words in (used.title, used.edition, used.scale.note, *chosen, *domains, *bands, *_headings(used)):
        assert words in made.said[key], words


def _headings(used: Framework) -> Iterator[str]:
    """Over what its lists ask for and nothing was offered for; the first item of the first list was."""
    yield from (used.evidence.heading_of(item.column) for item in used.evidence.minimum[1:])
    yield from (f"{item.number} {item.title}" for item in used.evidence.minimum[1:])


@pytest.mark.parametrize("key", ["xlsx", "ods", "csv", "pptx"])
def test_tables_and_slides_name_its_standards_and_domains(made: Pack, used: Framework, key: str) -> None:
    chosen, _ = chosen_and_rated(used)
    for words in (*chosen, *(f"Domain {domain.number}: {domain.form_title}" for domain in used.domains)):
        assert words in made.said[key], words
    assert used.scale.bands[0].name in made.said[key]


@pytest.mark.parametrize("key", ["actions", "summary"])
def test_what_was_rated_is_in_the_action_sheet_and_on_the_one_page(made: Pack, used: Framework, key: str) -> None:
    _, rated = chosen_and_rated(used)
    assert all(words in made.said[key] for words in (used.title, *rated))


def test_what_is_asked_for_and_missing_is_of_its_own_lists(made: Pack, used: Framework) -> None:
    wanted = {
        item.number: used.evidence.heading_of(item.column)
        + (" (that it stands here is inferred)" if item.is_inferred else "")
        for item in used.evidence.minimum[1:]
    }
    assert {missing.number: missing.heading for missing in made.report.evidence_missing} == wanted


def test_the_file_for_programs_holds_the_framework_whole_with_its_scope_its_words_and_what_print_got_wrong(
    made: Pack, used: Framework
) -> None:
    written = json.loads(FORMATS["json"].make(made.report))
    Draft202012Validator(schema()).validate(written)
    assert Framework.model_validate(written["archive"]["framework"]) == used


def test_no_figure_and_no_band_of_another_scale_is_told(made: Pack, used: Framework) -> None:
    points = {point for band in made.report.workshop.framework.bands for point in (band.low, band.high)}
    assert (min(points), max(points)) == (1, used.scale.points)
    rows = [row for standard in made.report.standards for round_ in standard.told for row in round_.shown.units]  # type: ignore[union-attr]
    assert {name for row in rows for name in row.bands} <= {band.name for band in used.scale.bands}
