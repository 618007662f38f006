"""Frames that go past the server's own way, between its pings and its close, as a browser's socket reads them."""

import json
import socket
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any, cast

import pytest
from starlette.websockets import WebSocket
from websockets.extensions.permessage_deflate import ClientPerMessageDeflateFactory, PerMessageDeflate
from websockets.frames import Frame, Opcode
from websockets.protocol import SEND_EOF, Protocol, Side, State

from app.live.own_forms import of_a_round, strip_form
from app.live.state import Piece, PublicPiece
from app.live.wire import EXTENSION, Wire, framed, wire_of
from tests.live.conftest import Dial, closed_with, elements
from tests.northvale import DEADLINE, Hall, Town

TOO_BIG = 1009
TEN = datetime(2026, 11, 26, 10, 0, tzinfo=UTC)
LENGTHS = (0, 1, 62, 63, 32_767, 32_768)  # letters of two bytes each, on both sides of where a length grows


def test_a_frame_of_any_length_is_one_whole_text_to_whoever_reads_it() -> None:
    for length in LENGTHS:
        reader = Protocol(Side.CLIENT, state=State.OPEN)
        reader.receive_data(framed([(Piece("é" * length),), (Piece("\n"), Piece("é"))]))
        [frame] = reader.events_received()
        assert isinstance(frame, Frame)
        assert (frame.opcode, frame.fin, bytes(frame.data).decode()) == (Opcode.TEXT, True, "é" * length + "\né")
        assert reader.data_to_send() != [SEND_EOF]


def unpacked(frame: bytes) -> str:
    reader = Protocol(Side.CLIENT, state=State.OPEN)
    reader.extensions = [PerMessageDeflate(True, True, 15, 15)]
    reader.receive_data(frame)
    [text] = reader.events_received()
    assert isinstance(text, Frame) and (text.opcode, text.fin) == (Opcode.TEXT, True)
    return bytes(text.data).decode()


def test_pieces_that_were_packed_apart_are_one_text_to_whoever_unpacks_it() -> None:
    public, own = PublicPiece("<li>Carers’ voice</li>" * 400), Piece("Recorded: 6" * 7000)
    frame = framed([(public, own, public), (PublicPiece(""), own)], packed=True)
    assert unpacked(frame) == public.text + own.text + public.text + own.text
    assert len(frame) < 2 * len(own.plain) + 400


def test_what_is_short_goes_as_it_is_to_those_who_unpack_too() -> None:
    frame = framed([(PublicPiece("1 of 10"),)], packed=True)
    assert frame == framed([(Piece("1 of 10"),)]) and unpacked(frame) == "1 of 10"


def test_a_packed_frame_is_as_long_whatever_somebody_answered() -> None:
    """And would not be, were one's own places packed."""
    places = [of_a_round(None, 1, score, TEN, False, False, False)[1].text for score in (1, 7, 10, None)]
    assert len(set(places)) == 4
    page = PublicPiece("<li>Carers’ voice</li>" * 400)
    assert len({len(framed([(page, Piece(place), page)], packed=True)) for place in places}) == 1
    recorded = [strip_form(1, score, TEN, False, False, False, 7, 10, False, None) for score in (1, 7, 10, None)]
    assert len({len(framed([(page, piece, page)], packed=True)) for piece in recorded}) == 1
    as_public = [PublicPiece(piece.text) for piece in recorded]
    assert len({len(framed([(page, piece, page)], packed=True)) for piece in as_public}) > 1


def test_a_browser_that_unpacks_nothing_is_told_the_same(town: Town, dial: Dial) -> None:
    hall = town.hall()
    hall.open("6")
    heard = []
    for compression in ("deflate", None):
        line = dial(hall, "Pat", compression=compression)
        assert bool(line.socket.protocol.extensions) == (compression is not None)
        heard.append(line.hear_until(lambda frame: "to-rate" in elements(frame)))
        line.socket.close()
    assert heard[0] == heard[1]


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


def test_who_can_look_back_less_far_than_is_packed_is_told_unpacked(town: Town, dial: Dial) -> None:
    hall = town.hall()
    hall.open("6")
    line = dial(hall, "Pat", compression=None, extensions=[ClientPerMessageDeflateFactory(server_max_window_bits=9)])
    assert line.socket.protocol.extensions
    assert "to-rate" in elements(line.hear_until(lambda frame: "to-rate" in elements(frame)))
    packs = {}
    for bits in (9, 14, 15):
        wire = object.__new__(Wire)
        wire.conn = cast(Any, SimpleNamespace(extensions=[PerMessageDeflate(True, True, 15, bits)]))
        packs[bits] = wire.packs
    assert packs == {9: False, 14: False, 15: True}  # a library may be lenient, a browser need not be


def test_a_frame_that_unpacks_to_more_than_may_be_sent_ends_its_own_line_alone(town: Town, dial: Dial) -> None:
    hall = town.hall()
    hall.open("6")
    pat, priya = dial(hall, "Pat"), dial(hall, "Priya")
    pat.socket.send("0" * 10_000_000)
    assert closed_with(pat) == TOO_BIG
    assert 'data-recorded="yes"' in priya.rate("6", "4")


TOO_LONG, TOO_MANY = f"X-A: {'a' * 9000}\r\n", "".join(f"X-{at}: b\r\n" for at in range(200))


@pytest.mark.parametrize(
    ("query", "headers", "answer"),
    [("", TOO_LONG, b"HTTP/1.1 431 "), ("", TOO_MANY, b"HTTP/1.1 431 "), ("&" * 9000, "", b"HTTP/1.1 414 "),
     ("", "Content-Length: 9\r\n", b"")],
)  # fmt: skip
def test_a_handshake_that_the_parser_refuses_is_answered_and_hung_up(
    town: Town, query: str, headers: str, answer: bytes
) -> None:
    """Left open it would be in the way of the server's own end."""
    hall = town.hall()
    host, _, port = hall.base.removeprefix("http://").partition(":")
    asked = (
        f"GET {hall.path}/live?screen=phone{query} HTTP/1.1\r\nHost: {host}:{port}\r\n"
        "Upgrade: websocket\r\nConnection: Upgrade\r\n"
        f"Sec-WebSocket-Key: {'A' * 22}==\r\nSec-WebSocket-Version: 13\r\nOrigin: {hall.base}\r\n{headers}\r\n"
    )
    with socket.create_connection((host, int(port)), timeout=DEADLINE) as line:
        line.sendall(asked.encode())
        with line.makefile("rb") as told:
            assert told.read().startswith(answer)
