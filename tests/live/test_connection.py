"""What a screen is sent: of the present state what it has not been told, and messages beside it."""

import asyncio

import pytest
from starlette.websockets import WebSocketState

from app.access.places import Place
from app.live import connection as module
from app.live.connection import BEAT, Connection
from app.live.fragments import Screen
from app.live.room import ENDED
from app.live.scene import Kind
from app.live.state import Shared, State
from app.live.wire import PACKED_TEXT, WHOLE_TEXT
from app.models import Role
from tests.live.conftest import in_words

NOTHING, SIX, SEVEN = "Nothing recorded yet", "Recorded: 6", "Recorded: 7"


@pytest.fixture
def phone() -> Connection:
    return Connection(None, Place(1, Role.PARTICIPANT, 7), Screen(Kind.PHONE, Role.PARTICIPANT))  # type: ignore[arg-type]


def told(connection: Connection) -> dict[str, str]:
    """And the mailbox is empty afterwards."""
    letters, connection.mail = connection.mail, {}
    return in_words(letters)


def show(connection: Connection, rendered: dict[str, str]) -> None:
    connection.show(State(Shared(rendered)))


def test_the_first_state_is_told_whole_and_then_only_what_differs(phone: Connection) -> None:
    show(phone, {"now": "a", "receipt": NOTHING})
    assert told(phone) == {"now": "a", "receipt": NOTHING}
    show(phone, {"now": "b", "receipt": NOTHING})
    assert told(phone) == {"now": "b"}
    show(phone, {"now": "b", "receipt": NOTHING})
    assert told(phone) == {}


def test_a_state_that_comes_and_goes_is_told_both_times(phone: Connection) -> None:
    for state in (NOTHING, SIX, NOTHING, SIX):
        show(phone, {"receipt": state})
        assert told(phone) == {"receipt": state}


def test_what_a_message_told_is_not_told_again_as_state(phone: Connection) -> None:
    show(phone, {"receipt": NOTHING})
    phone.say({"receipt": f"{SIX}, to you"}, {"receipt": SIX})
    told(phone)
    show(phone, {"receipt": SIX})
    assert told(phone) == {}


def test_a_reading_from_before_takes_nothing_back_that_was_acknowledged(phone: Connection) -> None:
    show(phone, {"receipt": NOTHING})
    phone.say({"receipt": f"{SIX}, to you"}, {"receipt": SIX})
    told(phone)
    show(phone, {"receipt": NOTHING})  # was read before the commit
    assert told(phone) == {}
    show(phone, {"receipt": SIX})
    assert told(phone) == {}
    show(phone, {"receipt": NOTHING})  # taken back on another screen
    assert told(phone) == {"receipt": NOTHING}


def test_nor_does_the_first_reading_and_a_newer_answer_follows_all_the_same(phone: Connection) -> None:
    phone.say({"receipt": f"{SIX}, to you"}, {"receipt": SIX})
    told(phone)
    show(phone, {"now": "a", "receipt": NOTHING})
    assert told(phone) == {"now": "a"}
    show(phone, {"now": "a", "receipt": SEVEN})
    assert told(phone) == {"receipt": SEVEN}


def test_a_refusal_stands_until_its_place_changes(phone: Connection) -> None:
    show(phone, {"receipt": SIX})
    phone.say({"receipt": "Not recorded: this round is closed."})
    told(phone)
    show(phone, {"receipt": SIX})
    assert told(phone) == {}
    show(phone, {"receipt": SEVEN})
    assert told(phone) == {"receipt": SEVEN}


def test_letters_that_wait_go_in_one_frame_the_newest_of_each_element() -> None:
    async def deliver() -> list[str]:
        sent: asyncio.Queue[str] = asyncio.Queue()

        class Socket:
            send_text = staticmethod(sent.put)

        phone = Connection(Socket(), Place(1, Role.PARTICIPANT, 7), Screen(Kind.PHONE, Role.PARTICIPANT))  # type: ignore[arg-type]
        show(phone, {"now": "a", "receipt": NOTHING})
        show(phone, {"now": "b", "receipt": NOTHING})
        delivering = asyncio.create_task(phone.deliver())
        frames = [await sent.get()]
        show(phone, {"now": "b", "receipt": NOTHING})
        phone.beat()
        frames.append(await sent.get())
        delivering.cancel()
        return frames

    assert asyncio.run(deliver()) == [f"b{NOTHING}", BEAT]


def test_a_last_letter_written_while_others_are_on_their_way_is_still_delivered() -> None:
    sent: list[str] = []

    class Socket:
        client_state = WebSocketState.CONNECTED

        async def send_text(self, html: str) -> None:
            if not sent:
                connection.send_away("The workshop is closed.", ENDED)
                connection.say({"stage": "of the new state"})
            sent.append(html)

        async def close(self, code: int) -> None:
            sent.append(str(code))

    connection = Connection(Socket(), Place(1, Role.SCRIBE), Screen(Kind.CONSOLE, Role.SCRIBE))  # type: ignore[arg-type]

    async def deliver() -> None:
        connection.say({"agenda": "before"})
        await connection.deliver()

    asyncio.run(deliver())
    assert sent[0] == "before" and "The workshop is closed." in sent[1] and sent[2:] == [str(ENDED)]


def test_who_has_nothing_to_be_told_hears_that_the_line_stands(phone: Connection) -> None:
    show(phone, {})
    assert phone.bell.is_set() and not phone.mail


# -- With a wire


class Transport:
    def __init__(self) -> None:
        self.aborted = False

    def abort(self) -> None:
        self.aborted = True


class FakeWire:
    def __init__(self, *, is_clear: bool) -> None:
        self.is_clear, self.is_open, self.frames, self.transport = is_clear, True, list[str](), Transport()
        self.packs, self.raw = False, list[bytes]()
        self.writable, self.written = asyncio.Event(), asyncio.Event()
        if is_clear:
            self.writable.set()

    def write(self, frame: bytes) -> None:
        self.raw.append(frame)
        if self.packs:
            return
        text = frame[4:] if frame[1] == LONG else frame[2:]
        self.frames.append(text.decode())
        self.written.set()


LONG = 126  # in place of a length: it follows in two bytes


class DeadSocket:
    """Takes nothing any more, a close among it."""

    client_state = WebSocketState.CONNECTED

    async def close(self, _code: int) -> None:
        await asyncio.Event().wait()


class TakenSocket(DeadSocket):
    """Its close frame lies behind what was not read."""

    async def close(self, _code: int) -> None: ...


def on_a_wire(*, is_clear: bool = True) -> tuple[Connection, FakeWire]:
    wire = FakeWire(is_clear=is_clear)
    place, screen = Place(1, Role.PARTICIPANT, 7), Screen(Kind.PHONE, Role.PARTICIPANT)
    return Connection(DeadSocket(), place, screen, wire=wire), wire  # type: ignore[arg-type]


def test_what_a_clear_wire_takes_is_written_at_once_and_nothing_waits() -> None:
    phone, wire = on_a_wire()
    show(phone, {"now": "a", "receipt": NOTHING})
    show(phone, {"now": "b", "receipt": NOTHING})
    phone.say({"receipt": f"{SIX}, to you"}, {"receipt": SIX})
    show(phone, {"now": "b", "receipt": SIX})
    phone.beat()
    assert wire.frames == [f"a{NOTHING}", "b", f"{SIX}, to you", BEAT]
    assert not phone.mail and not phone.bell.is_set()


def test_a_wire_whose_browser_unpacks_gets_packed_what_is_worth_it() -> None:
    phone, wire = on_a_wire()
    wire.packs = True
    state = State(Shared({"now": "a" * 400}, is_public=True))
    phone.show(state)
    phone.say({"notice": "b" * 400})
    phone.beat()
    first_bytes = [raw[0] for raw in wire.raw]
    assert first_bytes == [PACKED_TEXT, PACKED_TEXT, WHOLE_TEXT]
    assert len(wire.raw[0]) < 400 < len(wire.raw[1])  # what is said to one is as long as it is


def test_a_phone_that_does_not_read_is_skipped_and_gets_the_newest_of_each_element_when_it_does() -> None:
    async def act() -> list[str]:
        phone, wire = on_a_wire(is_clear=False)
        for now in "abc":
            show(phone, {"now": now, "receipt": NOTHING})
        assert wire.frames == [] and in_words(phone.mail) == {"now": "c", "receipt": NOTHING}
        delivering = asyncio.create_task(phone.deliver())
        await asyncio.sleep(0)
        assert wire.frames == []
        wire.is_clear = True
        wire.writable.set()
        await wire.written.wait()
        delivering.cancel()
        return wire.frames

    assert asyncio.run(act()) == [f"c{NOTHING}"]


def test_one_that_does_not_read_for_long_is_cut_off_with_all_that_was_kept_for_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "TAKE_MAIL_WITHIN", 0.01)
    monkeypatch.setattr(module, "CLOSE_WITHIN", 0.01)
    phone, wire = on_a_wire(is_clear=False)

    async def act() -> None:
        show(phone, {"now": "a"})
        await phone.deliver()

    asyncio.run(act())
    assert wire.frames == [] and wire.transport.aborted


def test_after_the_last_letter_nothing_is_written_to_a_wire() -> None:
    phone, wire = on_a_wire()
    show(phone, {"now": "a"})
    phone.send_away("The workshop is closed.", ENDED)
    show(phone, {"now": "b"})
    phone.beat()
    assert wire.frames == ["a"] and set(phone.mail) == {"notice"}


def test_one_that_does_not_read_its_last_letter_is_cut_off_in_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "GONE_WITHIN", 0.01)
    phone, wire = on_a_wire()
    phone.socket = TakenSocket()  # type: ignore[assignment]

    async def act() -> None:
        phone.send_away("The workshop is closed.", ENDED)
        await phone.deliver()
        assert "The workshop is closed." in wire.frames[-1] and not wire.transport.aborted
        while not wire.transport.aborted:  # noqa: ASYNC110 - it comes by the clock alone
            await asyncio.sleep(0)

    asyncio.run(asyncio.wait_for(act(), 10))
