"""A seat that sends far more than a person does is told to wait, in words, and loses nothing."""

import re

import httpx2
import pytest
from limits import RateLimitItemPerDay
from sqlmodel import func, select

from app.access import pace
from app.errors import TooFast
from app.models import EvidenceItem, Rating
from app.models.rounds.rating import own_rating
from app.tokens import new_token
from tests.live.conftest import Dial, dial  # noqa: F401 - a fixture
from tests.northvale import Hall, Town, flood

TOO_MANY = "too many answers came from this phone at once"


@pytest.fixture
def hall(town: Town) -> Hall:
    hall = town.hall()
    hall.open("6")
    return hall


def score(hall: Hall, name: str) -> int | None:
    with hall.store.read() as session:
        rating = own_rating(session, hall.seats[name], hall.rounds["6"])
        return rating.score if rating else None


def test_a_flood_of_answers_by_post_is_told_to_wait_and_the_last_recorded_stands(hall: Hall) -> None:
    path, script = f"{hall.path}/rounds/{hall.rounds['6']}/rating", {"HX-Request": "true"}
    with hall.browser("Priya") as priya:

        def answered(score: int) -> httpx2.Response:
            return priya.post(path, data={"answer": str(score), "key": new_token()}, headers=script)

        *taken, refused = flood(lambda n: answered(n % 10 + 1), lambda answer: answer.status_code == 429)
    assert {answer.status_code for answer in taken} == {200}
    assert TOO_MANY in refused.text and 'data-recorded="no"' in refused.text
    assert score(hall, "Priya") == (len(taken) - 1) % 10 + 1
    assert hall.rate("Pat", "6", "4").status_code == 303, "nobody else waits for it"


def test_a_flood_of_frames_gets_no_receipt_so_that_the_page_sends_again(hall: Hall, dial: Dial) -> None:  # noqa: F811
    line = dial(hall, "Priya")
    for _ in range(35):
        line.socket.send("not a frame at all")
    key = line.send(round=hall.rounds["6"], answer="4")
    told = line.hear_until(lambda frame: TOO_MANY in frame)
    assert key not in told
    assert hall.act(f"/rounds/{hall.rounds['6']}/rating", by="Priya", answer="4", key=key).status_code == 422
    assert score(hall, "Priya") is None


def test_a_page_without_a_script_keeps_what_was_typed(hall: Hall) -> None:
    def rated(_: int) -> httpx2.Response:
        return hall.rate("Priya", "6", "9", reason="what I typed")

    *_, page = flood(rated, lambda answer: TOO_MANY in answer.text)
    assert "what I typed" in page.text
    assert re.search(r'value="09" required checked', page.text)


def test_a_flood_of_evidence_is_told_to_wait_with_its_words_kept(hall: Hall) -> None:
    def offered(title: str) -> str:
        form = {"standard": "6", "title": title, "strength": "some", "key": new_token()}
        return hall.act("/phone/evidence", by="Priya", **form).text

    for number in range(10):
        offered(f"Item {number}")
    page = offered("The eleventh")
    assert "ten items in ten minutes is the most" in page and "The eleventh" in page
    with hall.store.read() as session:
        kept = select(func.count()).select_from(EvidenceItem).where(EvidenceItem.workshop_id == hall.id)
        assert session.exec(kept).one() == 10


def test_words_cannot_be_flickered_over_the_stage(hall: Hall) -> None:
    terms = ("Coproduction", "Personalisation")
    by_one = [hall.act("/words/show", by="Priya", term=terms[n % 2]) for n in range(8)]
    assert [answer.status_code for answer in by_one] == [303] * 6 + [429] * 2
    assert "Wait a minute, then show it again." in by_one[-1].text
    names = [name for name in ("Pat", "Petra", "Olu") for _ in range(6)]
    others = [hall.act("/words/show", by=name, term=terms[n % 2]).status_code for n, name in enumerate(names)]
    assert others.count(303) == 14, "twenty in a minute from all phones"
    assert hall.act("/words/show", term=terms[0]).status_code == 303, "the facilitator is never held up"


def test_no_rating_of_the_flood_is_stored_twice(hall: Hall) -> None:
    for _ in range(35):
        hall.rate("Priya", "6", "4")
    with hall.store.read() as session:
        assert session.exec(select(func.count()).where(Rating.round_id == hall.rounds["6"])).one() == 1


def test_no_seat_fills_all_the_room_for_comments_with_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where what is stored has no seat, no row can count them."""
    monkeypatch.setattr(pace, "COMMENTS", RateLimitItemPerDay(1000))  # as if it had waited between them
    counted = pace.Pace()
    for _ in range(50):
        counted.comment(7)
    with pytest.raises(TooFast, match="fifty comments"):
        counted.comment(7)
    counted.comment(8)


def test_those_whose_time_is_over_are_forgotten_and_the_others_still_counted() -> None:
    counted = pace.Forgetful()
    for seat in range(pace.FEW + 1):
        counted.acquire_entry(f"answers of {seat}", 2, 60)
    for seat in range(pace.FEW):
        counted.events[f"answers of {seat}"] = []  # as the library leaves what is over
    assert counted.acquire_entry("answers of 7", 2, 60)
    assert counted.events.keys() == {"answers of 7", f"answers of {pace.FEW}"}
    assert counted.acquire_entry(f"answers of {pace.FEW}", 2, 60)
    assert not counted.acquire_entry(f"answers of {pace.FEW}", 2, 60)
