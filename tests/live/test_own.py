"""A person's own places: in their own frames alone, made once for all who gave equal answers, and never older."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from sqlalchemy import event
from sqlmodel import select

from app.clock import now
from app.live.fragments import Screen, fragments
from app.live.outline import newest_act
from app.live.own import Owns, own_of, read_nods, read_own
from app.live.reading import read_scene
from app.live.scene import Kind
from app.live.state import GAP, NOBODYS, Own, Shared, State, text_of
from app.models import PositionState, ReadBack, Role, Sitting
from app.models.ending.closing import close
from app.models.people.more_time import need_more_time
from app.models.record.asking import assent, read_back
from app.models.record.dissent import Dissent, OwnWords, Shown, hold_back, let_stand, stand_behind, write
from app.models.record.subject import Subject
from app.models.rounds.rating import own_rating, withdraw
from app.models.rounds.revealing import reveal
from app.models.rounds.standard import numbered
from app.models.workshop.draft import GroupDraft
from app.tokens import new_token
from tests.conftest import Lobby
from tests.live.conftest import Dial, in_words
from tests.models.record.conftest import ALL, NO
from tests.northvale import Hall, Town

TEN = datetime(2026, 11, 26, 10, 0, tzinfo=UTC)
PHONE = Screen(Kind.PHONE, Role.PARTICIPANT)


def seen(room: Lobby, name: str) -> str:
    scene = read_scene(room.session, room.workshop.id)
    own = own_of(room.session, scene, room.seats[name].id)
    return text_of(State(Shared(fragments(PHONE, scene)), own).letters)


def test_every_gap_is_filled_and_a_room_without_anybody_has_empty_places(room: Lobby) -> None:
    (round_,) = room.open("6").rounds
    room.rate("Priya", round_, 4)
    scene = read_scene(room.session, room.workshop.id)
    shared = fragments(PHONE, scene)
    assert GAP.search(shared["to-rate"]) and "Recorded" not in "".join(shared.values())
    assert 'You: <b class="own-value">4</b>' in seen(room, "Priya") and "Recorded" not in seen(room, "Pat")
    for whose in (own_of(room.session, scene, room.seats["Priya"].id), NOBODYS):
        filled = in_words(State(Shared(shared), whose).letters)
        assert not GAP.search("".join(filled.values()))
        assert f'id="mine-{round_.id}"' in filled["to-rate"]


def test_of_ratings_a_page_reads_those_of_its_own_seat_alone(room: Lobby) -> None:
    (round_,) = room.open("6").rounds
    for name in ("Priya", "Pat"):
        room.rate(name, round_, 4)
    scene, read = read_scene(room.session, room.workshop.id), []
    room.session.flush()
    engine = room.session.connection().engine
    hear = lambda *call: read.extend([call[3]] if "FROM rating" in call[2] else [])  # noqa: E731 - (_, _, SQL, values)
    event.listen(engine, "before_cursor_execute", hear)
    try:
        own_of(room.session, scene, room.seats["Priya"].id)
    finally:
        event.remove(engine, "before_cursor_execute", hear)
    assert [values[-1] for values in read] == [room.seats["Priya"].id]


def test_rooms_of_any_size_are_read_with_few_statements(room: Lobby) -> None:
    """For each connection to the database keeps what it was asked, however often the number of people changes."""
    scene, asked = read_scene(room.session, room.workshop.id), set[str]()
    engine = room.session.connection().engine
    hear = lambda *call: asked.add(call[2])  # noqa: E731 - (_, _, SQL)
    event.listen(engine, "before_cursor_execute", hear)
    try:
        seats = [seat.id for seat in room.seats.values()]
        for people in range(1, 200):
            here = {*seats[:people], *range(10_000, 10_000 + people - len(seats))}
            assert read_own(room.session, scene, here).keys() == set(seats[:people])
            assert read_nods(room.session, room.workshop.id, here).keys() == set(seats[:people])
    finally:
        event.remove(engine, "before_cursor_execute", hear)
    assert len([sql for sql in asked if "IN (?" in sql]) == 2 * len((1, 4, 16, 64, 256))


def test_what_somebody_types_makes_no_gap(make_room: Callable[..., Lobby]) -> None:
    """Or a name could place one person's rating where others look."""
    room = make_room(groups=(GroupDraft("<!--own strip-1-->", 3), GroupDraft("Providers", 3)))
    round_ = room.open("6").rounds[0]
    scene = read_scene(room.session, room.workshop.id)
    console = "".join(fragments(Screen(Kind.CONSOLE, Role.FACILITATOR), scene).values())
    assert "&lt;!--own strip-1--&gt;" in console and not GAP.search(console)
    gaps = {f"mine-{round_.id}", f"yours-{round_.id}", f"next-{room.workshop.id}"}
    assert set(GAP.findall("".join(fragments(PHONE, scene).values()))) == gaps


def test_equal_answers_of_one_minute_are_one_form(room: Lobby) -> None:
    (round_,) = room.open("6").rounds
    for second, (name, score) in enumerate({"Priya": 4, "Pat": 4, "Hari": 5}.items()):
        room.rate(name, round_, score)
        own_rating(room.session, room.seats[name].id, round_.id).recorded_at = TEN.replace(second=second)  # type: ignore[union-attr]
    room.session.flush()
    ids = {name: room.seats[name].id for name in ("Priya", "Pat", "Hari", "Carol")}
    own = read_own(room.session, read_scene(room.session, room.workshop.id), set(ids.values()))
    assert own[ids["Priya"]] == own[ids["Pat"]]
    assert len({own[seat] for seat in ids.values()}) == 3


def test_what_a_room_keeps_between_two_readings_is_what_a_new_reading_tells(room: Lobby) -> None:
    """Whatever somebody says or does: with no act since, and with one."""
    session, owns, everybody = room.session, Owns(), {seat.id for seat in room.seats.values()}
    pat, priya = room.seats["Pat"], room.seats["Priya"]

    def kept() -> dict[int, dict[str, str]]:
        session.flush()
        session.expire_all()
        scene = read_scene(session, room.workshop.id)
        newest = newest_act(session, room.workshop.id)
        told, fresh = owns.read(session, scene, newest, everybody), read_own(session, scene, everybody)
        assert in_places(told) == in_places(fresh)
        return in_places(told)

    def everybody_rates(**others: int) -> None:
        for name, score in {**ALL, **others}.items():
            room.rate(name, room.round_of("6"), score)

    def subject() -> Subject:
        return Subject.standard(numbered(session, room.workshop.id, "6"))

    def asking() -> ReadBack:
        return session.exec(select(ReadBack)).one()

    def words() -> Dissent:
        return session.exec(select(Dissent)).one()

    states, sittings = [kept()], list[Sitting]()
    sitting = room.open("6")
    (round_,) = sitting.rounds
    states.append(kept())
    for change in (
        lambda: room.rate("Pat", round_, 4),
        lambda: room.rate("Pat", round_, 5),
        lambda: withdraw(session, pat.id, room.workshop.id, round_.id),
        lambda: need_more_time(session, pat.id, sitting.id, needs=True),
        lambda: need_more_time(session, pat.id, sitting.id, needs=False),
        everybody_rates,
        lambda: setattr(pat, "rejoined_at", now() + timedelta(seconds=1)),
        lambda: sitting.close(session, by="facilitator"),
        lambda: reveal(session, sitting, by="facilitator"),
        lambda: numbered(session, room.workshop.id, "6").show(session, by="facilitator"),
        lambda: read_back(session, subject(), PositionState.AGREED, "Choice is thin.", by="facilitator"),
        lambda: assent(session, subject(), asking(), pat.id, NO, new_token()),
        lambda: write(session, subject(), pat, OwnWords("Not so.", Shown.WITHOUT_NAME, asks_group=True)),
        lambda: stand_behind(session, subject(), words(), priya, stands=True),
        lambda: stand_behind(session, subject(), words(), priya, stands=False),
        lambda: hold_back(session, words(), "It names somebody.", by="facilitator"),
        lambda: let_stand(session, words(), by="facilitator"),
        lambda: read_back(session, subject(), PositionState.AGREED, "Choice is good.", by="facilitator"),
        lambda: sittings.append(room.open("6")),  # once more
        lambda: everybody_rates(Priya=9),
        lambda: sittings[-1].close(session, by="facilitator"),
        lambda: reveal(session, sittings[-1], by="facilitator"),
        lambda: numbered(session, room.workshop.id, "6").show(session, by="facilitator"),
        lambda: sittings.append(room.open("4", "9")),
        lambda: room.rate("Pat", room.round_of("4"), 2),
        lambda: sittings[-1].close(session, by="facilitator"),
        lambda: reveal(session, sittings[-1], by="facilitator"),
        lambda: close(session, room.workshop, by="facilitator"),
    ):
        change()
        states.append(kept())
    same = [number for number, (before, after) in enumerate(pairwise(states)) if before == after]
    assert same == []  # each of them is seen by somebody: the comparison can fail


def in_places(owns: dict[int, Own]) -> dict[int, dict[str, str]]:
    return {seat: {name: piece.text for name, piece in (*own.places, *own.beside)} for seat, own in owns.items()}


def test_who_said_nothing_new_keeps_the_very_same_places(room: Lobby) -> None:
    (round_,) = room.open("6").rounds
    room.session.flush()
    scene, newest = read_scene(room.session, room.workshop.id), newest_act(room.session, room.workshop.id)
    owns, ids = Owns(), {name: room.seats[name].id for name in ("Pat", "Priya")}
    before = owns.read(room.session, scene, newest, set(ids.values()))
    room.rate("Priya", round_, 4)
    after = owns.read(room.session, scene, newest, set(ids.values()))
    assert after[ids["Pat"]] is before[ids["Pat"]] and after[ids["Priya"]] is not before[ids["Priya"]]
    owns.read(room.session, scene, newest, {room.seats["Hari"].id})  # somebody comes
    assert owns.read(room.session, scene, newest, {ids["Pat"]})[ids["Pat"]] is before[ids["Pat"]]


def test_places_are_as_long_whatever_was_answered(room: Lobby) -> None:
    (round_,) = room.open("6").rounds
    lengths = set()
    for answer in (1, 10, None):
        room.rate("Priya", round_, answer)
        whole = seen(room, "Priya")
        assert "Recorded" in whole
        lengths.add(len(whole.encode()))
    assert len(lengths) == 1


def test_who_moved_to_another_phone_since_is_told_no_value(room: Lobby) -> None:
    (round_,) = room.open("6").rounds
    room.rate("Priya", round_, 4)
    room.seats["Priya"].rejoined_at = now() + timedelta(seconds=1)
    room.session.flush()
    assert "Recorded on your other phone" in seen(room, "Priya") and ">4</b>" not in seen(room, "Priya")


@pytest.mark.parametrize("moved_between", [False, True])
def test_how_one_moved_is_told_where_both_answers_are_of_this_phone(room: Lobby, moved_between: bool) -> None:
    others = {"Pat": 4, "Petra": 4, "Olu": 4, "Oona": 4, "Omar": 4}
    room.revealed({"Priya": 4, **others})
    if moved_between:
        room.seats["Priya"].rejoined_at = now()
    room.revealed({"Priya": 8, **others})
    for round_ in numbered(room.session, room.workshop.id, "6").rounds:
        round_.shown_at = now()
    numbered(room.session, room.workshop.id, "6").show(room.session, by="facilitator")
    room.session.flush()
    assert ("You moved from 4 to 8." in " ".join(seen(room, "Priya").split())) is not moved_between


def test_an_answer_taken_back_on_one_screen_is_gone_from_the_others(town: Town, dial: Dial) -> None:
    hall = town.hall()
    hall.open("6")
    other = dial(hall, "Priya")
    hall.rate("Priya", "6", "4")
    other.hear_until(lambda frame: 'class="receipt recorded"' in frame and ">4</b>" in frame)
    take_back(hall, "Priya", "6")
    frame = other.hear_until(lambda frame: "Nothing recorded yet" in frame)
    assert "Recorded" not in frame and "You: " not in frame


def test_nobody_else_hears_of_an_answer_more_than_that_somebody_gave_one(town: Town, dial: Dial) -> None:
    hall = town.hall()
    hall.open("6")
    pat = dial(hall, "Pat")
    pat.hear_all_on_arrival()
    hall.rate("Priya", "6", "4")
    frame = pat.hear_until(lambda frame: "1 of " in frame)
    assert "Recorded" not in frame and "receipt-" not in frame


def take_back(hall: Hall, name: str, number: str) -> None:
    page = hall.see(f"/phone/rounds/{hall.rounds[number]}", by=name).text
    key = re.search(r'name="key" value="([\w-]+)">\s*<p>As if', page)
    assert key is not None
    hall.act(f"/rounds/{hall.rounds[number]}/withdraw", by=name, key=key[1])
