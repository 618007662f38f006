"""Frameworks in the browser: read, take away, check and import; and the pages of one workshop."""

import json
import re

import httpx2
import openpyxl
import pytest
from sqlmodel import select

from app.frameworks import DEFAULT, framework
from app.models import Edition
from app.models.workshop.edition import named
from tests.drafts import begin, see
from tests.frameworks import EXAMPLES, good_neighbours
from tests.northvale import Hall, Town

GOOD = (EXAMPLES / "good-neighbours.toml").read_bytes()


@pytest.fixture
def hall(town: Town) -> Hall:
    return town.hall()


def get(hall: Hall, path: str, by: str | None = "Fay") -> httpx2.Response:
    with hall.browser(by) as browser:
        return browser.get(path)


def offered(hall: Hall) -> str:
    """The page on which a new draft chooses its framework."""
    return see(hall, f"{begin(hall)}/prepare/standards")


def upload(hall: Hall, content: bytes, then: str = "check", name: str = "mine.toml") -> httpx2.Response:
    with hall.browser("Fay") as browser:
        return browser.post("/frameworks", files={"file": (name, content)}, data={"then": then})


def edition(hall: Hall, key: str = DEFAULT) -> int:
    with hall.store.read() as session:
        return named(session, key).id


def imported(hall: Hall) -> int:
    with hall.store.read() as session:
        return len(session.exec(select(Edition).where(Edition.is_imported)).all())


@pytest.mark.parametrize("path", ["", "/1", "/1/corrections", "/1/file.json", "/templates/framework.xlsx"])
def test_whoever_is_not_signed_in_is_asked_to(hall: Hall, path: str) -> None:
    for name in (None, "Priya"):
        answer = get(hall, f"/frameworks{path}", by=name)
        assert answer.status_code == 303
        assert answer.headers["location"].startswith("/sign-in")


def test_a_framework_is_shown_whole(hall: Hall) -> None:
    page = get(hall, f"/frameworks/{edition(hall)}").text
    known = framework(DEFAULT)
    for standard in known.standards:
        for criterion in standard.criteria:
            assert f'id="criterion-{criterion.number}"' in page
    assert page.count("<dt ") == len(known.glossary)
    assert page.count('id="evidence-M') == 38 and page.count("is inferred") == 1
    assert page.count('id="passage-') == 14 and "Regulation, monitoring and outcomes data" in page
    assert page.count("ours, not in the published glossary") == 9
    assert "Promoting equalities (6)" in page and "What actions do we need to take to meet Standard 9?" in page
    assert "A misprint: not asked" in page


def test_every_correction_is_on_its_page_and_linked_from_where_it_bites(hall: Hall) -> None:
    base = f"/frameworks/{edition(hall)}"
    page, corrections = get(hall, base).text, get(hall, f"{base}/corrections").text
    linked = {int(number) for number in re.findall(r"#correction-(\d+)", page)}
    told = {int(number) for number in re.findall(r'id="correction-(\d+)"', corrections)}
    known = framework(DEFAULT).corrections
    assert told == linked == {correction.number for correction in known}
    assert corrections.count("<dt>Should read today</dt>") == sum(not it.is_shown for it in known)
    assert "“Three ways to use the standards”" in corrections  # where a passage is meant, its title


@pytest.mark.parametrize("key", [DEFAULT, "commissioning-procurement-contracting"])
def test_its_file_can_be_taken_away_and_is_in_order(hall: Hall, key: str) -> None:
    base = f"/frameworks/{edition(hall, key)}/file"
    assert json.loads(get(hall, f"{base}.json").text)["key"] == key
    for suffix in ("toml", "xlsx"):
        answer = get(hall, f"{base}.{suffix}")
        assert f'filename="{key}.{suffix}"' in answer.headers["content-disposition"]
        assert "is in order" in upload(hall, answer.content, name=f"{key}.{suffix}").text


def test_the_templates_can_be_taken_away_and_read(hall: Hall, tmp_path_factory: pytest.TempPathFactory) -> None:
    file = tmp_path_factory.mktemp("template") / "framework.xlsx"
    file.write_bytes(get(hall, "/frameworks/templates/framework.xlsx").content)
    assert "Standards" in openpyxl.load_workbook(file, read_only=True).sheetnames
    assert b"[[domains]]" in get(hall, "/frameworks/templates/framework.toml").content


@pytest.mark.parametrize("path", ["/templates/framework.pdf", "/1/file.exe", "/999999", "/999999/corrections"])
def test_what_is_not_there_is_refused_in_words(hall: Hall, path: str) -> None:
    answer = get(hall, f"/frameworks{path}")
    assert answer.status_code in (404, 409)
    assert "Traceback" not in answer.text


def test_checking_stores_nothing_and_importing_offers_it(hall: Hall) -> None:
    before = imported(hall)
    fresh = GOOD.replace(b'key = "good-neighbours"', b'key = "good-neighbours-of-the-browser"')
    assert "is in order" in upload(hall, fresh).text
    assert imported(hall) == before
    answer = upload(hall, fresh, "import")
    assert answer.status_code == 303
    assert imported(hall) == before + 1
    page = get(hall, answer.headers["location"]).text
    assert "New workshops can choose it now." in page
    assert good_neighbours().title in offered(hall)


def test_a_broken_file_is_told_line_by_line_and_nothing_is_kept(hall: Hall) -> None:
    before = imported(hall)
    for then in ("check", "import"):
        answer = upload(hall, GOOD.replace(b"points = 5", b"points = 17"), then, name="<b>mine</b>.toml")
        assert answer.status_code == 422
        assert re.search(r"<td[^>]*>line \d+</td>", answer.text)
        assert "&lt;b&gt;mine&lt;/b&gt;.toml" in answer.text and "<b>mine" not in answer.text
    assert imported(hall) == before


@pytest.mark.parametrize(
    ("content", "name"),
    [(b"", "mine.toml"), (b"x" * (3 * 1024 * 1024), "mine.toml"), (b"MZ", "mine.exe"), (b"", "mine.xlsx")],
)
def test_what_is_no_framework_is_told_in_words(hall: Hall, content: bytes, name: str) -> None:
    answer = upload(hall, content, "import", name)
    is_large = len(content) > 2_200_000
    assert answer.status_code == (413 if is_large else 422)
    assert ("too large" if is_large else 'role="alert"') in answer.text


def test_a_form_without_a_file_asks_for_one(hall: Hall) -> None:
    with hall.browser("Fay") as browser:
        answer = browser.post("/frameworks", files={"then": (None, "import")})
    assert answer.status_code == 422
    assert "Choose a file first" in answer.text


def test_an_imported_framework_that_is_withdrawn_is_offered_no_longer_but_stays_where_it_is_used(hall: Hall) -> None:
    content = GOOD.replace(b'key = "good-neighbours"', b'key = "withdrawn"')
    upload(hall, content, "import")
    number = edition(hall, "withdrawn")
    assert 'value="withdrawn@' in offered(hall)
    with hall.browser("Fay") as browser:
        assert browser.post(f"/frameworks/{number}/withdraw").status_code == 303
    assert 'value="withdrawn@' not in offered(hall)
    assert get(hall, f"/frameworks/{number}").status_code == 200


def test_what_comes_with_the_program_stays_on_offer(hall: Hall) -> None:
    with hall.browser("Fay") as browser:
        assert browser.post(f"/frameworks/{edition(hall)}/withdraw").status_code == 409


def test_script_in_an_imported_framework_stays_text(hall: Hall) -> None:
    content = GOOD.replace(b"Saying hello", b"<script>alert(1)</script>").replace(b'"good-neighbours"', b'"scripted"')
    assert upload(hall, content, "import").status_code == 303
    page = get(hall, f"/frameworks/{edition(hall, 'scripted')}").text
    assert "<script>alert" not in page and "&lt;script&gt;alert" in page


# -- For the people of one workshop
