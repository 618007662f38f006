"""A draft of Eastmere's, prepared through its forms step by step."""

import re

import httpx2

from app.models import Workshop
from tests.northvale import Hall

SCRIPT = "<script>alert(1)</script>"
BEGINS = {"council": "Eastmere Council", "title": "Day 1", "held_on": "2026-12-01"}
STEPS: dict[str, dict[str, object]] = {
    "occasion": {**BEGINS, "purpose": "self-assessment", "planned_minutes": "75"},
    "standards": {"framework_key": "commissioning-for-better-outcomes", "standards": ["4", "6"]},
    "groups": {
        "attribution_rule": "by_group", "assessing": "0", "group-0": "Council", "expected-0": "4", "labelled-0": "yes",
        "group-1": "Carers", "expected-1": "2",
    },
    "told": {
        "ground_rules": "One voice at a time.", "responsible": "Eastmere Council",
        "data_contact": "data@eastmere.example", "lawful_basis": "Public task", "erase_seats_on": "2127-01-01",
        "erase_record_on": "2128-01-01",
    },
}  # fmt: skip


def begin(hall: Hall, **changes: object) -> str:
    """The path of a new draft of which nothing is known but what it begins with."""
    with hall.browser("Fay") as fay:
        begun = fay.post("/workshops", data={**BEGINS, **changes})
    assert begun.status_code == 303, begun.text
    return str(begun.headers["location"])


def save(hall: Hall, path: str, step: str, **changes: object) -> httpx2.Response:
    with hall.browser("Fay") as fay:
        return fay.post(f"{path}/prepare/{step}", data={**STEPS[step], **changes})


def prepare(hall: Hall, **changes: object) -> str:
    """The path of a draft that is whole, but for what these changes say of any of its fields."""
    path = begin(hall)
    for step, fields in STEPS.items():
        save(hall, path, step, **{name: value for name, value in changes.items() if name in fields})
    return path


def see(hall: Hall, path: str, by: str | None = "Fay") -> str:
    with hall.browser(by) as browser:
        return browser.get(path).text


def problems(page: str) -> set[str]:
    """Fields at which an error stands, by the id of its message."""
    return set(re.findall(r'id="([\w-]+)-error"', page))


def workshop(hall: Hall, path: str) -> Workshop:
    """As it is stored."""
    with hall.store.read() as session:
        found = session.get_one(Workshop, int(path.rsplit("/", maxsplit=1)[-1]))
        assert found.edition and found.groups is not None and found.standards is not None
        return found


def seen(page: str) -> str:
    """The state of a step that its page shows."""
    found = re.search(r'name="seen" value="(\w+)"', page)
    assert found
    return found[1]
