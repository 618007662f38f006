"""What a request may carry: how much, and in which writing. One rule for the whole program, before a route is found.

A form is taken whole, looked at and handed on. A file or a command's JSON is only counted as it comes: its route reads
it once it knows who sends it. How text is to be decoded is never the sender's choice: some charsets take seconds.
"""

import asyncio
import re
from collections.abc import AsyncIterator
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.access.origins import SAFE
from app.access.written import MOST_FIELDS, SENT
from app.errors import Refusal
from app.errors.requests import NotText, TooLarge, UnknownWriting
from app.exports.parsing import LARGEST_RECORD
from app.frameworks.files import LARGEST_FILE
from app.rendering.refusals import refused

KIB = 1024
QUICK = 8 * KIB  # looked at in under 2 ms at worst; 512 KiB of escapes take 70
UTF_8 = r'(?:\s*;\s*charset="?utf-8"?)?\s*'
BOUNDARY = r"[0-9A-Za-z'()+_,./:=?-]{1,70}"


class Writing(NamedTuple):
    """What a route takes: the one way of writing it, and how many bytes."""

    content_type: re.Pattern[str]
    most: int
    is_form: bool = False


def _writing(content_type: str, most: int, *, is_form: bool = False) -> Writing:
    return Writing(re.compile(content_type, re.IGNORECASE), most, is_form)


FORM = _writing(rf"application/x-www-form-urlencoded{UTF_8}", 64 * KIB, is_form=True)
POSITION = FORM._replace(most=512 * KIB)
FILE = _writing(rf'multipart/form-data\s*;\s*boundary=(?:{BOUNDARY}|"{BOUNDARY}")\s*', LARGEST_FILE + 64 * KIB)
COMMAND = _writing(rf"application/json{UTF_8}", 64 * KIB)
COMMAND_WITH_FILE = COMMAND._replace(most=LARGEST_FILE * 4 // 3 + 64 * KIB)  # the file comes as base64
HANDED_BACK = POSITION.most  # a form that is too long is read as far as this, to give back what was typed
SPECIAL = (
    (re.compile(r"/workshops/\d+/positions/[^/]+(/later|/read-back|/typed)?"), POSITION),
    (re.compile(r"/sign-in"), POSITION),  # it may bring words along
    (re.compile(r"/frameworks"), FILE),
    (re.compile(r"/verify"), FILE._replace(most=LARGEST_RECORD + 64 * KIB)),
    (re.compile(r"/local/frameworks"), COMMAND_WITH_FILE),
    (re.compile(r"/local/records"), COMMAND._replace(most=LARGEST_RECORD * 4 // 3 + 64 * KIB)),
    (re.compile(r"/local/.*"), COMMAND),
)


class Bodies:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] in SAFE:  # nobody reads what comes with these
            return await self.app(scope, receive, send)
        writing = next((writing for path, writing in SPECIAL if path.fullmatch(scope["path"])), FORM)
        try:
            _look_at_headers(Headers(scope=scope), writing)
            if writing.is_form:
                scope[SENT] = body = b"".join([chunk async for chunk in _chunks(receive, writing.most)])
                if len(body) > writing.most:
                    raise TooLarge(writing.most)
                await _look_at_form(body)
                receive = _again(body, receive)
            else:
                receive = _counted(receive, writing.most)
        except Refusal as refusal:
            answer = await asyncio.to_thread(refused, Request(scope), refusal)
            return await answer(scope, receive, send)
        return await self.app(scope, receive, send)


def _look_at_headers(headers: Headers, writing: Writing) -> None:
    said, lengths = headers.getlist("content-type"), headers.getlist("content-length")
    carries = "transfer-encoding" in headers or any(length != "0" for length in lengths)
    if (said or carries) and (len(said) != 1 or not writing.content_type.fullmatch(said[0])):
        raise UnknownWriting
    most = max(writing.most, HANDED_BACK) if writing.is_form else writing.most
    if any(length.isdecimal() and (len(length) > 12 or int(length) > most) for length in lengths):
        raise TooLarge(writing.most)


async def _chunks(receive: Receive, most: int) -> AsyncIterator[bytes]:
    """More than may come, so that it can be given back.

    Ends early when its sender is gone: what is then left is not worth a word."""
    size = 0
    while True:
        message = await receive()
        size += len(message.get("body", b""))
        if size > max(most, HANDED_BACK):  # whatever its length said
            raise TooLarge(most)
        yield message.get("body", b"")
        if not message.get("more_body", False):
            return


async def _look_at_form(body: bytes) -> None:
    if body.count(b"&") >= MOST_FIELDS:
        raise TooLarge(len(body), "It has too many fields.")
    is_text = await asyncio.to_thread(_is_text, body) if len(body) > QUICK else _is_text(body)
    if not is_text:
        raise NotText


def _is_text(body: bytes) -> bool:
    """Strictly: a half surrogate, which UTF-8 does not have, can be neither stored nor sent back."""
    try:
        unquote_to_bytes(body).decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _again(body: bytes, receive: Receive) -> Receive:
    """Hands out a body that was read; after it whatever comes, such as that its sender is gone."""
    whole: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def hand_out() -> Message:
        return whole.pop() if whole else await receive()

    return hand_out


def _counted(receive: Receive, most: int) -> Receive:
    size = 0

    async def count() -> Message:
        nonlocal size
        message = await receive()
        size += len(message.get("body", b""))
        if size > most:
            raise TooLarge(most)
        return message

    return count
