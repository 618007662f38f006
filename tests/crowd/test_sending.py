"""One answer on its way by POST: what a status means, and that every try of it is the same submission."""

import asyncio
import random

import httpx2
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from app.crowd.gathering import Crowd, Gathering
from app.crowd.line import Line
from app.crowd.sending import Outcome, Sending
from app.crowd.tally import Tally

FORM = {"act": "rate", "round": "12", "key": "a-key-of-this-answer", "answer": "06", "reason": ""}


def receipt(key: str = FORM["key"], text: str = "Recorded: 6, 14:03.") -> str:
    recorded = "yes" if "Recorded" in text else ""
    return f'<div id="receipt-12" data-key="{key}" data-recorded="{recorded}"><p>{text}</p></div>'


def sent(*answers: tuple[int, str]) -> tuple[Outcome, Tally, list[str]]:
    """What comes of one answer without a socket, on a server that answers so, one try after the other."""
    keys: list[str] = []

    async def rating(request: Request) -> Response:
        keys.append(str((await request.form())["key"]))
        status, html = answers[len(keys) - 1]
        return HTMLResponse(html, status)

    async def send() -> tuple[Outcome, Tally]:
        crowd = Gathering(Crowd("http://northvale.example", "ABCDEF"), Tally(1, joined=1))
        app = Starlette(routes=[Route("/workshops/1/rounds/12/rating", rating, methods=["POST"])])
        no_line = Line("ws://northvale.example", "http://northvale.example", lambda: "", lambda text: None)
        transport = httpx2.ASGITransport(app)
        async with httpx2.AsyncClient(transport=transport, base_url="http://northvale.example") as http:
            sending = Sending(crowd, "/workshops/1", http, no_line, random.Random(1))
            outcome = await sending.until_answered(FORM)
        await crowd.close()
        return outcome, crowd.tally

    return *asyncio.run(send()), keys


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is sent again without the pause that spares a server."""
    monkeypatch.setattr("app.crowd.sending.AGAIN_AFTER", (0,))


def test_an_answer_is_sent_again_under_its_key_until_the_server_has_time_and_room_for_it() -> None:
    outcome, tally, keys = sent((503, ""), (429, ""), (500, ""), (200, receipt()))
    assert outcome is Outcome.ACKNOWLEDGED
    assert keys == [FORM["key"]] * 4
    assert (tally.by_post, len(tally.seconds), tally.problems) == (4, 1, set())


def test_a_round_that_was_closed_first_is_a_refusal_and_nothing_is_sent_again() -> None:
    outcome, tally, keys = sent((409, receipt(text="Not recorded: this round is closed.")))
    assert (outcome, len(keys), tally.seconds) == (Outcome.REFUSED, 1, [])


@pytest.mark.parametrize(
    ("status", "html", "told"),
    [
        (422, receipt(text="Not recorded:\n  choose a number."), "Not recorded: choose a number."),
        (200, receipt(key="of-another-answer"), "Recorded: 6, 14:03."),
        (200, "<p>Sign in</p>", "A rating was answered with 200."),
        (403, "", "A rating was answered with 403."),
    ],
)
def test_whatever_else_is_said_is_told_at_the_end_and_is_no_acknowledgement(status: int, html: str, told: str) -> None:
    outcome, tally, _ = sent((status, html))
    assert outcome is Outcome.FAILED
    assert tally.problems == {told}
