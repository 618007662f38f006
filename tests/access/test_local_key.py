"""How a command finds the server of its database: by a file that is its owner’s alone, and only while it is whole."""

from pathlib import Path
from urllib.parse import urlsplit

import httpx2
import pytest

from app.access.local_key import read_key, remove_key, write_key
from tests.northvale import DEADLINE, started


@pytest.mark.parametrize("public_url", ["", "https://workshops.example.org"])
def test_a_server_on_one_address_alone_is_found_by_the_commands_beside_it(database: Path, public_url: str) -> None:
    for host in ("127.0.0.2", "::1"):
        with started(database, host=host, PUBLIC_URL=public_url):
            key = read_key(database)
            assert key is not None and urlsplit(key.address).hostname == host
            told = {"email": f"{len(host)}@northvale.example", "name": "Gus", "password_hash": "x"}
            headers = {"Authorization": f"Bearer {key.secret}"}
            answer = httpx2.post(f"{key.address}/local/accounts", json=told, headers=headers, timeout=DEADLINE)
            assert answer.status_code == 200, answer.text


def test_the_key_is_its_owners_alone_whatever_stood_there_before(tmp_path: Path) -> None:
    """Written over, a file that others may read would let them read the new one as well."""
    database = tmp_path / "day.sqlite3"
    file = tmp_path / "day.sqlite3.key"
    file.write_text("{}")
    file.chmod(0o666)
    write_key(database, "http://127.0.0.1:8000")
    assert file.stat().st_mode & 0o777 == 0o600
    first = read_key(database)
    write_key(database, "http://127.0.0.1:8000")
    second = read_key(database)
    assert first and second and first.secret != second.secret and len(second.secret) > 40


@pytest.mark.parametrize("content", ["", "{", "{}", '{"address": "http://127.0.0.1:8000"}', "\ufeffnone"])
def test_half_a_key_is_none_and_so_is_one_that_was_taken_away(tmp_path: Path, content: str) -> None:
    database = tmp_path / "day.sqlite3"
    (tmp_path / "day.sqlite3.key").write_text(content)
    assert read_key(database) is None
    for _ in range(2):
        remove_key(database)
    assert read_key(database) is None and list(tmp_path.iterdir()) == []
