"""A rehearsal over HTTP: started from a workshop, filled with simulated people, never exported, thrown away."""

import re
from collections.abc import Iterator

import httpx2
import pytest
from sqlmodel import Session, select

from app.models import Rating, Seat, Workshop
from app.models.workshop.state import WorkshopState
from tests.northvale import Hall, Town, until


@pytest.fixture
def hall(town: Town) -> Hall:
    return town.hall()


@pytest.fixture
def fay(hall: Hall) -> Iterator[httpx2.Client]:
    with hall.browser("Fay") as browser:
        yield browser


@pytest.fixture
def at(hall: Hall, fay: httpx2.Client) -> Iterator[str]:
    """The rehearsal's address; thrown away afterwards, with its people."""
    answer = fay.post(f"{hall.path}/rehearsals")
    assert answer.status_code == 303
    address = answer.headers["location"].removesuffix("/rehearsal")
    yield address
    fay.post(f"{address}/rehearsal/throw-away")


def rows(hall: Hall, at: str, kind: type[Seat | Rating]) -> int:
    workshop_id = int(at.rpartition("/")[2])
    with hall.store.read() as session:
        seats = select(Seat.id).where(Seat.workshop_id == workshop_id)
        found = seats if kind is Seat else select(Rating).where(Rating.seat_id.in_(seats))  # type: ignore[attr-defined]
        return len(session.exec(found).all())


def test_simulated_people_come_as_planned_rate_what_opens_and_go(hall: Hall, fay: httpx2.Client, at: str) -> None:
    assert fay.post(f"{at}/rehearsal/people", data={"wifi": "bad"}).status_code == 303
    until(lambda: rows(hall, at, Seat) == 10)
    assert "bad Wi-Fi: their answers come late" in fay.get(f"{at}/rehearsal").text
    assert fay.post(f"{at}/rehearsal/wifi", data={"wifi": "good"}).status_code == 303
    assert "good Wi-Fi" in fay.get(f"{at}/rehearsal").text
    assert fay.post(f"{at}/sittings", data={"standards": ["6"]}).status_code == 303
    until(lambda: rows(hall, at, Rating) > 1)
    for _ in range(2):
        assert fay.post(f"{at}/rehearsal/people/away").status_code == 303
    assert "Bring them in" in fay.get(f"{at}/rehearsal").text
    with hall.store.read() as session:
        planned = {group.id: group.expected for group in session.get_one(Workshop, hall.id).groups}
        assert sorted(planned.values()) == [1, 2, 3, 4], "and so many came in each group of the rehearsal"


def test_brought_in_again_they_find_their_seats(hall: Hall, fay: httpx2.Client, at: str) -> None:
    for _ in range(2):
        fay.post(f"{at}/rehearsal/people")
        until(lambda: rows(hall, at, Seat) == 10)
        fay.post(f"{at}/rehearsal/people/away")
    assert rows(hall, at, Seat) == 10


@pytest.mark.parametrize(
    "path", ["/pack", "/export/record.json", "/export/record.docx", "/erasing", "/console/confirming"]
)
def test_nothing_leaves_it(fay: httpx2.Client, at: str, path: str) -> None:
    answer = fay.get(f"{at}{path}")
    assert answer.status_code == 403 and "This is a rehearsal" in answer.text


def test_thrown_away_it_is_in_no_list_and_says_so_where_it_was(hall: Hall, fay: httpx2.Client, at: str) -> None:
    title = "A rehearsal: thrown away by itself"
    assert title in fay.get("/workshops").text
    key = re.search(r'throw-away".*?name="key" value="([^"]+)"', fay.get(f"{at}/rehearsal").text, re.DOTALL)
    assert key
    for _ in range(2):
        answer = fay.post(f"{at}/rehearsal/throw-away", data={"key": key[1]})
        assert answer.status_code == 303
    assert title not in fay.get("/workshops").text
    assert "This rehearsal was thrown away" in fay.get(f"{at}/console").text
    with hall.store.read() as session:
        assert session.get_one(Workshop, hall.id).state is WorkshopState.LOBBY


@pytest.mark.parametrize("path", ["", "/people", "/wifi", "/people/away", "/throw-away"])
def test_a_real_workshop_has_no_such_page_and_no_such_people(hall: Hall, fay: httpx2.Client, path: str) -> None:
    address = f"{hall.path}/rehearsal{path}"
    answer = fay.post(address) if path else fay.get(address)
    assert answer.status_code == 409 and "This is no rehearsal" in answer.text
    with Session(hall.store.writing) as session:
        assert session.get_one(Workshop, hall.id).state is WorkshopState.LOBBY
