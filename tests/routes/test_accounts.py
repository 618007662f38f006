"""The first account, signing in and out, and the cookies that come of it."""

import re
import shutil
from pathlib import Path

import httpx2
import pytest
from sqlmodel import Session, col, select

from app.models import Account, LinkPurpose, OneUseLink, SignIn
from app.models.people.password import hash_password
from app.tokens import hashed
from tests.northvale import Town, browser_at, town_on

PASSWORD = "three plain words"
WRONG = "That address and password do not belong together. Check both and try again."


@pytest.fixture(scope="module")
def fay(town: Town) -> str:
    """Her address; she has an account."""
    with Session(town.store.writing) as session, session.begin():
        return Account.add(session, "fay@sign-in.example", "Fay", hash_password(PASSWORD)).email


def sign_in(town: Town, email: str, password: str, **also: str) -> httpx2.Response:
    with town.stranger() as browser:
        return browser.post("/sign-in", data={"email": email, "password": password, **also})


def set_up_link(town: Town, purpose: LinkPurpose = LinkPurpose.SET_UP) -> str:
    with Session(town.store.writing) as session, session.begin():
        return f"/set-up/{OneUseLink.make(session, purpose)}"


def test_the_first_account_is_made_by_the_set_up_link_once(town: Town) -> None:
    link = set_up_link(town)
    fields = {"name": "Ada", "email": "Ada@Set-up.example", "password": PASSWORD}
    with town.stranger() as ada:
        assert ada.get(link).status_code == 200
        made = ada.post(link, data=fields)
        assert (made.status_code, made.headers["location"]) == (303, "/workshops")
        assert ada.get("/workshops").status_code == 200
    with town.stranger() as eve:
        again = eve.post(link, data={**fields, "email": "eve@evil.example"})
        assert again.status_code == 404
        assert "has been used already" in again.text
    with town.store.read() as session:
        found = session.exec(
            select(Account).where(col(Account.email).in_(["ada@set-up.example", "eve@evil.example"]))
        ).all()
    assert [(account.name, account.is_administrator) for account in found] == [("Ada", True)]


def test_a_form_that_does_not_hold_uses_no_link_up_and_keeps_what_was_typed(town: Town) -> None:
    link = set_up_link(town)
    with town.stranger() as ben:
        refused = ben.post(link, data={"name": "Ben <b>", "email": "ben", "password": "short"})
        assert refused.status_code == 422
        assert "Enter an email address" in refused.text and "8 characters" in refused.text
        assert 'value="Ben &lt;b&gt;"' in refused.text and "short" not in refused.text
        taken = ben.post(link, data={"name": "Ben", "email": "ben@set-up.example", "password": PASSWORD})
        assert taken.status_code == 303


@pytest.mark.parametrize("purpose", [LinkPurpose.STAGE, LinkPurpose.SCRIBE, LinkPurpose.REJOIN])
def test_a_link_for_something_else_makes_no_account(town: Town, purpose: LinkPurpose) -> None:
    with town.stranger() as eve:
        fields = {"name": "Eve", "email": "eve@evil.example", "password": PASSWORD}
        assert eve.post(set_up_link(town, purpose), data=fields).status_code == 404


def test_a_wrong_password_and_an_unknown_address_get_one_sentence(town: Town, fay: str) -> None:
    pages = []
    for email, password in ((fay, "wrong words here"), ("nobody@sign-in.example", PASSWORD), (fay, ""), ("", "")):
        refused = sign_in(town, email, password)
        assert refused.status_code == 422
        assert "set-cookie" not in refused.headers
        assert WRONG in refused.text
        page = re.sub(r'name="key" value="[^"]*"', "", refused.text)
        pages.append(page.replace(f'value="{email}"', ""))
    assert pages[0] == pages[1]


def test_what_was_typed_as_an_address_stays_and_a_password_does_not_come_back(town: Town, fay: str) -> None:
    refused = sign_in(town, fay, "wrong words here")
    assert f'value="{fay}"' in refused.text
    assert "wrong words here" not in refused.text


def test_signing_in_gives_a_cookie_that_scripts_and_other_sites_do_not_get(town: Town, fay: str) -> None:
    answer = sign_in(town, f"  {fay.upper()} ", PASSWORD)
    cookie = answer.headers["set-cookie"].lower()
    assert answer.status_code == 303
    assert "httponly" in cookie and "samesite=lax" in cookie and "path=/" in cookie
    assert "domain" not in cookie
    token = answer.cookies["account"]
    with town.store.read() as session:
        assert session.get(SignIn, token) is None
        assert session.get(SignIn, hashed(token)) is not None


def test_signing_out_ends_the_sign_in_itself_and_not_only_the_cookie(town: Town, fay: str) -> None:
    token = sign_in(town, fay, PASSWORD).cookies["account"]
    with browser_at(town.base, {"account": token}) as browser:
        assert browser.get("/workshops").status_code == 200
        assert browser.post("/sign-out").status_code == 303
    with browser_at(town.base, {"account": token}) as kept_a_copy:
        assert kept_a_copy.get("/workshops").status_code == 303


def test_whoever_must_sign_in_first_comes_back_to_where_they_were_going(town: Town, fay: str) -> None:
    with town.stranger() as browser:
        asked = browser.get("/workshops/new")
        assert asked.headers["location"] == "/sign-in?then=/workshops/new"
        assert 'name="then" value="/workshops/new"' in browser.get(asked.headers["location"]).text
    assert sign_in(town, fay, PASSWORD, then="/workshops/new").headers["location"] == "/workshops/new"


@pytest.mark.parametrize(
    "then",
    [
        "https://evil.example", "//evil.example", "/\\evil.example", "\\\\evil.example", "javascript:alert(1)",
        "evil.example",
        "/\t/evil.example", "/\n/evil.example", "/\r\nSet-Cookie: x=y", "", " //evil.example",
    ],
)  # fmt: skip
def test_the_way_on_cannot_lead_away(town: Town, fay: str, then: str) -> None:
    answer = sign_in(town, fay, PASSWORD, then=then)
    assert answer.status_code == 303
    leads_to = httpx2.URL(town.base).join(answer.headers["location"])
    assert str(leads_to).startswith(town.base)
    assert not answer.headers["location"].translate(dict.fromkeys(map(ord, "\t\r\n"))).startswith(("//", "/\\"))
    assert "x=y" not in answer.headers.get("set-cookie", "")


def test_on_https_cookies_are_bound_to_this_host(migrated: Path, tmp_path: Path) -> None:
    file = Path(shutil.copy(migrated, tmp_path / "https.sqlite3"))
    with town_on(file, PUBLIC_URL="https://workshops.northvale.example") as secure:
        link = set_up_link(secure)
        fields = {"name": "Ada", "email": "ada@northvale.example", "password": PASSWORD}
        hall = secure.hall()
        with secure.stranger() as browser:
            account = browser.post(link, data=fields)
            seat = browser.post(f"/join/{hall.code}", data={"group": str(hall.groups["Carers"])})
        for answer, name in ((account, "__Host-account="), (seat, f"__Host-seat-{hall.id}=")):
            cookie = answer.headers["set-cookie"]
            assert cookie.startswith(name)
            assert {"secure", "httponly", "path=/", "samesite=lax"} <= set(cookie.lower().split("; "))
            assert "domain" not in cookie.lower()
            assert answer.headers["strict-transport-security"]
