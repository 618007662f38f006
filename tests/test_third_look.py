"""What a hostile reader of acts that happen once, and of words that come back, found: each tried as it was found."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx2
import pytest
from sqlmodel import Session, select

from app.clock import now
from app.models import EvidenceItem, LinkPurpose, OneUseLink
from app.models.people.account import Account
from app.models.rounds.rating import own_rating
from app.tokens import hashed, new_token
from tests.live.conftest import Dial, dial  # noqa: F401 - a fixture
from tests.northvale import Hall, Town, browser_at, town_on

GOOD = "five ducks cross the bypass at dusk"
OTHER = "seven geese wait for the first tram"


@pytest.fixture(scope="module")
def town(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    file = Path(shutil.copy(migrated, tmp_path_factory.mktemp("third-look") / "town.sqlite3"))
    with town_on(file, CANCEL_SECONDS="0") as town:
        yield town


@pytest.fixture
def hall(town: Town) -> Hall:
    return town.hall()


def link_for(town: Town, purpose: LinkPurpose) -> tuple[str, dict[str, str]]:
    """Where somebody gets an account, or a new password for one, and what they type there."""
    email = f"{new_token()}@northvale.example".lower()
    with Session(town.store.writing) as session, session.begin():
        if purpose is LinkPurpose.RESET:
            account = Account.add(session, email, "Lin", "no password fits this")
            return f"/reset/{account.reset_link(session)}", {"password": GOOD, "key": new_token()}
        token = OneUseLink.make(session, purpose)
    return f"/set-up/{token}", {"email": email, "name": "Lin", "password": GOOD, "key": new_token()}


def signed_out(lin: httpx2.Client) -> None:
    assert lin.post("/sign-out").status_code == 303


def password_changed(lin: httpx2.Client) -> None:
    """It ends the sign-ins everywhere else: the browser that pressed first has another one by then."""
    changed = lin.post("/account/password", data={"current": GOOD, "password": OTHER})
    assert changed.status_code == 303
    lin.post("/sign-out")


@pytest.mark.parametrize("purpose", [LinkPurpose.ACCOUNT, LinkPurpose.RESET])
@pytest.mark.parametrize("ended", [signed_out, password_changed])
def test_a_press_that_is_sent_again_brings_no_sign_in_back_that_has_ended(
    town: Town, purpose: LinkPurpose, ended: Callable[[httpx2.Client], None]
) -> None:
    """It was done with a password that may have been changed since, and that nobody weighs again."""
    path, form = link_for(town, purpose)
    with browser_at(town.base) as lin:
        assert lin.post(path, data=form).headers["location"] == "/workshops"
        assert lin.get("/workshops").status_code == 200
        ended(lin)
    with browser_at(town.base) as somebody:
        again = somebody.post(path, data=form)
        assert again.headers["location"] == "/sign-in"
        assert "account" not in again.cookies
        assert somebody.get("/workshops").headers["location"].startswith("/sign-in")


def test_evidence_that_was_changed_before_the_first_press_was_answered_is_not_swallowed(hall: Hall) -> None:
    """On a slow line the page still stands there, with the same key: a year is corrected, and the button pressed."""
    form = {"standard": "6", "strength": "some", "key": new_token()}
    for title in ("Survey of 2025", "Survey of 2026", "Survey of 2026"):
        for by, path in (("Fay", "/evidence"), ("Priya", "/phone/evidence")):
            assert hall.act(path, by=by, title=title, **form).status_code == 303
    with hall.store.read() as session:
        items = session.exec(select(EvidenceItem).where(EvidenceItem.workshop_id == hall.id))
        assert sorted(it.title for it in items) == ["Survey of 2025"] * 2 + ["Survey of 2026"] * 2


@pytest.mark.parametrize("also", [{"answer": "7"}, {"reason": "Nobody was asked."}, {"may_quote": "true"}])
def test_an_answer_that_was_changed_before_the_first_press_was_answered_is_recorded(
    hall: Hall, also: dict[str, str]
) -> None:
    """Without JavaScript the key stands in the page, whatever is typed beside it."""
    hall.open("6")
    first = {"answer": "4", "reason": "We were asked.", "key": new_token()}
    for form in (first, {**first, **also}, first):  # the last one: the first comes late, once more
        assert hall.act(f"/rounds/{hall.rounds['6']}/rating", by="Priya", **form).status_code == 303
    with hall.store.read() as session:
        rating = own_rating(session, hall.seats["Priya"], hall.rounds["6"])
    assert rating
    assert str(rating.score) == also.get("answer", "4")
    assert rating.reason == also.get("reason", "We were asked.")
    assert rating.may_quote is ("may_quote" in also)


def test_the_same_answer_by_socket_and_by_form_is_one_however_a_line_break_is_sent(hall: Hall, dial: Dial) -> None:  # noqa: F811
    hall.open("6")
    line = dial(hall, "Priya")
    line.hear_all_on_arrival()
    key = line.send(round=hall.rounds["6"], answer="04", reason="Seen.\nAt home.", criteria=["6.2", "6.1"])
    line.hear_until(lambda frame: f'data-key="{key}"' in frame)
    line.rate("6", "09")
    form = {"answer": "04", "reason": "Seen.\r\nAt home.", "criteria": ["6.1", "6.2"], "key": key}
    with hall.browser("Priya") as priya:
        priya.post(f"{hall.path}/rounds/{hall.rounds['6']}/rating", data=form)
    with hall.store.read() as session:
        rating = own_rating(session, hall.seats["Priya"], hall.rounds["6"])
    assert rating and rating.score == 9, "a late retry does not outrun a newer answer"


CODE = re.compile(r'id="rejoin-code">([A-Z0-9]{4}) ([A-Z0-9]{4})<')
LINK = re.compile(r'id="link">[^<]*/([\w-]+)<')


def spend(town: Town, token: str) -> None:
    with Session(town.store.writing) as session, session.begin():
        session.get_one(OneUseLink, hashed(token)).used_at = now()


def made(hall: Hall, what: str) -> tuple[str, dict[str, str]]:
    """Where a facilitator or an administrator makes it, and the form."""
    with Session(hall.store.writing) as session, session.begin():
        lin = Account.add(session, f"{new_token()}@northvale.example".lower(), "Lin", "no password fits this")
        ada = Account.add(session, f"{new_token()}@northvale.example".lower(), "Ada", "none", is_administrator=True)
        hall.tokens["Ada"] = ada.sign_in(session)
        reset = f"/accounts/{lin.id}/reset"
    return {
        "a rejoin code": (f"{hall.path}/seats/{hall.seats['Hari']}/rejoin-code", {}),
        "a link for a scribe": (f"{hall.path}/links", {"role": "scribe"}),
        "a link for an account": ("/accounts/links", {}),
        "a link for a new password": (reset, {}),
    }[what]


@pytest.mark.parametrize(
    "what", ["a rejoin code", "a link for a scribe", "a link for an account", "a link for a new password"]
)
def test_a_page_that_is_loaded_again_gives_out_no_code_or_link_that_was_used_since(
    town: Town, hall: Hall, what: str
) -> None:
    """The answer to the button is loaded again an hour later: what it would show opens nothing any more."""
    path, form = made(hall, what)
    form = {**form, "key": new_token()}
    token = hall.tokens["Ada" if path.startswith("/accounts") else "Fay"]
    with browser_at(town.base, {"account": token}) as browser:
        shown = browser.post(path, data=form)
        found = CODE.search(shown.text) or LINK.search(shown.text)
        assert found
        assert browser.post(path, data=form).text == shown.text, "as long as it works it is the same"
        spend(town, "".join(found.groups()))
        again = browser.post(path, data=form)
    assert again.status_code == 409
    assert "used or ended since, or has run out" in again.text
    assert "".join(found.groups()) not in again.text.replace(" ", "")


def test_questions_of_one_console_leave_all_others_their_answers(town: Town, hall: Hall, dial: Dial) -> None:  # noqa: F811
    """A facilitator has no seat: they were all counted as one, over the whole service."""
    others = dial(town.hall(), "Fay", "console")
    flood = dial(hall, "Fay", "console")
    for _ in range(60):
        flood.socket.send('{"act":"ask"}')
    flood.hear_until(lambda frame: "too many" in frame)
    others.hear_until(lambda frame: "sitting" in frame)
    others.socket.send("no question at all")
    told = others.hear_until(lambda frame: 'id="notice"' in frame)
    assert "could not be read" in told
