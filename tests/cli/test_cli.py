"""The command line: what cannot be done ends in one sentence on stderr, and what can be done is done."""

import asyncio
import json
import os
import re
import socket
import subprocess
import sys
from collections.abc import Awaitable, Callable
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx2
import pytest
from sqlalchemy import text
from sqlmodel import Session, select

from app.demo import STAGES
from app.models import Account, OneUseLink, Workshop
from app.models.people.password import password_matches
from app.models.rounds.preparing import create
from app.serving import listen
from app.settings import Settings
from app.store.bus import InProcessBus
from app.store.writer import Store, Writer, serving_lock
from app.tokens import hashed
from tests.conftest import Ended, Run, northvale_draft
from tests.northvale import KEEPS, serving

COMMAND = Path(sys.executable).with_name("critical-friend")
PASSWORD = "three plain words"


def sentence(ended: Ended) -> str:
    """What it said when it could not: cause and mend, on one line, and nothing on stdout."""
    assert ended.returncode != 0
    assert ended.stdout == ""
    told = ended.stderr.strip()
    assert "Traceback" not in told
    assert len(told.splitlines()) == 1, told
    assert told.endswith("."), told
    return told


def accounts(database: Path) -> list[tuple[str, str, bool]]:
    with closing(Store(database)) as store, store.read() as session:
        return [(a.email, a.name, a.is_administrator) for a in session.exec(select(Account).order_by(Account.id))]


def test_a_second_server_on_one_file_is_refused(run: Run, database: Path) -> None:
    with serving(database):
        told = sentence(run("serve", "--host", "127.0.0.1", "--port", "0", database=database))
    assert "Another server is already using" in told
    assert "DATABASE_URL" in told


def test_a_file_that_was_not_migrated_is_refused(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "empty.sqlite3"
    file.touch()
    told = sentence(run("serve", "--host", "127.0.0.1", "--port", "0", database=file))
    assert "is at revision none" in told
    assert "critical-friend migrate" in told


def test_a_file_of_a_later_program_is_refused(run: Run, database: Path) -> None:
    with closing(Store(database)) as store, store.writing.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    assert "is at revision 9999" in sentence(run("serve", "--host", "127.0.0.1", "--port", "0", database=database))


def test_a_file_that_is_no_database_is_refused(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "letter.sqlite3"
    file.write_text("Dear council, " * 1000)
    assert "is no SQLite database" in sentence(run("serve", "--port", "0", database=file))
    assert "is no SQLite database" in sentence(run("migrate", database=file))


def test_migrating_makes_a_file_that_can_be_served_and_may_be_repeated(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "new" / "workshops.sqlite3"
    for _ in range(2):
        assert run("migrate", database=file).returncode == 0
    with serving(file) as base:
        assert httpx2.get(base).status_code == 200


def test_a_port_in_use_is_refused(run: Run, database: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        told = sentence(run("serve", "--host", "127.0.0.1", "--port", port, database=database))
        assert told.startswith(f"Port {port} is in use")
        assert "--port" in told
        assert "is in use" in sentence(run("demo", "--port", port, database=database))


@pytest.mark.parametrize("port", ["70000", "-1"])
def test_a_port_that_cannot_be_is_refused_in_words(run: Run, database: Path, port: str) -> None:
    ended = run("serve", "--host", "127.0.0.1", "--port", port, database=database)
    assert ended.returncode != 0
    assert "Traceback" not in ended.stderr


def test_an_address_of_another_machine_is_refused(run: Run, database: Path) -> None:
    told = sentence(run("serve", "--host", "192.0.2.1", "--port", "0", database=database))
    assert "Cannot listen on 192.0.2.1" in told


@pytest.mark.parametrize("command", [("serve", "--port", "0"), ("migrate",)])
def test_a_folder_that_cannot_be_written_is_refused(run: Run, tmp_path: Path, command: tuple[str, ...]) -> None:
    (tmp_path / "a-file").write_text("not a folder")
    told = sentence(run(*command, database=tmp_path / "a-file" / "workshops.sqlite3"))
    assert "cannot be written" in told
    assert "DATABASE_URL" in told


@pytest.mark.parametrize(
    "url", ["postgresql://localhost/x", "sqlite:///:memory:", "workshops.sqlite3", "sqlite:///", ""]
)
def test_an_address_of_a_database_that_is_none_is_refused(run: Run, url: str) -> None:
    assert sentence(run("migrate", database=url)).startswith("The setting DATABASE_URL must be a SQLite file")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PUBLIC_URL", "workshops.example.org"),
        ("PUBLIC_URL", "https://x.org/path"),
        ("PORT", "many"),
        ("CANCEL_SECONDS", "-1"),
    ],
)
def test_a_setting_that_is_not_safe_is_refused_by_its_name(run: Run, database: Path, name: str, value: str) -> None:
    assert sentence(run("serve", database=database, **{name: value})).startswith(f"The setting {name} ")


def test_a_port_is_reachable_as_soon_as_it_is_announced() -> None:
    """Who reads the printed address and connects at once must not be refused."""
    with closing(listen(Settings(host="127.0.0.1", port=0))) as listening, socket.socket() as asking:
        assert asking.connect_ex(listening.getsockname()) == 0


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
            f"{base}/sign-in", data={"email": "fay@northvale.example", "password": PASSWORD}, cookies=KEEPS
        )
        assert (signed_in.status_code, signed_in.headers["location"]) == (303, "/workshops")
        again = run("account", "add", "fay@northvale.example", database=database, CRITICAL_FRIEND_PASSWORD=PASSWORD)
        assert "There is an account for fay@northvale.example already" in sentence(again)
    assert accounts(database) == [("fay@northvale.example", "fay@northvale.example", True)]


def test_the_door_for_the_command_line_stays_shut_without_its_key(database: Path) -> None:
    new = {"email": "eve@evil.example", "name": "Eve", "password_hash": "x", "is_administrator": True}
    with serving(database) as base:
        for guess in (None, "Bearer", "Bearer guess", "Bearer é"):
            headers = {"Authorization": guess.encode()} if guess else {}
            assert httpx2.post(f"{base}/local/accounts", json=new, headers=headers).status_code == 404
            assert httpx2.post(f"{base}/local/resets", json={"email": "x"}, headers=headers).status_code == 404
        key = database.with_name(f"{database.name}.key")
        assert key.stat().st_mode & 0o077 == 0
    assert accounts(database) == []
    assert not key.exists()


def test_the_key_of_a_server_that_was_killed_is_no_obstacle(run: Run, database: Path) -> None:
    key = database.with_name(f"{database.name}.key")
    with closing(listen(Settings(host="127.0.0.1", port=0))) as closed:
        port = closed.getsockname()[1]
    key.write_text(json.dumps({"address": f"http://127.0.0.1:{port}", "secret": "old"}))
    ended = run("account", "add", "fay@northvale.example", database=database, CRITICAL_FRIEND_PASSWORD=PASSWORD)
    assert ended.returncode == 0, ended.stderr
    assert len(accounts(database)) == 1


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
        assert httpx2.post(f"{base}/reset/{older[1]}", data=new, cookies=KEEPS).status_code == 404
        assert httpx2.post(f"{base}{link[2]}", data=new, cookies=KEEPS).status_code == 303
        told = sentence(run("account", "reset", "eve@evil.example", database=database))
        assert "There is no account for eve@evil.example" in told
    with closing(Store(database)) as store, store.read() as session:
        assert password_matches("four more plain words", session.exec(select(Account)).one().password_hash)


def test_no_account_is_added_under_the_lock_of_a_server_that_cannot_be_asked(run: Run, database: Path) -> None:
    with serving_lock(database):
        ended = run("account", "add", "fay@northvale.example", database=database, CRITICAL_FRIEND_PASSWORD=PASSWORD)
    assert "Another server is already using" in sentence(ended)


def test_the_first_start_prints_a_set_up_link_and_the_next_ends_it(
    run: Run, monkeypatch: pytest.MonkeyPatch, database: Path
) -> None:
    monkeypatch.setattr("app.serving.serve", greet_only)
    links = []
    for _ in range(2):
        said = run("serve", "--host", "127.0.0.1", "--port", "0", database=database).stdout
        links += re.findall(r"http://127\.0\.0\.1:\d+/set-up/(\S+)", said)
    assert len(set(links)) == 2
    with closing(Store(database)) as store, store.read() as session:
        assert session.get(OneUseLink, hashed(links[0])) is None
        assert session.get(OneUseLink, hashed(links[1])) is not None


def test_no_link_is_printed_once_there_is_an_account(
    run: Run, monkeypatch: pytest.MonkeyPatch, database: Path, workshop: tuple[int, str]
) -> None:
    monkeypatch.setattr("app.serving.serve", greet_only)
    said = run("serve", "--host", "127.0.0.1", "--port", "0", database=database).stdout
    assert "Critical Friend is running" in said
    assert "/set-up/" not in said


def greet_only(given: Settings, listening: socket.socket, greet: Callable[[Any, int], Awaitable[None]]) -> None:
    """In the place of serving: everything up to the moment at which a demo would wait for visitors."""

    async def once() -> None:
        with closing(Store(given.database_file)) as store:
            writer = Writer(store, InProcessBus())
            await greet(SimpleNamespace(writer=writer, settings=given), listening.getsockname()[1])
            await writer.close()

    with closing(listening):
        asyncio.run(once())


@pytest.mark.parametrize("at", STAGES)
def test_demo_prints_one_line_that_a_program_can_read_at_every_stage(
    run: Run, monkeypatch: pytest.MonkeyPatch, at: str, database: Path
) -> None:
    monkeypatch.setattr("app.demo.serve", greet_only)
    ended = run("demo", "--at", at, "--json", database=database)
    assert len(ended.stdout.splitlines()) == 1
    told = json.loads(ended.stdout)
    assert set(told) == {"base", "workshop", "join_code", "facilitator", "stage"}
    assert set(told["facilitator"]) == {"email", "password"}
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+", told["base"])
    assert (told["join_code"] is None) == (told["stage"] is None) == (at == "draft")
    assert accounts(database) == []  # a demo has its own file


def test_demo_with_an_open_door_says_so_when_it_starts(
    run: Run, monkeypatch: pytest.MonkeyPatch, database: Path
) -> None:
    monkeypatch.setattr("app.demo.serve", greet_only)
    assert "For rehearsal only." in run("demo", "--door", "open", "--json", database=database).stderr
    assert run("demo", "--json", database=database).stderr == ""
    ended = run("demo", "--door", "ajar", database=database)
    assert ended.returncode != 0 and "planned, open" in ended.stderr


def test_the_real_demo_says_its_line_and_leaves_nothing_behind_when_told_to_end(tmp_path: Path) -> None:
    env = {**os.environ, "TMPDIR": str(tmp_path)}
    with subprocess.Popen([COMMAND, "demo", "--json"], env=env, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        told = json.loads(process.stdout.readline())
        process.terminate()
        assert process.stdout.read() == ""
    assert told["facilitator"]["email"] == "facilitator@northvale.example"
    assert list(tmp_path.iterdir()) == []


def test_the_real_program_ends_in_its_sentence_and_with_a_code(tmp_path: Path) -> None:
    env = {**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path}/empty.sqlite3"}
    (tmp_path / "empty.sqlite3").touch()
    ended = subprocess.run([COMMAND, "serve"], env=env, capture_output=True, text=True, timeout=60, check=False)
    assert "critical-friend migrate" in sentence(Ended(ended.returncode, ended.stdout, ended.stderr))


def test_demo_at_a_stage_that_is_none_says_which_there_are(run: Run, database: Path) -> None:
    ended = run("demo", "--at", "lunch", database=database)
    assert ended.returncode != 0
    assert "draft, lobby, open, revealed, settled" in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.fixture
def workshop(database: Path) -> tuple[int, str]:
    with closing(Store(database)) as store, Session(store.writing) as session, session.begin():
        fay = Account.add(session, "fay@northvale.example", "Fay", "not a hash")
        workshop = create(session, fay.id, northvale_draft())
        return workshop.id, workshop.open_lobby(session, knows_who_is_visible=True, by="facilitator")


def test_a_workshop_is_exported_by_number_and_by_join_code(
    run: Run, database: Path, workshop: tuple[int, str], tmp_path: Path
) -> None:
    for name in (str(workshop[0]), workshop[1], workshop[1].lower()):
        folder = tmp_path / name / "to be made"
        ended = run("export", name, "--to", folder, database=database)
        assert ended.returncode == 0, ended.stderr
        files = sorted(folder.iterdir())
        assert sorted(ended.stdout.splitlines()) == [str(file) for file in files]
        assert sorted(file.suffix for file in files) == [".docx", ".json"]
        record = next(file for file in files if file.suffix == ".json")
        assert "Northvale Council" in json.dumps(json.loads(record.read_text()))


def test_a_workshop_is_exported_beside_a_running_server(
    run: Run, database: Path, workshop: tuple[int, str], tmp_path: Path
) -> None:
    with serving(database):
        assert run("export", workshop[1], "--to", tmp_path / "out", database=database).returncode == 0
    assert len(list((tmp_path / "out").iterdir())) == 2


@pytest.mark.parametrize("name", ["ZZZZZZ", "987654", "0", "-5", "99999999999999999999", "../../x", ""])
def test_a_workshop_that_is_not_there_is_said_in_words(run: Run, database: Path, tmp_path: Path, name: str) -> None:
    ended = run("export", "--to", tmp_path / "out", "--", name, database=database)
    assert "There is no workshop" in sentence(ended)
    assert not (tmp_path / "out").exists()


def test_a_folder_that_an_export_cannot_make_is_said_in_words(
    run: Run, database: Path, workshop: tuple[int, str], tmp_path: Path
) -> None:
    (tmp_path / "a-file").write_text("not a folder")
    told = sentence(run("export", workshop[1], "--to", tmp_path / "a-file" / "out", database=database))
    assert "a-file" in told


def test_models_and_migrations_say_the_same(run: Run, database: Path) -> None:
    ended = run("migrate", "--check", database=database)
    assert (ended.returncode, ended.stderr) == (0, "")
    with closing(Store(database)) as store, store.read() as session:
        assert session.exec(select(Workshop)).all() == []
