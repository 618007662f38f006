"""Who signs in: one account for an address, and always somebody who can look after the others."""

import pytest
from sqlmodel import Session

from app.clock import now
from app.errors import Incomplete, NotFound, Refusal
from app.models import Account
from app.models.people.account import account_of, by_email, checked, is_first_account_missing, owner_of_imports, reset
from app.models.people.sign_in import KnownBrowser


def test_address_and_password_are_told_together() -> None:
    with pytest.raises(Incomplete) as refusal:
        checked("fay", "password")
    assert set(refusal.value.problems) == {"email", "password"}


@pytest.fixture
def fay(session: Session) -> Account:
    return Account.add(session, "Fay@Northvale.example", "Fay", "not a hash")


def test_an_address_is_one_account_however_it_is_written(session: Session, fay: Account) -> None:
    with pytest.raises(Refusal, match=r"There is an account for fay@northvale\.example already"):
        Account.add(session, "FAY@northvale.EXAMPLE", "Another Fay", "not a hash")
    assert by_email(session, "  fay@NORTHVALE.example ") is fay


@pytest.mark.parametrize("email", ["fay", "@northvale.example", "fay@northvale", "fay @northvale.example", "f@x." * 64])
def test_what_is_no_address_is_told_at_its_field(email: str) -> None:
    with pytest.raises(Incomplete) as refusal:
        checked(email, "three plain words")
    assert set(refusal.value.problems) == {"email"}


def test_the_last_administrator_stays_and_a_disabled_one_does_not_count(session: Session, fay: Account) -> None:
    ada, ann = (
        Account.add(session, f"{name}@northvale.example", name, "not a hash", is_administrator=True)
        for name in ("ada", "ann")
    )
    ann.disable(session)
    with pytest.raises(Refusal, match="last administrator who can sign in"):
        ada.disable(session)
    ann.enable()
    ada.disable(session)
    fay.disable(session)
    assert ada.disabled_at and fay.disabled_at and not ann.disabled_at


def test_a_new_password_ends_every_sign_in_but_the_one_it_was_typed_in_and_every_way_back(
    session: Session, fay: Account
) -> None:
    here, elsewhere = fay.sign_in(session), fay.sign_in(session)
    known, link = KnownBrowser.remember(session, fay.id), fay.reset_link(session)
    session.flush()
    fay.change_password(session, "another hash", keep=here)
    assert account_of(session, here) is fay and account_of(session, elsewhere) is None
    assert not KnownBrowser.knows(session, fay.id, known)
    with pytest.raises(NotFound):
        reset(session, link, "a third hash")
    assert fay.password_hash == "another hash"


def test_a_disabled_account_has_no_sign_in_and_gets_no_link(session: Session, fay: Account) -> None:
    token = fay.sign_in(session)
    session.flush()
    fay.disabled_at = now()  # as if a sign-in had been left over
    assert account_of(session, token) is None
    for way_back in (fay.sign_in, fay.reset_link):
        with pytest.raises(Refusal, match="has been disabled"):
            way_back(session)


def test_a_newer_link_to_a_password_ends_the_older(session: Session, fay: Account) -> None:
    older, newer = fay.reset_link(session), fay.reset_link(session)
    with pytest.raises(NotFound, match="Ask for a new one"):
        reset(session, older, "a hash")
    assert reset(session, newer, "a hash") is fay


def test_what_is_imported_is_the_only_accounts_or_whose_address_is_named(session: Session, fay: Account) -> None:
    assert owner_of_imports(session) is fay
    ben = Account.add(session, "ben@northvale.example", "Ben", "not a hash")
    with pytest.raises(Refusal, match="--for"):
        owner_of_imports(session)
    assert owner_of_imports(session, " Ben@northvale.example") is ben
    with pytest.raises(Refusal, match="no account for eve"):
        owner_of_imports(session, "eve@evil.example")


def test_before_there_is_an_account_its_holder_is_nobody_and_becomes_whoever_is_first(session: Session) -> None:
    holder = owner_of_imports(session)
    assert owner_of_imports(session) is holder
    assert is_first_account_missing(session) and by_email(session, "") is None and by_email(session, " ") is None
    fay = Account.add(session, "fay@northvale.example", "Fay", "not a hash", is_administrator=True)
    assert fay.id == holder.id and fay.is_administrator and not is_first_account_missing(session)
    assert Account.add(session, "ben@northvale.example", "Ben", "not a hash").id != fay.id
