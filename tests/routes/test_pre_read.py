"""What is sent before the day: the chosen standards in plain words, and nothing else of the workshop."""

import re

import pytest
from sqlmodel import Session

from app.models import Workshop, WorkshopState
from app.models.ending.closing import close
from tests.drafts import prepare, see
from tests.northvale import Hall, Town


@pytest.fixture
def hall(town: Town) -> Hall:
    return town.hall()


def sent(page: str) -> str:
    found = re.search(r'id="link">[^<]*(/pre-read/[^<]+)<', page)
    assert found
    return found[1]


def made(hall: Hall, path: str, **fields: str) -> str:
    with hall.browser("Fay") as fay:
        answer = fay.post(f"{path}/pre-read/link", data=fields)
    assert answer.status_code == 200
    return sent(answer.text)


def test_it_tells_the_chosen_standards_and_no_others_in_plain_words(hall: Hall) -> None:
    page = see(hall, f"{prepare(hall)}/pre-read")
    assert re.findall(r"<h2[^>]*>(\d+)\.", page) == ["4", "6"]
    for said in ("What good looks like", "Questions to think about", "Evidence that may be to hand", "The scale"):
        assert said in page


def test_whoever_has_the_link_reads_that_page_and_nothing_of_who_prepares_or_who_comes(hall: Hall) -> None:
    path = prepare(hall)
    link = made(hall, path)
    page = see(hall, link, by=None)
    assert re.findall(r"<h2[^>]*>(\d+)\.", page) == ["4", "6"]
    for kept_back in ("Carers", "data@eastmere.example", "One voice at a time.", path, "End this link", link):
        assert kept_back not in page
    with hall.browser(None) as stranger:
        assert stranger.get(path).status_code == 404


def test_the_address_is_shown_once_a_newer_one_ends_it_and_so_does_a_press(hall: Hall) -> None:
    path = prepare(hall)
    first = made(hall, path, key="k" * 22)
    assert made(hall, path, key="k" * 22) == first, "one press"
    assert first not in see(hall, f"{path}/pre-read")
    second = made(hall, path, key="l" * 22)
    assert "has ended" in see(hall, first, by=None) and "The scale" in see(hall, second, by=None)
    with hall.browser("Fay") as fay:
        assert fay.post(f"{path}/pre-read/link/end").status_code == 303
    assert "has ended" in see(hall, second, by=None)


def test_it_opens_until_the_close(town: Town) -> None:
    hall = town.hall_in(WorkshopState.LIVE)
    link = made(hall, hall.path)
    assert "The scale" in see(hall, link, by=None)
    hall.reveal()
    with Session(hall.store.writing) as session, session.begin():
        close(session, session.get_one(Workshop, hall.id), by="facilitator")
    with hall.browser(None) as stranger:
        assert stranger.get(link).status_code == 404
    assert hall.see("/pre-read").status_code == 200 and hall.act("/pre-read/link").status_code == 403
