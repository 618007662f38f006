"""The end of a day in browsers: two consoles that write, a stage, six phones; four standards, a domain, the whole."""

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect
from sqlmodel import col, select

from app.models import Round
from tests.browser.steps import PHONE, complains, is_connected, knows
from tests.northvale import Hall, Town

WIDE: ViewportSize = {"width": 1366, "height": 768}
STAGE: ViewportSize = {"width": 1920, "height": 1080}
AT_MOST = 5  # acts a standard, from revealed to settled
WORDS = "Vacancies are low, but choice is thin outside the towns."
HALF = "Providers say that two homes closed"
DISSENT = "Nobody asked us what a fair fee would be."


def revealed(town: Town) -> Hall:
    hall = town.hall(standards=("6", "7", "8", "9"))
    hall.open("6", "7", "8", "9")
    for number in ("6", "7", "8", "9"):
        for name in hall.seats.keys() & {"Olu", "Oona", "Omar", "Ola", "Priya", "Pat", "Petra", "Hari", "Carol", "Cy"}:
            hall.rate(name, number, "3" if name.startswith("P") else "7")
    hall.reveal()
    return hall


def screen(browser: Browser, hall: Hall, name: str, path: str, size: ViewportSize, script: bool = True) -> Page:
    context = browser.new_context(viewport=size, java_script_enabled=script)
    knows(context, hall.base, hall.cookies(name), scripts=script)
    page = context.new_page()
    complains(page)
    page.goto(f"{hall.base}{hall.path}{path}")
    if script:
        is_connected(page)
    return page


class Acts:
    """Presses of buttons on a console, counted by what they were for."""

    def __init__(self, console: Page) -> None:
        self._console = console
        self.pressed: list[str] = []

    def press(self, name: str) -> None:
        self._console.get_by_role("button", name=name, exact=True).click()
        self.pressed.append(name)


def writes(console: Page, ending: str, words: str) -> None:
    console.get_by_role("radio", name=ending, exact=True).check()
    console.get_by_label("How are we doing?").fill(words)


def answers(phone: Page, hall: Hall, slug: str, answer: str) -> None:
    phone.goto(f"{hall.base}{hall.path}/phone/positions/{slug}")
    phone.get_by_label(answer, exact=True).check()


@pytest.mark.long  # the other whole day, of a sitting, is lived at every run
def test_from_revealed_to_settled_with_dissent_a_domain_and_the_arrow(town: Town, browser: Browser) -> None:
    hall = revealed(town)
    fay = screen(browser, hall, "Fay", "/console/standards/6", WIDE)
    sam = screen(browser, hall, "Sam", "/console/standards/6", WIDE)
    stage = screen(browser, hall, "stage", "/stage", STAGE)
    phones = {name: screen(browser, hall, name, "/phone", PHONE) for name in ("Pat", "Priya", "Petra", "Hari", "Olu")}
    phones["Carol"] = screen(browser, hall, "Carol", "/phone", PHONE, script=False)
    acts = Acts(fay)

    # Two write the first standard; one of them dies in mid-sentence, and nothing is lost.
    acts.press("Show on stage")
    expect(stage.locator("h1")).to_contain_text("6. A diverse and sustainable market")
    sam.get_by_label("Divergent views").fill(HALF)
    expect(sam.locator("#saved")).to_contain_text("Saved")
    sam.context.close()
    writes(fay, "With reservations", WORDS)
    expect(fay.get_by_label("Divergent views")).to_have_value(HALF)
    fay.get_by_label("What", exact=True).fill("Open-book review of fees")
    fay.get_by_label("Who", exact=True).fill("Council; Providers")
    acts.press("Read back")
    expect(stage.locator("#stage")).to_contain_text(WORDS)

    # The room answers: by socket, without scripts, in a group of one, with words of their own and somebody behind them.
    for name in ("Pat", "Hari", "Olu"):
        answers(phones[name], hall, "standard-6", "Agree")
        phones[name].get_by_role("button", name="Record").click()
        expect(phones[name].locator("body")).to_contain_text("Recorded: Agree")
    foot = phones["Pat"].locator(".record-foot")  # recorded as it stands it leads on; any change brings the button back
    expect(foot.get_by_role("link", name="All of today")).to_be_visible()
    phones["Pat"].get_by_label("I do not agree", exact=True).check()
    expect(foot.get_by_role("button")).to_contain_text(": I do not agree")
    phones["Pat"].get_by_label("Agree", exact=True).check()
    expect(foot.get_by_role("button")).to_have_count(0)
    answers(phones["Carol"], hall, "standard-6", "I can live with it")
    phones["Carol"].get_by_role("button", name="Record").click()
    expect(phones["Carol"].locator("body")).to_contain_text("Recorded: I can live with it")
    answers(phones["Priya"], hall, "standard-6", "I do not agree")
    phones["Priya"].get_by_label("In your own words").fill(DISSENT)
    phones["Priya"].get_by_label("With my group’s name: Providers").check()
    phones["Priya"].get_by_label("Ask my group to stand behind it").check()
    phones["Priya"].get_by_role("button", name="Record").click()
    expect(phones["Priya"].locator("body")).to_contain_text("Recorded: I do not agree")
    phones["Petra"].goto(f"{hall.base}{hall.path}/phone/positions/standard-6")
    phones["Petra"].get_by_role("button", name="Stand behind").click()
    expect(phones["Petra"].locator("main")).to_contain_text("You stand behind these words")
    expect(stage.locator("#stage")).to_contain_text("5 of 10")
    expect(stage.locator("#stage")).not_to_contain_text(DISSENT)
    expect(fay.locator("#asking")).not_to_contain_text(DISSENT)

    acts.press("Settle and next")
    expect(stage.locator("#stage")).to_contain_text(DISSENT)
    expect(fay.locator("#undo")).to_contain_text("Standard 6 settled")
    expect(fay.locator("h1")).to_be_focused()
    expect(fay.locator("h1")).not_to_contain_text("6.")
    counted = [len(acts.pressed)]

    # The other three, in as many acts as the room lets.
    for number, ending in (("7", "Not agreed"), ("8", "Agreed"), ("9", "Agreed")):
        fay.goto(f"{hall.base}{hall.path}/console/standards/{number}")
        is_connected(fay)
        before = len(acts.pressed)
        acts.press("Show on stage")
        expect(stage.locator("h1")).to_contain_text(f"{number}. ")
        writes(fay, ending, f"Words about {number}.")
        acts.press("Settle and next")
        expect(fay.locator("#undo")).to_contain_text(f"Standard {number} settled")
        counted.append(len(acts.pressed) - before)
    print("acts from revealed to settled, by standard:", counted)
    assert max(counted) <= AT_MOST

    # A domain, with its standards' words beside it.
    fay.goto(f"{hall.base}{hall.path}/console/domains/3")
    is_connected(fay)
    expect(fay.locator("#standards-say")).to_contain_text("Words about 8.")
    writes(fay, "With reservations", "The market is known; fees divide us.")
    fay.get_by_label("Areas of good practice to develop").fill("The shared workforce plan")
    acts.press("Settle domain 3")
    expect(fay.locator(".position .agreed")).to_contain_text("fees divide us")
    acts.press("Show the words")
    expect(stage.locator(".stands-words .wording")).to_contain_text("fees divide us")
    assert stage.locator(".stands-words .read").evaluate("it => it.clientHeight") > 300, "nobody sees them"

    # The whole: a blind round on the arrow, and a marker that people set.
    fay.goto(f"{hall.base}{hall.path}/console/overall")
    is_connected(fay)
    acts.press("Open the round on the arrow")
    expect(stage.locator("h1")).to_have_text("Rate on your phone")
    with hall.store.read() as session:
        newest = select(Round).where(Round.workshop_id == hall.id).order_by(col(Round.id).desc())
        hall.rounds["overall"] = session.exec(newest).first().id  # type: ignore[union-attr]
    for name in ("Olu", "Oona", "Omar", "Ola", "Priya", "Pat", "Petra", "Hari", "Carol", "Cy"):
        hall.rate(name, "overall", "4" if name.startswith("P") else "7")
    acts.press("Close and reveal")
    expect(fay.locator("#findings")).to_contain_text("10 rated")
    acts.press("Show on stage")
    expect(stage.locator("#stage")).to_contain_text("Where are we as a whole?")
    expect(stage.locator("#stage")).not_to_contain_text("Agreed marker")
    writes(fay, "Agreed", "We meet most of what good looks like.")
    fay.get_by_role("radio", name="6", exact=True).check()
    acts.press("Settle overall")
    expect(stage.locator("#stage")).to_contain_text("Agreed marker")

    # Nothing is left to settle, and the list is no wall.
    fay.goto(f"{hall.base}{hall.path}/console/closing")
    is_connected(fay)
    expect(fay.locator("main")).to_contain_text("No date")
    acts.press("Close the workshop")
    expect(stage.locator("h1")).to_contain_text("Thank you")
    for phone in ("Pat", "Olu"):
        phones[phone].goto(f"{hall.base}{hall.path}/phone")
        expect(phones[phone].locator("main")).to_contain_text(WORDS)
