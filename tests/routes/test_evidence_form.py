"""Forms for evidence: what was typed comes back, and each problem stands at its field."""

import html
import re

import httpx2
import pytest
from sqlmodel import select

from app.models import EvidenceItem
from tests.northvale import Hall, Town


@pytest.fixture
def hall(town: Town) -> Hall:
    return town.hall()


def offer(hall: Hall, by: str = "Hari", **fields: str) -> httpx2.Response:
    path = "/evidence" if by in ("Fay", "Sam") else "/phone/evidence"
    return hall.act(path, by=by, **{"standard": "6", "title": "Canary survey", "strength": "some", **fields})


def kept(hall: Hall) -> list[EvidenceItem]:
    with hall.store.read() as session:
        return list(session.exec(select(EvidenceItem).where(EvidenceItem.workshop_id == hall.id)))


@pytest.mark.parametrize("by", ["Hari", "Sam"])
def test_a_refused_form_comes_back_with_all_that_was_typed_and_each_problem_at_its_field(hall: Hall, by: str) -> None:
    hall.open("9")  # a scribe writes evidence once the workshop is live
    typed = {
        "title": "Fees & “costs”", "link": "javascript:alert('x')", "note": "Line one\nline <two>", "strength": "early",
        "criterion": "6.3", "answers": "M1.11",
    }  # fmt: skip
    answer = offer(hall, by, **typed, group=str(hall.groups["Carers"]))
    assert answer.status_code == 422
    page = html.unescape(answer.text)
    assert 'value="Fees & “costs”"' in page and "value=\"javascript:alert('x')\"" in page
    assert "Line one\nline <two></textarea>" in page
    for value in ("6", "early", "6.3", "M1.11", *([str(hall.groups["Carers"])] if by == "Sam" else [])):
        assert re.search(rf'value="{value}"[^>]* (selected|checked)', page), value
    assert 'id="link-error"' in page and 'id="title-error"' not in page
    assert page.count("A link starts with https:// or http://") == 2  # in the summary and at the field
    assert kept(hall) == []


def test_a_criterion_of_another_standard_is_refused_and_its_own_are_offered(hall: Hall) -> None:
    answer = offer(hall, criterion="4.1")
    assert answer.status_code == 422 and "That is no criterion of standard 6." in answer.text
    assert '<option value="6.1"' in answer.text and '<option value="4.1"' not in answer.text


def test_the_lists_of_its_own_domain_come_before_those_of_the_others(hall: Hall) -> None:
    """Much of what may be offered serves several domains."""
    page = hall.see("/phone/evidence?standard=6", by="Hari").text
    offered = re.findall(r'<option value="(P\d)\.\d+"', page)
    assert offered == ["P3"] * 19 + ["P1"] * 19 + ["P2"] * 13
    assert page.index("May be offered for “") < page.index("From another domain: “") < page.index("Another standard")
    assert "Local views" in page and "Good practice and innovation" in page
    assert offer(hall, answers="P1.3").status_code == 303


@pytest.mark.parametrize("fields", [{"answers": "asked-x"}, {"answers": "asked-99999999999"}, {"answers": "asked-"}])
def test_what_no_form_of_ours_sends_is_refused_in_words(hall: Hall, fields: dict[str, str]) -> None:
    hall.open("9")  # a scribe writes evidence once the workshop is live
    assert offer(hall, "Sam", **fields).status_code == 422
    assert offer(hall, "Sam", group="everybody").status_code == 422


def test_asking_without_a_title_is_refused_at_its_own_field(hall: Hall) -> None:
    answer = hall.act("/evidence/asked", asked_standard="6", asked_title=" ")
    assert answer.status_code == 422
    assert 'id="asked_title-error"' in answer.text and 'id="title-error"' not in answer.text
    assert hall.see("/evidence/asked").headers["location"].endswith("/evidence")
