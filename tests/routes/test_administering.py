"""Administrators look after accounts, and see of a workshop whose it is, when, and how many."""

import re
from collections.abc import Iterator

import pytest
from sqlmodel import Session, select

from app.models import Account, Event, SecondFacilitator, SignIn, Workshop, WorkshopState
from app.tokens import hashed, new_token
from tests.northvale import Hall, Town, browser_at

PASSWORD = "three plain words"


@pytest.fixture
def hall(town: Town) -> Hall:
    return town.hall(council="Northvale Borough Council", title="Do not tell")


def add(town: Town, *, is_administrator: bool = False) -> tuple[int, dict[str, str]]:
    """An account, and the cookie of a browser that is signed in to it."""
    with Session(town.store.writing) as session, session.begin():
        email = f"{new_token().lower()}@northvale.example"
        account = Account.add(
            session, email, "Ada" if is_administrator else "Sid", "-", is_administrator=is_administrator
        )
        return account.id, {"account": SignIn.start(session, account.id)}


@pytest.fixture
def ada(town: Town) -> Iterator[dict[str, str]]:
    account_id, cookies = add(town, is_administrator=True)
    yield cookies
    with Session(town.store.writing) as session, session.begin():  # each test has the administrators it made
        session.get_one(Account, account_id).is_administrator = False


def post(town: Town, path: str, by: dict[str, str], **fields: object) -> tuple[int, str]:
    with browser_at(town.base, by) as browser:
        answer = browser.post(f"/accounts{path}", data=fields)
        return answer.status_code, answer.text


def see(town: Town, path: str, by: dict[str, str]) -> tuple[int, str]:
    with browser_at(town.base, by) as browser:
        answer = browser.get(path)
        return answer.status_code, answer.text


def whose(session: Session, cookies: dict[str, str]) -> int:
    return session.get_one(SignIn, hashed(cookies["account"])).account_id


def test_f23_whoever_is_no_administrator_does_nothing_to_accounts(town: Town, hall: Hall) -> None:
    victim, _ = add(town)
    _, sid = add(town)
    acts = ("/links", f"/{victim}/reset", f"/{victim}/disable", f"/{victim}/enable",
            f"/workshops/{hall.id}/second-facilitators")  # fmt: skip
    for cookies, expected in ((sid, 403), (hall.cookies("Fay"), 403), (hall.cookies("Sam"), 401), ({}, 401)):
        assert [post(town, path, cookies, account=victim)[0] for path in acts] == [expected] * len(acts)
    assert see(town, "/accounts", sid)[0] == 403
    assert see(town, "/accounts", {})[0] == 303
    with town.store.read() as session:
        assert session.get_one(Account, victim).disabled_at is None


def test_an_administrator_sees_numbers_and_no_content_and_has_no_place_in_the_workshop(
    town: Town, hall: Hall, ada: dict[str, str]
) -> None:
    hall.open("6")
    page = see(town, "/accounts", ada)[1]
    told = re.search(rf"<strong>Workshop {hall.id}</strong>(.*?)</p>", page, re.DOTALL)
    assert told and "10 seated, 10 expected" in told[1] and "Fay" in told[1]
    for content in (hall.code, "Northvale Borough", "Do not tell", "Healthwatch", f'"{hall.path}'):
        assert content not in page
    for path in ("", "/console", "/people", "/evidence", "/export.json", "/stage", "/live?screen=console"):
        assert see(town, f"{hall.path}{path}", ada)[0] == 404


def test_a_draft_tells_an_administrator_no_numbers(town: Town, hall: Hall, ada: dict[str, str]) -> None:
    with Session(town.store.writing) as session, session.begin():
        session.get_one(Workshop, hall.id).state = WorkshopState.DRAFT
    told = re.search(rf"<strong>Workshop {hall.id}</strong>(.*?)</p>", see(town, "/accounts", ada)[1], re.DOTALL)
    assert told and "draft" in told[1] and "seated" not in told[1]


@pytest.mark.parametrize(("asked", "is_administrator"), [({}, False), ({"is_administrator": "true"}, True)])
def test_a_link_makes_one_account_of_the_kind_that_was_chosen(
    town: Town, ada: dict[str, str], asked: dict[str, str], is_administrator: bool
) -> None:
    page = post(town, "/links", ada, **asked)[1]
    link = re.search(r'id="link">.*?(/set-up/[\w-]+)', page)
    assert link
    email = f"{new_token().lower()}@northvale.example"
    with town.stranger() as browser:
        assert ("administrator" in browser.get(link[1]).text) is is_administrator
        assert browser.post(link[1], data={"email": email, "name": "New", "password": PASSWORD}).status_code == 303
        again = {"email": f"x{email}", "name": "New", "password": PASSWORD}
        assert browser.post(link[1], data=again).status_code == 404
    with town.store.read() as session:
        made = session.exec(select(Account).where(Account.email == email)).one()
    assert made.is_administrator is is_administrator


def test_a_disabled_account_is_signed_out_and_may_be_enabled_again(town: Town, ada: dict[str, str]) -> None:
    sid, cookies = add(town)
    assert post(town, f"/{sid}/disable", ada)[0] == 303
    assert see(town, "/workshops", cookies)[0] == 303
    assert "<strong>Disabled</strong>" in see(town, "/accounts", ada)[1]
    assert post(town, f"/{sid}/reset", ada)[0] == 409
    assert post(town, f"/{sid}/enable", ada)[0] == 303
    assert see(town, "/workshops", cookies)[0] == 303  # what was ended stays ended
    with town.store.read() as session:
        assert session.get_one(Account, sid).disabled_at is None


def test_the_last_administrator_who_can_sign_in_cannot_be_disabled(town: Town, ada: dict[str, str]) -> None:
    with Session(town.store.writing) as session, session.begin():
        mine = whose(session, ada)
        for other in session.exec(select(Account).where(Account.is_administrator, Account.id != mine)):
            other.is_administrator = False
    status, page = post(town, f"/{mine}/disable", ada)
    assert status == 409 and "last administrator" in page
    another, _ = add(town, is_administrator=True)
    assert post(town, f"/{another}/disable", ada)[0] == 303
    assert post(town, f"/{mine}/disable", ada)[0] == 409  # one who is disabled does not count


def test_an_administrator_names_one_for_a_workshop_and_it_is_recorded_and_told_to_the_owner(
    town: Town, hall: Hall, ada: dict[str, str]
) -> None:
    sid, _ = add(town)
    assert post(town, f"/workshops/{hall.id}/second-facilitators", ada, account=sid)[0] == 303
    with town.store.read() as session:
        named = session.get_one(SecondFacilitator, (hall.id, sid))
        event = session.exec(select(Event).where(Event.workshop_id == hall.id).order_by(Event.id.desc())).first()  # type: ignore[attr-defined]
    assert named.named_by == "administrator"
    assert event and (event.by, event.act, event.about) == (
        "administrator",
        "named a second facilitator",
        {"account": sid},
    )
    told = see(town, "/workshops", hall.cookies("Fay"))[1]
    assert "An administrator has named Sid as second facilitator" in " ".join(told.split())


def test_an_administrator_cannot_name_themselves_and_so_come_to_see_content(
    town: Town, hall: Hall, ada: dict[str, str]
) -> None:
    with town.store.read() as session:
        mine = whose(session, ada)
    status, page = post(town, f"/workshops/{hall.id}/second-facilitators", ada, account=mine)
    assert status == 403 and "cannot name yourself" in page


@pytest.mark.parametrize("path", ["/987654/disable", "/987654/enable", "/987654/reset", "/0/disable", "/x/disable"])
def test_an_account_that_is_not_there_is_refused_in_words(town: Town, ada: dict[str, str], path: str) -> None:
    status, page = post(town, path, ada)
    assert status == 404 and "There is nothing here for you" in page
