"""Every refusal's page has exactly one way on, and a stranger's says nothing of any workshop."""

import re

import pytest

from app.errors import Incomplete, NotFound, Refusal
from app.errors.places import LinkSpent
from app.models import LinkPurpose, WorkshopState
from app.ways_on import way_on
from tests.errors import kinds, made
from tests.markup import read
from tests.northvale import Hall, Town

KINDS = [it for it in kinds() if it is not LinkSpent]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_refusal_leads_somewhere(kind: type[Refusal]) -> None:
    refusal = kind({}) if kind is Incomplete else made(kind) if "__init__" in vars(kind) else kind("It is so.")
    way = way_on(refusal, "/workshops/3/people")
    assert way.label and way.leads_to.startswith(("/", "http"))
    assert refusal.heading and not refusal.heading.endswith(".")


def acts(page: str) -> list[str]:
    return [link.text for link in read(page).all("a") if "govuk-button" in link.get("class").split()]


def test_a_stranger_is_told_the_same_of_a_workshop_that_is_and_of_one_that_never_was(town: Town) -> None:
    hall = town.hall()
    with town.stranger() as browser:
        browser.cookies.set(f"seat-{hall.id}", "guessed")
        browser.cookies.set("seat-99999", "guessed")
        here, nowhere = (browser.get(f"/workshops/{number}/phone") for number in (hall.id, 99999))
    assert here.status_code == nowhere.status_code == 404
    assert here.text == nowhere.text.replace("99999", str(hall.id))
    assert acts(here.text) == ["Join a workshop"]


def test_who_was_freed_reads_it_and_joins_again_with_the_code_there_already(town: Town) -> None:
    hall = town.hall()
    hall.leaves("Olu")
    with hall.browser("Olu") as olu:
        page = olu.get(f"{hall.path}/phone").text
        assert "The facilitator freed this seat at" in page and "Your seat was freed" in page
        assert acts(page) == ["Join again"] and f'href="/join/{hall.code}"' in page
        assert "Which voice do you bring" in olu.get(f"/join/{hall.code}").text


def test_a_closed_workshop_says_since_when_and_leads_where_one_may_still_go(town: Town) -> None:
    hall = town.hall_in(WorkshopState.CLOSED)
    page = hall.see("/waiting", by="Hari").text
    assert re.search(r"It was closed at \d\d:\d\d", page) and acts(page) == ["Open the workshop"]
    assert f'href="{hall.path}/phone"' in page
    observer = hall.see("/stage", by="Ruth").text
    assert acts(observer) == ["Open the workshop"] and 'href="/help"' in observer


def link(hall: Hall, role: str) -> str:
    found = re.search(r'id="link">[^<]*(/links/[\w-]+)<', hall.act("/links", role=role).text)
    assert found is not None
    return found[1]


def test_a_used_link_says_when_and_a_made_up_one_does_not(town: Town) -> None:
    hall = town.hall()
    path = link(hall, LinkPurpose.OBSERVER)
    with town.stranger() as one, town.stranger() as other:
        one.get(path)
        one.post(path)
        used, made_up = other.get(path).text, other.get("/links/never-was").text
    assert re.search(r"has been used already, at \d\d:\d\d", used) and "facilitator can make a new one" in used
    assert "has been used already, or has run out" in made_up
    assert len(acts(used)) == len(acts(made_up)) == 1


def test_what_was_refused_leads_back_to_the_page_that_was_left(town: Town) -> None:
    hall = town.hall()
    hall.open("6")
    with hall.browser("Fay") as fay:
        answer = fay.post(f"{hall.path}/close", headers={"Referer": f"{hall.base}{hall.path}/console/closing"})
    assert answer.status_code == 409 and acts(answer.text) == ["Back to the page before"]
    assert f'href="{hall.path}/console/closing"' in answer.text


def test_nothing_is_said_beside_the_one_way(town: Town) -> None:
    with town.stranger() as browser:
        page = read(browser.get("/nothing-here").text)
    [main] = [one for one in page if one.get("id") == "main"]
    assert [link.text for link in page.all("a") if main in link.outward] == ["Join a workshop"]
    assert NotFound.heading in [one.text for one in page.all("h1")]
