"""How a command finds the server of its database: an address and a secret, in a file that only its owner reads."""

import json
import os
import secrets
from pathlib import Path
from typing import NamedTuple


class Key(NamedTuple):
    address: str
    secret: str


def write_key(database: Path, address: str) -> None:
    file = _file(database)
    file.unlink(missing_ok=True)
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as out:
        json.dump({"address": address, "secret": secrets.token_urlsafe(32)}, out)


def read_key(database: Path) -> Key | None:
    try:
        found = json.loads(_file(database).read_text())
        return Key(found["address"], found["secret"])
    except (OSError, ValueError, KeyError):
        return None


def remove_key(database: Path) -> None:
    _file(database).unlink(missing_ok=True)


def _file(database: Path) -> Path:
    return database.with_name(f"{database.name}.key")
