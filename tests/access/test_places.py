"""Who sits where: from the cookies of one browser to its places in one workshop, and to none anywhere else."""

import pytest
from sqlmodel import select

from app.models import Rating, Seat, Sitting, WorkshopState
from app.tokens import new_token
from tests.northvale import Hall, Town


@pytest.fixture
def elsewhere(town: Town) -> Hall:
    return town.hall()


def test_another_workshops_sitting_seat_and_round_do_not_exist_here(town: Town, elsewhere: Hall) -> None:
    hall = town.hall_in(WorkshopState.LIVE)
    elsewhere.open("6")
    for path in (f"/sittings/{elsewhere.sitting}/close", f"/seats/{elsewhere.seats['Hari']}/remove"):
        assert hall.act(path).status_code == 404
    theirs = elsewhere.rounds["6"]
    assert hall.see(f"/phone/rounds/{theirs}", by="Hari").status_code == 404
    assert hall.act(f"/rounds/{theirs}/rating", by="Hari", answer="4", key=new_token()).status_code == 404
    assert hall.act(f"/rounds/{theirs}/withdraw", by="Hari").status_code == 404
    with elsewhere.store.read() as session:
        assert session.get_one(Sitting, elsewhere.sitting).closed_at is None
        assert session.get_one(Seat, elsewhere.seats["Hari"]).removed_at is None
        assert session.exec(select(Rating).where(Rating.round_id == theirs)).all() == []


@pytest.mark.parametrize("number", ["99999999999999999999", "-1", "0", "abc", "1.5"])
def test_an_address_with_a_number_that_cannot_be_meant_is_refused_like_any_other(elsewhere: Hall, number: str) -> None:
    with elsewhere.browser("Fay") as browser:
        refused = browser.get("/workshops/987654/console").text
        for path in (f"/workshops/{number}/console", f"{elsewhere.path}/seats/{number}/remove"):
            answer = browser.get(path) if path.endswith("console") else browser.post(path)
            assert (answer.status_code, answer.text.replace(" data-answers-form", "")) == (404, refused)
