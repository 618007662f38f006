"""What console, stage and phone pages have in common: the way back after an act, and the form that settles."""

import pytest
from starlette.requests import Request

from app.models import Position
from app.models.record.position import PositionState, Wording
from app.models.record.settling import settle
from app.models.record.subject import Subject
from app.routes.screens import done, settle_form
from tests.conftest import Lobby


def asking(**headers: str) -> Request:
    return Request({"type": "http", "headers": [(it.encode(), value.encode()) for it, value in headers.items()]})


@pytest.mark.parametrize(
    ("standard", "path"), [(None, "/workshops/7/console"), ("6", "/workshops/7/console/standards/6")]
)
def test_after_an_act_a_plain_page_comes_again_and_a_live_one_waits_for_its_room(
    standard: str | None, path: str
) -> None:
    plain = done(asking(), 7, standard)
    assert (plain.status_code, plain.headers["location"]) == (303, path)
    live = done(asking(**{"hx-request": "true"}), 7, standard)
    assert (live.status_code, live.body, "location" in live.headers) == (204, b"", False)


def test_a_standard_that_nobody_wrote_about_has_an_empty_form_without_state_or_number() -> None:
    form = settle_form(None)
    assert form.value("after_version") == 0
    assert not any(form.value(field) for field in ("state", "number", "band", "wording", "divergent_views", "evidence"))


@pytest.mark.parametrize(("number", "stands"), [(7, 7), (None, "")])
def test_the_form_goes_on_from_the_newest_version_and_an_optional_number_stays_empty(
    room: Lobby, number: int | None, stands: object
) -> None:
    round_ = room.revealed({"Olu": 8})
    wording = Wording(PositionState.DEFERRED, "We ask people.", number=number, divergent_views="Some say.")
    position: Position = settle(room.session, Subject.standard(round_.standard), wording, "scribe", 0)
    form = settle_form(position)
    fields = ("state", "wording", "number", "divergent_views", "after_version")
    assert [form.value(field) for field in fields] == ["deferred", "We ask people.", stands, "Some say.", 1]
