"""What goes to the driver and comes from it is what SQLAlchemy would have given it, and so is what fails."""

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import bindparam, text
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlmodel import Session, col, select

from app.models import AttributionRule, Rating, Role, Seat, Workshop, WorkshopState
from app.models.prepared import Prepared
from app.models.rounds.rating import PUT, REMEMBER, REPLACED
from tests.conftest import Lobby

AT = datetime(2026, 11, 26, 10, 0, 1, 20_300, tzinfo=UTC)
PRIYAS = {
    "score": None, "reason": "Calls wait.", "may_quote": True, "from_experience": False, "from_document": True,
    "criteria": ["6.1", "6.2"], "submission_key": "k", "recorded_at": AT,
}  # fmt: skip
BY_STATE = Prepared(
    select(Workshop.state, Workshop.attribution_rule, Workshop.closed_at).where(Workshop.id == bindparam("workshop_id"))
)


def row(room: Lobby) -> dict[str, Any]:
    (round_,) = room.open("6").rounds
    room.session.flush()
    return {"round_id": round_.id, "seat_id": room.seats["Priya"].id, **PRIYAS}


def test_every_column_of_a_rating_is_stored_and_read_with_its_own_type(room: Lobby) -> None:
    values = row(room)
    PUT.run(room.session.connection(), values)
    stored = room.session.exec(select(Rating)).one()
    assert {name: getattr(stored, name) for name in values} == values and set(PRIYAS) == set(REPLACED)
    columns = [getattr(Rating, name) for name in values]
    read = Prepared(select(*columns).where(Rating.seat_id == bindparam("seat_id")))
    found = read.first(room.session.connection(), {"seat_id": values["seat_id"]})
    assert found is not None and dict(zip(values, found, strict=True)) == values


def test_enums_are_enums_and_what_is_empty_is_none(room: Lobby) -> None:
    connection = room.session.connection()
    found = BY_STATE.first(connection, {"workshop_id": room.workshop.id})
    assert found == [WorkshopState.LOBBY, AttributionRule.BY_GROUP, None] and isinstance(found[0], WorkshopState)
    assert BY_STATE.first(connection, {"workshop_id": room.workshop.id + 1}) is None


def test_what_stands_in_the_statement_itself_goes_with_it(room: Lobby) -> None:
    participants = Prepared(
        select(Seat.id).where(Seat.role == Role.PARTICIPANT, col(Seat.id) == bindparam("id")).limit(1)
    )
    here = room.seats["Priya"].id
    assert participants.first(room.session.connection(), {"id": here}) == [here]


def test_a_broken_rule_of_the_schema_and_a_broken_statement_are_sqlalchemys_errors_without_what_was_sent(
    room: Lobby,
) -> None:
    values = row(room)
    once = Prepared(insert(Rating), values)
    connection = room.session.connection()
    once.run(connection, values)
    with pytest.raises(IntegrityError) as broken:
        once.run(connection, values)
    assert "Calls wait." not in str(broken.value)
    with pytest.raises(OperationalError):
        Prepared(text("SELECT nothing FROM nowhere")).run(connection)


def test_how_many_rows_were_written_is_told(room: Lobby) -> None:
    connection, submission = room.session.connection(), {**row(room), "key": "k"}
    assert [REMEMBER.run(connection, submission) for _ in range(2)] == [1, 0]


def test_it_is_within_the_transaction_of_its_session(session: Session, room: Lobby) -> None:
    values = row(room)
    with session.begin_nested() as savepoint:
        PUT.run(session.connection(), values)
        savepoint.rollback()
    assert session.exec(select(Rating)).all() == []


@pytest.mark.parametrize("fetch", ["first", "all"])
def test_what_fails_while_rows_are_read_fails_like_what_fails_before(room: Lobby, fetch: str) -> None:
    """As a disk does in the middle of a table; here the second row is beyond what a number can be."""
    values = "'[9, 1]'" if fetch == "first" else "'[1, -9223372036854775808]'"
    broken = "abs(-9223372036854775808)" if fetch == "first" else "abs(value)"
    statement = Prepared(text(f"SELECT {broken} FROM json_each({values})"))
    with pytest.raises(OperationalError, match="integer overflow"):
        getattr(statement, fetch)(room.session.connection(), {})
