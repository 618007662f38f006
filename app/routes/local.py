"""A door for this machine's own command line beside a running server: it shows the key only its owner can read."""

import asyncio
import hmac
from collections.abc import Callable
from typing import Annotated, TypeVar

from fastapi import APIRouter, Depends, Header, Request
from pydantic import Base64Bytes, BaseModel, ValidationError
from sqlmodel import Session
from starlette.responses import JSONResponse, Response

from app.access.local_key import read_key
from app.access.reach import public_origin
from app.clock import today
from app.errors import Incomplete, NotFound, Refusal
from app.exports.importing import read_record, take_in
from app.live.due import in_lines
from app.live.emptying import NO_WORKSHOP
from app.live.standing_clock import WAITS
from app.log import told
from app.models import Account
from app.models.people.account import link_for_lost_password
from app.models.workshop.edition import add_edition
from app.models.workshop.edition_file import read_file
from app.running import running


def shows_the_key(request: Request, authorization: Annotated[str, Header()] = "") -> None:
    key = read_key(running(request).settings.database_file)
    if key is None or not hmac.compare_digest(authorization.encode(), f"Bearer {key.secret}".encode()):
        raise NotFound


router = APIRouter(prefix="/local", dependencies=[Depends(shows_the_key)])
Told = TypeVar("Told", bound=BaseModel)


class NewAccount(BaseModel):
    email: str
    name: str
    password_hash: str
    is_administrator: bool = False


class LostPassword(BaseModel):
    email: str


class RecordFile(BaseModel):
    content: Base64Bytes
    owner: str


class FrameworkFile(BaseModel):
    name: str
    content: Base64Bytes


@router.post("/accounts")
async def add_account(request: Request) -> Response:
    new = await _read(request, NewAccount)

    def act(session: Session) -> str:
        Account.add(session, new.email, new.name, new.password_hash, is_administrator=new.is_administrator)
        return f"Added {new.email}. Sign in at /sign-in."

    return await _told(request, act)


@router.post("/resets")
async def reset_account(request: Request, lost: LostPassword) -> Response:
    told("reset link made", reason="command line")
    return await _told(request, lambda session: link_for_lost_password(session, lost.email, public_origin(request)))


@router.post("/frameworks")
async def add_framework(request: Request) -> Response:
    server = running(request)
    file = await _read(request, FrameworkFile)
    try:
        with server.store.read() as session:
            framework = await asyncio.to_thread(read_file, session, file.name, file.content)
    except Refusal as refusal:
        return _refused(refusal)
    return await _told(request, lambda session: add_edition(session, framework).told)


@router.post("/records")
async def add_record(request: Request) -> Response:
    file = await _read(request, RecordFile)
    try:
        record = await asyncio.to_thread(read_record, file.content)
    except Refusal as refusal:
        return _refused(refusal)
    answer = await _told(request, lambda session: take_in(session, record, file.owner))
    await running(request).emptying.empty(NO_WORKSHOP)  # of one that was refused, too, words may stand in the log
    return answer


@router.post("/erasures")
async def erase_what_is_due(request: Request) -> Response:
    server = running(request)
    done = await server.endings.look()
    if server.endings.waits:
        return _refused(Refusal(WAITS))
    return JSONResponse({"told": in_lines(done, server.settings.backups_kept_days, today())})


async def _read(request: Request, kind: type[Told]) -> Told:
    """Not as a parameter of the route: that would be read before it is known who asks."""
    try:
        return await asyncio.to_thread(kind.model_validate_json, await request.body())
    except ValidationError:
        raise Incomplete(
            {"command": "That command is not the server’s own. Restart the server and try again."}
        ) from None


async def _told(request: Request, act: Callable[[Session], str]) -> Response:
    try:
        return JSONResponse({"told": await running(request).writer.do(None, act)})
    except Refusal as refusal:
        return _refused(refusal)


def _refused(refusal: Refusal) -> Response:
    return JSONResponse({"refused": str(refusal)}, refusal.status)
