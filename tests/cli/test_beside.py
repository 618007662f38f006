"""What is written beside a server goes through it; alone under its lock, when there is none."""

import json
from contextlib import closing
from pathlib import Path

from app.serving import listen
from app.settings import Settings
from app.store.writer import serving_lock
from tests.cli.conftest import PASSWORD, accounts, sentence
from tests.conftest import Run


def test_the_key_of_a_server_that_was_killed_is_no_obstacle(run: Run, database: Path) -> None:
    key = database.with_name(f"{database.name}.key")
    with closing(listen(Settings(host="127.0.0.1", port=0))) as closed:
        port = closed.getsockname()[1]
    key.write_text(json.dumps({"address": f"http://127.0.0.1:{port}", "secret": "old"}))
    ended = run("account", "add", "fay@northvale.example", database=database, CRITICAL_FRIEND_PASSWORD=PASSWORD)
    assert ended.returncode == 0, ended.stderr
    assert len(accounts(database)) == 1


def test_no_account_is_added_under_the_lock_of_a_server_that_cannot_be_asked(run: Run, database: Path) -> None:
    with serving_lock(database):
        ended = run("account", "add", "fay@northvale.example", database=database, CRITICAL_FRIEND_PASSWORD=PASSWORD)
    assert "Another server is already using" in sentence(ended)
