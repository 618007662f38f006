"""Assent over the socket, durable as a rating is; and the adversary, who listens everywhere for what it tells."""

import json
import re
from collections.abc import Callable

import pytest
from sqlmodel import Session, col, select

from app.live.assenting import Done, answered
from app.live.frames import AssentForm
from app.live.stand import After
from app.models import Assent, AttributionRule, CanStand, Event
from app.models.record.asking import AssentReceipt
from app.tokens import new_token
from tests.live.conftest import Dial, Line
from tests.northvale import Hall, Town, alike
from tests.plain import plain
from tests.read_backs import CANARY, PEOPLE, asked, dissent, revealed, say
from tests.test_even import all_equal, length

ANSWERS = ("ag", "lw", "no")


@pytest.fixture
def hall(town: Town) -> Hall:
    return revealed(town)


def send(line: Line, read_back: int, answer: str, key: str = "") -> str:
    key = key or new_token()
    line.socket.send(json.dumps({"act": "assent", "read_back": read_back, "key": key, "answer": answer}))
    return line.hear_until(lambda frame: f'data-key="{key}"' in frame)


def stored(hall: Hall, name: str) -> CanStand | None:
    with hall.store.read() as session:
        return session.exec(select(col(Assent.answer)).where(Assent.seat_id == hall.seats[name])).first()


# -- One answer


def test_an_answer_is_on_disk_when_it_says_recorded(hall: Hall, dial: Dial) -> None:
    read_back = asked(hall)
    frame = send(dial(hall, "Pat"), read_back, "no")
    assert f'id="assent-{read_back}"' in frame and "I do not agree" in frame
    assert stored(hall, "Pat") is CanStand.DO_NOT_AGREE


def test_the_same_press_over_socket_and_by_post_is_one_answer(hall: Hall, dial: Dial) -> None:
    """A frame whose receipt was lost goes again by POST, and comes late: it must not outrun what was said since."""
    read_back, key = asked(hall), new_token()
    line = dial(hall, "Pat")
    send(line, read_back, "no", key)
    send(line, read_back, "ag")
    assert say(hall, "Pat", read_back, "no", key).status_code == 303
    assert stored(hall, "Pat") is CanStand.AGREE
    assert "A newer answer from another of your screens" in send(line, read_back, "no", key)


def test_what_cannot_be_read_is_told_to_its_sender_alone(hall: Hall, dial: Dial) -> None:
    read_back = asked(hall)
    line = dial(hall, "Pat")
    for answer in ("", "yes", None):
        line.socket.send(json.dumps({"act": "assent", "read_back": read_back, "key": new_token(), "answer": answer}))
        assert "choose “Agree”" in line.hear_until(lambda frame: 'id="notice"' in frame)
    line.socket.send(
        json.dumps({"act": "assent", "read_back": read_back, "key": new_token(), "answer": "no", "words": "x"})
    )
    assert "record your answer again" in line.hear_until(lambda frame: "could not be read" in frame)
    assert stored(hall, "Pat") is None


def test_words_that_changed_refuse_with_a_receipt_of_their_own(hall: Hall, dial: Dial) -> None:
    earlier = asked(hall)
    asked(hall, "Choice is good.")
    frame = send(dial(hall, "Pat"), earlier, "no")
    assert f'id="assent-{earlier}"' in frame and "have changed" in frame and 'data-recorded="no"' in frame
    assert stored(hall, "Pat") is None


def test_console_and_stage_answer_nothing(hall: Hall, dial: Dial) -> None:
    read_back = asked(hall)
    for name, screen in (("Fay", "console"), ("Sam", "console"), ("stage", "stage")):
        assert "Only participants" in send(dial(hall, name, screen), read_back, "no")
    with hall.store.read() as session:
        ids = set(hall.seats.values())
        assert not [row for row in session.exec(select(Assent)) if row.seat_id in ids]


def test_who_was_removed_answers_no_more(hall: Hall, dial: Dial) -> None:
    read_back = asked(hall)
    line = dial(hall, "Pat")
    line.hear()
    hall.leaves("Pat")
    line.hear_until(lambda frame: "seat" in frame)
    assert say(hall, "Pat", read_back, "no").status_code in (403, 404)
    assert stored(hall, "Pat") is None


def test_other_screens_of_the_same_seat_hear_of_it(hall: Hall, dial: Dial) -> None:
    read_back = asked(hall)
    other = dial(hall, "Pat")
    say(hall, "Pat", read_back, "lw")
    heard = other.hear_until(lambda frame: f'id="assent-{read_back}"' in frame and 'data-recorded="yes"' in frame)
    assert 'Recorded<span class="own-value">: I can live with it' in " ".join(heard.split())


# -- The adversary


WATCHERS = (
    ("Fay", "console", "&standard=6"), ("Fay", "console", ""), ("Sam", "console", "&standard=6"),
    ("stage", "stage", ""), ("Ruth", "stage", ""), ("Olu", "phone", ""), ("Hari", "phone", ""), ("Petra", "phone", ""),
)  # fmt: skip
PATHS = (
    "/console", "/console/standards/6", "/console/domains/3", "/console/overall", "/stage", "/phone", "/people",
    "/phone/positions", "/phone/positions/standard-6", "/export/record.json", "/evidence",
    "/live?screen=console&standard=6", "/live?screen=console", "/live?screen=phone", "/live?screen=stage",
)  # fmt: skip
OTHERS = ("Fay", "Sam", "stage", "Ruth", "Olu", "Hari", "Petra")


def seen(hall: Hall) -> dict[tuple[str, str], str]:
    """Whatever anybody but Pat finds anywhere."""
    found = {}
    for name in OTHERS:
        for path in PATHS:
            answer = hall.see(path, by=name)
            kind = answer.headers["content-type"]
            if answer.status_code == 200 and ("html" in kind or "json" in kind):
                found[name, path] = plain(hall, answer.text)
    return found


def test_before_asking_ends_nobody_finds_more_than_that_somebody_answered(town: Town) -> None:
    """Two equal rooms, in which Pat says the opposite and dissents in one of them: everything else is the same."""
    rooms = []
    for answer, words in (("ag", ""), ("no", CANARY)):
        hall = revealed(town)
        read_back = asked(hall)
        say(hall, "Pat", read_back, answer, words=words, shown="none" if words else "")
        same = seen(hall)
        assert len(same) > 25 and not [place for place, text in same.items() if CANARY in text]
        rooms.append(same)
    first, second = rooms
    assert [place for place in first if first[place] != second[place]] == []


def test_the_comparison_of_two_rooms_sees_what_is_told_once_asking_has_ended(town: Town) -> None:
    rooms = []
    for answer in ("ag", "no"):
        hall = revealed(town)
        read_back = asked(hall)
        for name in ("Priya", "Petra"):
            say(hall, name, read_back, "ag")
        say(hall, "Pat", read_back, answer)
        hall.act("/askings/end")
        rooms.append(seen(hall))
    differing = {place for place in rooms[0] if rooms[0][place] != rooms[1][place]}
    assert ("Fay", "/console/standards/6") in differing


def test_no_frame_tells_another_s_dissent_or_when_it_came_but_the_room_s_count(hall: Hall, dial: Dial) -> None:
    read_back = asked(hall)
    say(hall, "Pat", read_back, "ag")  # counted: what comes next moves no count
    lines = [dial(hall, name, screen, more) for name, screen, more in WATCHERS]
    for line in lines:
        line.hear()
    quiet = [len(line.frames) for line in lines]
    say(hall, "Pat", read_back, "no", words=CANARY, shown="unit")
    say(hall, "Priya", read_back, "no")  # the next count comes in a frame of its own
    for line in lines[:1]:
        line.hear_until(lambda frame: "2 of 10" in frame)
    for line, before in zip(lines, quiet, strict=True):
        news = "".join(line.frames[before:])
        assert CANARY not in news and "not agree" not in re.sub(r"<button.*?</button>", "", news, flags=re.DOTALL)


def test_the_log_keeps_no_participant_s_answer_and_no_time_of_it(hall: Hall) -> None:
    read_back = asked(hall)
    with hall.store.read() as session:
        before = len(session.exec(select(Event).where(Event.workshop_id == hall.id)).all())
    say(hall, "Pat", read_back, "no", words=CANARY, shown="unit", asks_group="true")
    say(hall, "Priya", read_back, "ag")
    with hall.store.read() as session:
        assert len(session.exec(select(Event).where(Event.workshop_id == hall.id)).all()) == before


def test_words_to_the_facilitator_only_reach_the_facilitator_alone(hall: Hall) -> None:
    """Not the scribe, not an export, not the log, not when asking has ended."""
    number = dissent(hall, "Pat", asked(hall), CANARY, "only", asks_group="true")
    hall.act("/positions/standard-6", state="agreed", wording="Choice is thin.", after_version="0")
    hall.act("/askings/end")
    found = seen(hall)
    assert CANARY in found["Fay", "/console/standards/6"]
    assert {place for place, text in found.items() if CANARY in text} == {
        ("Fay", "/console/standards/6"), ("Fay", "/live?screen=console&standard=6"),
    }  # fmt: skip
    assert hall.see(f"/dissents/{number}", by="Sam").status_code == 403
    hall.act("/close")
    assert CANARY not in hall.see("/export/record.json").text
    with hall.store.read() as session:
        assert CANARY not in str(
            [event.about for event in session.exec(select(Event).where(Event.workshop_id == hall.id))]
        )


def test_after_asking_a_late_change_of_a_guarded_unit_moves_nothing_anywhere(hall: Hall) -> None:
    read_back = asked(hall)
    for name in PEOPLE:
        say(hall, name, read_back, "ag")
    hall.act("/askings/end")
    before = seen(hall)
    say(hall, "Pat", read_back, "no")
    after = seen(hall)
    assert "Can stand" in before["Fay", "/console/standards/6"]
    assert [place for place in before if before[place] != after[place]] == []
    assert "that is kept, and is told to nobody" in hall.see("/phone/positions/standard-6", by="Pat").text


def test_held_back_words_are_shown_to_nobody_but_console_and_writer(hall: Hall) -> None:
    number = dissent(hall, "Pat", asked(hall), CANARY, "unit", asks_group="true")
    hall.act("/askings/end")
    hall.act(f"/dissents/{number}/hold-back", why="It names a person.")
    found = seen(hall)
    assert {name for (name, _), text in found.items() if CANARY in text} <= {"Fay", "Sam"}
    assert CANARY in hall.see("/phone/positions/standard-6", by="Pat").text


# -- Lengths


def test_receipts_and_pages_are_as_long_whatever_was_answered(town: Town, dial: Dial) -> None:
    told: dict[str, object] = {}
    for answer, hall in alike(ANSWERS, lambda _: revealed(town)).items():
        read_back = asked(hall)
        line = dial(hall, "Pat")
        line.hear()
        lengths = [length(hall, send(line, read_back, answer))]
        paths = ("/phone", "/phone/positions", "/phone/positions/standard-6", "/live?screen=phone")
        lengths += [length(hall, hall.see(path, by="Pat").text) for path in paths]
        hall.act("/askings/end")
        lengths += [length(hall, hall.see(path, by="Pat").text) for path in paths]
        told[answer] = lengths
    assert all_equal(told), told


def test_what_a_page_sends_is_as_long_whatever_is_chosen(hall: Hall) -> None:
    asked(hall)
    page = hall.see("/phone/positions", by="Pat").text
    assert re.findall(r'name="answer" value="([^"]+)"', page) == list(ANSWERS)


def test_under_not_attributable_the_answer_s_seat_is_gone_with_the_close(town: Town, dial: Callable[..., Line]) -> None:
    hall = revealed(town, attribution_rule=AttributionRule.NOT_ATTRIBUTABLE)
    read_back = asked(hall)
    send(dial(hall, "Pat"), read_back, "no")
    hall.act("/close")
    hall.act("/confirm")  # before the ten minutes are over: it ends them
    with Session(hall.store.writing) as session:
        assert not session.exec(select(Assent).where(Assent.read_back_id == read_back)).all()


def test_the_state_that_an_acknowledgement_tells_is_the_rooms_own_to_the_letter(hall: Hall) -> None:
    """Or the room's letter takes its place in the mailbox of a busy line, and the key that was waited for is lost."""
    read_back = asked(hall)
    assert say(hall, "Pat", read_back, "no").status_code == 303
    with hall.store.read() as session:
        stored_ = session.exec(select(Assent).where(Assent.seat_id == hall.seats["Pat"])).one()
        receipt = AssentReceipt(read_back, new_token(), stored_.answer, stored_.recorded_at, outrun=False)
    form = AssentForm(read_back=read_back, key=receipt.key, answer="no")
    message, tells = answered(form, Done(receipt, After.OPEN), "")
    state = hall.see("/live?screen=phone", by="Pat").text
    assert tells[f"assent-{read_back}"] in state and message != tells
