"""The permission tables at every screen: who hears which pushes, in which state, and what a frame may say."""

import asyncio
import re

import pytest
from sqlmodel import Session, select
from starlette.websockets import WebSocketState
from websockets.exceptions import ConnectionClosed

from app.access.places import Place
from app.live.connection import Connection
from app.live.fragments import Kind, Screen
from app.models import AttributionRule, Event, Rating, Role, Workshop, WorkshopState
from app.models.record.position import PositionState, Wording
from app.models.record.settling import settle
from app.models.record.subject import Subject
from app.models.rounds.standard import numbered
from tests.live.conftest import Dial, Line, elements
from tests.northvale import Hall, Town, until
from tests.rights_table import allowed

PEOPLE = {
    "Fay": Role.FACILITATOR, "Sam": Role.SCRIBE, "Ruth": Role.OBSERVER, "stage": Role.STAGE, "Hari": Role.PARTICIPANT,
}  # fmt: skip
ENDED = 4004
WORDS = "Choice is thin outside the towns."
NOT_ATTRIBUTABLE = {"attribution_rule": AttributionRule.NOT_ATTRIBUTABLE}


def closed_with(line: Line) -> int:
    with pytest.raises(ConnectionClosed) as closed:
        while True:
            line.hear()
    assert closed.value.rcvd is not None
    return closed.value.rcvd.code


def settled(town: Town, **changes: object) -> Hall:
    """Live; standard 6 was rated by four, revealed, is on stage and settled: only closing is left."""
    hall = town.hall(**changes)
    hall.open("6")
    for name, answer in (("Priya", "3"), ("Pat", "3"), ("Petra", "4"), ("Olu", "8")):
        hall.rate(name, "6", answer, reason="canary-of-" + name)
    hall.act(f"/sittings/{hall.sitting}/close-and-reveal")
    until(lambda: hall.act("/standards/6/show").status_code == 303)
    with Session(hall.store.writing) as session, session.begin():
        settle(
            session,
            Subject.standard(numbered(session, hall.id, "6")),
            Wording(PositionState.AGREED, WORDS),
            "facilitator",
            0,
        )
    return hall


@pytest.mark.parametrize("state", WorkshopState)
@pytest.mark.parametrize("kind", Kind)
def test_f23_a_screen_opens_for_whom_the_table_names_in_that_state_by_socket_and_by_poll(
    town: Town, dial: Dial, kind: Kind, state: WorkshopState
) -> None:
    hall, elsewhere, wrong = town.hall_in(state), town.hall(), []
    for name, role in PEOPLE.items():
        act = "wait at the door" if kind is Kind.WAITING else f"see the {kind}"
        may = (act, role, state, False) in allowed()
        line = dial(hall, name, kind)
        told = line.hear_until(elements)
        if may != (elements(told) != {"notice"}) or (not may and closed_with(line) != 4003):
            wrong.append((name, "socket"))
        if hall.see(f"/live?screen={kind}", by=name).status_code != (200 if may else 403):
            wrong.append((name, "poll"))
    for tokens in (elsewhere.tokens, {**elsewhere.tokens, "Fay": town.account(is_administrator=True)}):
        intruder = Hall(**{**vars(hall), "tokens": tokens})
        for name in PEOPLE:
            line = dial(intruder, name, kind)
            assert elements(line.hear_until(elements)) == {"notice"} and "nothing here for you" in line.frames[0]
            assert closed_with(line) == 4003
            assert intruder.see(f"/live?screen={kind}", by=name).status_code == 404
    assert wrong == []


@pytest.mark.parametrize(("name", "screen"), [("Sam", "console"), ("Ruth", "stage")])
def test_f23_whose_part_ends_with_the_close_hears_one_last_sentence_and_nothing_of_the_closed_workshop(
    town: Town, dial: Dial, name: str, screen: str
) -> None:
    hall = settled(town)
    line, stage, phone = dial(hall, name, screen), dial(hall, "stage", "stage"), dial(hall, "Pat")
    for each in (line, stage, phone):
        each.hear_until(elements)
    line.frames.clear()
    hall.act("/close")
    stage.hear_until(lambda frame: 'data-state="closed"' in frame)  # which stays, and so does the phone
    phone.hear_until(lambda frame: 'data-state="closed"' in frame)
    assert closed_with(line) == ENDED
    *before, last = line.frames  # before the last letter at most who came, of the state that ends
    assert {element for frame in before for element in elements(frame)} <= {"presence"}
    assert elements(last) == {"notice"} and f"The {PEOPLE[name]}’s part ended with it." in last
    assert closed_with(dial(hall, name, screen)) == 4003


def test_f23_a_scribe_reads_no_console_page_reason_or_person_after_the_close(town: Town) -> None:
    hall = settled(town)
    assert "canary-of-Priya" in hall.see("/console/standards/6", by="Sam").text
    hall.act("/close")
    for path in ("/console", "/console/standards/6", "/people", "/evidence", "/stage", "/export/record.json", "/words"):
        page = hall.see(path, by="Sam")
        assert page.status_code == 403, path
        assert "canary" not in page.text and "Providers" not in page.text


def test_the_closed_stage_tells_how_each_standard_ended_and_takes_the_dead_code_away(town: Town, dial: Dial) -> None:
    hall = settled(town)
    stage = dial(hall, "stage", "stage")
    stage.hear_until(elements)
    hall.act("/close")
    told = stage.hear_until(lambda frame: 'data-state="closed"' in frame)
    assert '<div id="join" class="join" hx-swap-oob="outerMorph"></div>' in told
    page = hall.see("/stage", by="stage").text
    for shown in (told, page):
        assert "Thank you" in shown and "6. A diverse and sustainable market" in shown
        assert re.findall(r"<strong>([^<]+)</strong>", shown) == ["Not rated", "Agreed", "Not rated"]
        assert "middle" not in shown and "qr.svg" not in shown and hall.code[:3] not in shown
    assert hall.see("/qr.svg", by="stage").status_code == 403


def test_after_the_close_a_phone_keeps_the_record_and_the_way_to_its_own_rating(town: Town, dial: Dial) -> None:
    hall = settled(town)
    phone = dial(hall, "Priya")
    hall.act("/close")
    told = phone.hear_until(lambda frame: 'data-state="closed"' in frame)
    for shown in (told, hall.see("/phone", by="Priya").text):
        assert "Agreed" in shown and WORDS in shown
        assert f"/phone/rounds/{hall.rounds['6']}" in shown
    assert "Recorded<span" in hall.see(f"/phone/rounds/{hall.rounds['6']}", by="Priya").text


def test_under_not_attributable_a_closed_phone_thanks_and_tells_endings_and_nothing_of_its_own(
    town: Town, dial: Dial
) -> None:
    hall = settled(town, **NOT_ATTRIBUTABLE)
    phone = dial(hall, "Priya")
    phone.hear_until(lambda frame: "Your rating" in frame)
    hall.act("/close")
    told = phone.hear_until(lambda frame: 'data-state="closed"' in frame)
    for shown in (told, hall.see("/phone", by="Priya").text):
        assert "Thank you" in shown and "Agreed" in shown and "A diverse and sustainable market" in shown
        assert WORDS not in shown and "/phone/rounds/" not in shown and "Your rating" not in shown
    for path in (f"/phone/rounds/{hall.rounds['6']}", "/phone/evidence"):
        page = hall.see(path, by="Priya")
        assert page.status_code == 403 and "not attributable" in page.text


@pytest.mark.parametrize("state", [WorkshopState.LIVE, WorkshopState.LOBBY, WorkshopState.CLOSED])
def test_f23_a_frame_says_only_what_the_table_lets_a_participant_do_in_that_state(
    town: Town, dial: Dial, state: WorkshopState
) -> None:
    hall = town.hall_in(state)
    hall.rounds.setdefault("6", 1)
    line = dial(hall, "Hari")
    line.hear_until(elements)
    told = line.rate("6", "4")
    if ("answer", Role.PARTICIPANT, state, False) in allowed():
        assert 'data-recorded="yes"' in told
    else:
        assert "Not recorded: the workshop is" in told
    with hall.store.read() as session:
        stored = session.exec(select(Rating).where(Rating.seat_id == hall.seats["Hari"])).all()
    assert len(stored) == (state is WorkshopState.LIVE)


def test_words_that_come_too_late_are_given_back_to_be_copied(town: Town) -> None:
    hall = settled(town)
    hall.act("/close")
    answer = hall.act(f"/rounds/{hall.rounds['6']}/rating", by="Hari", answer="4", key="a-key-of-hari", reason=WORDS)
    assert answer.status_code == 403
    assert "The workshop is closed. This was possible until it was closed." in answer.text
    assert WORDS in answer.text and "a-key-of-hari" not in answer.text
    settles = hall.act("/standards/6/position", by="Sam", state="agreed", wording=WORDS)
    assert settles.status_code == 403 and WORDS in settles.text


def test_a_last_letter_written_while_others_are_on_their_way_is_still_delivered() -> None:
    sent: list[str] = []

    class Socket:
        client_state = WebSocketState.CONNECTED

        async def send_text(self, html: str) -> None:
            if not sent:
                connection.send_away("The workshop is closed.", ENDED)
                connection.say({"stage": "of the new state"})
            sent.append(html)

        async def close(self, code: int) -> None:
            sent.append(str(code))

    connection = Connection(Socket(), Place(1, Role.SCRIBE), Screen(Kind.CONSOLE, Role.SCRIBE))  # type: ignore[arg-type]

    async def deliver() -> None:
        connection.say({"agenda": "before"})
        await connection.deliver()

    asyncio.run(deliver())
    assert sent[0] == "before" and "The workshop is closed." in sent[1] and sent[2:] == [str(ENDED)]


def test_a_scribes_mark_on_the_agenda_is_the_scribes_in_the_log(town: Town) -> None:
    hall = settled(town)
    for verb in ("park", "take-up", "pin", "unpin"):
        assert hall.act(f"/standards/4/{verb}", by="Sam").status_code == 303
    with hall.store.read() as session:
        marks = ("parked", "took up again", "pinned", "unpinned")
        by = [it.by for it in session.exec(select(Event).where(Event.workshop_id == hall.id)) if it.act in marks]
        assert session.get_one(Workshop, hall.id).state is WorkshopState.LIVE
    assert by == ["scribe 1"] * 4
