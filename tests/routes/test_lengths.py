"""A form sends a line break as two characters; what is exactly as long as allowed is taken all the same."""

from pathlib import Path

import httpx2
import pytest
from sqlmodel import col, select

from app.models import Rating
from app.models.record.position import LONGEST, Position
from app.models.rounds.rating import LONGEST_REASON
from app.tokens import new_token
from tests.northvale import Hall, Town

DATA = Path(__file__).parents[1] / "data"
REASON = (DATA / "reason-of-1000-characters.txt").read_text()
WORDING = (DATA / "wording-of-4000-characters.txt").read_text()


@pytest.fixture
def hall(town: Town) -> Hall:
    hall = town.hall()
    hall.open("6")
    return hall


def as_sent(text: str) -> str:
    """As every browser sends it, whatever the page holds."""
    return text.replace("\n", "\r\n")


def send(hall: Hall, reason: str, live: bool) -> httpx2.Response:
    headers = {"HX-Request": "true"} if live else {}
    fields = {"key": new_token(), "answer": "4", "reason": reason}
    with hall.browser("Priya") as browser:
        return browser.post(f"{hall.path}/rounds/{hall.rounds['6']}/rating", data=fields, headers=headers)


def reasons(hall: Hall) -> list[str]:
    with hall.store.read() as session:
        return [row.reason for row in session.exec(select(Rating).where(Rating.round_id == hall.rounds["6"]))]


def test_the_texts_are_exactly_as_long_as_allowed() -> None:
    assert (len(REASON), len(WORDING)) == (LONGEST_REASON, LONGEST)
    assert REASON.count("\n") > 30 and WORDING.count("\n") > 60


@pytest.mark.parametrize("live", [False, True], ids=["without JavaScript", "with it"])
def test_a_reason_exactly_as_long_as_allowed_is_taken(hall: Hall, live: bool) -> None:
    assert send(hall, as_sent(REASON), live).status_code in (200, 303)
    assert reasons(hall) == [REASON]
    assert send(hall, as_sent(REASON + "!"), live).status_code == 422
    assert reasons(hall) == [REASON]


def test_a_wording_exactly_as_long_as_allowed_is_taken_in_every_field(hall: Hall) -> None:
    hall.reveal()
    texts = dict.fromkeys(("wording", "evidence", "divergent_views"), as_sent(WORDING))
    settled = {"state": "agreed", "number": "", "band": "", "after_version": "0", **texts}
    assert hall.act("/positions/standard-6", **{**settled, "evidence": as_sent(WORDING + "!")}).status_code == 422
    assert hall.act("/positions/standard-6", **settled).status_code == 303
    with hall.store.read() as session:
        kept = session.exec(select(Position).order_by(col(Position.id).desc())).first()
        assert kept is not None
        assert (kept.wording, kept.evidence, kept.divergent_views) == (WORDING, WORDING, WORDING)
