"""What a screen is sent: of the present state what it has not been told, and messages beside it."""

import asyncio

import pytest
from starlette.websockets import WebSocketState

from app.access.places import Place
from app.live.connection import BEAT, Connection
from app.live.fragments import Kind, Screen
from app.live.room import ENDED
from app.models import Role

NOTHING, SIX, SEVEN = "Nothing recorded yet", "Recorded: 6", "Recorded: 7"


@pytest.fixture
def phone() -> Connection:
    return Connection(None, Place(1, Role.PARTICIPANT, 7), Screen(Kind.PHONE, Role.PARTICIPANT))  # type: ignore[arg-type]


def told(connection: Connection) -> dict[str, str]:
    """And the mailbox is empty afterwards."""
    letters, connection.mail = connection.mail, {}
    return letters


def test_the_first_state_is_told_whole_and_then_only_what_differs(phone: Connection) -> None:
    phone.show({"now": "a", "receipt": NOTHING})
    assert told(phone) == {"now": "a", "receipt": NOTHING}
    phone.show({"now": "b", "receipt": NOTHING})
    assert told(phone) == {"now": "b"}
    phone.show({"now": "b", "receipt": NOTHING})
    assert told(phone) == {}


def test_a_state_that_comes_and_goes_is_told_both_times(phone: Connection) -> None:
    for state in (NOTHING, SIX, NOTHING, SIX):
        phone.show({"receipt": state})
        assert told(phone) == {"receipt": state}


def test_what_a_message_told_is_not_told_again_as_state(phone: Connection) -> None:
    phone.show({"receipt": NOTHING})
    phone.say({"receipt": f"{SIX}, to you"}, {"receipt": SIX})
    told(phone)
    phone.show({"receipt": SIX})
    assert told(phone) == {}


def test_a_reading_from_before_takes_nothing_back_that_was_acknowledged(phone: Connection) -> None:
    phone.show({"receipt": NOTHING})
    phone.say({"receipt": f"{SIX}, to you"}, {"receipt": SIX})
    told(phone)
    phone.show({"receipt": NOTHING})  # was read before the commit
    assert told(phone) == {}
    phone.show({"receipt": SIX})
    assert told(phone) == {}
    phone.show({"receipt": NOTHING})  # taken back on another screen
    assert told(phone) == {"receipt": NOTHING}


def test_nor_does_the_first_reading_and_a_newer_answer_follows_all_the_same(phone: Connection) -> None:
    phone.say({"receipt": f"{SIX}, to you"}, {"receipt": SIX})
    told(phone)
    phone.show({"now": "a", "receipt": NOTHING})
    assert told(phone) == {"now": "a"}
    phone.show({"now": "a", "receipt": SEVEN})
    assert told(phone) == {"receipt": SEVEN}


def test_a_refusal_stands_until_its_place_changes(phone: Connection) -> None:
    phone.show({"receipt": SIX})
    phone.say({"receipt": "Not recorded: this round is closed."})
    told(phone)
    phone.show({"receipt": SIX})
    assert told(phone) == {}
    phone.show({"receipt": SEVEN})
    assert told(phone) == {"receipt": SEVEN}


def test_letters_that_wait_go_in_one_frame_the_newest_of_each_element() -> None:
    async def deliver() -> list[str]:
        sent: asyncio.Queue[str] = asyncio.Queue()

        class Socket:
            send_text = staticmethod(sent.put)

        phone = Connection(Socket(), Place(1, Role.PARTICIPANT, 7), Screen(Kind.PHONE, Role.PARTICIPANT))  # type: ignore[arg-type]
        phone.show({"now": "a", "receipt": NOTHING})
        phone.show({"now": "b", "receipt": NOTHING})
        delivering = asyncio.create_task(phone.deliver())
        frames = [await sent.get()]
        phone.show({"now": "b", "receipt": NOTHING})
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
