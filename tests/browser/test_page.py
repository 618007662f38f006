"""The record as a web page in a real browser: axe, 320 pixels, behind the policy that it is served with.

And that browser: nothing else runs in it.
"""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from app.exports import Report
from app.exports.page import as_page, style_hash
from tests.browser.test_accessibility import violations
from tests.exports.conftest import told  # noqa: F401 - a fixture

POLICY = f"default-src 'none'; style-src {style_hash()}; base-uri 'none'; form-action 'none'"


@pytest.mark.parametrize("width", [320, 1280])
def test_the_record_passes_axe_and_fits(told: Report, browser: Browser, tmp_path: Path, width: int) -> None:  # noqa: F811
    file = tmp_path / "record.html"
    file.write_bytes(as_page(told))
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto(file.as_uri())
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_its_style_is_let_in_by_its_hash_alone_and_nothing_is_refused(told: Report, browser: Browser) -> None:  # noqa: F811
    context = browser.new_context()
    page = context.new_page()
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    headers = {"Content-Type": "text/html", "Content-Security-Policy": POLICY}
    page.route("http://record.example/", lambda route: route.fulfill(body=as_page(told), headers=headers))
    page.goto("http://record.example/")
    assert page.evaluate("getComputedStyle(document.querySelector('.panel.position')).backgroundColor") == (
        "rgb(232, 241, 248)"
    )
    assert refused == []
    context.close()


def test_all_that_playwright_switches_off_stays_off_and_no_page_but_the_tests_runs(browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto("chrome://version")
    lists = re.findall(r"--disable-features=(\S+)", page.locator("#command_line").inner_text())
    assert set(lists[0].split(",")) < set(lists[-1].split(","))
    session = browser.new_browser_cdp_session()
    every = session.send("Target.getTargets", {"filter": [{}]})["targetInfos"]
    assert [target["url"] for target in every if target["type"] == "browser_ui"] == []
    context.close()
