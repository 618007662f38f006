"""The projector’s screen, and the code that people scan from it."""

import re

from tests.live.conftest import Dial, elements, settled
from tests.northvale import Town


def test_the_closed_stage_tells_how_each_standard_ended_and_takes_the_dead_code_away(town: Town, dial: Dial) -> None:
    hall = settled(town)
    stage = dial(hall, "stage", "stage")
    stage.hear_until(elements)
    hall.act("/close")
    told = stage.hear_until(lambda frame: 'data-state="closed"' in frame)
    assert '<div id="join" class="join" hx-swap-oob="outerMorph"></div>' in told
    page = hall.see("/stage", by="stage").text
    for shown in (told, page):
        assert "Thank you" in shown and "6. A diverse and sustainable market" in shown
        assert re.findall(r"<strong>([^<]+)</strong>", shown) == ["Not rated", "Agreed", "Not rated"]
        assert "middle" not in shown and "qr.svg" not in shown and hall.code[:3] not in shown
    assert hall.see("/qr.svg", by="stage").status_code == 403
