"""A standard’s acts: what settles it, what is refused and comes back, and who is logged."""

import pytest
from sqlmodel import select

from app.models import Event, Workshop, WorkshopState
from tests.drafts import problems
from tests.live.conftest import settled
from tests.northvale import Hall, Town


def test_a_scribes_mark_on_the_agenda_is_the_scribes_in_the_log(town: Town) -> None:
    hall = settled(town)
    for verb in ("park", "take-up", "pin", "unpin"):
        assert hall.act(f"/standards/4/{verb}", by="Sam").status_code == 303
    with hall.store.read() as session:
        marks = ("parked", "took up again", "pinned", "unpinned")
        by = [it.by for it in session.exec(select(Event).where(Event.workshop_id == hall.id)) if it.act in marks]
        assert session.get_one(Workshop, hall.id).state is WorkshopState.LIVE
    assert by == ["scribe 1"] * 4


@pytest.fixture
def hall(town: Town) -> Hall:
    return town.hall()


def test_a_position_that_is_refused_keeps_what_was_typed(hall: Hall) -> None:
    hall.open("6")
    for name in ("Priya", "Pat", "Petra"):
        hall.rate(name, "6", "3")
    hall.reveal()
    typed = {
        "state": "agreed",
        "wording": "Mine <b>stays</b>",
        "number": "11",
        "divergent_views": "Some",
        "after_version": "0",
    }
    page = hall.act("/positions/standard-6", **typed)
    assert page.status_code == 422
    assert problems(page.text) == {"number"}
    assert "Mine &lt;b&gt;stays&lt;/b&gt;" in page.text and 'value="11"' in page.text
    for number in ("9" * 5000, "seven", "-1", "7.5"):
        assert hall.act("/positions/standard-6", **{**typed, "number": number}).status_code == 422


def test_a_position_saved_over_a_newer_one_is_refused_and_both_can_be_compared(hall: Hall) -> None:
    hall.open("6")
    hall.reveal()
    first = {"state": "deferred", "wording": "The scribe was first.", "after_version": "0"}
    assert hall.act("/positions/standard-6", by="Sam", **first).status_code == 303
    refused = hall.act("/positions/standard-6", **{**first, "wording": "The facilitator was second."})
    assert refused.status_code == 422
    assert "Someone saved version 1" in refused.text
    assert "The facilitator was second." in refused.text and "The scribe was first." in refused.text
