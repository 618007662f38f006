"""Preparing a workshop: what was typed survives, and each problem stands at its field."""

import re

import httpx2
import pytest
from sqlmodel import select

from app.models import Workshop
from tests.northvale import Hall, Town, browser_at

SCRIPT = "<script>alert(1)</script>"
FIELDS = {
    "council": "Eastmere Council", "title": "Day 1", "held_on": "2026-12-01", "purpose": "self-assessment",
    "framework_key": "commissioning-for-better-outcomes", "standards": ["4", "6"], "attribution_rule": "by_group",
    "planned_minutes": "75", "ground_rules": "One voice at a time.", "responsible": "Eastmere Council",
    "data_contact": "data@eastmere.example", "lawful_basis": "Public task", "erase_seats_on": "2127-01-01",
    "erase_record_on": "2128-01-01", "assessing": "0",
    "group-0": "Council", "expected-0": "4", "labelled-0": "yes", "group-1": "Carers", "expected-1": "2",
}  # fmt: skip


@pytest.fixture
def hall(town: Town) -> Hall:
    return town.hall()


def send(hall: Hall, path: str = "/workshops", **changes: object) -> httpx2.Response:
    with hall.browser("Fay") as fay:
        return fay.post(path, data={**FIELDS, **changes})


def problems(page: str) -> set[str]:
    """Fields at which an error stands, by the id of its message, and the message of the groups' table."""
    at_fields = set(re.findall(r'id="([\w-]+)-error"', page))
    return at_fields | ({"groups"} if "Name 2 to 12 groups" in page else set())


def test_a_new_page_starts_with_the_purposes_groups_and_no_council(hall: Hall) -> None:
    with hall.browser("Fay") as fay:
        page = fay.get("/workshops/new", params={"purpose": "LGA peer challenge"}).text
    assert 'value="Healthwatch"' in page
    assert re.search(r'name="council"[^>]*>', page) and 'value="Eastmere' not in page


def test_a_whole_form_makes_a_draft_that_reads_back_as_typed(hall: Hall) -> None:
    made = send(hall)
    assert made.status_code == 303
    with hall.browser("Fay") as fay:
        page = fay.get(made.headers["location"]).text
    for typed in ("Eastmere Council", "Day 1", "2026-12-01", "data@eastmere.example", "Council", "Carers"):
        assert f'value="{typed}"' in page
    assert len(re.findall(r'name="standards"[^>]*checked', page)) == 2


def test_two_names_that_become_one_are_told_and_break_nothing(hall: Hall) -> None:
    assert send(hall, **{"group-1": "Ｃouncil"}).status_code == 422


def test_f25_script_in_every_name_is_text_everywhere_it_is_shown(hall: Hall) -> None:
    names = dict.fromkeys(("council", "title", "responsible", "data_contact", "lawful_basis", "ground_rules"), SCRIPT)
    made = send(hall, **names, **{"group-0": SCRIPT, "group-1": '"><img src=x onerror=alert(1)>'})
    address = made.headers["location"].removesuffix("/draft")
    with hall.browser("Fay") as fay:
        lobby = fay.post(f"{address}/lobby")
        assert lobby.status_code == 303
        with hall.store.read() as session:
            workshop = session.get_one(Workshop, int(address.split("/")[-1]))
            code, groups = workshop.join_code, [group.id for group in workshop.groups]
        fay.post(f"/join/{code}", data={"group": str(groups[1])})
        pages = [
            fay.get(path).text
            for path in (
                "/workshops",
                f"{address}/console",
                f"{address}/people",
                f"{address}/stage",
                f"{address}/notice",
            )
        ]
        fay.post(f"{address}/notice")
        pages += [fay.get(f"{address}/phone").text, fay.get(f"{address}/live?screen=console").text]
    with browser_at(hall.base) as stranger:
        pages.append(stranger.get(f"/join/{code}").text)
    for page in pages:
        assert SCRIPT not in page and "<img src=x" not in page
    assert any("&lt;script&gt;" in page for page in pages)


def test_saving_with_the_lobby_button_opens_it_and_a_later_edit_changes_nothing(hall: Hall) -> None:
    path = send(hall).headers["location"]
    opened = send(hall, path, then="lobby")
    assert opened.headers["location"].endswith("/console")
    late = send(hall, path, title="Another day")
    assert late.status_code == 403 and "This was possible until its lobby opened." in late.text
    assert "Another day" in late.text
    with hall.store.read() as session:
        assert session.exec(select(Workshop.title).where(Workshop.council == "Eastmere Council")).all()[-1] == "Day 1"
