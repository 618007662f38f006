"""Rows of a seat as one text: whole, whatever stands in a column, and nothing where there is no row."""

from datetime import UTC, datetime

from sqlmodel import col, select

from app.live.said import APART, END, moment_of, rows_of
from app.models import Rating
from app.models.rounds.rating import own_rating
from tests.conftest import Lobby


def test_all_rows_are_in_it_and_an_empty_column_is_empty(room: Lobby) -> None:
    six, nine = room.open("6", "9").rounds
    room.rate("Priya", six, 4, reason="Calls; wait | long")
    room.rate("Priya", nine, None)
    room.session.flush()
    query = select(rows_of(Rating.round_id, Rating.score, col(Rating.reason) != ""))
    said = room.session.exec(query.where(Rating.seat_id == room.seats["Priya"].id)).one()
    assert sorted(row.split(APART) for row in said.split(END)) == sorted(
        [[str(six.id), "4", "1"], [str(nine.id), "", "0"]]
    )
    assert room.session.exec(query.where(Rating.seat_id == room.seats["Pat"].id)).one() is None


def test_a_moment_is_read_as_it_was_written(room: Lobby) -> None:
    (round_,) = room.open("6").rounds
    room.rate("Priya", round_, 4)
    for moment in (datetime(2026, 11, 26, 10, 0, tzinfo=UTC), datetime(2026, 11, 26, 10, 0, 1, 20_300, tzinfo=UTC)):
        rating = own_rating(room.session, room.seats["Priya"].id, round_.id)
        assert rating is not None
        rating.recorded_at = moment
        room.session.flush()
        [text] = room.session.exec(select(rows_of(Rating.recorded_at)))
        assert moment_of(text) == moment
