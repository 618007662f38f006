"""Migrations on real data: a settled workshop goes back to an older revision, and comes forward again unharmed."""

from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool
from sqlmodel import Session

from app.demo.seeding import seed
from app.exports import report
from app.frameworks import DEFAULT, framework
from app.live.reading import read_scene
from app.models import Account, LinkPurpose, OneUseLink, Workshop
from app.models.columns import now
from app.models.password import hash_password, password_matches
from app.models.sign_in import SIGNED_IN_FOR, sign_ins_of
from app.schema import _config, must_be_current, revision_of, upgrade
from app.store import Store


@pytest.fixture
def settled(database: Path) -> int:
    with closing(Store(database)) as store, Session(store.writing) as session, session.begin():
        return seed(session, "no password fits this", "settled", framework(DEFAULT)).workshop_id


def downgrade(file: Path, revision: str) -> None:
    engine = create_engine(f"sqlite:///{file}", poolclass=NullPool)
    with engine.connect() as connection:
        config = _config()
        config.attributes["connection"] = connection
        command.downgrade(config, revision)


def rows(file: Path, query: str) -> list[tuple[object, ...]]:
    engine = create_engine(f"sqlite:///{file}", poolclass=NullPool)
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(query))]


KEPT = "SELECT council, title, state, join_code, rev, thresholds FROM workshop"
RATED = "SELECT round_id, seat_id, score, reason, may_quote, recorded_at FROM rating ORDER BY id"
SAID = "SELECT standard_id, version, state, wording FROM position ORDER BY id"


def test_a_workshop_from_before_editions_were_kept_gets_the_framework_it_was_prepared_with(
    database: Path, settled: int
) -> None:
    before = [rows(database, query) for query in (KEPT, RATED, SAID)]
    downgrade(database, "0002")
    assert revision_of(database) == "0002"
    assert rows(database, "SELECT framework_key FROM workshop") == [(DEFAULT,)]
    upgrade(database)
    must_be_current(database)
    assert [rows(database, query) for query in (KEPT, RATED, SAID)] == before
    with closing(Store(database)) as store, store.read() as session:
        workshop = session.get_one(Workshop, settled)
        assert workshop.framework == framework(DEFAULT)
        assert read_scene(session, settled).standards
        assert report(session, settled).domains


def test_a_database_without_a_workshop_comes_forward_too(tmp_path: Path) -> None:
    file = tmp_path / "empty.sqlite3"
    upgrade(file)
    downgrade(file, "0002")
    upgrade(file)
    must_be_current(file)
    assert rows(file, "SELECT count(*) FROM edition") == [(0,)]


def test_whoever_is_signed_in_stays_so_when_sign_ins_come_to_know_when_they_began(database: Path, settled: int) -> None:
    downgrade(database, "0003")
    with closing(Store(database)) as store, Session(store.writing) as session, session.begin():
        session.connection().execute(
            text("INSERT INTO sign_in (token_hash, account_id, expires_at) SELECT 'x', id, :until FROM account"),
            {"until": (now() + timedelta(hours=5)).strftime("%Y-%m-%d %H:%M:%S.%f")},
        )
    upgrade(database)
    with closing(Store(database)) as store, store.read() as session:
        (sign_in,) = sign_ins_of(session, session.get_one(Workshop, settled).owner_id)
        assert abs(sign_in.expires_at - sign_in.started_at - SIGNED_IN_FOR) < timedelta(seconds=1)
        assert sign_in.last_seen_at > sign_in.started_at


def test_a_disabled_account_does_not_come_back_to_life_with_an_older_revision(database: Path, settled: int) -> None:
    with closing(Store(database)) as store, Session(store.writing) as session, session.begin():
        account = session.get_one(Account, session.get_one(Workshop, settled).owner_id)
        account.password_hash = hash_password("three plain words")
        OneUseLink.make(session, LinkPurpose.RESET, account_id=account.id)
        account.disabled_at = now()
    downgrade(database, "0003")
    ((kept,),) = rows(database, "SELECT password_hash FROM account")
    assert not password_matches("three plain words", str(kept))
    assert rows(database, "SELECT purpose FROM one_use_link WHERE purpose = 'reset'") == []
    upgrade(database)
    must_be_current(database)


def test_all_the_way_back_and_forward_again(database: Path, settled: int) -> None:
    downgrade(database, "0001")
    upgrade(database)
    assert rows(database, "PRAGMA foreign_key_check") == []
    assert len(rows(database, RATED)) > 50


DOOR = "SELECT door, admits_everybody FROM workshop"
SEATS = "SELECT id, token_hash, removed_at IS NULL FROM seat ORDER BY id"


@pytest.mark.parametrize("door", ["open", "locked", "on the latch"])
def test_a_door_goes_back_and_forth_and_whoever_sat_sits(database: Path, settled: int, door: str) -> None:
    state = "lobby" if door == "open" else "live"
    write(database, f"UPDATE workshop SET door = '{door}', state = '{state}'")
    before = rows(database, SEATS)
    downgrade(database, "0003")
    assert rows(database, "SELECT is_locked FROM workshop") == [(door == "locked",)]
    upgrade(database)
    must_be_current(database)
    assert rows(database, DOOR) == [(door, 0)]
    assert rows(database, SEATS) == before
    assert rows(database, "SELECT count(*) FROM seat WHERE admitted_at IS NULL OR admitted_at <> joined_at") == [(0,)]


def test_who_was_waiting_does_not_get_in_by_going_back_and_forth(database: Path, settled: int) -> None:
    write(database, "UPDATE seat SET admitted_at = NULL WHERE id = 1")
    downgrade(database, "0003")
    upgrade(database)
    assert rows(database, "SELECT count(*) FROM seat WHERE id = 1 AND removed_at IS NULL") == [(0,)]


def write(file: Path, statement: str) -> None:
    engine = create_engine(f"sqlite:///{file}", poolclass=NullPool)
    with engine.begin() as connection:
        connection.execute(text(statement))
