"""What a hostile reader of acts that happen once, and of words that come back, found: each tried as it was found."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest
from sqlmodel import Session, select

from app.models import EvidenceItem, LinkPurpose, OneUseLink
from app.models.account import Account
from app.models.columns import hashed, new_token, now
from app.models.rating import own_rating
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
def test_a_press_that_is_sent_again_brings_no_sign_in_back_that_has_ended(town: Town, purpose: LinkPurpose, ended) -> None:  # fmt: skip
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
