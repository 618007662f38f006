"""In a browser: a screen has its audience's styles alone, and a rule meets only what it names."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.steps import PHONE, facilitator, rate, takes_part
from tests.conftest import Server

LOADED = """() => [...document.styleSheets].map(sheet => /([^/]+)\\.css/.exec(sheet.href)[1])"""
# Our rules that meet a part of the picture without naming the picture; what is for everything (*) meets it by right.
STRAY = """() => {
    const rules = (list) => [...list].flatMap(rule => rule.cssRules?.length ? rules(rule.cssRules) : [rule]);
    const inside = [...document.querySelectorAll("[class*=picture] *")];
    return [...document.styleSheets].filter(sheet => !sheet.href.includes("govuk"))
        .flatMap(sheet => rules(sheet.cssRules)).flatMap(rule => (rule.selectorText ?? "").split(/,(?![^(]*\\))/))
        .map(selector => selector.trim())
        .filter(selector => selector && !/^(\\*|::)/.test(selector) && !selector.includes("picture")
            && inside.some(part => part.matches(selector.replace(/::[a-z-]+/, ""))));
}"""


@pytest.fixture(scope="module")
def server(serve: Callable[..., Server]) -> Server:
    return serve("revealed", door="open")


def phone(browser: Browser, server: Server) -> Page:
    page = takes_part(browser.new_context(viewport=PHONE).new_page(), server, "Carers")
    expect(page.locator("svg.picture")).to_be_visible()
    return page


def console(browser: Browser, server: Server) -> Page:
    return facilitator(browser, server, "/console/standards/6")


def stage(browser: Browser, server: Server) -> Page:
    return facilitator(browser, server, "/stage")


SCREENS = {"phone": phone, "console": console, "stage": stage}


@pytest.mark.parametrize("screen", SCREENS)
def test_a_screen_has_the_styles_of_its_audience_and_none_of_them_strays_into_the_picture(
    server: Server, browser: Browser, screen: str
) -> None:
    page = SCREENS[screen](browser, server)
    expect(page.locator("svg[class*=picture]").first).to_be_visible()
    assert page.evaluate(LOADED) == ["govuk", screen]
    assert page.locator("[class*=picture] *").count() > 20
    assert page.evaluate(STRAY) == []
    page.context.close()


def test_a_rule_that_strays_into_the_picture_is_found(server: Server, browser: Browser) -> None:
    page = console(browser, server)
    expect(page.locator("svg[class*=picture]").first).to_be_visible()
    page.evaluate("document.styleSheets[1].insertRule('.mark, .band { padding: 2px; }')")
    assert page.evaluate(STRAY) == [".mark", ".band"]
    page.context.close()


def test_the_scale_of_a_rating_still_has_its_bands(serve: Callable[..., Server], browser: Browser) -> None:
    page = browser.new_context(viewport=PHONE).new_page()
    takes_part(page, serve("open", door="open"), "Carers")
    rate(page, "6", "3")
    painted = page.locator(".scale .band i").evaluate_all("all => all.map(it => getComputedStyle(it).backgroundColor)")
    assert len({*painted}) == 5
    assert page.evaluate(LOADED) == ["govuk", "phone"]
    page.context.close()
