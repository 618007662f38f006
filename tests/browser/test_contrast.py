"""Contrast themes, as Windows has them: the reader's colours, dark and light. And whoever asks for more contrast."""

from base64 import b64encode
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import segno
from playwright.sync_api import Browser, Page, ViewportSize, expect

from app.routes.stage import drawn_code
from tests.browser.steps import (
    PHONE,
    choose,
    complains,
    facilitator,
    is_connected,
    knows,
    record,
    takes_part,
    wait_until,
)
from tests.conftest import Server
from tests.northvale import Hall

THEMES = ["dark", "light"]
STAGE: ViewportSize = {"width": 1920, "height": 1080}
PAINTED = """([selector, name]) => [...document.querySelectorAll(selector)].map(
    it => getComputedStyle(it)[name])"""
# Buttons and links that look like buttons: an edge that is drawn, in another colour than the page's ground.
BARE = """() => {
    const ground = getComputedStyle(document.body).backgroundColor;
    return [...document.querySelectorAll("button, .go, .quiet, .next, .govuk-button")].filter(it => {
        const style = getComputedStyle(it);
        if (it.closest("[hidden], .govuk-visually-hidden") || it.matches(".govuk-visually-hidden")
            || !it.getClientRects().length) return false;
        return ["Top", "Right", "Bottom", "Left"].some(side => parseFloat(style[`border${side}Width`]) < 1
            || style[`border${side}Style`] === "none" || style[`border${side}Color`] === ground);
    }).map(it => it.textContent.trim());
}"""
# The brightness of a picture's pixels at the middles of a grid of n times n modules.
MODULES = """async ([url, n]) => {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = image.width; canvas.height = image.height;
    const paper = canvas.getContext("2d");
    paper.drawImage(image, 0, 0);
    const all = paper.getImageData(0, 0, image.width, image.height).data;
    const at = k => Math.floor((k + 0.5) * image.width / n);
    const rows = [...Array(n).keys()];
    return rows.map(y => rows.map(x => all[4 * (at(y) * image.width + at(x))]));
}"""


@pytest.fixture(scope="module")
def server(serve: Callable[..., Server]) -> Server:
    return serve("revealed", door="open")


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    complains(page)
    yield page
    context.close()


def rates(phone: Page, hall: Hall) -> Page:
    """Priya's, where standard 6 is open."""
    hall.open("6")
    knows(phone.context, hall.base, hall.cookies("Priya"))
    phone.goto(f"{hall.base}{hall.path}/phone/rounds/{hall.rounds['6']}")
    return phone


def on_stage(browser: Browser, server: Server) -> Page:
    page = facilitator(browser, server, "/stage")
    page.set_viewport_size(STAGE)
    expect(page.locator("svg.picture")).to_be_visible()
    return page


def forced(page: Page, theme: str) -> Page:
    page.emulate_media(forced_colors="active", color_scheme=theme)  # type: ignore[arg-type]
    return page


def painted(page: Page, selector: str, name: str) -> set[str]:
    return set(page.evaluate(PAINTED, [selector, name]))


def ground_and_ink(page: Page) -> tuple[str, str]:
    ground, ink = page.evaluate(
        """() => { const it = document.body.appendChild(document.createElement("i"));
            it.style.cssText = "background: Canvas; color: CanvasText"; const style = getComputedStyle(it);
            return [style.backgroundColor, style.color]; }"""
    )
    return ground, ink


def as_seen(page: Page, selector: str, modules: int, file: Path) -> list[list[int]]:
    """What a camera sees of it on this screen."""
    place = page.locator(selector)
    inner = place.evaluate(
        """it => { const box = it.getBoundingClientRect(), edge = parseFloat(getComputedStyle(it).borderTopWidth);
            return {x: box.x + edge, y: box.y + edge, width: box.width - 2 * edge, height: box.height - 2 * edge}; }"""
    )
    page.screenshot(path=file, clip=inner)
    reader = page.context.browser.new_page()  # type: ignore[union-attr]
    try:
        data = b64encode(file.read_bytes()).decode()
        seen: list[list[int]] = reader.evaluate(MODULES, [f"data:image/png;base64,{data}", modules])
        return seen
    finally:
        reader.close()


def test_the_code_can_be_scanned_from_the_stage(hall: Hall, browser: Browser, tmp_path: Path) -> None:
    address = f"{hall.base}/join/{hall.code}"
    stage = browser.new_context(viewport=STAGE).new_page()
    complains(stage)
    knows(stage.context, hall.base, hall.cookies("stage"))
    # This server listens to its own machine alone and draws no code; the page is given the code as it is drawn.
    stage.route("**/qr.svg", lambda it: it.fulfill(content_type="image/svg+xml", body=drawn_code(address)))
    stage.goto(f"{hall.base}{hall.path}/stage")
    wait_until(stage, lambda: stage.evaluate("document.querySelector('.welcome img').complete"))
    drawn = segno.make(address, error="m", micro=False)
    matrix = [[bool(module) for module in row] for row in drawn.matrix_iter(border=4)]
    for theme in THEMES:
        seen = as_seen(forced(stage, theme), ".welcome img", len(matrix), tmp_path / "code.png")
        assert [[brightness < 128 for brightness in row] for row in seen] == matrix, theme
        bright, dark = max(map(max, seen)), min(map(min, seen))
        assert bright - dark > 200, theme
        assert all(brightness > 200 for row in (*seen[:4], *seen[-4:]) for brightness in row), theme  # its quiet zone
    stage.context.close()


def test_figures_and_names_of_the_picture_are_in_the_readers_colours(server: Server, browser: Browser) -> None:
    stage = on_stage(browser, server)
    for theme in THEMES:
        ground, ink = ground_and_ink(forced(stage, theme))
        for kind in ("unit", "people", "score", "band", "mark"):
            assert painted(stage, f"svg.picture .{kind}", "fill") == {ink}, (theme, kind)
        assert painted(stage, "svg.picture text.value", "fill") == {ground}, theme
        assert painted(stage, "svg.picture :is(.rule, .under, .head)", "stroke") == {ink}, theme
        # A band is a box with a name, whatever its colour.
        assert painted(stage, "svg.picture .colour", "stroke") == {ink}, theme
    names = stage.locator("svg.picture text.band").all_text_contents()
    assert len(names) >= 5 and all(names)
    stage.context.close()


def test_buttons_look_like_buttons_on_every_screen(server: Server, hall: Hall, browser: Browser, phone: Page) -> None:
    console = facilitator(browser, server)
    for path in ("/console", "/console/standards/6", "/people", "/evidence"):
        console.goto(f"{server.at}{path}")
        are_seen_as_buttons(console)
    console.context.close()
    for path in ("/", "/sign-in", f"/join/{server.join_code}"):
        phone.goto(f"{server.base}{path}")
        are_seen_as_buttons(phone)
    are_seen_as_buttons(rates(phone, hall))
    choose(phone, "3")
    record(phone)
    expect(phone.locator(".receipt")).to_contain_text("Recorded: 3")
    are_seen_as_buttons(phone)


def are_seen_as_buttons(page: Page) -> None:
    for theme in THEMES:
        assert forced(page, theme).evaluate(BARE) == [], (theme, page.url)


def test_where_the_focus_is_and_which_page_is_open_is_seen_without_colour(server: Server, browser: Browser) -> None:
    console = facilitator(browser, server, "/console/standards/6")
    for theme in THEMES:
        ground, _ = ground_and_ink(forced(console, theme))
        [line] = painted(console, ".agenda [aria-current]", "textDecorationLine")
        assert line == "underline", theme
        assert line not in painted(console, ".agenda a:not([aria-current])", "textDecorationLine"), theme
        widths = painted(console, ".agenda [aria-current]", "borderLeftWidth")
        assert widths.isdisjoint(painted(console, ".agenda a:not([aria-current])", "borderLeftWidth")), theme
        console.keyboard.press("Tab")
        style, width, colour = console.evaluate(OUTLINE)
        assert style == "solid" and width >= 3 and colour != ground, theme
    console.context.close()


OUTLINE = """() => (s => [s.outlineStyle, parseFloat(s.outlineWidth), s.outlineColor])(
    getComputedStyle(document.activeElement))"""
LOOKS = """value => (s => [s.backgroundColor, s.color, s.borderTopColor])(
    getComputedStyle(document.querySelector(`.point input[value='${value}'] + span`)))"""


def test_the_chosen_number_is_marked_and_a_hidden_one_looks_like_the_others(phone: Page, hall: Hall) -> None:
    rates(phone, hall)
    choose(phone, "3")
    record(phone)
    expect(phone.locator(".receipt")).to_contain_text("Recorded: 3")
    for theme in THEMES:
        forced(phone, theme)
        assert phone.evaluate(LOOKS, "03") != phone.evaluate(LOOKS, "05"), theme
        phone.get_by_role("button", name="Hide mine").click()
        assert phone.evaluate(LOOKS, "03") == phone.evaluate(LOOKS, "05"), theme
        phone.get_by_role("button", name="Show mine").click()


def test_whoever_asks_for_more_contrast_gets_ink_for_every_soft_word(server: Server, browser: Browser) -> None:
    stage = on_stage(browser, server)
    stage.emulate_media(contrast="more")
    assert painted(stage, "svg.picture .people", "fill") == {"rgb(11, 12, 12)"}
    assert painted(stage, ".stage footer", "color") == {"rgb(11, 12, 12)"}
    stage.context.close()


def test_nothing_moves_by_itself_for_whoever_asked_for_stillness(server: Server, phone: Page) -> None:
    phone.emulate_media(reduced_motion="reduce")
    takes_part(phone, server, "Carers")
    is_connected(phone)
    expect(phone.locator("#in-part")).to_have_attribute("hidden", "")  # what comes up by itself where scripts are lost
    running = phone.evaluate("document.getAnimations().length")
    assert running == 0


def test_a_summary_takes_the_focus_and_its_links_lead_into_the_field(server: Server, phone: Page) -> None:
    phone.goto(f"{server.base}/join/NOSUCH")
    expect(phone).to_have_title("Error: Join a workshop – Critical Friend")
    expect(phone.locator(".govuk-error-summary")).to_be_focused()
    phone.locator(".govuk-error-summary a").click()
    expect(phone.get_by_label("The code on the stage")).to_be_focused()
