"""The socket of a screen, on a real server: what it says on arrival, what it takes, what it never says."""

import re
from collections.abc import Callable
from threading import Thread

import pytest
from sqlmodel import Session, func, select
from websockets.exceptions import ConnectionClosed

from app.models import Rating, Role, Seat
from app.models.rounds.rating import own_rating
from tests.live.conftest import Dial, Line, elements
from tests.northvale import Hall, Town
from tests.store.test_writer import locked

CANARY = "canary-reason-of-Priya"


@pytest.fixture
def hall(town: Town) -> Hall:
    hall = town.hall()
    hall.open("6", "9")
    return hall


def stored(hall: Hall) -> int:
    with hall.store.read() as session:
        mine = select(func.count()).select_from(Rating).where(Rating.round_id.in_(hall.rounds.values()))
        return session.exec(mine).one()


def score(hall: Hall, name: str, number: str) -> int | None:
    with hall.store.read() as session:
        rating = own_rating(session, hall.seats[name], hall.rounds[number])
        assert rating is not None
        return rating.score


def closed_with(line: Line) -> int:
    with pytest.raises(ConnectionClosed) as closed:
        while True:
            line.hear()
    assert closed.value.rcvd is not None
    return closed.value.rcvd.code


@pytest.mark.parametrize(
    ("name", "screen", "expected"),
    [
        ("Fay", "console", {"presence", "door", "agenda", "word", "sitting", "progress", "findings"}),
        ("Sam", "console", {"presence", "door", "agenda", "word", "sitting", "progress", "findings"}),
        ("Ruth", "stage", {"word", "stage"}),
        ("stage", "stage", {"word", "stage"}),
        ("Fay", "stage", {"word", "stage"}),
    ],
)
def test_a_screen_gets_its_full_state_when_it_connects(
    hall: Hall, dial: Dial, name: str, screen: str, expected: set[str]
) -> None:
    assert elements(dial(hall, name, screen).hear_until(elements)) == expected


def test_f09_a_phone_gets_the_rooms_state_and_its_own_answers_when_it_connects(hall: Hall, dial: Dial) -> None:
    hall.rate("Priya", "6", "4")
    line = dial(hall, "Priya")
    told = line.hear_all_on_arrival()
    six, nine = hall.rounds["6"], hall.rounds["9"]
    assert {"now", "to-rate"} <= elements(told)
    assert re.search(rf'id="receipt-{six}".*?Recorded<span class="own-value">: 4', told, re.DOTALL)
    assert re.search(rf'id="receipt-{nine}".*?Nothing recorded yet', told, re.DOTALL)


def test_a_rating_is_answered_with_a_receipt_that_carries_its_key_and_is_stored(hall: Hall, dial: Dial) -> None:
    receipt = dial(hall, "Priya").rate("6", "4", key="a-key-of-priya")
    assert 'data-key="a-key-of-priya"' in receipt
    assert 'data-recorded="yes"' in receipt
    assert score(hall, "Priya", "6") == 4


def test_f02_a_retry_over_the_socket_gets_its_receipt_and_stores_one_row(hall: Hall, dial: Dial) -> None:
    line = dial(hall, "Priya")
    for _ in range(2):
        assert 'data-recorded="yes"' in line.rate("6", "4", key="a-key-of-priya")
    assert stored(hall) == 1


def test_a_retry_by_post_of_what_went_over_the_socket_gets_the_same_receipt(hall: Hall, dial: Dial) -> None:
    dial(hall, "Priya").rate("6", "4", key="a-key-of-priya")
    dial(hall, "Priya").rate("6", "8", key="a-newer-key")
    with hall.browser("Priya") as browser:
        fields = {"answer": "4", "key": "a-key-of-priya"}
        path = f"{hall.path}/rounds/{hall.rounds['6']}/rating"
        answer = browser.post(path, data=fields, headers={"HX-Request": "true"})
    assert "A newer answer from another of your screens" in answer.text
    assert score(hall, "Priya", "6") == 8


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
    pat.hear_until(lambda frame: "1 of 10 have answered" in frame)
    stage.hear_until(lambda frame: "1 of 10" in frame)
    for others in (pat, stage):
        assert not any("alert" in frame or "problem" in frame for frame in others.frames)


def test_f06_a_rating_after_the_close_is_told_so_with_its_key(hall: Hall, dial: Dial) -> None:
    line = dial(hall, "Priya")
    hall.act(f"/sittings/{hall.sitting}/close")
    refusal = line.rate("6", "4")
    assert "Not recorded: this round is closed" in refusal
    assert stored(hall) == 0


def test_two_tabs_of_one_seat_are_both_told_and_nobody_else(hall: Hall, dial: Dial) -> None:
    first, second, pat = dial(hall, "Priya"), dial(hall, "Priya"), dial(hall, "Pat")
    second.hear()  # the handshake is answered before the room knows of the screen; its first frame comes after
    key = "a-key-of-priya"
    first.rate("6", "4", key=key)
    assert "Recorded: 4" in second.hear_until(lambda frame: 'data-recorded="yes"' in frame)
    pat.hear_until(lambda frame: "1 of 10" in frame)
    assert not any(key in frame or "Recorded" in frame for frame in pat.frames)


def test_f05_an_answer_belongs_to_its_seat_and_not_to_the_socket_that_brought_it(hall: Hall, dial: Dial) -> None:
    first = dial(hall, "Priya", "phone")
    first.rate("6", "3")
    first.socket.close()
    again = dial(hall, "Priya", "phone")
    assert "Recorded" in again.hear_until(lambda frame: "receipt-" in frame)
    again.rate("6", "4")
    with hall.store.read() as session:
        kept = session.exec(select(Rating).where(Rating.round_id == hall.rounds["6"])).all()
    assert [(rating.seat_id, rating.score) for rating in kept] == [(hall.seats["Priya"], 4)]


def test_f15_presence_counts_people_and_not_their_tabs(hall: Hall, dial: Dial) -> None:
    console = dial(hall, "Fay", "console")
    _ = [dial(hall, "Priya"), dial(hall, "Priya"), dial(hall, "Pat")]
    assert "3 connected" not in console.hear_until(lambda frame: "2 connected" in frame)


def test_a_removed_seat_is_told_and_its_socket_closed_for_good(hall: Hall, dial: Dial) -> None:
    line, pat = dial(hall, "Priya"), dial(hall, "Pat")
    line.hear()
    hall.act(f"/seats/{hall.seats['Priya']}/remove")
    assert "was removed" in line.hear_until(lambda frame: 'role="alert"' in frame)
    assert closed_with(line) == 4001
    assert 'data-recorded="yes"' in pat.rate("6", "4")


def test_f16_a_seat_that_moved_to_a_new_phone_closes_the_old_phones_socket(hall: Hall, dial: Dial) -> None:
    old = dial(hall, "Priya")
    old.rate("6", "4")
    page = hall.act(f"/seats/{hall.seats['Priya']}/rejoin-code").text
    code = re.search(r'id="rejoin-code">([^<]+)<', page)
    assert code is not None
    with hall.browser(None) as new_phone:
        new_phone.post("/rejoin", data={"code": code[1]})
        hall.tokens["Priya"] = new_phone.cookies[f"seat-{hall.id}"]
    assert closed_with(old) == 4001
    new = dial(hall, "Priya")
    told = new.hear_all_on_arrival()
    assert "Recorded on your other phone" in told  # F31: recorded, without its value
    assert ": 4" not in told


def test_a_socket_that_outlived_its_seat_cannot_rate(hall: Hall, dial: Dial) -> None:
    """Removed behind the room's back, so that only the check at the act itself can refuse."""
    line = dial(hall, "Priya")
    line.hear()
    with Session(hall.store.writing) as session, session.begin():
        session.get_one(Seat, hall.seats["Priya"]).remove(session, by="facilitator")
    line.send(round=hall.rounds["6"], answer="4")
    assert "Not recorded: this seat" in line.hear_until(lambda frame: "Not recorded" in frame)
    assert stored(hall) == 0


@pytest.mark.parametrize(
    ("name", "screen"), [("Ruth", "stage"), ("stage", "stage"), ("Fay", "console"), ("Sam", "console")]
)
def test_f23_a_screen_that_is_no_phone_cannot_rate(hall: Hall, dial: Dial, name: str, screen: str) -> None:
    line = dial(hall, name, screen)
    assert "Only participants rate" in line.rate("6", "4")
    assert stored(hall) == 0


@pytest.mark.parametrize(
    ("name", "screen"),
    [
        (None, "phone"), (None, "console"), (None, "stage"), ("Priya", "console"), ("Priya", "stage"),
        ("Ruth", "console"), ("stage", "console"), ("Ruth", "phone"), ("Fay", "phone"), ("Sam", "phone"),
    ],
)  # fmt: skip
def test_f23_a_screen_of_somebody_elses_part_is_not_opened(
    hall: Hall, dial: Dial, name: str | None, screen: str
) -> None:
    line = dial(hall, name, screen)
    assert closed_with(line) == 4003
    assert elements("".join(line.frames)) == {"notice"}


def test_f23_another_workshops_people_are_strangers_here(hall: Hall, town: Town, dial: Dial) -> None:
    elsewhere = town.hall()
    for name, screen in (("Fay", "console"), ("Priya", "phone"), ("stage", "stage")):
        intruder = Hall(**{**vars(hall), "tokens": elsewhere.tokens})
        known, unknown = dial(intruder, name, screen), dial(Hall(**{**vars(intruder), "id": 999_999}), name, screen)
        assert (closed_with(known), known.frames) == (closed_with(unknown), unknown.frames)


def test_a_facilitator_who_signed_out_hears_no_more(hall: Hall, dial: Dial) -> None:
    """Rights are checked at every push."""
    console = dial(hall, "Fay", "console")
    console.hear()
    with hall.browser("Fay") as browser:
        browser.post("/sign-out")
    hall.rate("Priya", "6", "4")
    with pytest.raises(ConnectionClosed):
        console.hear_until(lambda frame: "1 of 10" in frame)


# -- Blind until the reveal

WATCHERS = (
    ("Fay", "console", ""), ("Fay", "console", "&standard=6"), ("Sam", "console", "&standard=6"), ("Fay", "stage", ""),
    ("Ruth", "stage", ""), ("stage", "stage", ""), ("Pat", "phone", ""), ("Carol", "phone", ""),
)  # fmt: skip
PAGES = (
    ("Fay", "/console"), ("Fay", "/console/standards/6"), ("Sam", "/console/standards/6"), ("Sam", "/people"),
    ("stage", "/stage"), ("Ruth", "/stage"), ("Pat", "/phone"), ("Fay", "/export/record.json"),
    ("Fay", "/live?screen=console&standard=6"), ("Ruth", "/live?screen=stage"), ("Pat", "/live?screen=phone"),
)  # fmt: skip


def plain(hall: Hall, text: str) -> str:
    """Without what differs from one workshop to the next: its ids, code, times and keys."""
    text = text.replace(hall.code, "CODE").replace(f"{hall.code[:3]} {hall.code[3:]}", "CODE")
    text = re.sub(r"(?:workshops|rounds|sittings|seats)[/-]\d+|(?:mine|receipt)-\d+", "ID", text)
    named = r'data-(?:sitting|round|key|due)|name="(?:key|round_id|after)" value|"id"|"workshop"'
    text = re.sub(rf'({named})(=|: ?)"?[\w-]*"?', r"\1", text)
    return re.sub(r"\d{4}-\d\d-\d\d[T ][\d:.+]+Z?|\d\d:\d\d", "TIME", text)


def heard_while_priya_says(hall: Hall, dial: Dial, first: str, second: str) -> dict[str, list[str]]:
    """All that reaches anybody but Priya, from before her first answer until after the close."""
    priya = dial(hall, "Priya")
    lines = [dial(hall, *watcher) for watcher in WATCHERS]
    dial(hall, "Olu").rate("6", "5")
    for line in lines:
        line.hear_until(lambda frame: "1 of 10" in frame)
        line.frames.clear()
    priya.rate("6", first, reason=CANARY, may_quote=True, from_document=True)
    for line in lines:
        line.hear_until(lambda frame: "2 of 10" in frame)
    priya.rate("6", second, reason=CANARY, may_quote=True)
    dial(hall, "Petra").rate("6", "5")
    for line in lines:
        line.hear_until(lambda frame: "3 of 10" in frame)
    heard = {path: [hall.see(path, by=name).text] for name, path in PAGES}
    hall.act(f"/sittings/{hall.sitting}/close")
    for line in lines:
        line.hear_until(lambda frame: "losed" in frame)
    heard |= {f"{path}, closed": [hall.see(path, by=name).text] for name, path in PAGES}
    # What comes within one beat comes in one frame, and how fast this machine is today decides what does.
    heard |= {f"{line.name} at {line.screen} {place}": ["".join(line.frames)] for place, line in enumerate(lines)}
    return {where: [plain(hall, text) for text in texts] for where, texts in heard.items()}


def test_f24_not_one_byte_to_anybody_else_depends_on_a_value_before_the_reveal(
    town: Town, hall: Hall, dial: Dial
) -> None:
    other = town.hall()
    other.open("6", "9")
    low = heard_while_priya_says(hall, dial, "1", "cant_tell")
    high = heard_while_priya_says(other, dial, "10", "9")
    assert low.keys() == high.keys()
    for where in low:
        assert low[where] == high[where], where
        assert CANARY not in "".join(low[where]), where


def test_after_the_reveal_a_value_reaches_the_console_and_no_phone_or_stage_before_it_is_shown(
    hall: Hall, dial: Dial
) -> None:
    for name, answer in (("Priya", "3"), ("Pat", "3"), ("Petra", "3"), ("Olu", "8"), ("Oona", "8"), ("Omar", "8")):
        hall.rate(name, "6", answer)
    console, stage, phone = (
        dial(hall, "Fay", "console", "&standard=6"), dial(hall, "stage", "stage"), dial(hall, "Carol"),
    )  # fmt: skip
    for line in (console, stage, phone):
        line.hear_until(lambda frame: "6 of 10" in frame)
    hall.act(f"/sittings/{hall.sitting}/close-and-reveal")
    console.hear_until(lambda frame: "middle 3" in frame)
    for line in (stage, phone):
        line.hear_until(lambda frame: "Rating is closed" not in frame and "Rating is open" not in frame)
        assert not any("middle" in frame for frame in line.frames)
    hall.act("/standards/6/show")
    for line in (stage, phone):
        assert "middle 3" in line.hear_until(lambda frame: "middle" in frame)
    hall.act("/standards/6/hide")
    for line in (stage, phone):
        assert "middle" not in line.hear_until(lambda frame: 'id="stage"' in frame or 'id="now"' in frame)


def test_roles_of_seats_are_the_ones_the_tests_think(hall: Hall) -> None:
    with hall.store.read() as session:
        roles = {name: session.get_one(Seat, seat).role for name, seat in hall.seats.items()}
    assert (roles["Sam"], roles["Ruth"], roles["stage"], roles["Priya"]) == (
        Role.SCRIBE, Role.OBSERVER, Role.STAGE, Role.PARTICIPANT,
    )  # fmt: skip


# -- Nothing that a browser says stops the room


@pytest.mark.parametrize("standard", ["99", "made-up", "6%20", "", "%00", "%ED%A0%80", "1" * 5000])
def test_a_made_up_standard_leads_nowhere_and_stays_in_nobodys_memory(hall: Hall, dial: Dial, standard: str) -> None:
    with hall.browser("Fay") as browser:
        assert browser.get(f"{hall.path}/live?screen=console&standard={standard}").status_code == 404
    assert closed_with(dial(hall, "Fay", "console", f"&standard={standard}")) == 4003


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
        told = line.hear_until(lambda frame: f'data-key="{key}"' in frame)
    assert "Not saved" in told and 'data-recorded="yes"' not in told
    assert by_post == [503]
    assert stored(hall) == 0
    assert 'data-recorded="yes"' in line.rate("6", "4")
