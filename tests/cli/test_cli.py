"""Serving and migrating: what cannot be done ends in one sentence on stderr, and what can be done is done."""

import os
import re
import socket
import subprocess
from contextlib import closing
from pathlib import Path

import httpx2
import pytest
from sqlalchemy import text
from sqlmodel import select

from app.models import OneUseLink, Workshop
from app.serving import listen
from app.settings import Settings
from app.store.sqlite import Store
from app.tokens import hashed
from tests.cli.conftest import greet_only, sentence
from tests.conftest import COMMAND, Ended, Run
from tests.northvale import DEADLINE, serving


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
        assert httpx2.get(base, timeout=DEADLINE).status_code == 200


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


def test_the_real_program_ends_in_its_sentence_and_with_a_code(tmp_path: Path) -> None:
    env = {**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path}/empty.sqlite3"}
    (tmp_path / "empty.sqlite3").touch()
    ended = subprocess.run([COMMAND, "serve"], env=env, capture_output=True, text=True, timeout=60, check=False)
    assert "critical-friend migrate" in sentence(Ended(ended.returncode, ended.stdout, ended.stderr))


def test_models_and_migrations_say_the_same(run: Run, database: Path) -> None:
    ended = run("migrate", "--check", database=database)
    assert (ended.returncode, ended.stderr) == (0, "")
    with closing(Store(database)) as store, store.read() as session:
        assert session.exec(select(Workshop)).all() == []
