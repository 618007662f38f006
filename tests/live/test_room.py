"""Who hears what, and until when: nothing before the reveal, nothing once a right has ended; and who is there."""

import pytest
from websockets.exceptions import ConnectionClosed

from tests.live.conftest import PEOPLE, Dial, borrow, closed_with, elements, settled
from tests.northvale import Hall, Town
from tests.plain import plain

CANARY = "canary-reason-of-Priya"
WATCHERS = (
    ("Fay", "console", ""), ("Fay", "console", "&standard=6"), ("Sam", "console", "&standard=6"), ("Fay", "stage", ""),
    ("Ruth", "stage", ""), ("stage", "stage", ""), ("Pat", "phone", ""), ("Carol", "phone", ""),
)  # fmt: skip
PAGES = (
    ("Fay", "/console"), ("Fay", "/console/standards/6"), ("Sam", "/console/standards/6"), ("Sam", "/people"),
    ("stage", "/stage"), ("Ruth", "/stage"), ("Pat", "/phone"), ("Fay", "/export/record.json"),
    ("Fay", "/live?screen=console&standard=6"), ("Ruth", "/live?screen=stage"), ("Pat", "/live?screen=phone"),
)  # fmt: skip


ENDED = 4004


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


@pytest.fixture
def hall(town: Town) -> Hall:
    hall = town.hall()
    hall.open("6", "9")
    return hall


def heard_while_priya_says(hall: Hall, dial: Dial, first: str, second: str) -> dict[str, list[str]]:
    """All that reaches anybody but Priya, from before her first answer until after the close."""
    # All come before the first is heard: who comes is told by itself, or with an answer, as fast as the machine is.
    priya, olu, petra = (dial(hall, name) for name in ("Priya", "Olu", "Petra"))
    lines = [dial(hall, *watcher) for watcher in WATCHERS]
    for line in (priya, olu, petra, *lines):
        line.hear()  # so it has entered the room, and is counted
    olu.rate("6", "5")
    for line in lines:
        line.hear_until(lambda frame: "1 of 10" in frame)
        line.frames.clear()
    priya.rate("6", first, reason=CANARY, may_quote=True, from_document=True)
    for line in lines:
        line.hear_until(lambda frame: "2 of 10" in frame)
    priya.rate("6", second, reason=CANARY, may_quote=True)
    petra.rate("6", "5")
    for line in lines:
        line.hear_until(lambda frame: "3 of 10" in frame)
    heard = {path: [hall.see(path, by=name).text] for name, path in PAGES}
    hall.act(f"/sittings/{hall.sitting}/close")
    for line in lines:
        line.hear_until(lambda frame: "losed" in frame)
    heard |= {f"{path}, closed": [hall.see(path, by=name).text] for name, path in PAGES}
    # What comes within one beat comes in one frame, and how fast this machine is today decides what does.
    heard |= {f"{line.name} at {line.screen} {place}": ["".join(line.frames)] for place, line in enumerate(lines)}
    return {where: [plain(hall, text, who_is_here=True) for text in texts] for where, texts in heard.items()}


def test_f15_presence_counts_people_and_not_their_tabs(hall: Hall, dial: Dial) -> None:
    console = dial(hall, "Fay", "console")
    _ = [dial(hall, "Priya"), dial(hall, "Priya"), dial(hall, "Pat")]
    assert "3 connected" not in console.hear_until(lambda frame: "2 connected" in frame)


def test_a_removed_seat_is_told_and_its_socket_closed_for_good(hall: Hall, dial: Dial) -> None:
    line, pat = dial(hall, "Priya"), dial(hall, "Pat")
    line.hear()
    hall.act(f"/seats/{hall.seats['Priya']}/remove")
    assert "freed this seat" in line.hear_until(lambda frame: 'role="alert"' in frame)
    assert closed_with(line) == 4001
    assert 'data-recorded="yes"' in pat.rate("6", "4")


def test_f16_a_seat_that_moved_to_a_new_phone_closes_the_old_phones_socket(hall: Hall, dial: Dial) -> None:
    old = dial(hall, "Priya")
    old.rate("6", "4")
    borrow(hall, "Priya", by="Fay")
    assert closed_with(old) == 4001
    new = dial(hall, "Priya")
    told = new.hear_all_on_arrival()
    assert "Recorded on your other phone" in told  # F31: recorded, without its value
    assert ": 4" not in told


def test_a_facilitator_who_signed_out_hears_no_more(hall: Hall, dial: Dial) -> None:
    """Rights are checked at every push."""
    console = dial(hall, "Fay", "console")
    console.hear()
    with hall.browser("Fay") as browser:
        browser.post("/sign-out")
    hall.rate("Priya", "6", "4")
    with pytest.raises(ConnectionClosed):
        console.hear_until(lambda frame: "1 of 10" in frame)


def test_f24_not_one_byte_to_anybody_else_depends_on_a_value_before_the_reveal(
    town: Town, hall: Hall, dial: Dial
) -> None:
    other = town.hall()
    low = heard_while_priya_says(hall, dial, "1", "cant_tell")
    other.open("6", "9")  # now: a console tells the minute of it
    high = heard_while_priya_says(other, dial, "10", "9")
    assert low.keys() == high.keys()
    for where in low:
        assert low[where] == high[where], where
        assert CANARY not in "".join(low[where]), where


def test_after_the_reveal_a_value_reaches_the_console_and_no_phone_or_stage_before_it_is_shown(
    hall: Hall, dial: Dial
) -> None:
    hall.rated({**dict.fromkeys(("Priya", "Pat", "Petra"), "3"), **dict.fromkeys(("Olu", "Oona", "Omar"), "8")})
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
