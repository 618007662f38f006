"""A draft as a form: each problem at its field, everything typed survives, and a scribe’s is only their half."""

import html
import re

import pytest

from app.models import Workshop, WorkshopState
from tests.northvale import Hall, Town
from tests.routes.test_drafts import SCRIPT, problems, send


def test_a_scribe_edits_standards_and_groups_and_whatever_else_the_form_says_is_ignored(town: Town) -> None:
    hall = town.hall_in(WorkshopState.DRAFT)
    page = hall.see("/draft", by="Sam").text
    assert "Northvale Council" in page and 'name="council"' not in page and 'name="attribution_rule"' not in page
    assert "Save and open the lobby" not in page
    forged = {
        "council": "Eastmere Council",
        "title": "Mine",
        "attribution_rule": "open",
        "erase_record_on": "2099-01-01",
    }
    forged |= {"responsible": "Nobody", "planned_minutes": "5", "ground_rules": "None", "framework_key": "nonsense"}
    theirs = {"standards": "6", "group-0": "Council", "expected-0": "9", "group-1": "Carers", "expected-1": "4"}
    assert hall.act("/draft", by="Sam", **forged, **theirs).headers["location"] == f"{hall.path}/draft?saved=yes"
    with hall.store.read() as session:
        workshop = session.get_one(Workshop, hall.id)
        assert (workshop.council, workshop.title, workshop.attribution_rule) == (
            "Northvale Council",
            "Day 2",
            "by_group",
        )
        assert (workshop.responsible, workshop.planned_minutes, workshop.ground_rules) == ("Northvale Council", 75, "")
        assert workshop.erase_record_on.year == 2127
        assert [standard.number for standard in workshop.standards] == ["6"]
        assert [(group.name, group.expected) for group in workshop.groups] == [("Council", 9), ("Carers", 4)]


def test_a_scribe_who_presses_a_forged_button_opens_no_lobby(town: Town) -> None:
    hall = town.hall_in(WorkshopState.DRAFT)
    answer = hall.act("/draft", by="Sam", then="lobby", standards="6")
    assert answer.status_code == 403 and "someone with another part" in answer.text
    with hall.store.read() as session:
        assert session.get_one(Workshop, hall.id).state is WorkshopState.DRAFT


def test_a_scribe_with_a_problem_in_the_form_gets_it_back_and_still_only_their_half(town: Town) -> None:
    hall = town.hall_in(WorkshopState.DRAFT)
    typed = {"standards": "6", "group-0": "Council", "expected-0": "none", "group-1": "Carers", "expected-1": "4"}
    answer = hall.act("/draft", by="Sam", **typed)
    assert answer.status_code == 422 and "Say how many people you expect" in answer.text
    assert "Northvale Council" in answer.text and 'name="council"' not in answer.text
    moved = hall.act("/draft", by="Sam", **{**typed, "move": "down standard 6"})
    assert moved.status_code == 200 and 'name="council"' not in moved.text


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


@pytest.mark.parametrize("field", ["purpose", "attribution_rule"])
def test_a_choice_that_was_not_offered_is_told(hall: Hall, field: str) -> None:
    refused = send(hall, **{field: "whatever"})
    assert refused.status_code == 422
    assert problems(refused.text) == {field}


@pytest.fixture
def hall(town: Town) -> Hall:
    return town.hall()
