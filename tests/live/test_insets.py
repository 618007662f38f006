"""Parts that are found again by plain values: a console that keeps them shows what one that comes now is shown."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count, pairwise
from typing import Any, cast

import pytest
from sqlmodel import col, select

from app.access.arrivals import Arrival
from app.access.guessing import ALARM
from app.access.places import Place
from app.clock import now
from app.live import fragments, insets, outline
from app.live.connection import Connection
from app.live.fragments import OVERVIEW, STAGE, Screen
from app.live.insets import Insets
from app.live.next_act import CLOSING
from app.live.room import Inside, Room
from app.live.rooms import Rooms
from app.live.scene import Kind
from app.models import PositionState, ReadBack, Reason, Role, Seat, Sitting, Standard
from app.models.ending.closing import close, confirm
from app.models.people.more_time import need_more_time
from app.models.people.seat import take_seat
from app.models.record.action import Typed
from app.models.record.action import write as write_action
from app.models.record.asking import assent, end_all, read_back
from app.models.record.deferring import defer_all
from app.models.record.dissent import Dissent, OwnWords, Shown, hold_back, let_stand, write
from app.models.record.position import Wording
from app.models.record.settling import reopen, settle, undo
from app.models.record.subject import Key, Level, Subject
from app.models.record.typed_text import Keystrokes, choose, type_text
from app.models.rounds.overview import hide_overview, show_overview
from app.models.rounds.rating import withdraw
from app.models.rounds.reason import reasons_of
from app.models.rounds.revealing import reveal
from app.models.rounds.standard import numbered
from app.models.rounds.talk_order import move
from app.models.workshop.stage import blank, freeze, let_go, start_timer, stop_timer
from app.store.bus import InProcessBus
from app.store.sqlite import Store
from app.tokens import new_token
from tests.conftest import Lobby
from tests.models.record.conftest import ALL, NO

BY = "facilitator"
CONSOLE = frozenset({Kind.CONSOLE})
SIX = Key(Level.STANDARD, "6")
F, C = Role.FACILITATOR, Role.SCRIBE
SCREENS = (
    Screen(Kind.CONSOLE, F), Screen(Kind.CONSOLE, F, "6"), Screen(Kind.CONSOLE, F, domain="3"),
    Screen(Kind.CONSOLE, F, page=CLOSING), Screen(Kind.CONSOLE, F, page=OVERVIEW), Screen(Kind.CONSOLE, F, page=STAGE),
    Screen(Kind.CONSOLE, C),
)  # fmt: skip
Told = dict[Screen, dict[str, str]]


@dataclass
class Watched:
    """A room of consoles that is read again and again, and everything that can happen in it."""

    room: Lobby
    store: Store
    rooms: Rooms
    patch: pytest.MonkeyPatch
    inside: list[Inside] = field(default_factory=list)
    phones: list[Connection] = field(default_factory=list)
    passed: timedelta = timedelta()

    def __post_init__(self) -> None:
        self.kept = self._opened()

    def _opened(self) -> Room:
        room = Room(self.room.workshop.id, self.store, self.rooms.guessing, self.rooms.arrivals)
        for task in room._tasks:
            task.cancel()  # it is read when the test says so
        return room

    def told(self) -> Told:
        """What is kept says what is read anew: every fragment of every console."""
        self.room.session.commit()
        at_once = now() + self.passed
        self.patch.setattr(fragments, "now", lambda: at_once)  # both say for how many minutes something goes on
        kept, fresh = self._read(self.kept), self._read_anew()
        assert kept == fresh
        return kept

    def _read_anew(self) -> Told:
        outline._outlines.clear()
        room = self._opened()
        room.connections |= set(self.phones)
        return self._read(room)

    def _read(self, room: Room) -> Told:
        lines = {screen: [Connection(cast(Any, None), self._place(screen.role), screen)] for screen in SCREENS}
        shared = room._read(CONSOLE, lines, self.inside, room.connected).shared
        return {screen: {name: cut.html for name, cut in each.cut.items()} for screen, each in shared.items()}

    def _place(self, role: Role, seat_id: int | None = None) -> Place:
        return Place(self.room.workshop.id, role, seat_id)

    def comes(self, name: str) -> None:
        seat = self.room.seats[name].id
        phone = Screen(Kind.PHONE, Role.PARTICIPANT)
        self.phones.append(Connection(cast(Any, None), self._place(Role.PARTICIPANT, seat), phone))
        self.kept.enter(self.phones[-1])

    def goes(self) -> None:
        self.kept.leave(self.phones.pop(), politely=False)

    def later(self) -> None:
        """Minutes pass, and nobody does anything."""
        self.passed += timedelta(minutes=7)

    def writes(self) -> None:
        self.inside.append((SIX, "wording", "a-page-of-fay", self._place(Role.FACILITATOR)))


Change = Callable[[], object]


def in_the_lobby(watched: Watched) -> list[Change]:
    room, session, rooms = watched.room, watched.room.session, watched.rooms
    council = next(group for group in room.workshop.groups if group.name == "Council")
    return [
        lambda: setattr(room.seats["Pat"], "has_practised", True),
        lambda: watched.comes("Pat"),
        lambda: watched.comes("Olu"),
        watched.goes,
        lambda: setattr(rooms.guessing, "alarm", ALARM),
        lambda: setattr(rooms.guessing, "alarm", ""),
        lambda: setattr(rooms.arrivals, "newest", Arrival("northvale.example", now())),
        lambda: take_seat(session, room.workshop, council.id, ""),  # above plan: it waits
        lambda: waiting(room).nod(session, by=BY),
        lambda: room.seats["Cy"].remove(session, by=BY),
        lambda: room.workshop.lock(session, locked=True, by=BY),
        lambda: room.workshop.lock(session, locked=False, by=BY),
        lambda: room.workshop.explain(session, "Carer", BY),
        lambda: room.workshop.put_away(session, BY),
    ]


def while_rating(watched: Watched) -> list[Change]:
    room, session = watched.room, watched.room.session

    def rates(*names: str) -> None:
        for name in names:
            room.rate(name, room.round_of("6"), ALL[name], reason=f"Why {name}.")

    def sitting() -> Sitting:
        return room.round_of("6").sitting

    pat = room.seats["Pat"]
    return [
        lambda: room.open("6", "9"),
        lambda: rates("Olu"),
        lambda: rates("Hari"),
        lambda: rates(*set(ALL) - {"Cy", "Olu", "Hari"}),
        lambda: withdraw(session, pat.id, room.workshop.id, room.round_of("6").id),
        lambda: room.rate("Pat", room.round_of("6"), None),
        lambda: room.rate("Pat", room.round_of("9"), 4),
        lambda: need_more_time(session, pat.id, sitting().id, needs=True),
        lambda: need_more_time(session, pat.id, sitting().id, needs=False),
        watched.later,
        lambda: start_timer(session, room.workshop, 5, by=BY),
        lambda: stop_timer(session, room.workshop, by=BY),
        lambda: numbered(session, room.workshop.id, "4").park(session, BY, parked=True),
        lambda: numbered(session, room.workshop.id, "4").park(session, BY, parked=False),
        lambda: blank(session, room.workshop, by=BY),
        lambda: let_go(session, room.workshop, by=BY),
        lambda: freeze(session, room.workshop, "rating", by=BY),
        lambda: let_go(session, room.workshop, by=BY),
        lambda: sitting().close(session, by=BY),
        lambda: sitting().undo_close(session, by=BY),
        lambda: sitting().close(session, by=BY),
    ]


def after_the_reveal(watched: Watched) -> list[Change]:
    room, session = watched.room, watched.room.session

    def six() -> Standard:
        return numbered(session, room.workshop.id, "6")

    def subject() -> Subject:
        return Subject.standard(six())

    def asking() -> ReadBack:
        return read_back(session, subject(), PositionState.AGREED, "Choice is thin.", by=BY)

    def reason() -> Reason:
        return reasons_of(session, room.round_of("6").id)[0]

    def types(text: str, after: int, page: str) -> None:
        type_text(session, subject(), Keystrokes("wording", text, after, page), by=BY)

    return [
        lambda: reveal(session, room.round_of("6").sitting, by=BY),
        lambda: six().show(session, by=BY),
        lambda: six().hide(session, by=BY),
        lambda: six().pin(session, BY, pinned=True),
        lambda: six().pin(session, BY, pinned=False),
        lambda: move(session, six(), "9" if six().talk_place else "", by=BY),
        lambda: show_overview(session, room.workshop, by=BY),
        lambda: hide_overview(session, room.workshop, by=BY),
        lambda: reason().hold_back(session, room.workshop.id, "It names somebody.", by=BY),
        lambda: reason().let_stand(session, room.workshop.id, by=BY),
        lambda: types("Choice is", 0, "a-page-of-fay"),  # no act: it raises another number
        lambda: types("Choice is thin", 1, "a-page-of-fay"),
        lambda: types("Choice was thin", 1, "a-page-of-sam"),
        lambda: choose(session, subject(), "wording", 3, rival=True),
        watched.writes,
        watched.inside.clear,
        asking,
        lambda: assent(session, subject(), asking(), room.seats["Pat"].id, NO, new_token()),
        lambda: end_all(session, subject(), by=BY),
        lambda: write(session, subject(), room.seats["Pat"], OwnWords("Not so.", Shown.WITHOUT_NAME, asks_group=True)),
        lambda: hold_back(session, session.exec(select(Dissent)).one(), "It names somebody.", by=BY),
        lambda: let_stand(session, session.exec(select(Dissent)).one(), by=BY),
        lambda: write_action(session, subject(), Typed("Ask the carers."), by=BY),
        lambda: settle(session, subject(), Wording(PositionState.AGREED, "Choice is thin."), BY, 0),
        lambda: undo(session, subject(), 1, by=BY),
        lambda: settle(session, subject(), Wording(PositionState.AGREED, "Choice is thin."), BY, 1),
        lambda: reopen(session, subject(), "A mistake.", BY),
        lambda: room.open("6"),  # rated again
        lambda: room.rate("Pat", room.round_of("6"), 9),
        lambda: room.round_of("6").sitting.close(session, by=BY),
        lambda: reveal(session, room.round_of("6").sitting, by=BY),
        lambda: defer_all(session, room.workshop, "No time.", by=BY),
        lambda: close(session, room.workshop, by=BY),
        lambda: confirm(session, room.workshop, by=BY),
    ]


def waiting(room: Lobby) -> Seat:
    return room.session.exec(select(Seat).where(col(Seat.admitted_at).is_(None))).one()


def test_what_consoles_keep_between_two_readings_is_what_a_new_reading_tells(
    room: Lobby, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever anybody says or does, with an act or without."""

    async def watch() -> None:
        watched = Watched(room, store, Rooms(store, InProcessBus()), monkeypatch)
        states = [watched.told()]
        for part in (in_the_lobby, while_rating, after_the_reveal):
            for change in part(watched):
                change()
                states.append(watched.told())
        same = [number for number, (before, after) in enumerate(pairwise(states)) if before == after]
        assert same == []  # each of them is seen on some console: the comparison can fail

    asyncio.run(watch())


def test_a_part_is_made_again_when_one_of_its_values_is_another_and_only_then(monkeypatch: pytest.MonkeyPatch) -> None:
    made = count(1)
    monkeypatch.setattr(insets, "fragment", lambda template, **values: f"<p>{next(made)}</p>")
    first = Insets()
    assert first.of("a", row=(1, "x"), here="") == first.of("a", row=(1, "x"), here="") == "<p>1</p>"
    second = Insets(first)
    assert second.of("a", row=(1, "x"), here="") == "<p>1</p>"
    assert second.of("a", row=(2, "x"), here="") == "<p>2</p>" and second.of("b", row=(1, "x"), here="") == "<p>3</p>"
    third = Insets(Insets(second))  # in between, nobody had use for it
    assert third.of("a", row=(1, "x"), here="") == "<p>4</p>"
