"""One's own account: what ends a sign-in, and who cannot end it or begin one."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta

import httpx2
import pytest
from sqlmodel import Session, select

from app.clock import now
from app.models import Account, KnownBrowser, LinkPurpose, OneUseLink, SignIn
from app.models.people.password import hash_password, password_matches
from app.models.people.sign_in import IDLE_FOR, SIGNED_IN_FOR
from app.tokens import hashed, new_token
from tests.northvale import Town, browser_at
from tests.on_disk import in_the_files

PASSWORD = "three plain words"
HASH = hash_password(PASSWORD)


@dataclass
class Person:
    town: Town
    id: int
    email: str
    browsers: ExitStack

    def sign_in(self) -> httpx2.Client:
        """A browser that is signed in, without a password."""
        with Session(self.town.store.writing) as session, session.begin():
            return self.browser(SignIn.start(session, self.id))

    def browser(self, token: str) -> httpx2.Client:
        return self.browsers.enter_context(browser_at(self.town.base, {"account": token}))

    def ages(self, **changes: object) -> None:
        with Session(self.town.store.writing) as session, session.begin():
            for sign_in in session.exec(select(SignIn).where(SignIn.account_id == self.id)):
                for name, value in changes.items():
                    setattr(sign_in, name, value)

    def link(self) -> str:
        with Session(self.town.store.writing) as session, session.begin():
            return f"/reset/{session.get_one(Account, self.id).reset_link(session)}"

    def disable(self) -> None:
        with Session(self.town.store.writing) as session, session.begin():
            session.get_one(Account, self.id).disable(session)

    def matches(self, password: str) -> bool:
        with self.town.store.read() as session:
            return password_matches(password, session.get_one(Account, self.id).password_hash)


@pytest.fixture
def person(town: Town) -> Iterator[Callable[[str], Person]]:
    with ExitStack() as browsers:

        def add(name: str) -> Person:
            with Session(town.store.writing) as session, session.begin():
                account = Account.add(session, f"{new_token().lower()}@northvale.example", name, HASH)
                return Person(town, account.id, account.email, browsers)

        yield add


@pytest.fixture
def fay(person: Callable[[str], Person]) -> Person:
    return person("Fay")


def is_in(browser: httpx2.Client) -> bool:
    return browser.get("/workshops").status_code == 200


def test_whoever_copied_a_cookie_is_out_when_its_browser_signs_in_anew(fay: Person) -> None:
    browser = fay.sign_in()
    old = browser.cookies["account"]
    assert browser.post("/sign-in", data={"email": fay.email, "password": PASSWORD}).status_code == 303
    assert not is_in(fay.browser(old))


@pytest.mark.parametrize(
    "changes",
    [
        {"last_seen_at": now() - IDLE_FOR - timedelta(minutes=1)},
        {"expires_at": now() - timedelta(minutes=1)},
    ],
    ids=["idle", "absolute"],
)
def test_a_laptop_that_was_left_signed_in_opens_nothing_the_next_morning(
    fay: Person, changes: dict[str, object]
) -> None:
    browser = fay.sign_in()
    fay.ages(**changes)
    assert not is_in(browser)


def test_a_lunch_and_a_morning_of_interviews_sign_nobody_out(fay: Person) -> None:
    browser = fay.sign_in()
    fay.ages(last_seen_at=now() - IDLE_FOR + timedelta(minutes=10), expires_at=now() + SIGNED_IN_FOR / 2)
    assert is_in(browser)


def test_sign_ins_are_listed_and_ended_one_by_one_and_all_others(fay: Person) -> None:
    here, laptop, phone, library = (fay.sign_in() for _ in range(4))
    page = here.get("/account").text
    assert page.count("End this sign-in") == 3 and page.count("This browser") == 1
    assert not any(browser.cookies["account"] in page for browser in (here, laptop, phone, library))
    assert here.post("/account/sign-ins/end", data={"sign_in": hashed(laptop.cookies["account"])}).status_code == 303
    assert [is_in(browser) for browser in (here, laptop, phone, library)] == [True, False, True, True]
    assert here.post("/account/sign-ins/end-others").status_code == 303
    assert [is_in(browser) for browser in (here, phone, library)] == [True, False, False]


def test_nobody_ends_another_accounts_sign_in(fay: Person, person: Callable[[str], Person]) -> None:
    eve = person("Eve")
    theirs = fay.sign_in()
    refused = eve.sign_in().post("/account/sign-ins/end", data={"sign_in": hashed(theirs.cookies["account"])})
    assert refused.status_code == 404
    assert is_in(theirs)


def test_a_new_password_needs_the_one_of_now_and_ends_every_other_sign_in(fay: Person) -> None:
    here, elsewhere = fay.sign_in(), fay.sign_in()
    refused = here.post("/account/password", data={"current": "not this one", "password": "four more plain words"})
    assert refused.status_code == 422 and "That is not your password now" in refused.text
    assert fay.matches(PASSWORD)
    changed = here.post("/account/password", data={"current": PASSWORD, "password": "four more plain words"})
    assert (changed.status_code, changed.headers["location"]) == (303, "/account")
    assert fay.matches("four more plain words")
    assert [is_in(here), is_in(elsewhere)] == [True, False]


def test_whoever_finds_a_laptop_open_cannot_guess_the_password_on_the_account_page(fay: Person) -> None:
    here = fay.sign_in()
    fields = {"password": "four more plain words"}
    statuses = [
        here.post("/account/password", data={"current": f"guess number {number}", **fields}).status_code
        for number in range(12)
    ]
    assert statuses == [422] * 10 + [429] * 2


def test_a_common_password_is_refused_on_change_and_what_it_was_does_not_come_back(fay: Person) -> None:
    refused = fay.sign_in().post("/account/password", data={"current": PASSWORD, "password": "Password"})
    assert refused.status_code == 422 and "list of common ones" in refused.text
    assert PASSWORD not in refused.text and 'value="Password"' not in refused.text


def test_a_reset_link_works_once_and_ends_every_sign_in(fay: Person) -> None:
    before, link = fay.sign_in(), fay.link()
    with fay.town.stranger() as browser:
        assert fay.email in browser.get(link).text
        assert browser.post(link, data={"password": "password"}).status_code == 422
        done = browser.post(link, data={"password": "four more plain words"})
        assert (done.status_code, done.headers["location"]) == (303, "/workshops")
        assert is_in(browser)
    assert not is_in(before)
    with fay.town.stranger() as eve:
        for answer in (eve.get(link), eve.post(link, data={"password": "words of an intruder"})):
            assert answer.status_code == 404 and "has been used already" in answer.text
    assert fay.matches("four more plain words")


def test_an_old_reset_link_one_that_ran_out_and_one_for_something_else_let_nobody_in(fay: Person) -> None:
    older, newer = fay.link(), fay.link()
    with Session(fay.town.store.writing) as session, session.begin():
        session.get_one(OneUseLink, hashed(newer.removeprefix("/reset/"))).expires_at = now() - timedelta(minutes=1)
        other = f"/reset/{OneUseLink.make(session, LinkPurpose.SET_UP)}"
    with fay.town.stranger() as eve:
        for link in (older, newer, other, "/reset/guess"):
            assert eve.post(link, data={"password": "words of an intruder"}).status_code == 404, link
    assert fay.matches(PASSWORD)


def test_a_disabled_account_is_out_at_once_and_cannot_come_back_by_password_or_link(fay: Person) -> None:
    browser, link = fay.sign_in(), fay.link()
    fay.disable()
    assert not is_in(browser)
    with fay.town.stranger() as again:
        refused = again.post("/sign-in", data={"email": fay.email, "password": PASSWORD})
        assert refused.status_code == 422 and "has been disabled" in refused.text
        wrong = again.post("/sign-in", data={"email": fay.email, "password": "not this one"})
        assert "has been disabled" not in wrong.text  # told to nobody but its owner
        assert again.post(link, data={"password": "four more plain words"}).status_code == 404
    with fay.town.store.read() as session:
        assert session.exec(select(KnownBrowser).where(KnownBrowser.account_id == fay.id)).all() == []


def test_tokens_are_kept_hashed_alone(fay: Person) -> None:
    with fay.town.stranger() as browser:
        browser.post("/sign-in", data={"email": fay.email, "password": PASSWORD})
        tokens = {browser.cookies["account"], browser.cookies["browser"]}
    kept = in_the_files(fay.town.store.file)
    assert {hashed(token).encode() in kept for token in tokens} == {True}
    assert {token.encode() in kept for token in tokens} == {False}
