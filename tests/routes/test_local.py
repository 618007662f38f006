"""The door for the command line of this machine: whoever has no key finds none, and a refusal is told in words."""

import base64
from pathlib import Path

import httpx2
import pytest

from app.access.local_key import read_key
from tests.cli.conftest import accounts
from tests.northvale import Town, browser_at, serving


def test_the_door_for_the_command_line_stays_shut_without_its_key(database: Path) -> None:
    new = {"email": "eve@evil.example", "name": "Eve", "password_hash": "x", "is_administrator": True}
    with serving(database) as base:
        for guess in (None, "Bearer", "Bearer guess", "Bearer é"):
            headers = {b"Authorization": guess.encode()} if guess else {}
            with browser_at(base) as anybody:
                assert anybody.post("/local/accounts", json=new, headers=headers).status_code == 404
                assert anybody.post("/local/resets", json={"email": "x"}, headers=headers).status_code == 404
        key = database.with_name(f"{database.name}.key")
        assert key.stat().st_mode & 0o077 == 0
    assert accounts(database) == []
    assert not key.exists()


def asked(town: Town, path: str, told: dict[str, str]) -> httpx2.Response:
    """As the command line does beside this server."""
    key = read_key(town.store.file)
    assert key is not None
    with town.stranger() as command:
        return command.post(f"/local/{path}", json=told, headers={"Authorization": f"Bearer {key.secret}"})


@pytest.mark.parametrize("path", ["accounts", "frameworks", "records"])
def test_a_command_of_another_version_of_this_program_is_told_what_to_do(town: Town, path: str) -> None:
    answer = asked(town, path, {"from": "a later program"})
    assert answer.status_code == 422 and "Restart the server and try again" in answer.text


def test_what_a_command_is_refused_is_told_in_words_and_a_file_with_every_problem(town: Town) -> None:
    nobody = asked(town, "resets", {"email": "eve@evil.example"})
    assert nobody.json()["refused"].startswith("There is no account for eve@evil.example")
    broken = base64.b64encode(b"points = 17\nscale = 3\n").decode()
    refused = asked(town, "frameworks", {"name": "mine.toml", "content": broken})
    assert refused.status_code == 422
    assert len(refused.json()["refused"].splitlines()) > 1
    half = base64.b64encode(b'{"schema_version": "1.5", "release"').decode()
    refused = asked(town, "records", {"content": half, "owner": ""})
    assert refused.status_code == 422 and "part of it is missing" in refused.json()["refused"]
