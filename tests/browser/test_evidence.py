"""A participant offers evidence on a narrow phone; the facilitator finds it, and it is missing no more."""

import re
from collections.abc import Callable

from playwright.sync_api import Browser, expect

from tests.browser.steps import facilitator, takes_part
from tests.browser.test_accessibility import NARROW, violations
from tests.conftest import Server

MISSING = "Top up agreements"


def test_evidence_from_a_phone_reaches_the_rating_page_and_the_console(
    serve: Callable[..., Server], browser: Browser
) -> None:
    server = serve("open", door="open")
    console = facilitator(browser, server, "/evidence?standard=6")
    wanted = console.locator(".wanted-columns li", has_text=MISSING)
    expect(wanted).to_contain_text("nothing offered yet")
    assert violations(console) == []

    context = browser.new_context(viewport=NARROW)
    carol = takes_part(context.new_page(), server, "Carers")
    carol.locator(".to-rate a[data-round]", has_text="6. ").click()
    carol.get_by_text("More to read").click()
    expect(carol.get_by_text("Evidence to hand (4)")).to_be_visible()
    with context.expect_page() as opened:
        carol.get_by_role("link", name="Offer evidence").click()
    offering = opened.value
    assert violations(offering) == []
    offering.get_by_label("Title").fill("What homes charge on top")
    offering.get_by_label("Link (optional)").fill("northvale.example/top-up")
    offering.get_by_label("Early: a first sign, more is needed").check()
    offering.get_by_label("Which list it answers (optional)").select_option(label=f"M1.12 {MISSING}")
    offering.get_by_role("button", name="Offer it").click()
    expect(offering.locator("#link-error")).to_contain_text("A link starts with https://")
    assert offering.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    offering.get_by_label("Link (optional)").fill("https://northvale.example/top-up")
    offering.get_by_role("button", name="Offer it").click()
    expect(offering.get_by_role("status").filter(has_text="Offered.")).to_be_visible()
    assert violations(offering) == []

    offering.get_by_role("link", name=re.compile("Back to standard 6")).click()
    offering.get_by_text("More to read").click()
    expect(offering.get_by_text("Evidence to hand (5)")).to_be_visible()
    expect(offering.get_by_role("link", name=re.compile("What homes charge on top"))).to_be_visible()
    assert offering.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    assert violations(offering) == []

    console.reload()
    expect(console.locator(".offered-table", has_text="What homes charge on top")).to_be_visible()
    expect(wanted).to_contain_text("What homes charge on top")
    expect(wanted).not_to_contain_text("nothing offered yet")
    assert violations(console) == []
