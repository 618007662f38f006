"""What was deleted is gone from the files too, or the page says that it is not yet."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from app.models import Answer, AttributionRule
from tests.northvale import Hall, Town, until

KEY = "canary-key-of-Priya"
CANARY = Answer(4, KEY).submission  # as it is kept beside her rating
NOT_YET = "not yet gone from the server’s files"


@contextmanager
def long_reader(file: Path) -> Iterator[None]:
    """A backup, say, that began before and is still reading."""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("BEGIN")
        connection.execute("SELECT count(*) FROM rating").fetchone()
        yield


def is_in_the_files(file: Path, canary: str) -> bool:
    files = (file, file.with_name(f"{file.name}-wal"))
    return any(canary.encode() in each.read_bytes() for each in files if each.exists())


def rated(town: Town) -> Hall:
    hall = town.hall(attribution_rule=AttributionRule.NOT_ATTRIBUTABLE)
    hall.open("6")
    assert hall.rate("Priya", "6", "4", key=KEY).status_code == 303
    hall.act(f"/sittings/{hall.sitting}/close-and-reveal")
    until(lambda: "What differs" in hall.see("/console/standards/6").text)
    return hall


def test_f24_a_rating_cannot_be_traced_in_the_log_after_a_close_beside_a_long_reader(town: Town) -> None:
    hall = rated(town)
    with long_reader(town.store.file):
        assert hall.act("/close").status_code == 303
        assert hall.act("/confirm").status_code == 303  # before the ten minutes are over: it ends them
        assert is_in_the_files(town.store.file, CANARY)
        assert NOT_YET in hall.see("/console").text
        town.store.reading.dispose()
    until(lambda: not is_in_the_files(town.store.file, CANARY))
    until(lambda: NOT_YET not in hall.see("/console").text)


def test_a_close_without_a_reader_says_nothing_of_it(town: Town) -> None:
    hall = rated(town)
    hall.act("/close")
    hall.act("/confirm")
    assert not is_in_the_files(town.store.file, CANARY)
    assert NOT_YET not in hall.see("/console").text


def test_removed_evidence_leaves_the_log_once_a_long_reader_is_gone(town: Town) -> None:
    hall = town.hall()
    words = "canary-words-of-a-letter"
    offered = {"standard": "6", "title": words, "strength": "some", "key": "a-key-for-this"}
    assert hall.act("/evidence", **offered).status_code == 303
    item = hall.see("/evidence").text.split("/remove")[0].rsplit("/", 1)[1]
    with long_reader(town.store.file):
        assert hall.act(f"/evidence/{item}/remove").status_code == 303
        assert is_in_the_files(town.store.file, words)
        assert NOT_YET in hall.see("/evidence").text
    until(lambda: not is_in_the_files(town.store.file, words))
    until(lambda: NOT_YET not in hall.see("/evidence").text)
