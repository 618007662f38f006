"""Frames that go past the server's own way, between its pings and its close, as a browser's socket reads them."""

import json
import socket

from starlette.websockets import WebSocket
from websockets.frames import Opcode
from websockets.protocol import SEND_EOF, Protocol, Side, State

from app.live.wire import EXTENSION, Wire, framed, wire_of
from tests.live.conftest import Dial, elements
from tests.northvale import Hall, Town

LENGTHS = (0, 1, 125, 126, 65_535, 65_536)


def test_a_frame_of_any_length_is_one_whole_text_to_whoever_reads_it() -> None:
    for length in LENGTHS:
        reader = Protocol(Side.CLIENT, state=State.OPEN)
        reader.receive_data(framed("é" * length))
        [frame] = reader.events_received()
        assert (frame.opcode, frame.fin, frame.data.decode()) == (Opcode.TEXT, True, "é" * length)
        assert reader.data_to_send() != [SEND_EOF]


def test_a_server_that_offers_no_wire_has_none() -> None:
    async def nothing(*_: object) -> None: ...

    scope = {"type": "websocket", "extensions": {}}
    assert wire_of(WebSocket(scope, nothing, nothing)) is None  # type: ignore[arg-type]
    offered = object.__new__(Wire)
    scope["extensions"] = {EXTENSION: {EXTENSION: offered}}
    assert wire_of(WebSocket(scope, nothing, nothing)) is offered  # type: ignore[arg-type]


def test_pushes_pings_answers_and_the_close_keep_their_order_on_one_line(town: Town, dial: Dial) -> None:
    hall: Hall = town.hall()
    hall.open("6")
    line = dial(hall, "Pat")
    line.hear_until(lambda frame: "to-rate" in elements(frame))
    pongs = [line.socket.ping() for _ in range(3)]
    hall.act("/words/show", term="Carer")
    line.hear_until(lambda frame: "word" in elements(frame))
    line.socket.send(json.dumps({"act": "rate", "round": hall.rounds["6"], "key": "k" * 22, "answer": "6"}))
    line.hear_until(lambda frame: 'data-recorded="yes"' in frame)
    assert all(pong.wait(10) for pong in pongs)
    line.socket.close()
    assert line.socket.close_code == 1000


def test_a_line_that_breaks_is_counted_no_longer_and_one_that_goes_dark_still_is(town: Town, dial: Dial) -> None:
    hall = town.hall()
    console = dial(hall, "Fay", "console")
    dark, broken = dial(hall, "Pat"), dial(hall, "Olu")
    console.hear_until(lambda frame: "2 connected" in frame)
    dark.socket.close(1001)
    broken.socket.socket.shutdown(socket.SHUT_RDWR)
    console.hear_until(lambda frame: "1 connected" in frame)
    assert "1 connected" in hall.see("/console").text
