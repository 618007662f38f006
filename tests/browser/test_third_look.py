"""What a hostile reader found in a real browser: pages that answer a form hold somebody's words, and lists move up."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Request, expect
from sqlmodel import Session, col, func, select

from app.models import Account, SignIn, Sitting
from app.models.rounds.first_view import kept_view
from app.models.rounds.revealing import reveal
from app.tokens import new_token
from tests.browser.steps import PHONE
from tests.browser.test_pressed_twice import Opens, opens, press_twice, screen, tried_again  # noqa: F401 - a fixture
from tests.northvale import Hall, Town, town_on
from tests.test_pressed_twice import revealed

WORDS = "Choice is thin outside the towns. " * 4
AFTER_A_RELOAD = 60_000  # milliseconds: four times what a page with scripts in part waits


@pytest.fixture(scope="module")
def town(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    file = Path(shutil.copy(migrated, tmp_path_factory.mktemp("third") / "town.sqlite3"))
    with town_on(file, CANCEL_SECONDS="0") as town:
        yield town


def posts(page: Page) -> list[str]:
    """The forms that it sends from now on."""
    sent: list[str] = []

    def note(request: Request) -> None:
        if request.method == "POST" and not request.url.endswith("/typed"):
            sent.append(request.url)

    page.on("request", note)
    return sent


def refused_position(opens: Opens, hall: Hall) -> tuple[Page, list[str]]:  # noqa: F811
    """A position that came back, because of its number, with all its words."""
    page = screen(opens, hall, f"{hall.path}/console/standards/6")
    sent = posts(page)
    page.get_by_label("Agreed", exact=True).check()
    page.get_by_label("How are we doing?").fill(WORDS)
    page.get_by_text("Finish later").click()
    page.get_by_label("Number (optional)").fill("99")
    page.get_by_role("button", name="Settle").click()
    expect(page.locator(".govuk-error-summary")).to_be_visible()
    expect(page.locator("#signal")).to_have_text("Connected")
    return page, sent


def test_a_form_that_came_back_is_not_sent_again_because_the_room_moved_on(town: Town, opens: Opens) -> None:  # noqa: F811
    hall = revealed(town)
    page, sent = refused_position(opens, hall)
    hall.act("/sittings", standards="9")
    expect(page.locator("#stale")).to_be_visible()
    expect(page.get_by_label("How are we doing?")).to_have_value(WORDS)
    assert len(sent) == 1


def test_a_form_that_came_back_keeps_its_words_when_the_sign_in_ends(town: Town, opens: Opens) -> None:  # noqa: F811
    hall = revealed(town)
    page, _ = refused_position(opens, hall)
    with hall.browser("Fay") as elsewhere:
        elsewhere.post("/sign-out")
    expect(page.locator("#notice")).to_contain_text("The sign-in of this browser has ended")
    expect(page.get_by_label("How are we doing?")).to_have_value(WORDS)


def test_a_rating_that_came_back_is_not_left_when_the_workshop_closes(town: Town, opens: Opens) -> None:  # noqa: F811
    hall = town.hall()
    hall.open("6")
    page = screen(opens, hall, f"{hall.path}/phone/rounds/{hall.rounds['6']}", "Priya")
    page.locator("#reason").fill(WORDS)
    page.evaluate("""() => {
      const form = document.querySelector("form.rating");
      form.insertAdjacentHTML("beforeend", '<input type="hidden" name="again" value="yes">');
      form.submit();
    }""")
    expect(page).to_have_url(f"{hall.base}{hall.path}/rounds/{hall.rounds['6']}/rating")
    expect(page.locator("#signal")).to_have_text("Connected")
    hall.act(f"/sittings/{hall.sitting}/close-and-reveal")
    expect(page.locator("body.over")).to_be_attached()
    assert hall.act("/close").status_code == 303
    expect(page.locator("#now")).to_have_attribute("data-state", "closed")
    expect(page.locator("#reason")).to_have_value(WORDS)


def test_a_form_that_came_back_is_not_sent_again_where_scripts_arrive_in_part(town: Town, opens: Opens) -> None:  # noqa: F811
    hall = revealed(town)
    page, sent = refused_position(opens, hall)
    page.context.route("**/acts.js*", lambda route: route.abort())
    page.clock.install()
    page.get_by_role("button", name="Settle").click()
    expect(page.locator("#in-part.known")).to_be_attached()
    page.clock.fast_forward(AFTER_A_RELOAD)
    expect(page.get_by_label("How are we doing?")).to_have_value(WORDS)
    assert len(sent) == 2


def moved(town: Town) -> Hall:
    """Priya rated again, and otherwise; she is asked about her first view."""
    hall = revealed(town)
    hall.open("6")
    for who, answer in (("Priya", "7"), ("Pat", "3"), ("Petra", "4"), ("Olu", "8"), ("Oona", "8"), ("Omar", "9")):
        hall.rate(who, "6", answer)
    with Session(town.store.writing) as session, session.begin():
        sitting = session.get_one(Sitting, hall.sitting)
        sitting.close(session, by="facilitator")
        reveal(session, sitting, by="facilitator")
    hall.act("/standards/6/show")
    return hall


@tried_again
def test_keeping_a_first_view_pressed_twice_keeps_it(town: Town, opens: Opens) -> None:  # noqa: F811
    hall = moved(town)
    page = screen(opens, hall, f"{hall.path}/phone/rounds/{hall.rounds['6']}", "Priya")
    page.set_viewport_size(PHONE)
    press_twice(page, page.get_by_role("button", name="Keep my first view"))
    expect(page.get_by_role("button", name="Take it out again")).to_be_visible()
    with hall.store.read() as session:
        assert kept_view(session, hall.seats["Priya"], hall.rounds["6"])


@tried_again
def test_ending_one_sign_in_pressed_twice_ends_no_other(town: Town, opens: Opens) -> None:  # noqa: F811
    hall = town.hall()
    with Session(town.store.writing) as session, session.begin():
        fay = session.exec(select(SignIn.account_id).order_by(col(SignIn.account_id).desc())).first()
        assert fay is not None
        for _ in range(3):
            SignIn.start(session, fay)
    page = screen(opens, hall, "/account")
    press_twice(page, page.get_by_role("button", name="End this sign-in").first)
    expect(page.get_by_role("button", name="End this sign-in")).to_have_count(2)
    with hall.store.read() as session:
        assert session.exec(select(func.count()).where(SignIn.account_id == fay)).one() == 3


@tried_again
def test_enabling_an_account_pressed_twice_makes_no_link_to_a_new_password(town: Town, opens: Opens) -> None:  # noqa: F811
    hall = town.hall()
    with Session(town.store.writing) as session, session.begin():
        ada = Account.add(session, f"{new_token()}@northvale.example", "Ada", "none", is_administrator=True)
        lin = Account.add(session, f"{new_token()}@northvale.example", "Lin", "none")
        hall.tokens["Fay"] = ada.sign_in(session)
        lin.disable(session)
    page = screen(opens, hall, "/accounts")
    press_twice(page, page.get_by_role("button", name="Enable for Lin"))
    expect(page.get_by_role("button", name="Link for a new password for Lin")).to_be_visible()
