"""Preparing a workshop: what was typed survives, and each problem stands at its field."""

import html
import re

import httpx2
import pytest
from sqlmodel import Session, select

from app.models import Sitting, Workshop
from app.models.rounds.revealing import reveal
from tests.northvale import Hall, Town, browser_at

SCRIPT = "<script>alert(1)</script>"
FIELDS = {
    "council": "Eastmere Council", "title": "Day 1", "held_on": "2026-12-01", "purpose": "self-assessment",
    "framework_key": "commissioning-for-better-outcomes", "standards": ["4", "6"], "attribution_rule": "by_group",
    "planned_minutes": "75", "ground_rules": "One voice at a time.", "responsible": "Eastmere Council",
    "data_contact": "data@eastmere.example", "lawful_basis": "Public task", "erase_seats_on": "2027-01-01",
    "erase_record_on": "2028-01-01", "assessing": "0",
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


def test_each_problem_stands_at_its_field_and_everything_typed_survives(hall: Hall) -> None:
    refused = send(
        hall, council="", data_contact=" ", held_on="soon", planned_minutes="2",
        title=f"Kept {SCRIPT}", ground_rules='Kept "quotes" & <i>all</i>',
    )  # fmt: skip
    assert refused.status_code == 422
    page = refused.text
    assert "held_on" in problems(page)
    assert html.escape(f"Kept {SCRIPT}", quote=False) in page.replace("&#34;", '"') and SCRIPT not in page
    assert "Kept &#34;quotes&#34; &amp; &lt;i&gt;all&lt;/i&gt;" in page or "Kept &quot;quotes" in page
    assert 'value="Carers"' in page and 'value="soon"' in page


def test_empty_lines_and_too_few_groups_are_all_told_at_once(hall: Hall) -> None:
    refused = send(hall, **{"council": "", "responsible": "", "group-1": "", "planned_minutes": "2", "standards": []})
    assert problems(refused.text) == {"council", "responsible", "groups", "planned_minutes", "standards"}


def test_an_error_that_is_told_has_a_field_to_lead_to(hall: Hall) -> None:
    """A group's name that is too long, and one with a character that would turn the line around."""
    for name in ("x" * 41, "left\u202eright"):
        page = send(hall, **{"group-1": name}).text
        led_to = re.findall(r'<a href="#([\w-]+)"', re.sub(r'<a href="#main".*?>', "", page))
        assert led_to
        for target in led_to:
            assert f'id="{target}"' in page, target


def test_two_names_that_become_one_are_told_and_break_nothing(hall: Hall) -> None:
    assert send(hall, **{"group-1": "Ｃouncil"}).status_code == 422


@pytest.mark.parametrize("field", ["purpose", "attribution_rule"])
def test_a_choice_that_was_not_offered_is_told(hall: Hall, field: str) -> None:
    refused = send(hall, **{field: "whatever"})
    assert refused.status_code == 422
    assert problems(refused.text) == {field}


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


def test_a_position_that_is_refused_keeps_what_was_typed(hall: Hall) -> None:
    hall.open("6")
    for name in ("Priya", "Pat", "Petra"):
        hall.rate(name, "6", "3")
    reveal_now(hall)
    typed = {
        "state": "agreed",
        "wording": "Mine <b>stays</b>",
        "number": "11",
        "divergent_views": "Some",
        "after_version": "0",
    }
    page = hall.act("/standards/6/position", **typed)
    assert page.status_code == 422
    assert problems(page.text) == {"number"}
    assert "Mine &lt;b&gt;stays&lt;/b&gt;" in page.text and 'value="11"' in page.text
    for number in ("9" * 5000, "seven", "-1", "7.5"):
        assert hall.act("/standards/6/position", **{**typed, "number": number}).status_code == 422


def test_a_position_saved_over_a_newer_one_is_refused_and_both_can_be_compared(hall: Hall) -> None:
    hall.open("6")
    reveal_now(hall)
    first = {"state": "deferred", "wording": "The scribe was first.", "after_version": "0"}
    assert hall.act("/standards/6/position", by="Sam", **first).status_code == 303
    refused = hall.act("/standards/6/position", **{**first, "wording": "The facilitator was second."})
    assert refused.status_code == 422
    assert "Someone saved version 1" in refused.text
    assert "The facilitator was second." in refused.text and "The scribe was first." in refused.text


def reveal_now(hall: Hall) -> None:
    """At once, where the server of this folder would give five seconds to cancel."""
    with Session(hall.store.writing) as session, session.begin():
        sitting = session.get_one(Sitting, hall.sitting)
        sitting.close(session, by="facilitator")
        reveal(session, sitting, by="facilitator")
