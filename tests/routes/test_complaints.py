"""A complaint from its form to its outcome, at a real server; and what nobody learns by one."""

import re
from datetime import timedelta

import httpx2
from sqlmodel import Session, select

from app.models import Complaint
from app.tokens import hashed, new_token
from tests.northvale import Town, browser_at

WORDS = "My label was read aloud in the room."


def sent(browser: httpx2.Client, code: str = "", key: str = "", text: str = WORDS) -> str:
    """The private address that it is followed at."""
    answer = browser.post("/complaints", data={"code": code, "text": text, "reach": "", "key": key or new_token()})
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def rows(town: Town, text: str = WORDS) -> list[Complaint]:
    with town.store.read() as session:
        return list(session.exec(select(Complaint).where(Complaint.text == text)).all())


def a_day_passes(town: Town, address: str) -> int:
    with Session(town.store.writing) as session, session.begin():
        found = select(Complaint).where(Complaint.token_hash == hashed(address.rpartition("/")[2]))
        complaint = session.exec(found).one()
        complaint.received_on -= timedelta(days=1)
        return complaint.id


def test_the_form_says_the_law_and_the_way_in_plain_words(town: Town) -> None:
    with town.stranger() as browser:
        page = " ".join(re.sub(r"<[^>]+>", "", browser.get("/complaints").text).split())
    for said in ("Within 30 days", "without undue delay", "tell you the outcome", "Information Commission (ICO)"):
        assert said in page


def test_whatever_the_code_is_the_answer_is_the_same(town: Town) -> None:
    """Or the form would tell a stranger which codes are good."""
    hall = town.hall()
    with town.stranger() as browser:
        pages = []
        for code in (hall.code, "NOSUCH", ""):
            page = browser.get(sent(browser, code)).text
            pages.append(re.sub(r"complaints/[\w-]{22}|[A-Z2-9]{3} [A-Z2-9]{3}|content=\"\w+\"", "", page))
    assert pages[0] == pages[1] == pages[2]


def test_pressed_twice_it_is_one_complaint_and_from_a_seat_it_carries_nothing_of_it(town: Town) -> None:
    hall, key = town.hall(), new_token()
    with hall.browser("Hari") as browser:
        text = f"{WORDS} {key}"
        assert sent(browser, hall.code, key, text) == sent(browser, hall.code, key, text)
    (row,) = rows(town, text)
    seen = str(row.model_dump())
    assert row.workshop_id == hall.id and hall.tokens["Hari"] not in seen and hashed(hall.tokens["Hari"]) not in seen


def test_from_complaint_to_outcome(town: Town) -> None:
    hall = town.hall()
    with town.stranger() as browser:
        address = sent(browser, hall.code)
        assert "We have your complaint" in browser.get(address).text
        assert WORDS not in hall.see("/complaints").text
        number = a_day_passes(town, address)
        assert WORDS in hall.see("/complaints").text
        with hall.browser("Fay") as fay:
            assert "A complaint about data waits" in fay.get("/workshops").text
        assert hall.act(f"/complaints/{number}/acknowledge", progress="We ask the scribe.").status_code == 303
        page = browser.get(address).text
        assert "It was acknowledged" in page and "We ask the scribe." in page
        refused = hall.act(f"/complaints/{number}/outcome", outcome=" ")
        assert refused.status_code == 422 and f'href="#outcome-{number}"' in refused.text
        assert hall.act(f"/complaints/{number}/outcome", outcome="You were right.").status_code == 303
        assert "You were right." in browser.get(address).text
        with hall.browser("Fay") as fay:
            assert "A complaint about data waits" not in fay.get("/workshops").text


def test_nobody_else_in_the_room_reads_or_answers_it(town: Town) -> None:
    hall = town.hall()
    with town.stranger() as browser:
        number = a_day_passes(town, sent(browser, hall.code))
    for name in ("Sam", "Ruth", "stage", "Hari"):
        assert WORDS not in hall.see("/complaints", by=name).text
        assert hall.act(f"/complaints/{number}/outcome", by=name, outcome="Nothing.").status_code in (403, 404)
    elsewhere = town.hall()
    assert elsewhere.act(f"/complaints/{number}/outcome", outcome="Nothing.").status_code == 404
    with browser_at(town.base, {"account": town.account(is_administrator=True)}) as browser:
        assert WORDS not in browser.get("/accounts/complaints").text
        answer = browser.post(f"/accounts/complaints/{number}/outcome", data={"outcome": "Nothing."})
        assert answer.status_code == 404
    with town.store.read() as session:  # this one: their numbers are drawn, and the newest is not the last
        assert not session.get_one(Complaint, number).outcome


def test_what_names_no_workshop_is_answered_by_an_administrator(town: Town) -> None:
    words = f"{WORDS} {new_token()}"
    with town.stranger() as browser:
        address = sent(browser, "NOSUCH", text=words)
        number = a_day_passes(town, address)
        with browser_at(town.base, {"account": town.account(is_administrator=True)}) as admin:
            assert words in admin.get("/accounts/complaints").text
            admin.post(f"/accounts/complaints/{number}/outcome", data={"outcome": "We looked."})
        assert "We looked." in browser.get(address).text


def test_an_address_that_is_none_says_so_and_a_flood_is_told_what_to_do_with_its_words_kept(town: Town) -> None:
    with town.stranger() as browser:
        assert browser.get(f"/complaints/{new_token()}").status_code == 404
        for _ in range(31):
            answer = browser.post("/complaints", data={"text": WORDS, "key": new_token()})
    assert answer.status_code == 429 and WORDS in answer.text and "Wait ten minutes" in answer.text
