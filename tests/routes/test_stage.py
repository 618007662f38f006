"""The projector’s screen, and the code that people scan from it."""

import re

from sqlmodel import Session

from app.models import Chain
from app.routes.stage import drawn_code
from tests.live.conftest import Dial, elements, settled
from tests.northvale import Hall, Town


def test_the_closed_stage_tells_how_each_standard_ended_and_takes_the_dead_code_away(town: Town, dial: Dial) -> None:
    hall = settled(town)
    stage = dial(hall, "stage", "stage")
    stage.hear_until(elements)
    hall.act("/close")
    told = stage.hear_until(lambda frame: 'data-state="closed"' in frame)
    assert '<div id="join" class="join" hx-swap-oob="outerMorph"></div>' in told
    page = hall.see("/stage", by="stage").text
    for shown in (told, page):
        assert "Thank you" in shown and "A diverse and sustainable market" in shown
        ended = [text.strip() for text in re.findall(r'<span class="state">([^<]+)</span>', shown)]
        assert ended == ["Not rated", "Agreed", "Not rated"]
        assert "middle" not in shown and "qr.svg" not in shown
        assert hall.code not in shown and f"{hall.code[:3]} {hall.code[3:]}" not in shown
        assert re.findall(r"Fingerprint of the record</span> <b>([^<]+)</b>", shown) == [fingerprint(hall)]
    assert hall.see("/qr.svg", by="stage").status_code == 403


def fingerprint(hall: Hall) -> str:
    with Session(hall.store.reading) as session:
        return session.get_one(Chain, hall.id).fingerprint


def test_the_code_on_the_stage_opens_the_join_page_at_the_address_that_the_stage_was_opened_at(town: Town) -> None:
    hall = town.hall()
    with hall.browser("stage") as browser:
        drawn = browser.get(f"{hall.path}/qr.svg", headers={"Host": "laptop.local:8000"}).text
    path = re.compile(r' d="([^"]+)"')
    meant = drawn_code(f"http://laptop.local:8000/join/{hall.code}")
    assert path.findall(drawn) == path.findall(meant) != path.findall(drawn_code("http://laptop.local:8000/join/"))


def test_a_code_is_drawn_dark_on_a_light_ground_of_its_own_with_a_quiet_zone() -> None:
    drawn = drawn_code("http://laptop.local:8000/join/ABCDEF")
    ground, modules = re.findall(r"<path[^>]+>", drawn)
    assert 'fill="#fff"' in ground and 'stroke="#000"' in modules
    assert re.search(r' d="M4 4\.5', modules), "four modules of light on the left and above"
