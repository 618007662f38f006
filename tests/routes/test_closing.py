"""The page before the close, the close with what it defers, and the confirmation afterwards."""

import re
from collections.abc import Callable

import pytest
from sqlmodel import select

from app.models import Position, PositionState, Workshop, WorkshopState
from app.models.record.settling import positions_of
from app.models.record.subject import Key
from tests.live.conftest import Dial
from tests.markup import Element, read
from tests.northvale import Hall, Town

EVERYBODY = ("Olu", "Oona", "Omar", "Ola", "Priya", "Pat", "Petra", "Hari", "Carol", "Cy")
FOOT = re.compile(r'<footer id="foot".*?</footer>', re.DOTALL)
LIST = re.compile(r'<div id="closing".*?\n</div>', re.DOTALL)


@pytest.fixture
def hall(town: Town) -> Hall:
    """Standards 4 and 6 are revealed, 9 was never rated."""
    hall = town.hall()
    hall.open("4", "6")
    for name in EVERYBODY:
        hall.rate(name, "4", "6"), hall.rate(name, "6", "6")
    hall.reveal()
    return hall


def settle(hall: Hall, number: str, version: str = "0") -> None:
    fields = {"state": "agreed", "wording": "So it is.", "after_version": version}
    assert hall.act(f"/positions/standard-{number}", **fields).status_code == 303


def state(hall: Hall) -> WorkshopState:
    with hall.store.read() as session:
        return session.get_one(Workshop, hall.id).state


def ends(hall: Hall) -> dict[str, PositionState]:
    with hall.store.read() as session:
        return {key.slug: versions[-1].state for key, versions in positions_of(session, hall.id).items()}


def before(hall: Hall, by: str = "Fay") -> Element:
    page = hall.see("/console/closing", by=by)
    assert page.status_code == 200
    return read(page.text)


def green(page: Element) -> list[Element]:
    return [one for one in page.all("button") if one.get("class") == "go"]


def press(hall: Hall, button: Element) -> int:
    """As a browser without scripts sends the form that the button stands in."""
    form = next(one for one in button.outward if one.tag == "form")
    fields = {one.get("name"): one.get("value") for one in form.all("input")}
    return hall.act(form.get("action").removeprefix(hall.path), **fields).status_code


# -- The page


def test_the_one_green_act_counts_what_it_leaves_for_later(hall: Hall) -> None:
    said = []
    for settles in (None, "4", "6"):
        if settles:
            settle(hall, settles)
        said.append([button.text.strip() for button in green(before(hall))])
    assert said == [["Close with 2 standards deferred"], ["Close with 1 standard deferred"], ["Close the workshop"]]


def test_what_is_not_settled_can_be_settled_or_deferred_from_its_row(hall: Hall) -> None:
    settle(hall, "4")
    rows = {row.all("td")[0].text: row for row in before(hall).all("tr") if row.all("td")}
    assert set(rows) == {"4", "6"}
    assert not rows["4"].all("form")
    assert [link.get("href") for link in rows["6"].all("a")] == [f"{hall.path}/console/standards/6"]
    (defer,) = rows["6"].all("button")
    assert press(hall, defer) == press(hall, defer) == 303
    assert ends(hall) == {"standard-4": PositionState.AGREED, "standard-6": PositionState.DEFERRED}


def test_after_deferring_the_page_comes_again(hall: Hall) -> None:
    answer = hall.act("/positions/standard-6/defer", version="0")
    assert answer.headers["location"] == f"{hall.path}/console/closing"


def test_deferring_what_has_words_typed_is_refused_in_words_and_keeps_them(hall: Hall) -> None:
    typed = {"field": "wording", "page": "page-of-the-scribe", "text": "We weigh cost and"}
    assert hall.act("/positions/standard-6/typed", by="Sam", **typed).status_code == 200
    answer = hall.act("/positions/standard-6/defer", version="0")
    assert answer.status_code == 409 and "Words are typed for standard 6 and not settled" in answer.text
    assert "We weigh cost and" in hall.see("/console/standards/6").text
    assert "Words are typed, and not settled" in before(hall).text


def test_every_point_is_a_link_to_a_page_that_is_there(hall: Hall) -> None:
    settle(hall, "4")
    hall.act("/actions", subject="standard-4", what="Ask again")
    hall.act("/evidence/asked", asked_standard="6", asked_title="Numbers")
    lists = [one for one in before(hall) if "open-points" in one.get("class")]
    links = [link.get("href") for one in lists for link in one.all("a")]
    assert len(links) == 6  # an action, two domains and the whole, the evidence, an assent
    for link in links:
        assert hall.see(link.removeprefix(hall.path)).status_code == 200, link


def test_none_of_it_is_a_wall(hall: Hall) -> None:
    hall.act("/actions", subject="standard-4", what="Ask again")
    (close,) = green(before(hall))
    assert press(hall, close) == 303
    assert state(hall) is WorkshopState.CLOSED
    assert ends(hall) == {"standard-4": PositionState.DEFERRED, "standard-6": PositionState.DEFERRED}


def test_the_way_to_the_files_leads_to_their_page(hall: Hall) -> None:
    """Where numbers are off unless somebody asks for them, and working files stand apart from public ones."""
    (link,) = [one for one in before(hall).all("a") if (one.get("href") or "").endswith("/pack")]
    page = hall.see(link.get("href").removeprefix(hall.path))
    ticks = [one for one in read(page.text).all("input") if one.get("name") == "numbers"]
    assert ticks and all("checked" not in tick.attributes for tick in ticks)


def test_while_people_rate_there_is_no_green_act_that_could_only_refuse(hall: Hall) -> None:
    hall.open("9")
    page = before(hall)
    assert [button.text.strip() for button in green(page)] == ["Close and reveal"]
    assert "Rating is not over. Reveal it, or call it off" in page.text
    assert hall.act("/close", left="4 6").status_code == 409
    assert state(hall) is WorkshopState.LIVE


def test_it_promises_nothing_that_is_not_built(hall: Hall) -> None:
    text = before(hall).text
    assert "undo" not in text.lower() and "comment" not in text and "ten minutes" not in text


def test_the_list_is_the_facilitators_page_and_push(hall: Hall) -> None:
    assert hall.see("/console/closing", by="Sam").status_code == 403
    pushed = hall.see("/live?screen=console&page=closing", by="Sam").text
    assert 'id="closing"' in pushed and "closing-table" not in pushed and "deferred" not in pushed
    assert "closing-table" in hall.see("/live?screen=console&page=closing").text
    assert "closing-table" not in hall.see("/live?screen=console").text


def test_the_list_and_its_green_act_follow_the_room(hall: Hall, dial: Dial) -> None:
    line = dial(hall, "Fay", "console", "&page=closing")
    assert "Close with 2 standards deferred" in line.hear_until(FOOT.search)
    hall.act("/positions/standard-6/defer", version="0")
    frame = line.hear_until(lambda frame: FOOT.search(frame) and "Close with 1 standard deferred" in frame)
    assert "Deferred" in frame and 'aria-current="page"' in frame.split("Before you close")[0].rsplit("<a", 1)[1]


# -- The close


def test_an_old_page_closes_nothing_and_says_why(hall: Hall) -> None:
    (old,) = green(before(hall))
    settle(hall, "4")
    assert press(hall, old) == 409
    assert (state(hall), ends(hall)) == (WorkshopState.LIVE, {"standard-4": PositionState.AGREED})
    (new,) = green(before(hall))
    assert press(hall, new) == press(hall, new) == 303
    assert ends(hall) == {"standard-4": PositionState.AGREED, "standard-6": PositionState.DEFERRED}


def test_what_the_close_deferred_says_by_whom_and_who_was_missing(town: Town) -> None:
    hall = town.hall()
    hall.open("6")
    for name in EVERYBODY[:4]:
        hall.rate(name, "6", "6")
    hall.reveal()
    press(hall, green(before(hall))[0])
    with hall.store.read() as session:
        (row,) = session.exec(select(Position).where(Position.workshop_id == hall.id)).all()
    assert (row.state, row.wording, row.written_by, row.version) == (PositionState.DEFERRED, "", "facilitator", 1)
    assert "Providers was not heard" in row.missing


def test_after_the_close_the_page_leads_to_the_console_and_the_agenda_names_it_no_more(hall: Hall) -> None:
    hall.act("/close", left="4 6")
    assert hall.see("/console/closing").headers["location"] == f"{hall.path}/console"
    assert "Before you close" not in hall.see("/console").text


def test_the_overview_leads_to_it_and_has_no_button_of_its_own(hall: Hall) -> None:
    page = read(hall.see("/console").text)
    led = [one.text for one in page.all("a") if one.get("href") == f"{hall.path}/console/closing"]
    assert "Close the workshop" in led
    assert not [one for one in page.all("form") if one.get("action").endswith("/close")]


# -- The confirmation


@pytest.fixture
def closed(hall: Hall) -> Hall:
    settle(hall, "4")
    hall.act("/close", left="6")
    return hall


def test_the_closed_console_offers_to_confirm_in_two_steps_and_says_what_it_means(closed: Hall) -> None:
    page = read(closed.see("/console").text)
    (form,) = [one for one in page.all("form") if one.get("action") == f"{closed.path}/confirm"]
    around = next(one for one in form.outward if one.tag == "details")
    assert "open" not in around.attributes
    assert "puts one date on every position and fixes the record" in " ".join(around.text.split())
    assert press(closed, form.all("button")[0]) == 303
    assert state(closed) is WorkshopState.CONFIRMED


def test_confirmed_it_says_since_when_and_offers_it_no_more(closed: Hall) -> None:
    for _ in range(2):
        assert closed.act("/confirm").headers["location"] == f"{closed.path}/console"
    page = closed.see("/console").text
    assert "The workshop is closed and confirmed." in page and "<strong>Confirmed " in page
    assert "/confirm" not in page
    with closed.store.read() as session:
        workshop = session.get_one(Workshop, closed.id)
        position = positions_of(session, closed.id)[Key.of_slug("standard-4")][-1]
    assert position.confirmed_at == workshop.confirmed_at != None


def test_a_live_workshop_is_not_confirmed(hall: Hall) -> None:
    answer = hall.act("/confirm")
    assert answer.status_code == 403 and "This begins when it is closed." in answer.text
    assert "/confirm" not in hall.see("/console").text


READ: dict[str, tuple[str, str]] = {
    "console": ("Fay", "/console"), "standard": ("Fay", "/console/standards/4"),
    "domain": ("Fay", "/console/domains/3"),
    "overall": ("Fay", "/console/overall"), "people": ("Fay", "/people"), "actions": ("Fay", "/actions"),
    "phone": ("Olu", "/phone"), "stage": ("stage", "/stage"), "forms": ("Fay", "/export/record.docx"),
    "record": ("Fay", "/export/record.json"), "evidence": ("Fay", "/evidence"), "framework": ("Fay", "/framework"),
}  # fmt: skip


@pytest.mark.parametrize("read_by", READ.values(), ids=list(READ))
def test_every_page_that_was_open_after_the_close_is_open_after_the_confirmation(
    closed: Hall, read_by: tuple[str, str]
) -> None:
    name, path = read_by
    was = closed.see(path, by=name)
    assert was.status_code == 200
    closed.act("/confirm")
    now = closed.see(path, by=name)
    assert now.status_code == 200
    assert ("The workshop is closed" in was.text) == ("The workshop is closed" in now.text)


def test_phones_and_stage_hear_of_it_and_still_tell_how_each_standard_ended(closed: Hall, dial: Dial) -> None:
    lines: list[tuple[str, Callable[[str], object]]] = [
        ("phone", lambda frame: 'data-state="confirmed"' in frame),
        ("stage", lambda frame: 'data-state="confirmed"' in frame),
    ]
    dialled = [dial(closed, "Olu" if screen == "phone" else "stage", screen) for screen, _ in lines]
    for line in dialled:
        line.hear_until(lambda frame: 'data-state="closed"' in frame)
    closed.act("/confirm")
    for line, (_, holds) in zip(dialled, lines, strict=True):
        frame = line.hear_until(holds)
        assert "Deferred" in frame and "Agreed" in frame
