"""One file: who may read, who may write, and what holds when the power goes."""

from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from sqlmodel import Session

from app.errors import CannotStart
from app.models import Workshop
from app.store.sqlite import Store, serving_lock


def test_reading_connections_refuse_to_write(store: Store) -> None:
    with store.read() as session, pytest.raises(OperationalError, match="readonly"):
        session.connection().execute(text("UPDATE workshop SET rev = 99"))


def test_a_reader_keeps_one_state_while_the_writer_goes_on(store: Store, workshop: int) -> None:
    with store.read() as session:
        before = session.get_one(Workshop, workshop).rev
        with Session(store.writing) as writer, writer.begin():
            writer.get_one(Workshop, workshop).rev += 1
        session.expire_all()
        assert session.get_one(Workshop, workshop).rev == before


@pytest.mark.parametrize(
    ("pragma", "value"), [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("query_only", 0)]
)
def test_the_writing_connection_is_set_to_last_through_a_power_cut(store: Store, pragma: str, value: object) -> None:
    with store.writing.connect() as connection:
        assert connection.execute(text(f"PRAGMA {pragma}")).scalar() == value


def test_f18_a_second_serving_process_is_refused_in_one_sentence_with_a_mend(tmp_path: Path) -> None:
    file = tmp_path / "served.sqlite3"
    with serving_lock(file), pytest.raises(CannotStart, match=r"Another server is already using .* DATABASE_URL"):
        serving_lock(file)
    serving_lock(file).release()
