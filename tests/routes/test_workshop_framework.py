"""The framework of one workshop, for everybody who has a place in it."""

import re

import httpx2
import pytest
from sqlmodel import Session

from app.frameworks import DEFAULT
from app.models.workshop.edition import named
from tests.northvale import Hall, Town


@pytest.fixture
def hall(town: Town) -> Hall:
    return town.hall()


def get(hall: Hall, path: str, by: str | None = "Fay") -> httpx2.Response:
    with hall.browser(by) as browser:
        return browser.get(path)


@pytest.mark.parametrize("name", ["Priya", "Fay", "Sam", "Ruth"])
def test_everybody_with_a_place_can_read_the_workshops_framework(hall: Hall, name: str) -> None:
    assert "1.1" in hall.see("/framework", by=name).text
    assert "correction-1" in hall.see("/framework/corrections", by=name).text
    back = re.search(r'<p class="kicker"><a class="govuk-link" href="([^"]+)"', hall.see("/framework", by=name).text)
    assert back is not None
    assert get(hall, back[1], by=name).status_code == 200


def test_a_stranger_reads_nothing_of_it(hall: Hall) -> None:
    assert hall.see("/framework", by=None).status_code == 404


def test_the_workshops_page_has_its_local_themes(town: Town) -> None:
    from app.frameworks import Theme

    hall = town.hall(themes=(Theme("L1", "Care across the border", questions=("Who pays?",)),))
    page = hall.see("/framework", by="Priya").text
    assert "Care across the border" in page and "Who pays?" in page
    with Session(hall.store.writing) as session:
        assert "border" not in named(session, DEFAULT).content
