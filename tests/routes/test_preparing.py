"""A page for each step: what was typed is saved as it stands, each problem stands at its field, and nothing is lost."""

import re

import pytest

from app.models import WorkshopState
from tests.drafts import STEPS, begin, save, see, seen, workshop
from tests.northvale import Hall, Town


@pytest.fixture
def hall(town: Town) -> Hall:
    return town.hall()


def test_each_step_leads_to_the_next_and_reads_back_as_it_was_typed(hall: Hall) -> None:
    path, following = begin(hall), ["standards", "groups", "told", "check"]
    for step, onward in zip(STEPS, following, strict=True):
        assert save(hall, path, step).headers["location"] == f"{path}/prepare/{onward}"
    pages = "".join(see(hall, f"{path}/prepare/{step}") for step in STEPS)
    for typed in ("Eastmere Council", "Day 1", "2026-12-01", "data@eastmere.example", "Council", "Carers"):
        assert f'value="{typed}"' in pages
    assert len(re.findall(r'name="standards"[^>]*checked', pages)) == 2
    assert workshop(hall, path).half_filled == {}


def test_what_is_typed_is_saved_as_one_goes_half_filled_as_it_is(hall: Hall) -> None:
    path = begin(hall)
    with hall.browser("Fay") as fay:
        page = fay.get(f"{path}/prepare/told").text
        saved = fay.post(f"{path}/prepare/told/typed", data={"responsible": "Eastm", "seen": seen(page)}).json()
        assert re.fullmatch(r"\d\d:\d\d", saved["saved"])
        again = {"responsible": "Eastmere", "seen": saved["seen"]}
        assert "saved" in fay.post(f"{path}/prepare/told/typed", data=again).json()
        assert 'value="Eastmere"' in fay.get(f"{path}/prepare/told").text


def test_a_scribe_opens_no_lobby(town: Town) -> None:
    hall = town.hall_in(WorkshopState.DRAFT)
    answer = hall.act("/lobby", by="Sam")
    assert answer.status_code == 403 and "someone with another part" in answer.text
    assert workshop(hall, hall.path).state is WorkshopState.DRAFT
