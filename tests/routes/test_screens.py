"""What console, stage and phone pages have in common: the way back after an act."""

import pytest
from starlette.requests import Request

from app.models.record.subject import Key, Level
from app.routes.screens import console_path, done


def asking(**headers: str) -> Request:
    return Request({"type": "http", "headers": [(it.encode(), value.encode()) for it, value in headers.items()]})


@pytest.mark.parametrize(
    ("key", "path"),
    [
        (None, "/workshops/7/console"), (Key(Level.STANDARD, "6"), "/workshops/7/console/standards/6"),
        (Key(Level.DOMAIN, "2"), "/workshops/7/console/domains/2"),
        (Key(Level.OVERALL), "/workshops/7/console/overall"),
    ],
)  # fmt: skip
def test_after_an_act_a_plain_page_comes_again_and_a_live_one_waits_for_its_room(key: Key | None, path: str) -> None:
    assert console_path(7, key) == path
    plain = done(asking(), 7, key)
    assert (plain.status_code, plain.headers["location"]) == (303, path)
    live = done(asking(**{"hx-request": "true"}), 7, key)
    assert (live.status_code, live.body, "location" in live.headers) == (204, b"", False)
