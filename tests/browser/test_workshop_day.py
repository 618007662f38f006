"""One slot of a day in real browsers: a facilitator, a stage, and three phones, one of them without JavaScript."""

from collections.abc import Callable

from playwright.sync_api import Browser, expect

from tests.browser.steps import PHONE, join, opens_stage, rate, signs_in
from tests.conftest import Server
from tests.northvale import DEADLINE

REVEALED_WITHIN = 2 * 1000 * DEADLINE


def test_a_sitting_of_two_standards_and_a_second_round(serve: Callable[..., Server], browser: Browser) -> None:
    server = serve("lobby", door="open", CANCEL_SECONDS="10")  # long enough to be cancelled on a busy machine
    console = signs_in(browser, server)
    stage = opens_stage(browser, server)
    phones = browser.new_context(viewport=PHONE)
    carol = join(phones.new_page(), server, "Carers")
    pat = join(browser.new_context(viewport=PHONE).new_page(), server, "Providers")
    hari = join(browser.new_context(viewport=PHONE, java_script_enabled=False).new_page(), server, "Healthwatch")
    expect(stage.locator("#stage")).to_contain_text("25 people here")

    # Two standards open; nobody reloads, but the phone without JavaScript.
    for number in ("1", "2", "3", "4", "5", "7", "8"):
        console.locator(f"input[name='standards'][value='{number}']").uncheck()
    console.get_by_role("button", name="Open two for rating").click()
    expect(stage.locator("h1")).to_have_text("Rate on your phone")
    expect(carol.locator("a[data-round]")).to_have_count(2)

    # Carol reloads in the middle and is where she was.
    rate(carol, "6", "3")
    expect(carol.locator(".receipt")).to_contain_text("Recorded: 3")
    carol.reload()
    expect(carol.locator(".receipt")).to_contain_text("Recorded: 3")
    expect(carol.get_by_role("radio", name="Red/amber: 3")).to_be_checked()
    carol.locator(".record-foot .next").click()
    carol.locator(".cant-tell input").check()
    carol.get_by_role("button", name="Record: I can’t tell").click()
    expect(carol.locator(".receipt")).to_contain_text("Recorded: can’t tell")

    rate(pat, "6", "8")
    expect(pat.locator(".receipt")).to_contain_text("Recorded: 8")

    hari = hari.context.new_page()  # what was opened loads itself now and then; a reload beside that breaks one off
    hari.goto(f"{server.at}/phone")
    rate(hari, "6", "5")
    expect(hari.locator(".receipt")).to_contain_text("Recorded: 5")
    expect(stage.locator("#stage")).to_contain_text("3 of 25")
    expect(console.locator("#progress")).to_contain_text("3 of 25")

    # Close and reveal, cancel, close and reveal.
    console.get_by_role("button", name="Close and reveal").click()
    console.get_by_role("button", name="Cancel").click()
    expect(console.get_by_role("button", name="Close and reveal")).to_be_visible()
    console.get_by_role("button", name="Close and reveal").click()
    expect(pat.locator(".closed-note")).to_be_visible()

    # The console goes to what is talked about first, by itself.
    heading = console.get_by_role("heading", name="6. A diverse and sustainable market", level=1)
    expect(heading).to_be_focused(timeout=REVEALED_WITHIN)

    # Shown on stage and phones at the same moment; each sees the own rating.
    console.get_by_role("button", name="Show on stage").click()
    expect(stage.locator("h1")).to_have_text("6. A diverse and sustainable market")
    expect(stage.locator("svg.picture")).to_be_visible()
    expect(pat.locator("#now")).to_contain_text("3 people")
    expect(pat.locator(".strip-own")).to_contain_text("Your rating: 8")
    hari.goto(f"{server.at}/phone")
    expect(hari.locator("#now")).to_contain_text("3 people")
    expect(hari.locator(".strip-own")).to_contain_text("Your rating: 5")

    # A second round, and a position in the room's words.
    console.locator("#rate-again summary").click()
    expect(console.locator("#rate-again")).to_contain_text("Open 6 again for 25 people?")
    console.get_by_role("button", name="Open it again").click()
    carol.goto(f"{server.at}/phone")
    rate(carol, "6", "4")
    expect(carol.locator(".receipt")).to_contain_text("Recorded: 4")
    console.get_by_role("button", name="Close and reveal").click()
    expect(console.locator("#findings")).to_contain_text("Round 2 (after seeing) revealed", timeout=REVEALED_WITHIN)
    expect(stage.locator("h1")).not_to_contain_text("A diverse and sustainable market")  # a reveal publishes nothing
    console.get_by_role("button", name="Show on stage").click()
    expect(stage.locator("h1")).to_have_text("6. A diverse and sustainable market")
    console.get_by_label("Agreed", exact=True).check()
    console.get_by_label("How are we doing?").fill("Choice is thin outside the towns.")
    console.get_by_role("button", name="Settle and next").click()
    expect(console.locator("#undo")).to_contain_text("Standard 6 settled: agreed")
    expect(stage.locator("#stage")).to_contain_text("Choice is thin outside the towns.")
