"""A page for each step: what was typed is saved as it stands, each problem stands at its field, and nothing is lost."""

import html
import re

import pytest

from app.models import Workshop, WorkshopState
from app.models.workshop.presets import PRESETS
from app.models.workshop.workshop import Purpose
from tests.drafts import SCRIPT, STEPS, begin, prepare, problems, save, see
from tests.northvale import Hall, Town


@pytest.fixture
def hall(town: Town) -> Hall:
    return town.hall()


def workshop(hall: Hall, path: str) -> Workshop:
    with hall.store.read() as session:
        found = session.get_one(Workshop, int(path.rsplit("/", maxsplit=1)[-1]))
        assert found.edition and found.groups is not None and found.standards is not None
        return found


def seen(page: str) -> str:
    found = re.search(r'name="seen" value="(\w+)"', page)
    assert found
    return found[1]


def test_each_step_leads_to_the_next_and_reads_back_as_it_was_typed(hall: Hall) -> None:
    path, following = begin(hall), ["standards", "groups", "told", "check"]
    for step, onward in zip(STEPS, following, strict=True):
        assert save(hall, path, step).headers["location"] == f"{path}/prepare/{onward}"
    pages = "".join(see(hall, f"{path}/prepare/{step}") for step in STEPS)
    for typed in ("Eastmere Council", "Day 1", "2026-12-01", "data@eastmere.example", "Council", "Carers"):
        assert f'value="{typed}"' in pages
    assert len(re.findall(r'name="standards"[^>]*checked', pages)) == 2
    assert workshop(hall, path).half_filled == {}


def test_each_problem_stands_at_its_field_and_everything_typed_is_saved_all_the_same(hall: Hall) -> None:
    path = prepare(hall)
    typed = {"council": "", "held_on": "soon", "planned_minutes": "2", "title": f"Kept {SCRIPT}"}
    refused = save(hall, path, "occasion", **typed)
    assert refused.status_code == 422
    assert problems(refused.text) == {"council", "held_on", "planned_minutes"}
    for page in (refused.text, see(hall, f"{path}/prepare/occasion")):
        assert html.escape(f"Kept {SCRIPT}", quote=False) in page and SCRIPT not in page
        assert 'value="soon"' in page
    assert workshop(hall, path).title == "Day 1", "what everybody else reads is the last that held"


def test_a_page_that_nobody_has_pressed_tells_no_error(hall: Hall) -> None:
    path = begin(hall)
    for step in STEPS:
        assert problems(see(hall, f"{path}/prepare/{step}")) == set()


@pytest.mark.parametrize(
    ("step", "changes", "told"),
    [
        ("groups", {"group-1": ""}, "groups"),
        ("groups", {"group-1": "Ｃouncil"}, "groups"),
        ("groups", {"group-1": "x" * 41}, "groups"),
        ("groups", {"group-1": "left\u202eright"}, "groups"),
        ("groups", {"expected-0": "none"}, "groups"),
        ("groups", {"attribution_rule": "whatever"}, "attribution_rule"),
        ("occasion", {"purpose": "whatever"}, "purpose"),
        ("standards", {"standards": []}, "standards"),
        ("told", {"responsible": " "}, "responsible"),
        ("told", {"erase_seats_on": "2026-12-02"}, "erase_seats_on"),
        ("told", {"erase_record_on": "2126-12-02"}, "erase_record_on"),
        ("told", {"ground_rules": "x" * 1001}, "ground_rules"),
    ],
)
def test_what_does_not_hold_is_told_and_has_a_field_to_lead_to(
    hall: Hall, step: str, changes: dict[str, object], told: str
) -> None:
    refused = save(hall, prepare(hall), step, **changes)
    assert refused.status_code == 422 and problems(refused.text) == {told}
    assert f'href="#{told}"' in refused.text and f'id="{told}"' in refused.text


def test_the_groups_of_a_purpose_come_by_a_press_and_nothing_else_that_was_typed_changes(hall: Hall) -> None:
    path = begin(hall)
    page = save(hall, path, "groups", groups_of="LGA peer challenge", attribution_rule="open").text
    names = re.findall(r'name="group-\d+"[^>]*value="([^"]+)"', page)
    assert names == [group.name for group in PRESETS[Purpose.LGA_PEER_CHALLENGE]]
    assert re.search(r'value="open"[^>]* checked', page)
    assert [group.name for group in workshop(hall, path).groups] == names


def test_what_is_typed_is_saved_as_one_goes_half_filled_as_it_is(hall: Hall) -> None:
    path = begin(hall)
    with hall.browser("Fay") as fay:
        page = fay.get(f"{path}/prepare/told").text
        saved = fay.post(f"{path}/prepare/told/typed", data={"responsible": "Eastm", "seen": seen(page)}).json()
        assert re.fullmatch(r"\d\d:\d\d", saved["saved"])
        again = {"responsible": "Eastmere", "seen": saved["seen"]}
        assert "saved" in fay.post(f"{path}/prepare/told/typed", data=again).json()
        assert 'value="Eastmere"' in fay.get(f"{path}/prepare/told").text


def test_the_later_of_two_pages_is_told_what_the_other_saved_and_writes_over_nothing_unseen(hall: Hall) -> None:
    path = prepare(hall)
    before = seen(see(hall, f"{path}/prepare/occasion"))
    save(hall, path, "occasion", title="By the other", seen=before)
    with hall.browser("Fay") as fay:
        silently = fay.post(f"{path}/prepare/occasion/typed", data={**STEPS["occasion"], "seen": before}).json()
    assert "another page" in silently["refused"]
    told = save(hall, path, "occasion", title="Mine", seen=before)
    assert told.status_code == 409
    assert "By the other" in told.text and 'value="Mine"' in told.text
    assert workshop(hall, path).title == "By the other"
    assert save(hall, path, "occasion", title="Mine", seen=seen(told.text)).status_code == 303
    assert workshop(hall, path).title == "Mine"


def test_a_scribe_edits_standards_and_groups_and_whatever_else_the_form_says_is_ignored(town: Town) -> None:
    hall = town.hall_in(WorkshopState.DRAFT)
    listed = hall.see("", by="Sam").text
    assert re.findall(r'href="[^"]*/prepare/(\w+)"', listed.split("<aside")[0])[:2] == ["standards", "groups"]
    assert "/prepare/told" not in listed and "/prepare/occasion" not in listed
    for step in ("occasion", "told", "check"):
        assert hall.see(f"/prepare/{step}", by="Sam").status_code == 403
    assert 'name="attribution_rule"' not in hall.see("/prepare/groups", by="Sam").text
    forged = {"council": "Eastmere Council", "attribution_rule": "open", "framework_key": "nonsense", "take": ""}
    groups = {"group-0": "Council", "expected-0": "9", "group-1": "Carers", "expected-1": "4", **forged}
    assert hall.act("/prepare/standards", by="Sam", standards="6", **forged).status_code == 303
    assert hall.act("/prepare/groups", by="Sam", **groups).headers["location"] == hall.path
    stored = workshop(hall, hall.path)
    assert (stored.council, stored.attribution_rule) == ("Northvale Council", "by_group")
    assert stored.edition.key == "commissioning-for-better-outcomes"
    assert [standard.number for standard in stored.standards] == ["6"]
    assert [(group.name, group.expected) for group in stored.groups] == [("Council", 9), ("Carers", 4)]


def test_a_scribe_opens_no_lobby(town: Town) -> None:
    hall = town.hall_in(WorkshopState.DRAFT)
    answer = hall.act("/lobby", by="Sam")
    assert answer.status_code == 403 and "someone with another part" in answer.text
    assert workshop(hall, hall.path).state is WorkshopState.DRAFT
