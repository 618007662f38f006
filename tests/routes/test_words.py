"""The list of words: to read for oneself, to search without JavaScript, and to show one to everybody."""

import re
from html import unescape

import pytest
from sqlmodel import Session

from app.frameworks import DEFAULT, Framework, Term, framework
from app.models import Workshop
from app.models.workshop.edition import add_edition
from tests.northvale import Hall, Town

SCRIPT = "<script>alert(1)</script>"
PUBLISHED = framework(DEFAULT)


@pytest.fixture
def hall(town: Town) -> Hall:
    return town.hall()


def with_glossary(town: Town, edition: str, *terms: Term) -> Hall:
    own: Framework = PUBLISHED.model_copy(update={"key": "own", "edition": edition, "glossary": terms})
    with Session(town.store.writing) as session, session.begin():
        choice = add_edition(session, own).choice
    return town.hall(framework_key=choice)


def listed(page: str) -> list[str]:
    return [unescape(term) for term in re.findall(r'<li>\s*<details[^>]*>\s*<summary dir="auto">(.*?)</summary>', page)]


def explained(hall: Hall) -> str | None:
    with hall.store.read() as session:
        return session.get_one(Workshop, hall.id).explained_term


@pytest.mark.parametrize("name", ["Hari", "Fay", "Sam"])
def test_the_list_has_every_word_with_its_meaning_its_page_and_a_way_to_show_it(hall: Hall, name: str) -> None:
    page = hall.see("/words", by=name).text
    assert listed(page) == [term.term for term in PUBLISHED.glossary]
    assert all(term.words in unescape(page) for term in PUBLISHED.glossary)
    assert "Page 40 of the published document" in page
    assert page.count(f'action="{hall.path}/words/show') == len(PUBLISHED.glossary) == 53 + 9  # of ours
    assert 'href="http://www.nice.org.uk"' in page
    assert explained(hall) is None


@pytest.mark.parametrize("name", ["Ruth", "stage"])
def test_who_only_watches_neither_reads_the_list_nor_shows_a_word(hall: Hall, name: str) -> None:
    assert hall.see("/words", by=name).status_code == 403
    assert hall.act("/words/show", by=name, term="Carer").status_code == 403
    assert explained(hall) is None


def test_only_who_runs_the_room_puts_a_word_away(hall: Hall) -> None:
    hall.act("/words/show", by="Hari", term="Carer")
    assert hall.act("/words/put-away", by="Hari").status_code == 403
    assert explained(hall) == "Carer"
    assert hall.act("/words/put-away", by="Sam").status_code == 303
    assert explained(hall) is None


@pytest.mark.parametrize(("name", "back"), [("Hari", "/phone"), ("Fay", "/console"), ("Sam", "/console")])
def test_showing_a_word_leads_back_to_the_room(hall: Hall, name: str, back: str) -> None:
    answer = hall.act("/words/show", by=name, term="carer")
    assert (answer.status_code, answer.headers["location"]) == (303, hall.path + back)
    assert "Stage and phones show it now." in hall.see("/words?q=carer", by=name).text


@pytest.mark.parametrize("term", ["", "Nonsense", SCRIPT, "x" * 5000])
def test_a_word_that_is_not_in_the_list_is_refused_and_nothing_changes(hall: Hall, term: str) -> None:
    answer = hall.act("/words/show", by="Hari", term=term)
    assert answer.status_code == 409
    assert "not in the list of words" in answer.text and "<script>alert" not in answer.text
    assert explained(hall) is None


@pytest.mark.parametrize(
    ("q", "found"),
    [
        ("BUDGET", ["Personal budgets", "Personal health budget", "Personal Budget Outcome Evaluation Tool (POET)"]),
        ("  safeguarding ", ["Safeguarding"]),
        ("self-funders", ["Market shaping"]),
        ("zebra", []),
        (SCRIPT, []),
        ("%", []),
    ],
)
def test_the_filter_finds_terms_first_and_then_meanings(hall: Hall, q: str, found: list[str]) -> None:
    with hall.browser("Hari") as hari:
        page = hari.get(f"{hall.path}/words", params={"q": q}).text
    assert listed(page)[: len(found)] == found
    assert bool(listed(page)) == bool(found)
    assert ("of 62 words say" if found else "No word here says") in page and SCRIPT not in page


def test_one_find_stands_open(hall: Hall) -> None:
    page = hall.see("/words?q=market%20position%20statement%20(mps)", by="Hari").text
    assert listed(page) == ["Market Position Statement (MPS)"]
    assert '<details class="tight" open>\n<summary dir="auto">Market Position' in page


def test_a_term_of_somebodys_own_framework_is_text_wherever_it_stands(town: Town) -> None:
    own = Term(term=f"Care {SCRIPT}", text=f"{SCRIPT} & more", see=f"See {SCRIPT}")
    hall = with_glossary(town, "scripted", own, Term(term="Twin", text="x", see="javascript:alert(1)"))
    assert hall.act("/words/show", by="Hari", term=own.term).status_code == 303
    hall.open("6")
    rating = f"/phone/rounds/{hall.rounds['6']}"
    seen = [("/words", "Hari"), ("/words", "Fay"), ("/phone", "Hari"), (rating, "Hari"), ("/stage", "stage")]
    for path, name in [*seen, ("/console/standards/6", "Fay")]:
        page = hall.see(path, by=name).text
        assert "<script>alert" not in page and 'href="javascript' not in page, path
        assert "&lt;script&gt;" in page, path


def test_a_term_that_points_to_another_leads_to_it(town: Town) -> None:
    hall = with_glossary(
        town, "pointing", Term(term="Goal & aim", text="x"), Term(term="Aim", text="y", see="Goal & aim")
    )
    page = hall.see("/words", by="Hari").text
    link = re.search(r'See also\s+<a class="govuk-link" href="([^"]+)"', page)
    assert link is not None
    with hall.browser("Hari") as hari:
        assert listed(hari.get(unescape(link[1])).text) == ["Goal & aim"]


def test_a_framework_without_words_offers_none_and_says_so(town: Town) -> None:
    hall = with_glossary(town, "wordless")
    for path, name in (("/phone", "Hari"), ("/console", "Fay")):
        assert "Explain a word" not in hall.see(path, by=name).text
    for name in ("Hari", "Fay"):
        assert "comes without a list of words" in hall.see("/words", by=name).text


def test_every_phone_page_and_the_console_lead_to_the_list(hall: Hall) -> None:
    hall.open("6")
    rating = f"/phone/rounds/{hall.rounds['6']}"
    for path, name in (("/phone", "Hari"), ("/choice", "Hari"), (rating, "Hari"), ("/console", "Sam")):
        assert f'href="{hall.path}/words' in hall.see(path, by=name).text, path


def test_a_closed_workshops_words_are_read_and_no_longer_shown(hall: Hall) -> None:
    hall.open("6")
    hall.act(f"/sittings/{hall.sitting}/call-off")
    hall.act("/close")
    page = hall.see("/words", by="Hari").text
    assert len(listed(page)) == len(PUBLISHED.glossary) and "Show it to everybody" not in page
    assert hall.act("/words/show", by="Hari", term="Carer").status_code == 403


# -- What a rating page says about its standard


def test_a_rating_page_has_what_good_looks_like_with_its_words_marked_once(hall: Hall) -> None:
    hall.open("6")
    page = hall.see(f"/phone/rounds/{hall.rounds['6']}", by="Hari").text
    marks = re.findall(r'<details class="term"><summary>(.*?)</summary>', page)
    assert marks == ["commissioning", "outcomes", "market shaping", "contracting", "evidence"]
    assert "What good looks like (7" in page and "leave room for new ideas" in page
    assert "Questions to think about" in page and "hope for?" in page


def test_a_standard_without_criteria_counts_none_and_one_with_a_single_one_has_no_plural(town: Town) -> None:
    first = PUBLISHED.standards[0]
    six = first.model_copy(update={"number": "6", "criteria": (), "questions": ()})
    nine = first.model_copy(update={"number": "9", "about": "", "criteria": first.criteria[:1], "questions": ()})
    four = first.model_copy(update={"number": "4", "about": "", "criteria": (), "questions": ()})
    domain = PUBLISHED.domains[0].model_copy(update={"standards": (four, six, nine)})
    own = PUBLISHED.model_copy(update={"key": "own", "edition": "bare", "domains": (domain,)})
    with Session(town.store.writing) as session, session.begin():
        choice = add_edition(session, own).choice
    hall = town.hall(framework_key=choice)
    hall.open("4", "6", "9")
    pages = {number: hall.see(f"/phone/rounds/{hall.rounds[number]}", by="Hari").text for number in ("4", "6", "9")}
    assert "What good looks like" not in pages["4"]
    assert "What good looks like</span></summary>" in pages["6"]
    assert 'What good looks like (1<span class="govuk-visually-hidden"> criterion</span>)' in pages["9"]
    assert not any("Questions to think about" in page or "(0<" in page for page in pages.values())
