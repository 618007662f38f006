"""A monitor asks for the head alone: it is told what a browser is told, and nothing is done."""

import pytest

from tests.northvale import Town


@pytest.mark.parametrize("path", ["/", "/sign-in", "/join", "/static/scripts/live.js", "/words", "/nothing-here"])
def test_a_monitor_that_asks_for_the_head_gets_what_a_browser_gets(town: Town, path: str) -> None:
    with town.stranger() as browser:
        browser.headers["Accept-Encoding"] = "identity"  # lengths are compared as they are sent
        whole, head = browser.get(path), browser.head(path)
    assert head.status_code == whole.status_code
    assert head.content == b""
    assert head.headers.get("content-type") == whole.headers.get("content-type")
    assert abs(int(head.headers["content-length"]) - len(whole.content)) < 10


def test_asking_for_the_head_of_what_only_takes_forms_does_nothing(town: Town) -> None:
    with town.stranger() as browser:
        assert browser.head("/sign-out").status_code == browser.get("/sign-out").status_code == 404
