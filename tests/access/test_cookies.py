"""Nothing is spent before the browser can keep what it gets: it is asked first, and told what is needed."""

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

import httpx2
import pytest
from sqlmodel import Session, func, select
from starlette.responses import Response

from app.access.cookies import PROVED_FOR, drop, keep, keep_choice
from app.models import Account, KnownBrowser, LinkPurpose, OneUseLink, Seat, SignIn
from app.models.people.password import hash_password
from app.settings import Settings
from app.tokens import hashed
from tests.northvale import DEADLINE, Hall, PlainLine, Town, town_on

PASSWORD = "three plain words"
TOLD = "This browser did not send back the cookie that it was given"


@pytest.fixture
def hall(town: Town) -> Hall:
    hall = town.hall()
    hall.leaves("Petra")
    return hall


class Way(NamedTuple):
    """One way in: the page with its form, what is typed, what comes back with a refusal, and what it would spend."""

    path: str
    fields: dict[str, str]
    stays: tuple[str, ...]
    is_unspent: Callable[[], bool]


def unused(hall: Hall, token: str) -> Callable[[], bool]:
    def is_unused() -> bool:
        with hall.store.read() as session:
            link = session.get(OneUseLink, hashed(token))  # a new password takes all links of its account away
            return link is not None and link.used_at is None

    return is_unused


def count(hall: Hall, table: type) -> int:
    with hall.store.read() as session:
        return session.exec(select(func.count()).select_from(table)).one()


def link(hall: Hall, purpose: LinkPurpose, *, workshop_id: int | None = None, account_id: int | None = None) -> str:
    with Session(hall.store.writing) as session, session.begin():
        return OneUseLink.make(session, purpose, workshop_id, account_id=account_id)


def rejoin_code(hall: Hall, name: str) -> str:
    code = re.search(r'id="rejoin-code">([^<]+)<', hall.act(f"/seats/{hall.seats[name]}/rejoin-code").text)
    assert code is not None
    return code[1]


def account(hall: Hall, email: str) -> int:
    with Session(hall.store.writing) as session, session.begin():
        return Account.add(session, email, "Ada", hash_password(PASSWORD)).id


def joining(hall: Hall) -> Way:
    before = count(hall, Seat)
    group = str(hall.groups["Providers"])
    fields = {"group": group, "label": "by the window", "key": "a-key-for-this-form"}
    stays = ('value="by the window"', "a-key-for-this-form", "checked")
    return Way(f"/join/{hall.code}", fields, stays, lambda: count(hall, Seat) == before)


def rejoining(hall: Hall) -> Way:
    code = rejoin_code(hall, "Hari")
    still_there = unused(hall, code.replace(" ", ""))

    def still_held() -> bool:
        return still_there() and hall.see("/phone", by="Hari").status_code == 200

    return Way("/rejoin", {"code": code}, (f'value="{code}"',), still_held)


def placed(purpose: LinkPurpose) -> Callable[[Hall], Way]:
    def way(hall: Hall) -> Way:
        token = link(hall, purpose, workshop_id=hall.id)
        return Way(f"/links/{token}", {}, ("Take my place",), unused(hall, token))

    return way


def set_up(hall: Hall) -> Way:
    token = link(hall, LinkPurpose.SET_UP)
    email = f"set-up-{hall.id}@without.example"
    fields = {"name": "Ada", "email": email, "password": PASSWORD}
    return Way(f"/set-up/{token}", fields, ('value="Ada"', f'value="{email}"'), unused(hall, token))


def resetting(hall: Hall) -> Way:
    email = f"reset-{hall.id}@without.example"
    token = link(hall, LinkPurpose.RESET, account_id=account(hall, email))
    return Way(f"/reset/{token}", {"password": "four more plain words"}, (email,), unused(hall, token))


def signing_in(hall: Hall) -> Way:
    email = f"sign-in-{hall.id}@without.example"
    account(hall, email)
    before = count(hall, SignIn), count(hall, KnownBrowser)
    stays = (f'value="{email}"', 'value="/workshops/new"')
    fields = {"email": email, "password": PASSWORD, "then": "/workshops/new"}
    return Way("/sign-in", fields, stays, lambda: (count(hall, SignIn), count(hall, KnownBrowser)) == before)


WAYS: dict[str, Callable[[Hall], Way]] = {
    "a seat": joining, "a rejoin code": rejoining, "a set-up link": set_up, "a reset link": resetting,
    "a sign-in": signing_in, "a scribe's link": placed(LinkPurpose.SCRIBE),
    "an observer's link": placed(LinkPurpose.OBSERVER), "a stage link": placed(LinkPurpose.STAGE),
}  # fmt: skip


@pytest.fixture(params=WAYS)
def way(hall: Hall, request: pytest.FixtureRequest) -> Way:
    return WAYS[request.param](hall)


@pytest.fixture
def line(hall: Hall) -> Iterator[PlainLine]:
    """To the server, from whoever says by hand which cookies come with a request."""
    with closing(PlainLine(hall.base)) as line:
        yield line


def knock(line: PlainLine, method: str, path: str, cookie: str = "", **fields: str) -> tuple[int, str, list[str]]:
    """Status, page, and the cookies that were given with it."""
    headers = {"Cookie": cookie} if cookie else {}
    if method == "POST":
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    answer = line.ask(method, path, urlencode(fields) if method == "POST" else None, headers)
    given = [value.split(";")[0] for name, value in answer.getheaders() if name.lower() == "set-cookie"]
    return answer.status, answer.read().decode(), given


def test_a_browser_that_refuses_cookies_is_told_so_three_times_and_spends_nothing(way: Way, line: PlainLine) -> None:
    for _ in range(3):
        assert knock(line, "GET", way.path)[0] == 200
        status, page, _ = knock(line, "POST", way.path, **way.fields)
        assert status == 422
        assert TOLD in page and "Press the button below once more" in page
        assert all(typed in page for typed in way.stays)
        assert PASSWORD not in page
        assert way.is_unspent()


def test_a_cookie_that_was_lost_since_the_page_was_opened_is_given_again_and_then_all_goes_on(
    way: Way, line: PlainLine
) -> None:
    _, _, given = knock(line, "POST", way.path, **way.fields)
    assert given == ["keeps=yes"]
    status, _, kept = knock(line, "POST", way.path, given[0], **way.fields)
    assert status == 303
    assert kept and not way.is_unspent()


def test_the_page_with_the_form_gives_the_cookie_and_any_of_ours_is_proof_enough(way: Way, line: PlainLine) -> None:
    assert knock(line, "GET", way.path)[2] == ["keeps=yes"]
    assert knock(line, "GET", way.path, "keeps=yes")[2] == []
    assert knock(line, "GET", way.path, "browser=known-since-yesterday")[2] == []
    assert knock(line, "POST", way.path, "browser=known-since-yesterday", **way.fields)[0] == 303


def test_a_cookie_that_is_not_ours_proves_nothing(way: Way, line: PlainLine) -> None:
    assert knock(line, "POST", way.path, "theme=dark; keeps2=yes", **way.fields)[0] == 422
    assert way.is_unspent()


def test_on_https_only_a_cookie_that_is_bound_to_the_host_is_proof(migrated: Path, tmp_path: Path) -> None:
    file = Path(shutil.copy(migrated, tmp_path / "https.sqlite3"))
    with town_on(file, PUBLIC_URL="https://workshops.northvale.example") as town:
        hall = town.hall()
        with closing(PlainLine(hall.base)) as line:
            way = joining(hall)
            assert knock(line, "GET", way.path)[2] == ["__Host-keeps=yes"]
            assert knock(line, "POST", way.path, "keeps=yes", **way.fields)[0] == 422
            assert way.is_unspent()
            assert knock(line, "POST", way.path, "__Host-keeps=yes", **way.fields)[0] == 303


def test_a_wrong_code_is_told_as_such_also_without_cookies(hall: Hall, line: PlainLine) -> None:
    status, page, _ = knock(line, "POST", "/join/ZZZZZZ", group="1")
    assert (status, TOLD in page) == (404, False)


def test_two_tabs_of_one_browser_prove_it_once_and_take_one_seat(hall: Hall) -> None:
    way = joining(hall)
    before = count(hall, Seat)
    with httpx2.Client(base_url=hall.base, timeout=DEADLINE, verify=False) as browser:
        keys = [re.search(r'name="key" value="([^"]+)"', browser.get(way.path).text) for _ in range(2)]
        for key in keys:
            assert key is not None
            assert browser.post(way.path, data={**way.fields, "key": key[1]}).status_code == 303
    assert count(hall, Seat) == before + 1


def test_the_sign_in_refused_for_cookies_counts_as_no_try(hall: Hall, line: PlainLine) -> None:
    way = signing_in(hall)
    for _ in range(12):
        assert knock(line, "POST", way.path, **{**way.fields, "password": "a wrong one"})[0] == 422
    assert knock(line, "POST", way.path, "keeps=yes", **way.fields)[0] == 303


@pytest.mark.parametrize("public_url", ["https://workshops.example.org", "http://10.0.0.5:8000"])
def test_every_cookie_is_kept_from_plain_http_where_the_address_is_secure(public_url: str) -> None:
    settings = Settings(public_url=public_url)
    made = (
        keep(Response(), "seat", "x", settings, PROVED_FOR),
        drop(Response(), "seat", settings),
        keep_choice(Response(), settings, "hides", chosen=True),
        keep_choice(Response(), settings, "hides", chosen=False),
    )
    flags = [response.headers["set-cookie"].lower().split("; ") for response in made]
    assert ["secure" in each for each in flags] == [settings.is_https] * 4
    assert ["httponly" in each for each in flags] == [True, True, False, False]  # a script of ours sets the last two
    assert all("samesite=lax" in each and "path=/" in each for each in flags)
