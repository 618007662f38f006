"""A button changes what it names in the form of a step; whoever edits a part of a draft leaves the rest as it is."""

import re

import pytest

from app.models import WorkshopState
from app.models.workshop.choices import Purpose
from app.models.workshop.presets import PRESETS
from tests.drafts import begin, save, workshop
from tests.northvale import Hall, Town


@pytest.fixture
def hall(town: Town) -> Hall:
    return town.hall()


def test_the_groups_of_a_purpose_come_by_a_press_and_nothing_else_that_was_typed_changes(hall: Hall) -> None:
    path = begin(hall)
    page = save(hall, path, "groups", groups_of="LGA peer challenge", attribution_rule="open").text
    names = re.findall(r'name="group-\d+"[^>]*value="([^"]+)"', page)
    assert names == [group.name for group in PRESETS[Purpose.LGA_PEER_CHALLENGE]]
    assert re.search(r'value="open"[^>]* checked', page)
    assert [group.name for group in workshop(hall, path).groups] == names


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
