"""The page before the close, the close with what it defers, and the confirmation afterwards."""

import re
from collections.abc import Callable
from datetime import timedelta

import httpx2
import pytest
from sqlmodel import Session, select

from app.clock import in_london, now
from app.models import AttributionRule, Position, PositionState, Rating, Workshop, WorkshopState
from app.models.record.settling import positions_of
from app.models.record.subject import Key
from app.models.workshop.event import record
from app.models.workshop.workshop import COMMENTS_FOR, UNDO_WITHIN
from app.rendering.spoken import day_of
from tests.live.conftest import Dial
from tests.markup import Element, read
from tests.northvale import Hall, Town, until
from tests.on_disk import is_in_the_files

EVERYBODY = ("Olu", "Oona", "Omar", "Ola", "Priya", "Pat", "Petra", "Hari", "Carol", "Cy")
FOOT = re.compile(r'<footer id="foot".*?</footer>', re.DOTALL)
LIST = re.compile(r'<div id="closing".*?\n</div>', re.DOTALL)


@pytest.fixture
def hall(town: Town) -> Hall:
    return rated_hall(town)


def rated_hall(town: Town) -> Hall:
    """Standards 4 and 6 are revealed, 9 was never rated."""
    hall = town.hall()
    hall.open("4", "6")
    for number in ("4", "6"):
        hall.rated(dict.fromkeys(EVERYBODY, "6"), number)
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


def test_all_that_is_left_is_deferred_for_one_reason_and_a_form_without_one_comes_back(hall: Hall) -> None:
    page = before(hall)
    assert "Defer all that is left, for one reason" in page.text
    refused = hall.act("/deferrals", left="4 6", reason=" ")
    assert refused.status_code == 422 and "Say in a few words why these wait" in refused.text
    old = hall.act("/deferrals", left="4", reason="The board takes them up in January.")
    assert old.status_code == 422 and "The board takes them up in January.</textarea>" in old.text
    done = hall.act("/deferrals", left="4 6", reason="The board takes them up in January.")
    assert done.headers["location"] == f"{hall.path}/console/closing"
    assert ends(hall) == {"standard-4": PositionState.DEFERRED, "standard-6": PositionState.DEFERRED}
    page = before(hall)
    assert page.text.count("The board takes them up in January.") == 2
    (strip,) = [one for one in page if one.get("id") == "undo"]
    assert " ".join(strip.text.split()) == "Standards 4, 6 deferred. Undo"
    assert press(hall, strip.all("button")[0]) == 303
    assert "Close with 2 standards deferred" in before(hall).text and "Undo" not in before(hall).text


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


@pytest.mark.parametrize("rule", [AttributionRule.BY_GROUP, AttributionRule.NOT_ATTRIBUTABLE])
def test_what_closing_does_is_said_before_it_is_done_under_this_workshops_rule(
    town: Town, rule: AttributionRule
) -> None:
    hall = town.hall(attribution_rule=rule)
    text = " ".join(before(hall).text.split())
    until = in_london(now() + COMMENTS_FOR)
    assert f"until {until:%A} {until.day} {until:%B}" in text
    for said in ("the code stops working", "you can undo it", "read the record on their phones and comment",
                 "Seats and reasons are erased on 23 December 2126", "the record on 23 December 2127"):  # fmt: skip
        assert said in text, said
    cuts = rule is AttributionRule.NOT_ATTRIBUTABLE
    for said in ("each link from a seat to what it said is cut", "own page end too", "stored without a seat"):
        assert (said in text) == cuts, said


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
    hall.rated(dict.fromkeys(EVERYBODY[:4], "6"))
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


# -- Undoing it


def undo_button(hall: Hall) -> list[Element]:
    return [one for one in read(hall.see("/console").text).all("button") if one.text.strip() == "Undo the close"]


def ago(hall: Hall, past: timedelta) -> None:
    """As if it had been closed so long before; an act makes the server read it anew."""
    with Session(hall.store.writing) as session, session.begin():
        workshop = session.get_one(Workshop, hall.id)
        assert workshop.closed_at
        workshop.closed_at -= past
        record(session, hall.id, "program", "looked at the clock")


def test_it_is_undone_from_the_console_twice_over_and_everybody_is_where_they_were(hall: Hall, dial: Dial) -> None:
    phone, stage = dial(hall, "Olu", "phone"), dial(hall, "stage", "stage")
    hall.act("/close", left="4 6")
    for line in (phone, stage):
        line.hear_until(lambda frame: 'data-state="closed"' in frame)
    (button,) = undo_button(hall)
    assert press(hall, button) == press(hall, button) == 303
    for line in (phone, stage):
        line.hear_until(lambda frame: 'data-state="live"' in frame)
    assert state(hall) is WorkshopState.LIVE and undo_button(hall) == []
    assert hall.see("/console", by="Sam").status_code == 200
    assert "Close with 2 standards deferred" in before(hall).text
    with hall.browser(None) as late:
        assert late.get(f"/join/{hall.code}").status_code == 200


def test_an_old_page_undoes_no_later_close(hall: Hall) -> None:
    hall.act("/close", left="4 6")
    (old,) = undo_button(hall)
    press(hall, old), hall.act("/close", left="4 6")
    assert press(hall, old) == 409
    assert state(hall) is WorkshopState.CLOSED


def test_after_ten_minutes_the_button_is_gone_and_an_old_one_is_refused_in_words(hall: Hall) -> None:
    hall.act("/close", left="4 6")
    ago(hall, UNDO_WITHIN)
    assert undo_button(hall) == []
    answer = hall.act("/close/undo")
    assert answer.status_code == 409 and "they are over" in answer.text
    assert state(hall) is WorkshopState.CLOSED


# -- The window: what was folded, and who may fill it in


def test_folded_fields_are_filled_in_and_marked_while_the_words_stay(closed: Hall) -> None:
    fields = {"state": "not agreed", "wording": "Otherwise.", "how_known": "Fewer people wait.", "after_version": "1"}
    page = closed.see("/console/standards/4").text
    assert f'action="{closed.path}/positions/standard-4/later"' in page and 'name="wording"' not in page
    assert closed.act("/positions/standard-4/later", **fields).status_code == 303
    with closed.store.read() as session:
        newest = positions_of(session, closed.id)[Key.of_slug("standard-4")][-1]
    assert (newest.wording, newest.state, newest.how_known, newest.afterwards) == (
        "So it is.", PositionState.AGREED, "Fewer people wait.", ["how_known"],
    )  # fmt: skip
    for who, path in (("Fay", "/console/standards/4"), ("Olu", "/phone"), ("Olu", "/phone/mine/standard-4"),
                      ("reader", "/phone/mine/standard-4")):  # fmt: skip
        text = " ".join(read(closed.see(path, by=who).text).text.split())
        assert "written afterwards Fewer people wait." in text and "agreed in the room" in text, (who, path)
    closed.act("/confirm")
    assert closed.act("/positions/standard-4/later", **{**fields, "after_version": "2"}).status_code == 403


def test_a_refused_form_of_what_was_left_comes_back_as_itself(closed: Hall) -> None:
    answer = closed.act("/positions/standard-4/later", next_step="x" * 4001, after_version="1")
    assert answer.status_code == 422 and "Keep this under 4000 characters" in answer.text
    assert f'action="{closed.path}/positions/standard-4/later"' in answer.text and "x" * 4001 in answer.text


def test_the_scribe_has_what_was_granted_and_nothing_else(closed: Hall) -> None:
    def status(path: str) -> int:
        return closed.see(path, by="Sam").status_code

    def fills_in(version: str) -> int:
        return closed.act("/positions/standard-4/later", by="Sam", next_step="Ask", after_version=version).status_code

    assert (status("/console"), status("/export/record.json"), fills_in("1")) == (403, 403, 403)
    assert "The facilitator may still let the scribe export" in closed.see("/console", by="Sam").text
    assert closed.act("/grants", by="Sam", exports="yes").status_code == 403
    closed.act("/grants", exports="yes")
    assert (status("/console"), status("/export/record.json"), status("/pack"), fills_in("1")) == (200, 200, 200, 403)
    closed.act("/grants", finishes="yes")
    assert (status("/console/standards/4"), status("/export/record.json"), fills_in("1")) == (200, 403, 303)
    for path in ("/people", "/console/comments", "/console/confirming", "/actions", "/stage"):
        assert status(path) == 403, path
    closed.act("/confirm")
    assert (status("/console"), fills_in("2")) == (403, 403)


def test_a_granted_console_offers_nothing_that_could_only_refuse(closed: Hall) -> None:
    closed.act("/grants", exports="yes", finishes="yes")
    for path in ("/console", "/console/standards/4"):
        page = read(closed.see(path, by="Sam").text)
        for one in page.all("a"):
            address = one.get("href") or ""
            if address.startswith(closed.path):
                assert closed.see(address.removeprefix(closed.path).split("#")[0], by="Sam").status_code == 200, address
        acts = {form.get("action").removeprefix(closed.path) for form in page.all("form")}
        assert acts <= {"/positions/standard-4/later"}, acts


# -- The confirmation


@pytest.fixture
def closed(hall: Hall) -> Hall:
    end(hall)
    return hall


def end(hall: Hall) -> None:
    settle(hall, "4")
    assert hall.act("/close", left="6").status_code == 303


def test_the_closed_console_offers_to_confirm_in_two_steps_and_says_what_it_means(closed: Hall) -> None:
    page = read(closed.see("/console").text)
    assert green(page) == []
    (onward,) = [one for one in page.all("a") if one.get("class") == "go"]
    assert onward.text.strip() == "Confirm the workshop"
    asked = read(closed.see(onward.get("href").removeprefix(closed.path)).text)
    text = " ".join(asked.text.split())
    for said in ("Every settled position gets one and the same date", "Nobody changes any more whether they agree",
                 "The close cannot be undone any more", "It cannot be undone.", "People can comment"):  # fmt: skip
        assert said in text, said
    (confirms,) = green(asked)
    assert press(closed, confirms) == 303
    assert state(closed) is WorkshopState.CONFIRMED
    assert closed.see("/console/confirming").headers["location"] == f"{closed.path}/console"


def test_confirmed_it_says_since_when_and_offers_it_no_more(closed: Hall) -> None:
    for _ in range(2):
        assert closed.act("/confirm").headers["location"] == f"{closed.path}/console"
    page = closed.see("/console").text
    assert "The workshop is closed and confirmed." in page and "<strong>Confirmed " in page
    assert "/confirm" not in page
    today = day_of(now())
    assert f"Confirmed {today}." in closed.see("/phone", by="Olu").text
    assert f"Confirmed {today}." in closed.see("/console/standards/4").text
    with closed.store.read() as session:
        workshop = session.get_one(Workshop, closed.id)
        position = positions_of(session, closed.id)[Key.of_slug("standard-4")][-1]
    assert position.confirmed_at == workshop.confirmed_at != None


def test_after_the_close_nothing_speaks_as_if_the_room_were_still_there(closed: Hall) -> None:
    page = " ".join(closed.see("/console").text.split())
    agenda = page[page.index('id="agenda"') : page.index("</nav>")]
    assert ">Not rated<" in agenda and not [
        words for words in ("Waiting", "Not started", "on stage") if words in agenda
    ]
    presence = page[page.index('id="presence"') :].partition("</span>")[0]
    assert "Closed · " in presence and "door" not in presence and " here" not in presence
    assert "Who was here, of those planned" in page and "Who is here" not in page


def test_on_phones_what_was_never_rated_is_one_line_at_the_end(closed: Hall) -> None:
    page = closed.see("/phone", by="Olu").text
    listed, _, after = page.partition('<p class="not-rated">Not rated: ')
    assert re.match(r"[0-9, ]+\.</p>", after) and "Not rated" not in listed


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


Looks = dict[str, httpx2.Response]


@pytest.fixture(scope="module")
def before_and_after(town: Town) -> tuple[Looks, Looks]:
    """Each of these pages after the close, and after the confirmation of the same workshop."""
    hall = rated_hall(town)
    end(hall)
    was = {page: hall.see(path, by=name) for page, (name, path) in READ.items()}
    hall.act("/confirm")
    return was, {page: hall.see(path, by=name) for page, (name, path) in READ.items()}


@pytest.mark.parametrize("page", READ)
def test_every_page_that_was_open_after_the_close_is_open_after_the_confirmation(
    before_and_after: tuple[Looks, Looks], page: str
) -> None:
    was, now = (looks[page] for looks in before_and_after)
    assert (was.status_code, now.status_code) == (200, 200)
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


def test_whoever_confirms_within_the_ten_minutes_leaves_nothing_of_what_is_cut_in_any_byte(town: Town) -> None:
    hall = town.hall(attribution_rule=AttributionRule.NOT_ATTRIBUTABLE)
    hall.open("6")
    for name in EVERYBODY:
        hall.rate(name, "6", "6")
    hall.reveal()
    with hall.store.read() as session:
        kept = select(Rating.submission_key).where(Rating.round_id == hall.rounds["6"])
        keys = list(session.exec(kept))
    hall.act("/close")
    assert any(is_in_the_files(hall.store.file, key) for key in keys), "they are there until it is confirmed"
    hall.act("/confirm")
    assert len(keys) == len(EVERYBODY)
    until(
        lambda: not any(is_in_the_files(hall.store.file, key) for key in keys)
    )  # as soon as nobody reads what they stood in
