"""F31: a scribe makes a rejoin code for somebody's seat and types it. What that person said stays unread."""

import re

import pytest
from sqlmodel import select

from app.models import AttributionRule, KeptView
from tests.live.conftest import WORDS, Dial, borrow, settled
from tests.northvale import Hall, Town

NOT_ATTRIBUTABLE = {"attribution_rule": AttributionRule.NOT_ATTRIBUTABLE}


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
    hall.rated(given, reasons={"Hari": "canary"})


def reveal(hall: Hall) -> None:
    hall.reveal()
    hall.act("/standards/6/show")


def seen(hall: Hall, name: str) -> str:
    """All that this phone's holder can open."""
    mine = ["/phone/mine", "/phone/mine/standard-6", "/phone/mine/print"]
    paths = ["/phone", "/live?screen=phone", *mine, *[f"/phone/rounds/{it}" for it in hall.rounds.values()]]
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


def test_after_the_close_a_phone_keeps_the_record_and_the_way_to_its_own_rating(town: Town, dial: Dial) -> None:
    hall = settled(town)
    phone = dial(hall, "Priya")
    hall.act("/close")
    told = phone.hear_until(lambda frame: 'data-state="closed"' in frame)
    for shown in (told, hall.see("/phone", by="Priya").text):
        assert "Agreed" in shown and WORDS in shown
        assert f"/phone/rounds/{hall.rounds['6']}" in shown
    assert "recorded." in hall.see(f"/phone/rounds/{hall.rounds['6']}", by="Priya").text


def test_under_not_attributable_a_closed_phone_thanks_and_tells_the_record_and_nothing_of_its_own(
    town: Town, dial: Dial
) -> None:
    hall = settled(town, **NOT_ATTRIBUTABLE)
    phone = dial(hall, "Priya")
    phone.hear_until(lambda frame: WORDS in frame)
    hall.act("/close")
    told = phone.hear_until(lambda frame: 'data-state="closed"' in frame)
    for shown in (told, hall.see("/phone", by="Priya").text):
        assert "Thank you" in shown and "Agreed" in shown and "A diverse and sustainable market" in shown
        assert WORDS in shown and "/phone/rounds/" not in shown and "Your rating" not in shown
    for path in (f"/phone/rounds/{hall.rounds['6']}", "/phone/evidence"):
        page = hall.see(path, by="Priya")
        assert page.status_code == 403 and "not attributable" in page.text
