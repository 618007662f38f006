"""What a scribe may do before the lobby opens, and which links lead there."""

import re

from app.models import Workshop, WorkshopState
from tests.northvale import Town


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
        assert workshop.erase_record_on.year == 2027
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


def test_links_are_given_in_a_draft_and_a_scribes_leads_to_it(town: Town) -> None:
    hall = town.hall_in(WorkshopState.DRAFT)
    for role, screen, status in (("scribe", "draft", 200), ("observer", "stage", 403), ("stage", "stage", 403)):
        address = re.search(r'id="link">([^<]+)<', hall.act("/links", role=role).text)
        assert address is not None
        with town.stranger() as browser:
            taken = browser.post(address[1])
            assert taken.headers["location"] == f"{hall.path}/{screen}"
            page = browser.get(taken.headers["location"])
            assert page.status_code == status
            assert status == 200 or "This begins when its lobby opens." in page.text


def test_a_link_to_a_part_that_ended_with_the_close_takes_no_place(town: Town) -> None:
    hall = town.hall()
    links = {role: hall.act("/links", role=role).text for role in ("scribe", "observer", "stage")}
    hall.act("/close")
    for role, page in links.items():
        address = re.search(r'id="link">([^<]+)<', page)
        assert address is not None
        with town.stranger() as browser:
            taken = browser.post(address[1])
            assert taken.status_code == (303 if role == "stage" else 403)
