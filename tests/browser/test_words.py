"""Words explained: to oneself in the text, without JavaScript too, and to everybody without a name."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.steps import PHONE, choose, facilitator, open_stage, record, takes_part
from tests.browser.test_accessibility import NARROW, violations
from tests.cases import mostly_long
from tests.conftest import Server


@pytest.fixture(scope="module")
def server(serve: Callable[..., Server]) -> Server:
    return serve("open", door="open", CANCEL_SECONDS="0")


@pytest.fixture
def phones(browser: Browser, server: Server) -> Iterator[Callable[..., Page]]:
    """Seated people, each with a phone of their own: `phones("Carers")`."""
    contexts = []

    def seated(group: str, **settings: object) -> Page:
        contexts.append(browser.new_context(**{"viewport": PHONE, **settings}))  # type: ignore[arg-type]
        return takes_part(contexts[-1].new_page(), server, group)

    yield seated
    for context in contexts:
        context.close()


def overlap(one: Locator, other: Locator) -> bool:
    a, b = one.bounding_box(), other.bounding_box()
    assert a and b
    return (
        min(a["x"] + a["width"], b["x"] + b["width"]) > max(a["x"], b["x"])
        and min(a["y"] + a["height"], b["y"] + b["height"]) > max(a["y"], b["y"])
    )  # fmt: skip


def show(page: Page, server: Server, term: str) -> None:
    page.goto(f"{server.at}/words?q={term}")
    entry = page.locator(".words details").first
    if entry.get_attribute("open") is None:  # one that is found alone stands open
        entry.locator("summary").click()
    entry.get_by_role("button", name="Show it to everybody").click()


def test_at_320_pixels_without_javascript_a_marked_word_is_read_where_it_stands(
    phones: Callable[..., Page],
) -> None:
    page = phones("Carers", viewport=NARROW, java_script_enabled=False)
    page.locator("a[data-round]").first.click()
    address = page.url
    page.get_by_text("What good looks like").click()
    word = page.locator(".criteria .term summary", has_text="market shaping")
    meaning = page.locator(".criteria .meaning", has_text="Work by a council")
    expect(meaning).to_be_hidden()
    word.focus()
    word.press("Enter")
    expect(meaning).to_be_visible()
    box, below = word.bounding_box(), meaning.bounding_box()
    assert box and below
    assert box["height"] >= 24
    assert below["y"] >= box["y"] + box["height"] / 2 and below["x"] + below["width"] <= 320
    assert page.url == address
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    word.click()
    expect(meaning).to_be_hidden()


def test_a_word_shown_to_everybody_reaches_stage_and_phones_and_disturbs_nobody_who_writes(
    browser: Browser, server: Server, phones: Callable[..., Page]
) -> None:
    stage, console = open_stage(browser, server), facilitator(browser, server)
    asks, looks, writes = phones("Carers"), phones("Council"), phones("Providers")
    writes.locator("a[data-round]").first.click()
    expect(writes.locator("#signal")).to_have_text("Connected")
    choose(writes, "5")
    writes.locator("#reason").fill("Half a thought")
    writes.locator("#reason").evaluate("box => box.setSelectionRange(4, 4)")
    before = writes.locator("#reason").bounding_box()

    asks.get_by_role("link", name="Explain a word").click()
    show(asks, server, "Market shaping")
    for page in (stage, looks, asks):
        expect(page.locator("#word")).to_contain_text("Work by a council, close to its partners")
        expect(page.locator("#word p").last).to_be_visible()
    expect(looks.locator("#status")).to_contain_text("A word explained: Market shaping. Work by a council")
    expect(console.locator("#word")).to_contain_text("Market shaping")

    expect(writes.locator("#word summary")).to_have_text("Explained: Market shaping")
    expect(writes.locator("#word summary")).to_be_in_viewport()
    expect(writes.locator("#word p")).to_be_hidden()
    assert writes.locator("#reason").input_value() == "Half a thought"
    assert writes.evaluate("[document.activeElement.id, document.activeElement.selectionStart]") == ["reason", 4]
    assert writes.locator("#reason").bounding_box() == before
    writes.evaluate("scrollTo(0, document.documentElement.scrollHeight)")  # what scrolls under the foot is no target
    assert violations(writes) == []

    # Who opened the line has the next word open too; who did not is left alone.
    writes.locator("#word summary").click()
    expect(writes.locator("#word p")).to_be_visible()
    show(asks, server, "Safeguarding")
    expect(writes.locator("#word p")).to_contain_text("Protecting the right of adults at risk")
    expect(writes.locator("#word p")).to_be_visible()
    looks.locator("#word summary").click()
    expect(looks.locator("#word p")).to_be_hidden()
    record(writes)
    expect(writes.locator(".receipt")).to_contain_text("Recorded: 5")

    console.get_by_role("button", name="Put it away").click()
    for page in (stage, looks, writes, console):
        expect(page.locator("#word")).to_be_hidden()


def test_the_list_and_the_cards_pass_axe_and_fit(browser: Browser, server: Server, phones: Callable[..., Page]) -> None:
    page = phones("Carers", viewport=NARROW)
    page.goto(f"{server.at}/words")
    page.locator(".words summary").nth(4).click()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    show(page, server, "Think Local Act Personal (TLAP)")
    expect(page.locator("#word p")).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    desk = facilitator(browser, server)
    for path in ("/words", "/console/standards/9", "/stage"):
        desk.goto(server.at + path)
        assert violations(desk) == [], path


@pytest.mark.parametrize("at", mostly_long(["lobby", "open", "revealed"], "revealed"))
def test_the_card_covers_neither_picture_nor_code_and_holds_its_words_in_large_letters(
    serve: Callable[..., Server], browser: Browser, at: str
) -> None:
    server = serve(at)
    console, stage = facilitator(browser, server), open_stage(browser, server)
    for term in ("Third sector/voluntary organisations", "National Institute for Health and Care Excellence (NICE)"):
        show(console, server, term)
        card = stage.locator("#word")
        expect(card).to_contain_text(term)
        assert card.evaluate("card => card.scrollHeight <= card.clientHeight && card.scrollWidth <= card.clientWidth")
        for other in stage.locator("#stage .plot, #stage .wide > *, #stage h1, #stage footer, .join").all():
            assert not overlap(card, other), other
        sizes = card.evaluate("card => [...card.children].map(it => parseFloat(getComputedStyle(it).fontSize))")
        assert min(sizes) >= 40


def test_in_print_a_mark_is_only_its_word(phones: Callable[..., Page]) -> None:
    page = phones("Healthwatch")
    page.locator("a[data-round]").first.click()
    page.get_by_text("What good looks like").click()
    page.locator(".criteria .term summary").first.click()
    page.emulate_media(media="print")
    expect(page.locator(".criteria .meaning").first).to_be_hidden()
    page.emulate_media(media="screen", forced_colors="active")
    expect(page.locator(".criteria .meaning").first).to_be_visible()
