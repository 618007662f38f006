"""`critical-friend account`: adding one, and a link for a lost password, without a server and beside one."""

import re
from contextlib import closing
from pathlib import Path

import httpx2
from sqlmodel import select

from app.models import Account
from app.models.people.password import password_matches
from app.store.sqlite import Store
from tests.cli.conftest import PASSWORD, accounts, sentence
from tests.conftest import Run
from tests.northvale import DEADLINE, KEEPS, serving


def test_an_account_is_added_without_a_server(run: Run, database: Path) -> None:
    ended = run(
        "account", "add", "Fay@Northvale.example", "--name", "Fay", database=database, CRITICAL_FRIEND_PASSWORD=PASSWORD
    )
    assert ended.returncode == 0, ended.stderr
    assert "Added fay@northvale.example" in ended.stdout
    assert accounts(database) == [("fay@northvale.example", "Fay", False)]


def test_an_account_is_added_beside_a_running_server_and_can_sign_in_there(run: Run, database: Path) -> None:
    with serving(database) as base:
        ended = run(
            "account", "add", "fay@northvale.example", "--administrator",
            database=database, CRITICAL_FRIEND_PASSWORD=PASSWORD,
        )  # fmt: skip
        assert ended.returncode == 0, ended.stderr
        signed_in = httpx2.post(
            f"{base}/sign-in",
            data={"email": "fay@northvale.example", "password": PASSWORD},
            cookies=KEEPS,
            timeout=DEADLINE,
        )
        assert (signed_in.status_code, signed_in.headers["location"]) == (303, "/workshops")
        again = run("account", "add", "fay@northvale.example", database=database, CRITICAL_FRIEND_PASSWORD=PASSWORD)
        assert "There is an account for fay@northvale.example already" in sentence(again)
    assert accounts(database) == [("fay@northvale.example", "fay@northvale.example", True)]


def test_an_account_that_exists_or_does_not_hold_is_refused(run: Run, database: Path) -> None:
    run("account", "add", "fay@northvale.example", database=database, CRITICAL_FRIEND_PASSWORD=PASSWORD)
    for email, password, expected in (
        ("fay@northvale.example", PASSWORD, "already"),
        ("fay", PASSWORD, "Enter an email address"),
        ("eve@northvale.example", "short", "8 characters"),
        ("eve@northvale.example", "password", "list of common ones"),
    ):
        assert expected in sentence(run("account", "add", email, database=database, CRITICAL_FRIEND_PASSWORD=password))
    with closing(Store(database)) as store, store.read() as session:
        kept = session.exec(select(Account)).one()
    assert PASSWORD not in kept.password_hash
    assert password_matches(PASSWORD, kept.password_hash)


def test_a_lost_password_is_mended_by_a_link_without_a_server_and_beside_one(run: Run, database: Path) -> None:
    run("account", "add", "fay@northvale.example", database=database, CRITICAL_FRIEND_PASSWORD=PASSWORD)
    alone = run("account", "reset", " Fay@Northvale.example", database=database, PORT="8123")
    older = re.search(r"http://[^/\s]+:8123/reset/(\S+)", alone.stdout)
    assert alone.returncode == 0 and older, alone.stderr
    with serving(database) as base:
        beside = run("account", "reset", "fay@northvale.example", database=database)
        link = re.search(r"(http://127\.0\.0\.1:\d+)(/reset/\S+)", beside.stdout)
        assert link and link[1] == base, beside.stderr
        new = {"password": "four more plain words"}
        assert httpx2.post(f"{base}/reset/{older[1]}", data=new, cookies=KEEPS, timeout=DEADLINE).status_code == 404
        assert httpx2.post(f"{base}{link[2]}", data=new, cookies=KEEPS, timeout=DEADLINE).status_code == 303
        told = sentence(run("account", "reset", "eve@evil.example", database=database))
        assert "There is no account for eve@evil.example" in told
    with closing(Store(database)) as store, store.read() as session:
        assert password_matches("four more plain words", session.exec(select(Account)).one().password_hash)
