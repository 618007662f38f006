"""Each problem stands at its field, what was typed stays, and what another page saved meanwhile stands beside it."""

import html

import pytest

from tests.drafts import SCRIPT, STEPS, begin, prepare, problems, save, see, seen, workshop
from tests.northvale import Hall, Town


@pytest.fixture
def hall(town: Town) -> Hall:
    return town.hall()


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
