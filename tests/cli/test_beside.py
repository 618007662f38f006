"""What is written beside a server goes through it; alone under its lock, when there is none."""

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import httpx2
import pytest

from app.cli import beside
from app.cli.beside import write_beside
from app.errors import CannotStart
from app.serving import listen
from app.settings import Settings
from app.store.sqlite import serving_lock
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


@pytest.fixture(params=["says nothing", "hangs up"])
def slow(request: pytest.FixtureRequest, database: Path) -> Iterator[Settings]:
    """A server that takes a command and does not answer: it is at a large record, or it was ended meanwhile."""
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        address = f"http://127.0.0.1:{server.getsockname()[1]}"
        database.with_name(f"{database.name}.key").write_text(json.dumps({"address": address, "secret": "new"}))
        if request.param == "hangs up":
            threading.Thread(target=_hang_up, args=(server,), daemon=True).start()
        yield Settings(database_url=f"sqlite:///{database}")


def _hang_up(server: socket.socket) -> None:
    server.accept()[0].close()


def test_a_server_that_takes_its_time_is_not_taken_for_none(slow: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Or the same would be done a second time, or the lock be blamed."""
    assert beside.PATIENCE.read is not None and beside.PATIENCE.read >= 300
    monkeypatch.setattr(beside, "PATIENCE", httpx2.Timeout(0.2))
    done: list[str] = []
    with pytest.raises(CannotStart, match="look there before you try again"):
        write_beside(slow, "records", {}, lambda _session: done.append("alone") or "done")  # type: ignore[func-returns-value]
    assert done == []
