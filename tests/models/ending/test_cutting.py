"""Links from seats to what they said, cut: what was told stays as it was, and twice is as once."""

from collections.abc import Callable

import pytest
from sqlmodel import Session, SQLModel, func, select

from app.models import Assent, AttributionRule, Dissent, KeptView, PositionState, Rating, ReadBack
from app.models.ending.closing import close
from app.models.ending.cutting import cut_links, people_in
from app.models.record import asking, comment, dissent, told_dissent
from app.models.record.read_back import CanStand, answers_by_seat, askings_of
from app.models.record.subject import Subject
from app.models.record.told_assent import UnitAssent, told_by_unit
from app.models.record.voices import voices
from app.models.rounds.standard import numbered
from app.tokens import new_token
from tests.conftest import CAST, Lobby

FIRST: dict[str, int | None] = dict.fromkeys(CAST, 5)


@pytest.fixture
def room(make_room: Callable[..., Lobby]) -> Lobby:
    """Open: so few people are counted under no other rule."""
    return make_room(attribution_rule=AttributionRule.OPEN)


@pytest.fixture
def six(room: Lobby) -> Subject:
    """Closed: the council agrees to a man, two providers disagree, one of them in her own words."""
    round_ = room.revealed(FIRST)
    subject = Subject.standard(numbered(room.session, room.workshop.id, "6"))
    words = asking.ask(room.session, subject, PositionState.AGREED, "So it is.", by="facilitator")
    for name, answer in {**dict.fromkeys(("Olu", "Oona", "Omar", "Ola", "Cy"), "agree"), "Pat": "do not agree"}.items():
        seat = room.seats[name].id
        asking.assent(room.session, subject, words, seat, CanStand(answer), f"key-of-{new_token()}")
    own = dissent.OwnWords("I see it otherwise.", dissent.Shown.WITH_UNIT, may_publish=True, asks_group=True)
    written = dissent.write(room.session, subject, room.seats["Pat"], own)
    assert written is not None and round_.is_frozen
    dissent.stand_behind(room.session, subject, written, room.seats["Petra"], stands=True)
    close(room.session, room.workshop, by="facilitator")
    room.session.flush()
    return subject


def told(session: Session, six: Subject) -> tuple[tuple[UnitAssent, ...], list[tuple[str, str, int | None]]]:
    (words,) = askings_of(session, six.workshop.id)[six.key]
    heard = voices(session, six)
    units = told_by_unit(words, heard, answers_by_seat(session, words.id))
    said = told_dissent.dissents_of(session, six.workshop.id, {six.key: heard})
    return units, [(each.unit, each.text, each.behind) for each in said]


def test_what_units_said_is_told_as_before_and_leads_to_nobody(room: Lobby, six: Subject) -> None:
    before = told(room.session, six)
    for _ in range(2):
        cut_links(room.session, room.workshop)
        room.session.flush()
        assert told(room.session, six) == before
    assert room.session.exec(select(Rating)).all() == []
    assert room.session.exec(select(Assent)).all() == []
    assert [row.seat_id for row in room.session.exec(select(Dissent))] == [None]
    assert room.session.exec(select(ReadBack)).one().told["seats"] == {}


# Who sat in a round's room when it was first revealed, and by which links people came: no word or number of theirs.
OF_PEOPLE = {"person", "one_use_link", "return_link"}


def test_no_table_that_holds_what_somebody_said_still_leads_to_a_seat(room: Lobby, six: Subject) -> None:
    """Every table with a seat in it, those of a later day too."""
    room.session.add(KeptView(round_id=room.round_of("6").id, seat_id=room.seats["Pat"].id, score=3))
    comment.comment(room.session, room.workshop, room.seats["Hari"].id, six.key, "Nobody asked the night staff.")
    room.session.flush()
    columns = [
        (table.name, column)
        for table in SQLModel.metadata.sorted_tables
        for column in table.columns
        if any(key.column.table.name == "seat" for key in column.foreign_keys)
    ]
    said = {name: select(func.count(column)) for name, column in columns if name not in OF_PEOPLE}
    assert all(room.session.exec(count).one() for count in said.values()), "each has somebody before"
    cut_links(room.session, room.workshop)
    assert {name for name, count in said.items() if room.session.exec(count).one()} == set()


def test_how_many_answered_is_kept_where_nobody_can_count_them_any_more(room: Lobby, six: Subject) -> None:
    rounds = [round_ for standard in six.standards for round_ in standard.rounds]
    heard = people_in(room.session, rounds)
    cut_links(room.session, room.workshop)
    assert (room.workshop.people, room.workshop.people_shown) == (heard, 0)
    cut_links(room.session, room.workshop)
    assert room.workshop.people == heard == len(CAST)


def test_everybody_of_a_unit_is_not_said_of_one_that_has_no_seats_any_more(room: Lobby, six: Subject) -> None:
    """Counts that stand beside no seat would make each unit one of which everybody answered."""
    silent = [unit for unit in told(room.session, six)[0] if unit.counts and not unit.is_everybody]
    assert silent
    cut_links(room.session, room.workshop)
    for seat in room.seats.values():
        room.session.delete(seat)
    room.session.flush()
    after = {unit.name: unit for unit in told(room.session, six)[0]}
    assert all(not after[unit.name].is_everybody for unit in silent)
