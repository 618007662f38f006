"""All actions on one page: entered in a line, completed, chosen, put in order, removed in two steps, by plain forms."""

import re
from collections.abc import Sequence
from html import unescape
from typing import Any

import httpx2
import pytest
from sqlmodel import Session, select

from app.models import Action, Event, WorkshopState
from app.tokens import new_token
from tests.live.conftest import Dial
from tests.markup import Element, read
from tests.northvale import Hall, Town, until
from tests.on_disk import is_in_the_files

HOSTILE = "<script>alert(1)</script>“' نحن"


@pytest.fixture
def hall(town: Town) -> Hall:
    hall = town.hall()
    hall.open("6")
    return hall


def write(hall: Hall, what: str, by: str = "Sam", **fields: str) -> httpx2.Response:
    return hall.act("/actions", by=by, **{"subject": "standard-6", "what": what, "key": new_token(), **fields})


def stored(hall: Hall) -> Sequence[Action]:
    with hall.store.read() as session:
        return session.exec(select(Action).where(Action.workshop_id == hall.id).order_by(Action.id)).all()  # type: ignore[arg-type]


def change(hall: Hall, by: str = "Fay", **fields: Any) -> httpx2.Response:
    """As the page of the one action sends it: every field, with what stands in it."""
    (row,) = stored(hall)
    sent = {"what": row.what, "due": row.when, "how_far": row.status.value, "version": str(row.version), **fields}
    return hall.act(f"/actions/{row.id}", by=by, **sent)


def listed(page: str) -> list[str]:
    table = next(iter(read(page).all("table")), None)
    links = table.all("a") if table else []
    return [link.text for link in links]


def field(page: Element, name: str) -> Element:
    found = page.by_id(name)
    assert found is not None, name
    return found


# -- In a line


def test_one_line_is_an_action_and_the_page_says_so(hall: Hall) -> None:
    answer = write(hall, "Share figures", others="Council; The market team ; ", due="31 Jan 2027")
    assert answer.headers["location"] == f"{hall.path}/actions?said=written&subject=standard-6"
    (row,) = stored(hall)
    assert (row.what, row.who, row.when) == ("Share figures", ["Council", "The market team"], "31 Jan 2027")
    page = read(hall.see("/actions?said=written&subject=standard-6").text)
    assert "Written down." in page.text
    about = [option for option in page.all("option") if "selected" in option.attributes and option.around]
    assert about[0].get("value") == "standard-6", "the next one is often about the same"
    assert [one.get("id") for one in page.all("tr") if one.get("id")] == ["of-standard-6"]


def test_its_form_names_every_subject_of_the_workshop(hall: Hall) -> None:
    page = read(hall.see("/actions", by="Sam").text)
    offered = [option.get("value") for option in field(page, "subject").all("option")]
    assert offered == ["standard-4", "standard-6", "standard-9", "domain-2", "domain-3", "overall"]
    assert {"Council", "Healthwatch", "Regulators"} <= {it.get("value") for it in field(page, "names").all("option")}


def test_pressed_twice_it_is_one_and_another_text_with_the_same_key_is_another(hall: Hall) -> None:
    key = new_token()
    for what in ("Share figures", "Share figures", "Ask carers"):
        assert write(hall, what, key=key).status_code == 303
    assert [row.what for row in stored(hall)] == ["Share figures", "Ask carers"]


BAD: dict[str, tuple[dict[str, str], set[str]]] = {
    "no such day": ({"what": "Share figures", "due": "31 Feb 2027"}, {"due"}),
    "nothing to do": ({"what": " ", "others": "Council", "due": "spring"}, {"what"}),
    "no such subject": ({"what": "Share figures", "subject": "standard-1"}, {"subject"}),
    "no subject at all": ({"what": "Share figures", "subject": "../../4"}, {"subject"}),
    "a word for a subject": ({"what": "Share figures", "subject": "نحن-6"}, {"subject"}),
    "too long": ({"what": "x" * 501, "others": "y" * 121, "due": "z" * 121}, {"what", "others", "due"}),
    "hostile": ({"what": HOSTILE, "others": HOSTILE, "due": "31.2.2027"}, {"due"}),
}


@pytest.mark.parametrize("bad", BAD)
def test_what_cannot_be_taken_comes_back_with_every_word_of_it(hall: Hall, bad: str) -> None:
    fields, problems = BAD[bad]
    answer = hall.act("/actions", by="Sam", **{"subject": "standard-6", **fields})
    assert answer.status_code == 422
    page = read(answer.text)
    for name, text in fields.items():
        if name != "subject":
            assert field(page, name).get("value") == text
    assert {name for name in ("subject", "what", "others", "due") if page.by_id(f"{name}-error")} == problems
    assert stored(hall) == []


# -- Completed


def test_it_is_completed_on_a_page_of_its_own(hall: Hall) -> None:
    write(hall, "Share figures", due="31 Jan 2027")
    answer = change(
        hall, who=["Council", "Regulators"], others="The market team; ", due="before spring", priority="high",
        how_known="Fewer contracts come back", criterion="6.2", how_far="under way",
    )  # fmt: skip
    assert answer.headers["location"] == f"{hall.path}/actions?said=changed"
    (row,) = stored(hall)
    assert (row.who, row.due_on, row.due) == (["Council", "Regulators", "The market team"], None, "before spring")
    assert (row.priority, row.how_known, row.criterion, row.status) == (
        "high", "Fewer contracts come back", "6.2", "under way",
    )  # fmt: skip
    page = read(hall.see(f"/actions/{row.id}").text)
    ticked = [box.get("value") for box in page.all("input") if box.get("name") == "who" and "checked" in box.attributes]
    assert ticked == ["Council", "Regulators"]
    assert field(page, "others").get("value") == "The market team"
    assert field(page, "due").get("value") == "before spring"
    assert [it.get("value") for it in field(page, "criterion").all("option") if "selected" in it.attributes] == ["6.2"]


def test_a_kind_of_partner_with_a_long_explanation_is_a_short_owner_that_can_be_taken(hall: Hall) -> None:
    write(hall, "Share figures")
    (row,) = stored(hall)
    page = read(hall.see(f"/actions/{row.id}").text)
    names = [box.get("value") for box in page.all("input") if box.get("name") == "who"]
    assert len(names) == 4 + 7 and "Other commissioners" in names
    assert change(hall, who=names).status_code == 303
    assert stored(hall)[0].who == names


def test_two_who_change_the_same_action_see_both_texts_and_lose_neither(hall: Hall) -> None:
    write(hall, "Share figures")
    change(hall, by="Sam", what="Share figures monthly", version="1")
    answer = change(hall, what="Share nothing", due="spring", version="1")
    assert answer.status_code == 422
    page = read(answer.text)
    assert "Share figures monthly" in page.text and field(page, "what").text.strip() == "Share nothing"
    assert field(page, "due").get("value") == "spring"
    assert "The scribe changed this action while you were writing" in page.text
    assert stored(hall)[0].what == "Share figures monthly"
    again = next(one.get("value") for one in page.all("input") if one.get("name") == "version")
    assert change(hall, what="Share nothing", version=again).status_code == 303
    assert stored(hall)[0].what == "Share nothing"


def test_a_bad_date_in_a_whole_form_gives_back_every_field(hall: Hall) -> None:
    write(hall, "Share figures")
    sent: dict[str, Any] = {
        "what": HOSTILE, "who": ["Council"], "others": HOSTILE, "due": "31 Feb 2027", "priority": "low",
        "how_known": HOSTILE, "criterion": "6.1", "how_far": "done",
    }  # fmt: skip
    page = read(change(hall, **sent).text)
    assert field(page, "what").text.strip() == field(page, "how_known").text.strip() == HOSTILE
    assert (field(page, "others").get("value"), field(page, "due").get("value")) == (HOSTILE, "31 Feb 2027")
    ticked = [one.get("value") for one in page.all("input") if "checked" in one.attributes]
    assert ticked == ["low", "Council"]
    chosen = {
        one.around.get("id"): one.get("value")
        for one in page.all("option")
        if "selected" in one.attributes and one.around
    }
    assert chosen == {"criterion": "6.1", "how_far": "done"}
    assert stored(hall)[0].what == "Share figures"


@pytest.mark.parametrize("version", ["", "no", "-1", "9" * 40])
def test_a_form_of_no_version_changes_nothing_unseen(hall: Hall, version: str) -> None:
    write(hall, "Share figures")
    assert change(hall, what="Share nothing", version=version).status_code == 422
    assert stored(hall)[0].what == "Share figures"


# -- Removed


def test_removing_takes_two_steps_without_a_script_and_takes_its_words_along(hall: Hall) -> None:
    write(hall, words := new_token())
    assert is_in_the_files(hall.store.file, words)
    (row,) = stored(hall)
    page = read(hall.see(f"/actions/{row.id}").text)
    form = next(one for one in page.all("form") if one.get("action").endswith("/remove"))
    assert any(one.tag == "details" and "open" not in one.attributes for one in form.outward)
    for _ in range(2):
        assert hall.act(f"/actions/{row.id}/remove").headers["location"] == f"{hall.path}/actions?said=removed"
    assert stored(hall) == []
    until(lambda: not is_in_the_files(hall.store.file, words))  # once nobody reads them


def test_an_action_that_is_gone_gives_back_what_was_typed_for_it(hall: Hall) -> None:
    write(hall, "Share figures")
    (row,) = stored(hall)
    hall.act(f"/actions/{row.id}/remove")
    answer = hall.act(f"/actions/{row.id}", what="A long thought about sharing figures", version="1")
    assert answer.status_code == 404
    assert "somebody removed it" in answer.text and "A long thought about sharing figures" in answer.text
    assert hall.see(f"/actions/{row.id}").status_code == 404


def test_another_workshops_action_is_not_here(town: Town, hall: Hall) -> None:
    theirs = town.hall()
    theirs.open("6")
    write(theirs, "canary")
    (row,) = stored(theirs)
    for answer in (
        hall.see(f"/actions/{row.id}"),
        hall.act(f"/actions/{row.id}", what="Ours now", version="1"),
        hall.act(f"/actions/{row.id}/remove"),
    ):
        assert answer.status_code == 404 and "canary" not in answer.text
    assert stored(theirs)[0].what == "canary"


# -- Chosen and in order


@pytest.fixture
def many(hall: Hall) -> Hall:
    write(hall, "whole", subject="overall", others="Council", due="1 May 2027")
    write(hall, "six", others="Providers; Council")
    write(hall, "four", subject="standard-4", due="31 Jan 2027")
    return hall


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["four", "six", "whole"]),
        ("?sort=due", ["four", "whole", "six"]),
        ("?sort=owner", ["whole", "six", "four"]),
        ("?owner=Council", ["six", "whole"]),
        ("?owner=-", ["four"]),
        ("?lacks=either", ["four", "six"]),
        ("?lacks=date", ["six"]),
        ("?status=done", []),
        ("?sort=%27%22%3E&lacks=no&status=%00", ["four", "six", "whole"]),
    ],
)
def test_they_are_chosen_and_put_in_order_by_the_address_alone(many: Hall, query: str, found: list[str]) -> None:
    page = many.see(f"/actions{query}")
    assert page.status_code == 200
    assert listed(page.text) == found


def test_what_was_asked_for_stands_in_its_form_and_can_be_taken_back(many: Hall) -> None:
    page = read(many.see("/actions?owner=Council&sort=due").text)
    chosen = {one.get("name"): [it.get("value") for it in one.all("option") if "selected" in it.attributes]
              for one in page.all("select") if one.get("id").startswith("pick-")}  # fmt: skip
    assert chosen == {"owner": ["Council"], "status": [""], "lacks": [""], "sort": ["due"]}
    assert "2 of 3 actions" in page.text
    assert f"{many.path}/actions" in [one.get("href") for one in page.all("a") if one.text == "show all"]


# -- Whoever sees them


def test_hostile_words_are_words_on_every_page_of_them(hall: Hall) -> None:
    write(hall, HOSTILE, others=HOSTILE, due=HOSTILE)
    change(hall, how_known=HOSTILE, others=HOSTILE)
    (row,) = stored(hall)
    for path in ("/actions", f"/actions/{row.id}", "/actions?sort=due", "/console/closing"):
        page = hall.see(path).text
        assert "<script>alert(1)" not in page, path
        assert "alert(1)" in unescape(page) or path == "/console/closing", path


def test_after_the_close_they_are_read_and_nothing_offers_to_change_them(town: Town) -> None:
    hall = town.hall()
    write(hall, "Share figures")
    assert stored(hall) == [], "not before the workshop is live"
    hall.open("6")
    write(hall, "Share figures")
    hall.reveal()
    hall.act("/close")
    for confirmed in (False, True):
        if confirmed:
            hall.act("/confirm")
        for path in ("/actions", f"/actions/{stored(hall)[0].id}"):
            page = hall.see(path)
            assert page.status_code == 200 and "Share figures" in page.text
            assert not [form for form in read(page.text).all("form") if form.get("method") == "post"]
        assert hall.see("/actions", by="Sam").status_code == 403
        assert change(hall, what="Share nothing").status_code == 403


def test_who_acted_is_in_the_log_and_the_words_are_not(hall: Hall) -> None:
    write(hall, "canary")
    change(hall, due="spring")
    hall.act(f"/actions/{stored(hall)[0].id}/remove")
    with Session(hall.store.reading) as session:
        events = session.exec(select(Event).where(Event.workshop_id == hall.id)).all()
    told = [(event.act, event.by) for event in events if "action" in event.act]
    assert told == [
        ("wrote an action", "scribe 1"), ("changed an action", "facilitator"), ("removed an action", "facilitator"),
    ]  # fmt: skip
    assert "canary" not in str([event.about for event in events])


def test_the_agenda_marks_the_page_also_when_the_room_sends_it_again(hall: Hall, dial: Dial) -> None:
    here = re.compile(r'href="[^"]*/actions" aria-current="page"')
    assert here.search(hall.see("/actions").text)
    assert "&amp;page=actions" in hall.see("/actions").text
    line = dial(hall, "Fay", "console", "&page=actions")
    assert here.search(line.hear_until(lambda frame: 'id="agenda"' in frame))
    assert hall.see("/live?screen=console&page=made-up").status_code == 404
    assert hall.see("/live?screen=phone&page=actions", by="Olu").status_code == 404


@pytest.mark.parametrize("state", [WorkshopState.DRAFT, WorkshopState.LOBBY])
def test_before_the_first_opening_there_are_none_to_see(town: Town, state: WorkshopState) -> None:
    answer = town.hall_in(state).see("/actions")
    assert answer.status_code == 403 and "This begins when the first standard is opened for rating." in answer.text
