"""Strangers with the join code: they wait at the door, count nowhere, and get in by the facilitator's nod alone."""

import re
import threading
from collections.abc import Iterator
from contextlib import ExitStack

import httpx2
import pytest
from sqlmodel import col, func, select

from app.models import Event, Rating, Seat
from app.models.people.seat import seated
from app.tokens import new_token
from tests.live.conftest import Dial, borrow, rejoin_code
from tests.northvale import KEEPS, Hall, Town

KEY = re.compile(r'name="key" value="([^"]+)"')


@pytest.fixture
def hall(town: Town) -> Hall:
    return town.hall()


@pytest.fixture
def strangers() -> Iterator[ExitStack]:
    with ExitStack() as browsers:
        yield browsers


def join(hall: Hall, strangers: ExitStack, group: str = "Healthwatch", name: str = "") -> httpx2.Client:
    """A browser whose holder has the code, takes a seat and reads the notice."""
    browser = strangers.enter_context(hall.browser(None))
    taken = browser.post(f"/join/{hall.code}", data={"group": str(hall.groups[group]), "key": new_token()})
    assert taken.status_code == 303
    browser.post(f"{hall.path}/notice", data={"choice": ""})
    if name:
        hall.tokens[name] = browser.cookies[f"seat-{hall.id}"]
    return browser


def rate(hall: Hall, browser: httpx2.Client, answer: str) -> int:
    form = {"answer": answer, "key": new_token()}
    return browser.post(f"{hall.path}/rounds/{hall.rounds['6']}/rating", data=form).status_code


def ratings(hall: Hall) -> int:
    with hall.store.read() as session:
        return session.exec(select(func.count()).where(Rating.round_id == hall.rounds["6"])).one()


def seats(hall: Hall) -> int:
    with hall.store.read() as session:
        return session.exec(select(func.count()).where(Seat.workshop_id == hall.id)).one()


def stage(hall: Hall) -> str:
    return hall.see("/live?screen=stage", by="stage").text


@pytest.mark.parametrize("opens_first", [False, True])
def test_two_strangers_with_the_code_do_not_become_the_middle_of_the_one_person_of_healthwatch(
    hall: Hall, strangers: ExitStack, opens_first: bool
) -> None:
    if opens_first:
        hall.open("6")
    two = [join(hall, strangers) for _ in range(2)]
    if not opens_first:
        assert "10 people here" in stage(hall)
        hall.open("6")
    assert [rate(hall, browser, answer) for browser, answer in zip(two, ("1", "10"), strict=True)] == [403, 403]
    assert ratings(hall) == 0
    assert "0 of 10" in stage(hall)
    console = hall.see("/live?screen=console").text
    assert re.search(r'Healthwatch</th>\s*<td class="[^"]*">0 of 1</td>', console)
    for browser in two:
        assert "0 of 10" not in browser.get(f"{hall.path}/phone").text


def test_a_stranger_before_the_nod_neither_consents_nor_offers_nor_explains(hall: Hall, strangers: ExitStack) -> None:
    eve = join(hall, strangers)
    attacks: dict[str, dict[str, str]] = {
        "/choice": {"choice": "shown"}, "/notice": {"choice": "shown"}, "/words/show": {"term": "Coproduction"},
        "/phone/evidence": {"standard": "6", "title": "Mine", "strength": "some", "key": new_token()},
    }  # fmt: skip
    assert {
        path: eve.post(f"{hall.path}{path}", data=form).status_code for path, form in attacks.items()
    } == dict.fromkeys(attacks, 403)
    with hall.store.read() as session:
        chosen = session.exec(select(col(Seat.may_show_group)).where(Seat.workshop_id == hall.id)).all()
    assert not any(chosen)


def test_a_stranger_before_the_nod_sees_nothing_of_the_room(hall: Hall, strangers: ExitStack) -> None:
    eve = join(hall, strangers)
    for path in ("/phone", "/phone/evidence", "/words", "/choice"):
        assert eve.get(f"{hall.path}{path}").headers.get("location") == f"{hall.path}/waiting", path
    assert eve.get(f"{hall.path}/live?screen=phone").status_code == 303
    page = eve.get(f"{hall.path}/waiting").text
    assert "Please wait a moment" in page and "Healthwatch" in page
    assert "Council</" not in page


def test_a_tap_twice_on_a_slow_line_takes_one_seat_and_one_cookie(hall: Hall) -> None:
    with hall.browser(None) as page:
        found = KEY.search(page.get(f"/join/{hall.code}").text)
    form = {"group": str(hall.groups["Providers"]), "key": found[1] if found else ""}
    before, cookies = seats(hall), []

    def tap() -> None:
        with hall.browser(None) as browser:
            cookies.append(browser.post(f"/join/{hall.code}", data=form).cookies[f"seat-{hall.id}"])

    taps = [threading.Thread(target=tap) for _ in range(2)]
    for thread in taps:
        thread.start()
    for thread in taps:
        thread.join()
    assert seats(hall) == before + 1
    assert len(cookies) == 2 and len(set(cookies)) == 1


def test_ghost_seats_of_one_browser_end_at_the_length_of_the_queue(hall: Hall) -> None:
    """1,500 were taken in 12 seconds."""
    refused = 0
    with hall.browser(None) as ghost:
        for _ in range(160):
            ghost.cookies = httpx2.Cookies(KEEPS)  # what asks for a cookie that comes back is sent one
            answer = ghost.post(f"/join/{hall.code}", data={"group": str(hall.groups["Council"])})
            if answer.status_code == 429:
                refused += 1
                assert "Tell the facilitator" in answer.text
                assert re.search(rf'value="{hall.groups["Council"]}"[^>]* checked', answer.text)
    assert refused == 50, "ten are planned, and a hundred more may wait"
    assert "Nobody more can wait" in hall.see("/console").text
    assert "10 people" in stage(hall)


def test_f22_eighty_people_of_one_address_join_at_once_and_none_is_refused(hall: Hall) -> None:
    with hall.browser(None) as venue:
        for _ in range(80):
            venue.cookies = httpx2.Cookies(KEEPS)
            answer = venue.post(f"/join/{hall.code}", data={"group": str(hall.groups["Council"])})
            assert answer.status_code == 303


# -- What the facilitator does about it


def test_the_console_shows_by_group_who_waits_and_one_button_lets_all_in(
    hall: Hall,
    strangers: ExitStack,
    dial: Dial,
) -> None:
    line = dial(hall, "Fay", "console")
    two = [join(hall, strangers), join(hall, strangers, "Carers")]
    strip = line.hear_until(lambda frame: "2 people waiting to be let in" in frame)
    assert re.search(r"Healthwatch 1\b", strip) and re.search(r"Carers 1\b", strip)
    upto = re.search(r'name="upto" value="(\d+)"', strip)
    assert upto is not None
    late = join(hall, strangers)
    hall.act("/waiting-seats/let-in", upto=upto[1])
    assert [browser.get(f"{hall.path}/phone").status_code for browser in two] == [200, 200]
    assert late.get(f"{hall.path}/phone").status_code == 303, "who came behind the button has not slipped in"
    assert "12 people here" in stage(hall)
    assert events(hall, "let in all who waited") == [{"groups": {"Healthwatch": 1, "Carers": 1}}]


def test_a_phone_that_waits_is_let_in_without_loading_again(hall: Hall, strangers: ExitStack, dial: Dial) -> None:
    join(hall, strangers, name="Ned")
    line = dial(hall, "Ned", "waiting")
    assert hall.act(f"/seats/{newest(hall)}/nod").status_code == 303
    told = line.hear_until(lambda frame: 'id="waiting"' in frame)
    assert f'data-goes-to="{hall.path}/phone"' in told
    assert f'data-goes-to="{hall.path}/phone"' in hall.see("/live?screen=waiting", by="Ned").text
    assert hall.see("/waiting", by="Ned").headers["location"] == f"{hall.path}/phone"
    assert "you have not said how it may be shown" in hall.see("/phone", by="Ned").text
    assert events(hall, "let in a waiting seat") == [{"group": "Healthwatch"}]


def test_a_phone_that_waits_is_sent_nothing_of_the_room(hall: Hall, strangers: ExitStack, dial: Dial) -> None:
    join(hall, strangers, name="Ned")
    line = dial(hall, "Ned", "waiting")
    hall.open("6")
    hall.rate("Olu", "6", "7")
    hall.act(f"/seats/{newest(hall)}/nod")
    line.hear_until(lambda frame: 'id="waiting"' in frame)
    assert all('id="waiting"' in frame and "to-rate" not in frame for frame in line.frames)


def test_all_who_wait_are_turned_away_at_once_and_the_door_is_locked(hall: Hall, strangers: ExitStack) -> None:
    ghosts = [join(hall, strangers) for _ in range(3)]
    hall.act("/waiting-seats/turn-away", upto=str(newest(hall)))
    assert {ghost.get(f"{hall.path}/phone").status_code for ghost in ghosts} == {404}
    assert "waiting to be let in" not in hall.see("/console").text
    hall.act("/door", locked="true")
    with hall.browser(None) as eve:
        assert eve.post(f"/join/{hall.code}", data={"group": "1"}).status_code == 404
    hall.open("6")
    hall.act("/door", locked="false")
    assert "on the latch" in hall.see("/people").text


@pytest.mark.parametrize("by", ["Sam", "Hari", "Ruth"])
def test_nobody_but_the_facilitator_lets_people_in(hall: Hall, strangers: ExitStack, by: str) -> None:
    join(hall, strangers)
    for path in (f"/seats/{newest(hall)}/nod", "/waiting-seats/let-in", "/waiting-seats/turn-away", "/plan"):
        assert hall.act(path, by=by, upto="99999").status_code == 403


def test_the_expected_numbers_are_corrected_before_the_opening_and_never_after(hall: Hall) -> None:
    name = f"expected-{hall.groups['Healthwatch']}"
    assert f'name="{name}"' in hall.see("/people").text
    assert hall.act("/plan", **{name: "3"}).status_code == 303
    assert events(hall, "corrected the expected numbers") == [
        {"before": {"Healthwatch": 1}, "after": {"Healthwatch": 3}}
    ]
    for typed in ("0", "501", "", "three", "-1", "9" * 30, "²"):
        refused = hall.act("/plan", **{name: typed})
        assert refused.status_code == 422 and "Enter a whole number from 1 to 500." in refused.text
        assert f'value="{typed}"' in refused.text
    hall.open("6")
    refused = hall.act("/plan", **{name: "1"})
    assert refused.status_code == 403 and "until the first standard was opened" in refused.text
    assert f'name="{name}"' not in hall.see("/people").text


def test_a_seat_is_moved_with_a_reason_that_is_asked_for(hall: Hall) -> None:
    path = f"/seats/{hall.seats['Pat']}/move"
    refused = hall.act(path, group=str(hall.groups["Carers"]), reason=" ")
    assert refused.status_code == 422 and "Say in a few words" in refused.text
    assert hall.act(path, group=str(hall.groups["Carers"]), reason="Cares for a parent").status_code == 303
    about = {"group": "Providers", "to": "Carers", "reason": "Cares for a parent"}
    assert events(hall, "moved a seat to another group") == [about]


# -- Codes


def test_f21_many_wrong_codes_are_told_on_every_console_and_a_right_code_still_leads_in(
    town: Town,
    hall: Hall,
    dial: Dial,
) -> None:
    other = town.hall()
    lines = [dial(hall, "Fay", "console"), dial(other, "Sam", "console")]
    answers: list[int] = []

    def guess() -> None:
        with town.stranger() as eve:
            answers.extend(eve.get(f"/join/ZZZZ{number}").status_code for number in range(20, 25))

    guessers = [threading.Thread(target=guess) for _ in range(16)]
    for thread in guessers:
        thread.start()
    for line in lines:
        line.hear_until(lambda frame: "Many wrong codes are being tried" in frame)
    with town.stranger() as ned:
        assert ned.get(f"/join/{hall.code}").status_code == 200
        assert ned.post("/rejoin", data={"code": "ZZZZ2345"}).status_code in (404, 429)
    for thread in guessers:
        thread.join()
    assert set(answers) <= {404, 429}
    assert "If everybody is here, lock the door." in hall.see("/people").text


# -- Helpers


def newest(hall: Hall) -> int:
    with hall.store.read() as session:
        return session.exec(select(func.max(Seat.id)).where(Seat.workshop_id == hall.id)).one()


def events(hall: Hall, act: str) -> list[dict[str, object]]:
    with hall.store.read() as session:
        return list(session.exec(select(col(Event.about)).where(Event.workshop_id == hall.id, Event.act == act)))


def test_f31_an_older_code_ends_with_a_newer_one(hall: Hall) -> None:
    older, newer = rejoin_code(hall, "Hari"), rejoin_code(hall, "Hari")
    with hall.browser(None) as eve, hall.browser(None) as hari:
        assert eve.post("/rejoin", data={"code": older}).status_code == 404
        assert hari.post("/rejoin", data={"code": newer}).status_code == 303
    assert re.search(r"Healthwatch; ended by a newer one", hall.see("/people").text)


def test_f31_the_facilitator_reads_which_scribe_made_a_code_for_whose_seat_and_when_it_was_used(hall: Hall) -> None:
    borrow(hall, "Hari", by="Sam")
    rejoin_code(hall, "Carol", by="Fay")
    page = " ".join(hall.see("/people").text.split())
    assert re.search(r"\d\d:\d\d scribe 1 made a code for a seat of Healthwatch; used \d\d:\d\d", page)
    assert re.search(r"\d\d:\d\d facilitator made a code for a seat of Carers; not used yet", page)
    assert "made a code for a seat" not in hall.see("/people", by="Sam").text
    with hall.store.read() as session:
        by = session.exec(select(Event.by).where(Event.workshop_id == hall.id, Event.act == "made a rejoin code")).all()
    assert by == ["scribe 1", "facilitator"]


def test_a_code_for_a_seat_that_waits_gives_a_seat_that_waits(hall: Hall) -> None:
    with hall.browser(None) as ned:
        ned.post(f"/join/{hall.code}", data={"group": str(hall.groups["Healthwatch"])})
    with hall.store.read() as session:
        hall.seats["Ned"] = max(session.exec(select(Seat.id).where(Seat.workshop_id == hall.id)))
    borrow(hall, "Ned")
    assert hall.see("/phone", by="Ned").headers["location"] == f"{hall.path}/waiting"
    with hall.store.read() as session:
        assert seated(session, hall.id)[hall.groups["Healthwatch"]] == 1
