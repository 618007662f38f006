"""What one running server answers at every address: its headers, and where one with a slash too many leads."""

import re
from collections.abc import Callable

import httpx2
import pytest

from tests.northvale import DEADLINE, Town

NAME = "workshops.northvale.example"
BEHIND_A_PROXY = {"Host": NAME, "X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "https"}


@pytest.fixture
def hosted(town_with: Callable[..., Town]) -> Town:
    return town_with(PUBLIC_URL="https://Workshops.Northvale.EXAMPLE:443/")


@pytest.mark.parametrize("path", ["/join/ABCDEF", "/sign-in", "/workshops/1/phone", "/words"])
def test_a_trailing_slash_leads_on_at_the_same_address(hosted: Town, town: Town, path: str) -> None:
    rewritten = {**BEHIND_A_PROXY, "Host": "127.0.0.1", "X-Forwarded-Host": NAME}
    for there, headers in ((hosted, rewritten), (hosted, BEHIND_A_PROXY), (town, {})):
        with there.stranger() as browser:
            answer = browser.get(f"{path}/?q=a%20b", headers=headers)
            assert answer.status_code in (307, 308), answer.text
            assert answer.headers["location"] == f"{path}?q=a%20b"


@pytest.mark.parametrize("path", ["//evil.example/", "/%2Fevil.example/", "/\\evil.example/", "///evil.example//"])
def test_a_trailing_slash_leads_to_no_other_website(town: Town, path: str) -> None:
    with httpx2.Client(timeout=DEADLINE, verify=False) as browser:
        location = browser.get(f"{town.base}{path}").headers.get("location", "/")
    assert re.match(r"/[^/\\]|/$", location), location


def test_a_secure_server_binds_browsers_to_https_and_shares_no_window(hosted: Town) -> None:
    with hosted.stranger() as browser:
        headers = browser.get("/", headers=BEHIND_A_PROXY).headers
    assert "includeSubDomains" in headers["strict-transport-security"]
    assert headers["cross-origin-opener-policy"] == headers["cross-origin-resource-policy"] == "same-origin"
    assert "camera=()" in headers["permissions-policy"]
