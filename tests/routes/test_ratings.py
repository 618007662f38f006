"""A rating by POST: without JavaScript, and as the fall-back of a live page."""

import re

import httpx2
import pytest
from sqlmodel import select

from app.models import Rating
from app.tokens import new_token
from tests.live.conftest import WORDS, settled
from tests.northvale import Hall, Town


@pytest.fixture
def hall(town: Town) -> Hall:
    hall = town.hall()
    hall.open("6", "9")
    return hall


def post(hall: Hall, name: str = "Priya", live: bool = False, **fields: str) -> httpx2.Response:
    sent = {"key": new_token(), **fields}
    headers = {"HX-Request": "true"} if live else {}
    with hall.browser(name) as browser:
        return browser.post(f"{hall.path}/rounds/{hall.rounds['6']}/rating", data=sent, headers=headers)


def page(hall: Hall, name: str = "Priya") -> str:
    return hall.see(f"/phone/rounds/{hall.rounds['6']}", by=name).text


def stored(hall: Hall) -> list[tuple[int | None, str, bool]]:
    with hall.store.read() as session:
        rows = session.exec(select(Rating).where(Rating.round_id == hall.rounds["6"]))
        return [(row.score, row.reason, row.may_quote) for row in rows]


def test_the_pages_own_form_without_javascript_is_answered_by_a_page_with_the_receipt(hall: Hall) -> None:
    form = re.search(r'<form method="post" action="([^"]+/rating)".*?</form>', page(hall), re.DOTALL)
    assert form is not None
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form[0]))
    with hall.browser("Priya") as browser:
        answer = browser.post(form[1], data={**hidden, "answer": "4", "reason": "Calls wait.", "may_quote": "true"})
        assert answer.status_code == 303
        assert answer.headers["location"].endswith(f"#receipt-{hall.rounds['6']}")
        told = browser.get(answer.headers["location"]).text
    assert re.search(r'Recorded<span class="own-value">: 4</span>, \d\d:\d\d', told)
    assert re.search(r'value="04"[^>]* checked', told) and "Calls wait.</textarea>" in told
    assert stored(hall) == [(4, "Calls wait.", True)]


def test_every_load_of_the_page_makes_a_key_of_its_own(hall: Hall) -> None:
    keys = {re.search(r'name="key" value="([^"]+)"', page(hall))[1] for _ in range(3)}  # type: ignore[index]
    assert len(keys) == 3


def test_f02_the_same_form_sent_twice_is_one_rating(hall: Hall) -> None:
    for _ in range(2):
        assert post(hall, answer="4", key="a-key-of-priya").status_code == 303
    assert len(stored(hall)) == 1


def test_a_live_page_gets_the_receipt_as_a_fragment(hall: Hall) -> None:
    answer = post(hall, live=True, answer="cant_tell", key="a-key-of-priya")
    assert answer.status_code == 200
    assert "<html" not in answer.text
    assert f'id="receipt-{hall.rounds["6"]}"' in answer.text and 'data-key="a-key-of-priya"' in answer.text
    assert "can’t tell" in answer.text


@pytest.mark.parametrize("answer", ["11", "0", "six", ""])
def test_a_refused_form_says_why_and_keeps_what_was_typed(hall: Hall, answer: str) -> None:
    refused = post(hall, answer=answer, reason="I wrote <b>a lot</b>.", from_experience="true", may_quote="true")
    assert refused.status_code == 422
    assert 'class="receipt problem"' in refused.text or "problem" in refused.text
    assert re.search("whole number from 1 to 10|choose a number on the scale", refused.text)
    assert "I wrote &lt;b&gt;a lot&lt;/b&gt;.</textarea>" in refused.text
    assert re.search(r'name="may_quote"[^>]* checked', refused.text)
    assert re.search(r'name="from_experience"[^>]* checked', refused.text)
    assert stored(hall) == []


def test_a_reason_that_is_too_long_comes_back_whole_with_its_number(hall: Hall) -> None:
    refused = post(hall, answer="4", reason="x" * 1001)
    assert "keep your reason to 1000 characters" in refused.text
    assert "x" * 1001 in refused.text
    assert re.search(r'value="04"[^>]* checked', refused.text)
    assert stored(hall) == []


def test_a_live_pages_refusal_carries_its_key(hall: Hall) -> None:
    refused = post(hall, live=True, answer="11", key="a-key-of-priya")
    assert refused.status_code == 422
    assert 'data-key="a-key-of-priya"' in refused.text and 'data-recorded="no"' in refused.text


def test_f06_after_the_close_a_person_is_told_and_what_was_recorded_stands(hall: Hall) -> None:
    post(hall, answer="4")
    hall.act(f"/sittings/{hall.sitting}/close")
    for live in (False, True):
        refused = post(hall, live=live, answer="9")
        assert "Not recorded: this round is closed" in refused.text
    assert stored(hall) == [(4, "", False)]
    assert "Record my rating" not in page(hall)


def test_whoever_has_not_read_the_notice_is_sent_to_it_first(town: Town, hall: Hall) -> None:
    with town.stranger() as ned:
        ned.post(f"/join/{hall.code}", data={"group": str(hall.groups["Providers"])})
        hall.let_all_in()
        rating = f"{hall.path}/rounds/{hall.rounds['6']}/rating"
        assert "read the notice first" in ned.post(rating, data={"answer": "4", "key": "a-key-of-ned"}).text
        assert ned.get(f"{hall.path}/phone/rounds/{hall.rounds['6']}").headers["location"] == f"{hall.path}/notice"
    assert stored(hall) == []


def test_a_field_that_claims_another_seat_or_round_is_refused_and_stores_nothing(hall: Hall) -> None:
    for claim in ({"seat_id": str(hall.seats["Pat"])}, {"workshop_id": "1"}, {"role": "facilitator"}):
        assert post(hall, "Priya", False, answer="4", **claim).status_code == 422
    assert stored(hall) == []
    post(hall, answer="4", round=str(hall.rounds["9"]))  # the address says which round
    with hall.store.read() as session:
        assert session.exec(select(Rating).where(Rating.round_id == hall.rounds["9"])).all() == []


def test_withdrawing_takes_ones_own_answer_back_and_no_other(hall: Hall) -> None:
    post(hall, "Priya", answer="4")
    post(hall, "Pat", answer="7")
    assert hall.act(f"/rounds/{hall.rounds['6']}/withdraw", by="Priya").status_code == 303
    assert stored(hall) == [(7, "", False)]


def test_somebodys_page_shows_their_own_answer_and_nobody_elses(hall: Hall) -> None:
    post(hall, "Priya", answer="4", reason="canary-of-priya")
    assert "canary-of-priya" in page(hall, "Priya")
    assert "canary-of-priya" not in page(hall, "Pat") and "Nothing recorded yet" in page(hall, "Pat")


def chosen(html: str) -> list[str]:
    return re.findall(r'name="criteria" value="([^"]+)" checked', html)


def test_the_criteria_somebody_ticked_are_stored_and_come_back_ticked(hall: Hall) -> None:
    post(hall, answer="4", criteria=["6.3", "6.1"])  # type: ignore[arg-type]
    assert chosen(page(hall)) == ["6.1", "6.3"]
    assert chosen(page(hall, "Pat")) == []


def test_a_refused_form_keeps_the_criteria_that_were_ticked(hall: Hall) -> None:
    refused = post(hall, answer="11", criteria=["6.3", "6.1"])  # type: ignore[arg-type]
    assert refused.status_code == 422
    assert chosen(refused.text) == ["6.1", "6.3"]


def test_words_that_come_too_late_are_given_back_to_be_copied(town: Town) -> None:
    hall = settled(town)
    hall.act("/close")
    answer = hall.act(f"/rounds/{hall.rounds['6']}/rating", by="Hari", answer="4", key="a-key-of-hari", reason=WORDS)
    assert answer.status_code == 403
    assert "The workshop is closed. This was possible until it was closed." in answer.text
    assert WORDS in answer.text and "a-key-of-hari" not in answer.text
    settles = hall.act("/positions/standard-6", by="Sam", state="agreed", wording=WORDS)
    assert settles.status_code == 403 and WORDS in settles.text
