"""How a command finds the server of its database: by a file that is its owner’s alone, and only while it is whole."""

from pathlib import Path
from urllib.parse import urlsplit

import httpx2
import pytest

from app.access.local_key import read_key
from tests.northvale import started


@pytest.mark.parametrize("public_url", ["", "https://workshops.example.org"])
def test_a_server_on_one_address_alone_is_found_by_the_commands_beside_it(database: Path, public_url: str) -> None:
    for host in ("127.0.0.2", "::1"):
        with started(database, host=host, PUBLIC_URL=public_url):
            key = read_key(database)
            assert key is not None and urlsplit(key.address).hostname == host
            told = {"email": f"{len(host)}@northvale.example", "name": "Gus", "password_hash": "x"}
            headers = {"Authorization": f"Bearer {key.secret}"}
            answer = httpx2.post(f"{key.address}/local/accounts", json=told, headers=headers)
            assert answer.status_code == 200, answer.text
