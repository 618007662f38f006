"""The door for the command line of this machine: whoever has no key finds none, and a refusal is told in words."""

from pathlib import Path

import httpx2

from tests.cli.conftest import accounts
from tests.northvale import serving


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
