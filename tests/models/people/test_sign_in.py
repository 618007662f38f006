"""Who is signed in, and for how long; and which browsers an account is known in."""

from datetime import timedelta

import pytest
from sqlmodel import Session, func, select

from app.errors import NotFound
from app.models import Account, SignIn
from app.models.people.sign_in import IDLE_FOR, KNOWN_FOR, MOST_KNOWN, SIGNED_IN_FOR, KnownBrowser, sign_ins_of
from app.tokens import hashed

A_SECOND = timedelta(seconds=1)


@pytest.fixture
def fay(session: Session) -> Account:
    return Account.add(session, "fay@northvale.example", "Fay", "not a hash")


@pytest.fixture
def sid(session: Session) -> Account:
    return Account.add(session, "sid@northvale.example", "Sid", "not a hash")


def started(session: Session, account: Account) -> tuple[str, SignIn]:
    token = SignIn.start(session, account.id)
    session.flush()
    return token, session.get_one(SignIn, hashed(token))


def test_a_sign_in_ends_after_its_day_however_busy_it_was(session: Session, fay: Account) -> None:
    token, signed_in = started(session, fay)
    signed_in.expires_at -= SIGNED_IN_FOR
    session.flush()
    assert SignIn.valid(session, token) is None and sign_ins_of(session, fay.id) == []


def test_a_sign_in_that_nobody_used_for_long_is_not_brought_back_by_being_seen(session: Session, fay: Account) -> None:
    token, signed_in = started(session, fay)
    signed_in.last_seen_at -= IDLE_FOR
    session.flush()
    SignIn.seen(session, {hashed(token)})
    assert SignIn.valid(session, token) is None


def test_one_that_ended_by_itself_says_so_from_whichever_end_came_first(session: Session, fay: Account) -> None:
    for column, lasts in (("last_seen_at", IDLE_FOR), ("expires_at", SIGNED_IN_FOR)):
        token, signed_in = started(session, fay)
        assert SignIn.lapsed(session, token) is None
        setattr(signed_in, column, getattr(signed_in, column) - lasts)
        session.flush()
        assert SignIn.lapsed(session, token) is signed_in


def test_the_same_token_twice_is_one_sign_in_and_no_token_is_none(session: Session, fay: Account) -> None:
    token, _ = started(session, fay)
    assert SignIn.start(session, fay.id, token) == token
    assert len(sign_ins_of(session, fay.id)) == 1
    assert SignIn.valid(session, None) is SignIn.valid(session, "") is SignIn.valid(session, hashed(token)) is None


def test_what_is_over_is_taken_out_of_the_file_by_the_next_sign_in(session: Session, fay: Account) -> None:
    _, over = started(session, fay)
    over.expires_at -= SIGNED_IN_FOR + A_SECOND
    session.flush()
    started(session, fay)
    assert session.exec(select(func.count()).select_from(SignIn)).one() == 1


def test_one_account_cannot_end_a_sign_in_of_another(session: Session, fay: Account, sid: Account) -> None:
    token, theirs = started(session, sid)
    with pytest.raises(NotFound, match="has ended already"):
        SignIn.end_one(session, fay.id, theirs.token_hash)
    SignIn.end_all(session, fay.id)
    assert SignIn.valid(session, token)


def test_of_many_browsers_the_newest_ten_are_known_and_each_to_one_account(
    session: Session, fay: Account, sid: Account
) -> None:
    tokens = []
    for place in range(MOST_KNOWN + 1):
        tokens.append(KnownBrowser.remember(session, fay.id))
        session.flush()
        session.get_one(KnownBrowser, hashed(tokens[-1])).since += place * A_SECOND
        session.flush()
    assert [KnownBrowser.knows(session, fay.id, token) for token in tokens] == [False] + [True] * MOST_KNOWN
    assert not KnownBrowser.knows(session, sid.id, tokens[-1])


def test_a_browser_is_known_for_three_months(session: Session, fay: Account) -> None:
    token = KnownBrowser.remember(session, fay.id)
    session.flush()
    session.get_one(KnownBrowser, hashed(token)).since -= KNOWN_FOR
    session.flush()
    assert not KnownBrowser.knows(session, fay.id, token)
