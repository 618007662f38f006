"""Opening a sitting, closing it, calling it off: by whom, and what a page that was outrun is told."""

from collections.abc import Callable

import pytest
from sqlmodel import select

from app.models import Event, RoundState, Sitting
from app.models.rounds.sitting import current_sitting
from tests.northvale import Hall, Town


@pytest.fixture
def hall(town: Town) -> Hall:
    return town.hall()


def under_way(hall: Hall) -> Sitting | None:
    with hall.store.read() as session:
        return current_sitting(session, hall.id)


def logged(hall: Hall) -> list[str]:
    with hall.store.read() as session:
        return list(session.exec(select(Event.act).where(Event.workshop_id == hall.id).order_by(Event.id)))  # type: ignore[arg-type]


def test_nothing_chosen_comes_back_as_the_console_and_to_a_live_page_as_its_sentence(hall: Hall) -> None:
    plain = hall.act("/sittings")
    assert plain.status_code == 422 and "Choose at least one standard" in plain.text and 'id="agenda"' in plain.text
    with hall.browser("Fay") as browser:
        live = browser.post(f"{hall.path}/sittings", headers={"HX-Request": "true"})
    assert live.status_code == 422 and "Choose at least one standard" in live.text and 'id="agenda"' not in live.text
    assert under_way(hall) is None


def test_opening_twice_is_one_sitting_and_another_has_to_wait_for_it(hall: Hall) -> None:
    assert [hall.act("/sittings", standards="6").status_code for _ in range(2)] == [303, 303]
    refused = hall.act("/sittings", standards="9")
    assert refused.status_code == 409 and "A sitting is under way." in refused.text
    assert logged(hall).count("opened") == 1


def test_a_reveal_is_cancelled_in_time_and_a_page_from_before_that_closes_nothing(
    town_with: Callable[..., Town],
) -> None:
    hall = town_with(CANCEL_SECONDS="60").hall()
    hall.open("6")
    opened = under_way(hall)
    assert opened is not None
    shown = str(opened.turn)
    assert hall.act(f"/sittings/{hall.sitting}/close-and-reveal", turn=shown).status_code == 303
    closed = under_way(hall)
    assert closed is not None and closed.state is RoundState.CLOSED and closed.reveal_due_at is not None
    assert hall.act(f"/sittings/{hall.sitting}/undo-close", turn=str(closed.turn)).status_code == 303
    again = under_way(hall)
    assert again is not None and again.state is RoundState.OPEN and again.reveal_due_at is None
    assert hall.act(f"/sittings/{hall.sitting}/close", turn=shown).status_code == 409  # a page from before the cancel
    assert under_way(hall).state is RoundState.OPEN  # type: ignore[union-attr]


def test_no_act_reaches_a_sitting_of_another_workshop(hall: Hall, town: Town) -> None:
    other = town.hall()
    other.open("6")
    hall.open("6")
    for act in ("close", "close-and-reveal", "undo-close", "call-off"):
        assert hall.act(f"/sittings/{other.sitting}/{act}").status_code == 404, act
    standing = under_way(other)
    assert standing is not None and standing.state is RoundState.OPEN


def test_a_sitting_that_somebody_answered_in_is_not_called_off(hall: Hall) -> None:
    hall.open("6")
    hall.rate("Hari", "6", "5")
    refused = hall.act(f"/sittings/{hall.sitting}/call-off")
    assert refused.status_code == 409 and "no answer is thrown away" in refused.text
    assert under_way(hall) is not None
