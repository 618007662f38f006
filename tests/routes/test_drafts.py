"""A workshop begins as a short form and a list of steps, is copied, and opens its lobby when all of it is there."""

import re

import httpx2
import pytest
from sqlmodel import select

from app.models import Workshop, WorkshopState
from tests.drafts import BEGINS, SCRIPT, STEPS, begin, prepare, problems, save, see
from tests.northvale import Hall, Town, browser_at


@pytest.fixture
def hall(town: Town) -> Hall:
    return town.hall()


def how_far(page: str) -> list[str]:
    return re.findall(r'<span class="far[^"]*">([^<]+)<', page)


def open_lobby(hall: Hall, path: str, **fields: str) -> httpx2.Response:
    with hall.browser("Fay") as fay:
        return fay.post(f"{path}/lobby", data=fields)


def test_three_fields_begin_a_draft_and_nothing_in_it_is_ticked_for_people(hall: Hall) -> None:
    path = begin(hall)
    assert how_far(see(hall, path)) == ["Next", "Not yet", "Not yet", "Not yet", "Not yet"]
    pages = {step: see(hall, f"{path}/prepare/{step}") for step in STEPS}
    assert "Eastmere Council" in pages["occasion"] and 'name="purpose" type="radio" value' in pages["occasion"]
    for step, page in pages.items():
        form = re.sub(r'<input[^>]*name="labelled-[^>]*>', "", page)  # a row without a group labels nobody
        assert re.findall(r'value="([^"]*)"[^>]* checked', form) == (["by_group"] if step == "groups" else []), step
    assert not re.search(r'name="group-\d+"[^>]* value="[^"]+"', pages["groups"])
    assert "None chosen yet" in pages["standards"]


@pytest.mark.parametrize("field", BEGINS)
def test_what_a_draft_cannot_begin_without_is_told_and_the_rest_stays_typed(hall: Hall, field: str) -> None:
    with hall.browser("Fay") as fay:
        refused = fay.post("/workshops", data={**BEGINS, field: ""})
    assert refused.status_code == 422 and problems(refused.text) == {field}
    assert all(f'value="{typed}"' in refused.text for name, typed in BEGINS.items() if name != field)


def test_the_list_says_what_is_in_each_step_and_how_far_it_is(hall: Hall) -> None:
    page = see(hall, prepare(hall, erase_seats_on=""))
    assert how_far(page) == ["Done", "Done", "Done", "Next", "Not yet"]
    for line in (
        "Self-assessment, Eastmere Council, 1 December 2026, 75 minutes",
        "2 chosen: 4 and 6. About 37 minutes each",
        "2 groups, 6 people expected. Shown by group",
        "Opens when the four steps above are done",
    ):
        assert line in page
    assert "/prepare/told" in page and "/prepare/check" not in page


def test_the_last_step_opens_when_the_others_are_done_and_then_opens_the_lobby(hall: Hall) -> None:
    path = prepare(hall)
    assert how_far(see(hall, path)) == ["Done", "Done", "Done", "Done", "Next"]
    page = see(hall, f"{path}/prepare/check")
    for told in ("Eastmere Council", "Self-assessment", "One voice at a time.", "1 January 2127", "Carers"):
        assert told in page
    assert open_lobby(hall, path).headers["location"] == f"{path}/console"
    assert open_lobby(hall, path).status_code == 303, "asking twice is safe"
    late = save(hall, path, "occasion", title="Another day")
    assert late.status_code == 403 and "This was possible until its lobby opened." in late.text
    assert "Another day" in late.text
    with hall.store.read() as session:
        prepared = session.exec(select(Workshop).where(Workshop.council == "Eastmere Council"))
        assert max(prepared, key=lambda workshop: workshop.id).title == "Day 1"


def test_what_is_missing_at_the_end_is_a_link_to_its_step_and_no_lobby_is_opened(hall: Hall) -> None:
    path = prepare(hall, planned_minutes="2", responsible="")
    page = see(hall, f"{path}/prepare/check")
    assert "The lobby cannot be opened yet" in page and "Open the lobby</button>" not in page
    assert re.findall(r'href="[^"]*/prepare/(\w+#\w+)"', page) == ["occasion#planned_minutes", "told#responsible"]
    assert open_lobby(hall, path).status_code == 422
    with hall.store.read() as session:
        assert session.get_one(Workshop, int(path.split("/")[-1])).state is WorkshopState.DRAFT


def test_an_open_rule_that_shows_somebody_asks_for_a_yes_at_the_end(hall: Hall) -> None:
    path = prepare(hall, attribution_rule="open")
    assert "everybody can tell whose rating it is in: Carers" in see(hall, f"{path}/prepare/check")
    refused = open_lobby(hall, path)
    assert refused.status_code == 422 and problems(refused.text) == {"knows_who_is_visible"}
    assert open_lobby(hall, path, knows_who_is_visible="yes").status_code == 303


def test_a_copy_asks_for_its_dates_anew_and_is_called_a_copy(hall: Hall) -> None:
    path = prepare(hall)
    with hall.browser("Fay") as fay:
        copied = fay.post(f"{path}/copy").headers["location"]
    page = see(hall, copied)
    assert "Day 1 (copy)" in page and how_far(page) == ["Next", "Done", "Done", "Not yet", "Not yet"]
    assert "No date yet" in see(hall, "/workshops") and "No date yet" in see(hall, f"{copied}/prepare/check")
    occasion = see(hall, f"{copied}/prepare/occasion")
    assert re.search(r'<input[^>]*id="held_on"[^>]*>', occasion) and "2026-12-01" not in occasion


def test_f25_script_in_every_name_is_text_everywhere_it_is_shown(hall: Hall) -> None:
    names = dict.fromkeys(("council", "title", "responsible", "data_contact", "lawful_basis", "ground_rules"), SCRIPT)
    address = prepare(hall, **names, **{"group-0": SCRIPT, "group-1": '"><img src=x onerror=alert(1)>'})
    pages = [see(hall, f"{address}{path}") for path in ("", "/pre-read", *(f"/prepare/{step}" for step in STEPS))]
    pages.append(see(hall, f"{address}/prepare/check"))
    assert open_lobby(hall, address).status_code == 303
    with hall.store.read() as session:
        workshop = session.get_one(Workshop, int(address.split("/")[-1]))
        code, groups = workshop.join_code, [group.id for group in workshop.groups]
    with hall.browser("Fay") as fay:
        fay.post(f"/join/{code}", data={"group": str(groups[1])})
        paths = ("/workshops", *(f"{address}/{name}" for name in ("console", "people", "stage", "notice")))
        pages += [fay.get(path).text for path in paths]
        fay.post(f"{address}/notice")
        pages += [fay.get(f"{address}/phone").text, fay.get(f"{address}/live?screen=console").text]
    with browser_at(hall.base) as stranger:
        pages.append(stranger.get(f"/join/{code}").text)
    for page in pages:
        assert SCRIPT not in page and "<img src=x" not in page
    assert any("&lt;script&gt;" in page for page in pages)
