"""The socket of a screen, on a real server: what it says on arrival, what it takes, what it never says."""

import re
from collections.abc import Callable
from functools import cache
from threading import Thread

import pytest

from app.live.scene import Kind
from app.models import Role, Seat, WorkshopState
from tests.live.conftest import PEOPLE, Dial, closed_with, elements, stored
from tests.northvale import Hall, Town
from tests.rights_table import allowed
from tests.store.test_writer import locked


@pytest.fixture
def hall(town: Town) -> Hall:
    hall = town.hall()
    hall.open("6", "9")
    return hall


@pytest.fixture(scope="module")
def quiet(town: Town) -> Hall:
    """The same, for tests that look and are refused: nobody says or changes anything here."""
    hall = town.hall()
    hall.open("6", "9")
    return hall


CONSOLE = {
    "presence", "phase", "door", "agenda", "word", "sitting", "progress", "waiting-for", "asking-all", "ended", "undo",
    "foot",
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "screen", "expected"),
    [
        ("Fay", "console", CONSOLE),
        ("Sam", "console", CONSOLE),
        ("Ruth", "stage", {"word", "stage"}),
        ("stage", "stage", {"word", "stage"}),
        ("Fay", "stage", {"word", "stage"}),
    ],
)
def test_a_screen_gets_its_full_state_when_it_connects(
    quiet: Hall, dial: Dial, name: str, screen: str, expected: set[str]
) -> None:
    assert elements(dial(quiet, name, screen).hear_until(elements)) == expected


def test_f09_a_phone_gets_the_rooms_state_and_its_own_answers_when_it_connects(hall: Hall, dial: Dial) -> None:
    hall.rate("Priya", "6", "4")
    line = dial(hall, "Priya")
    told = line.hear_all_on_arrival()
    six, nine = hall.rounds["6"], hall.rounds["9"]
    assert {"now", "to-rate"} <= elements(told)
    assert re.search(rf'id="receipt-{six}".*?Recorded<span class="own-value">: 4', told, re.DOTALL)
    assert re.search(rf'id="receipt-{nine}".*?Nothing recorded yet', told, re.DOTALL)


def foreign_round(hall: Hall, town: Town) -> str:
    other = town.hall()
    other.open("6")
    return f'{{"act":"rate","round":{other.rounds["6"]},"key":"a-key-of-priya","answer":"4"}}'


def own(hall: Hall, answer: str = "4", reason: str = "") -> str:
    key = "a-key-of-priya"
    return f'{{"act":"rate","round":{hall.rounds["6"]},"key":"{key}","answer":"{answer}","reason":"{reason}"}}'


BAD: dict[str, Callable[[Hall, Town], str | bytes]] = {
    "no JSON": lambda hall, town: "hello",
    "another act": lambda hall, town: own(hall).replace('"rate"', '"reveal"'),
    "an authority of its own": lambda hall, town: own(hall).replace("}", ',"seat_id":1}'),
    "off the scale": lambda hall, town: own(hall, "11"),
    "zero": lambda hall, town: own(hall, "0"),
    "a word for a number": lambda hall, town: own(hall, "eleven"),
    "another workshop's round": foreign_round,
    "no round at all": lambda hall, town: own(hall).replace(str(hall.rounds["6"]), "2147483647"),
    "over 4 KiB": lambda hall, town: own(hall, reason="x" * 4096),
    "60 KiB": lambda hall, town: own(hall, reason="x" * 60_000),
    "bytes": lambda hall, town: own(hall).encode(),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_frame_is_told_to_its_sender_alone_and_disturbs_nobody(
    hall: Hall, town: Town, dial: Dial, kind: str
) -> None:
    priya, pat, stage = dial(hall, "Priya"), dial(hall, "Pat"), dial(hall, "stage", "stage")
    priya.hear_all_on_arrival()
    pat.hear_all_on_arrival()
    stage.hear()
    priya.socket.send(BAD[kind](hall, town))
    refusal = priya.hear_until(lambda frame: 'role="alert"' in frame or "receipt problem" in frame)
    assert "Not recorded" in refusal or "Choose a whole number" in refusal or "nothing here for you" in refusal
    assert stored(hall) == 0
    assert 'data-recorded="yes"' in priya.rate("6", "4")  # the same connection goes on
    pat.hear_until(lambda frame: "1 of 10 people have answered" in frame)
    stage.hear_until(lambda frame: "1 of 10" in frame)
    for others in (pat, stage):
        assert not any("alert" in frame or "problem" in frame for frame in others.frames)


@pytest.mark.parametrize(
    ("name", "screen"), [("Ruth", "stage"), ("stage", "stage"), ("Fay", "console"), ("Sam", "console")]
)
def test_f23_a_screen_that_is_no_phone_cannot_rate(quiet: Hall, dial: Dial, name: str, screen: str) -> None:
    line = dial(quiet, name, screen)
    assert "Only participants rate" in line.rate("6", "4")
    assert stored(quiet) == 0


@pytest.mark.parametrize(
    ("name", "screen"),
    [
        (None, "phone"), (None, "console"), (None, "stage"), ("Priya", "console"), ("Priya", "stage"),
        ("Ruth", "console"), ("stage", "console"), ("Ruth", "phone"), ("Fay", "phone"), ("Sam", "phone"),
    ],
)  # fmt: skip
def test_f23_a_screen_of_somebody_elses_part_is_not_opened(
    quiet: Hall, dial: Dial, name: str | None, screen: str
) -> None:
    line = dial(quiet, name, screen)
    assert closed_with(line) == 4003
    assert elements("".join(line.frames)) == {"notice"}


def test_f23_another_workshops_people_are_strangers_here(quiet: Hall, town: Town, dial: Dial) -> None:
    elsewhere = town.hall()
    for name, screen in (("Fay", "console"), ("Priya", "phone"), ("stage", "stage")):
        intruder = Hall(**{**vars(quiet), "tokens": elsewhere.tokens})
        known, unknown = dial(intruder, name, screen), dial(Hall(**{**vars(intruder), "id": 999_999}), name, screen)
        assert (closed_with(known), known.frames) == (closed_with(unknown), unknown.frames)


def test_roles_of_seats_are_the_ones_the_tests_think(quiet: Hall) -> None:
    with quiet.store.read() as session:
        roles = {name: session.get_one(Seat, seat).role for name, seat in quiet.seats.items()}
    assert (roles["Sam"], roles["Ruth"], roles["stage"], roles["Priya"]) == (
        Role.SCRIBE, Role.OBSERVER, Role.STAGE, Role.PARTICIPANT,
    )  # fmt: skip


# -- Nothing that a browser says stops the room


@pytest.mark.parametrize("standard", ["99", "made-up", "6%20", "", "%00", "%ED%A0%80", "1" * 5000])
def test_a_made_up_standard_leads_nowhere_and_stays_in_nobodys_memory(quiet: Hall, dial: Dial, standard: str) -> None:
    with quiet.browser("Fay") as browser:
        assert browser.get(f"{quiet.path}/live?screen=console&standard={standard}").status_code == 404
    assert closed_with(dial(quiet, "Fay", "console", f"&standard={standard}")) == 4003


@pytest.mark.parametrize("frame", ['{"act":"rate","reason":"\\ud800"}', "\x00" * 4000, '{"round":' * 400, b"\xff" * 99])
def test_no_frame_does_more_than_bring_its_sender_a_notice(hall: Hall, dial: Dial, frame: str | bytes) -> None:
    line = dial(hall, "Priya")
    line.hear_all_on_arrival()
    line.socket.send(frame)
    assert "could not be read" in line.hear_until(lambda told: "could not be read" in told)
    assert 'data-recorded="yes"' in line.rate("6", "4")


@pytest.mark.parametrize("reason", ["\\ud800", "\\udfff x", "\x00", "\\u0000", "\ufffe", "\U000e0001" * 20])
def test_no_reason_does_more_than_bring_its_sender_a_notice(hall: Hall, dial: Dial, reason: str) -> None:
    line = dial(hall, "Priya")
    line.hear_all_on_arrival()
    line.socket.send(own(hall, reason=reason))
    line.hear_until(lambda told: "could not be read" in told or "a-key-of-priya" in told)
    assert 'data-recorded="yes"' in line.rate("6", "5")


def test_f19_while_another_program_holds_the_file_a_rating_is_told_as_not_saved_and_reading_goes_on(
    hall: Hall, dial: Dial
) -> None:
    line = dial(hall, "Priya")
    line.hear_all_on_arrival()
    with locked(hall.store.file):
        key = line.send(round=hall.rounds["6"], answer="4")
        by_post: list[int] = []
        posting = Thread(target=lambda: by_post.append(hall.rate("Pat", "6", "4").status_code))
        posting.start()
        while posting.is_alive():
            assert hall.see("/console").status_code == 200
            posting.join(0.5)
        told = line.hear_until(lambda frame: f'data-key="{key}"' in frame)
    assert "Not saved" in told and 'data-recorded="yes"' not in told
    assert by_post == [503]
    assert stored(hall) == 0
    assert 'data-recorded="yes"' in line.rate("6", "4")


@pytest.fixture(scope="module")
def hall_of(town: Town) -> Callable[[WorkshopState], Hall]:
    return cache(town.hall_in)


@pytest.fixture(scope="module")
def strangers(town: Town) -> list[tuple[str, str]]:
    """Name and token: the people of another workshop, and somebody who administers the service."""
    elsewhere = town.hall()
    return [*((name, elsewhere.tokens[name]) for name in PEOPLE), ("Fay", town.account(is_administrator=True))]


@pytest.mark.parametrize("state", [state for state in WorkshopState if state is not WorkshopState.ERASED])
@pytest.mark.parametrize("kind", Kind)
def test_f23_a_screen_opens_for_whom_the_table_names_in_that_state_by_socket_and_by_poll(
    hall_of: Callable[[WorkshopState], Hall],
    strangers: list[tuple[str, str]],
    dial: Dial,
    kind: Kind,
    state: WorkshopState,
) -> None:
    hall, wrong = hall_of(state), []
    for name, role in PEOPLE.items():
        act = "wait at the door" if kind is Kind.WAITING else f"see the {kind}"
        may = (act, role, state, False) in allowed()
        line = dial(hall, name, kind)
        told = line.hear_until(elements)
        if may != (elements(told) != {"notice"}) or (not may and closed_with(line) != 4003):
            wrong.append((name, "socket"))
        if hall.see(f"/live?screen={kind}", by=name).status_code != (200 if may else 403):
            wrong.append((name, "poll"))
    for name, token in strangers:
        intruder = Hall(**{**vars(hall), "tokens": {name: token}})
        line = dial(intruder, name, kind)
        assert elements(line.hear_until(elements)) == {"notice"} and "nothing here for you" in line.frames[0]
        assert closed_with(line) == 4003
        assert intruder.see(f"/live?screen={kind}", by=name).status_code == 404
    assert wrong == []
