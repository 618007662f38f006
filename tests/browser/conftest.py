"""A browser on a machine with other work: what must come is waited for as long as everywhere else.

And the cast's screens, directly or over a line that can fall silent.
"""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.steps import PHONE, complains, is_connected, knows
from tests.forwarder import Forwarder, forwarding
from tests.northvale import DEADLINE, Hall, Town

SCREENS = {
    "phone": ("Priya", "/phone"),
    "stage": ("stage", "/stage"),
    "console": ("Fay", "/console"),
    "waiting": ("Lee", "/waiting"),
}
Look = Callable[[str], Page]

expect.set_options(timeout=DEADLINE * 1000)


@pytest.fixture(autouse=True)
def closes_what_it_opened(browser: Browser) -> Iterator[None]:
    """A console that is left open goes on asking its server while others are tested."""
    before = {id(context) for context in browser.contexts}
    yield
    for context in browser.contexts:
        if id(context) not in before:
            context.close()


@pytest.fixture
def hall(town: Town) -> Hall:
    return town.hall()


@pytest.fixture
def forwarder(town: Town) -> Iterator[Forwarder]:
    with forwarding(town.base) as forwarder:
        yield forwarder


@pytest.fixture
def look(browser: Browser, hall: Hall, forwarder: Forwarder) -> Iterator[Look]:
    """Opens a screen through the forwarder: `look("stage")`; it is connected."""
    contexts = []

    def look(screen: str) -> Page:
        name, path = SCREENS[screen]
        if name not in hall.tokens:
            hall.comes_late(name, "Providers")
        contexts.append(context := browser.new_context(viewport=PHONE if screen == "phone" else None))
        knows(context, forwarder.base, hall.cookies(name))
        page = context.new_page()
        complains(page)
        page.goto(f"{forwarder.base}{hall.path}{path}")
        is_connected(page)
        return page

    yield look
    for context in contexts:
        context.close()
