"""F31: a scribe makes a rejoin code for somebody's seat and types it. What that person said stays unread."""

import re

import pytest
from sqlmodel import select

from app.models import Event, KeptView, Seat
from app.models.people.seat import seated
from tests.live.conftest import Dial
from tests.northvale import Hall, Town, until

GIVEN = {
    "Olu": "8", "Oona": "9", "Omar": "8", "Ola": "7", "Priya": "3", "Pat": "4", "Petra": "3", "Hari": "1",
    "Carol": "5", "Cy": "6",
}  # fmt: skip
VALUE = re.compile(r"own-value|▲|Your rating: |You gave <|You moved from|Recorded: |required checked|canary")


@pytest.fixture
def hall(town: Town) -> Hall:
    hall = town.hall()
    round_(hall, GIVEN)
    return hall


def round_(hall: Hall, given: dict[str, str]) -> None:
    hall.open("6")
    for name, answer in given.items():
        hall.rate(name, "6", answer, reason="canary" if name == "Hari" else "")


def reveal(hall: Hall) -> None:
    hall.act(f"/sittings/{hall.sitting}/close-and-reveal")
    until(lambda: "Rate again" in hall.see("/console/standards/6").text)
    hall.act("/standards/6/show")


def made(hall: Hall, name: str, by: str = "Sam") -> str:
    code = re.search(r'id="rejoin-code">([^<]+)<', hall.act(f"/seats/{hall.seats[name]}/rejoin-code", by=by).text)
    assert code is not None
    return code[1]


def borrow(hall: Hall, name: str, by: str = "Sam") -> None:
    with hall.browser(None) as borrowed:
        assert borrowed.post("/rejoin", data={"code": made(hall, name, by)}).status_code == 303
        hall.tokens[name] = borrowed.cookies[f"seat-{hall.id}"]


def seen(hall: Hall, name: str) -> str:
    """All that this phone's holder can open."""
    paths = ["/phone", "/live?screen=phone", *[f"/phone/rounds/{it}" for it in hall.rounds.values()]]
    return "".join(hall.see(path, by=name).text for path in paths)


def shows_a_value(hall: Hall, name: str) -> list[str]:
    """An empty `own-value` is the place of one."""
    return VALUE.findall(seen(hall, name).replace('<span class="own-value"></span>', ""))


@pytest.mark.parametrize("when", ["before the reveal", "after it"])
def test_f31_a_scribe_who_types_a_code_does_not_read_the_rating_after_the_reveal(hall: Hall, when: str) -> None:
    assert shows_a_value(hall, "Hari"), "the search finds it on the person's own phone"
    if when == "after it":
        reveal(hall)
    borrow(hall, "Hari")
    if when != "after it":
        reveal(hall)
    assert shows_a_value(hall, "Hari") == []
    assert "Recorded on your other phone" in seen(hall, "Hari")


def test_f31_nor_in_the_frames_when_the_standard_is_shown(hall: Hall, dial: Dial) -> None:
    borrow(hall, "Hari")
    line = dial(hall, "Hari")
    line.hear_all_on_arrival()
    reveal(hall)
    line.hear_until(lambda frame: 'id="strip-' in frame)
    assert VALUE.findall("".join(line.frames).replace('<span class="own-value"></span>', "")) == []


def test_f31_nor_while_it_is_rated_again_nor_what_moved_nor_is_a_first_view_kept_for_them(hall: Hall) -> None:
    reveal(hall)
    round_(hall, {**GIVEN, "Hari": "8"})
    borrow(hall, "Hari")
    assert shows_a_value(hall, "Hari") == []
    reveal(hall)
    assert shows_a_value(hall, "Hari") == []
    again = hall.act(f"/rounds/{hall.rounds['6']}/first-view", by="Hari", keep="true")
    assert again.status_code == 409
    with hall.store.read() as session:
        assert session.exec(select(KeptView).where(KeptView.seat_id == hall.seats["Hari"])).all() == []


def test_f31_nor_the_first_of_two_rounds_when_only_the_second_is_given_on_the_new_phone(hall: Hall) -> None:
    reveal(hall)
    borrow(hall, "Hari")
    round_(hall, {**GIVEN, "Hari": "8"})
    reveal(hall)
    page = hall.see("/phone", by="Hari").text
    assert "You moved from" not in page
    assert "Your rating: <strong" in page, "what was given on this phone is its holder's own"


def test_f16_a_rating_given_after_the_move_is_shown_to_its_giver(hall: Hall) -> None:
    borrow(hall, "Hari")
    hall.rate("Hari", "6", "7")
    assert 'own-value">: 7<' in seen(hall, "Hari")


def test_f31_an_older_code_ends_with_a_newer_one(hall: Hall) -> None:
    older, newer = made(hall, "Hari"), made(hall, "Hari")
    with hall.browser(None) as eve, hall.browser(None) as hari:
        assert eve.post("/rejoin", data={"code": older}).status_code == 404
        assert hari.post("/rejoin", data={"code": newer}).status_code == 303
    assert re.search(r"Healthwatch; ended by a newer one", hall.see("/people").text)


def test_f31_with_one_borrowed_seat_the_whole_small_group_is_asked_again_and_told(hall: Hall, dial: Dial) -> None:
    for name in ("Carol", "Cy", "Hari"):
        hall.act("/choice", by=name, choice="shown")
    cy = dial(hall, "Cy")
    borrow(hall, "Carol")
    told = cy.hear_until(lambda frame: "Somebody in your group has changed phones" in frame)
    assert f"{hall.path}/choice" in told
    with hall.store.read() as session:
        choices = {name: session.get_one(Seat, hall.seats[name]).may_show_group for name in ("Carol", "Cy", "Hari")}
    assert choices == {"Carol": None, "Cy": None, "Hari": True}
    assert "you have not said how it may be shown" in hall.see("/phone", by="Cy").text


def test_f31_the_facilitator_reads_which_scribe_made_a_code_for_whose_seat_and_when_it_was_used(hall: Hall) -> None:
    borrow(hall, "Hari", by="Sam")
    made(hall, "Carol", by="Fay")
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
        hall.seats["Ned"] = session.exec(select(Seat.id).where(Seat.workshop_id == hall.id)).all()[-1]
    borrow(hall, "Ned")
    assert hall.see("/phone", by="Ned").headers["location"] == f"{hall.path}/waiting"
    with hall.store.read() as session:
        assert seated(session, hall.id)[hall.groups["Healthwatch"]] == 1
