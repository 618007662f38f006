"""Whether a record is what it was: a file that somebody kept, and a workshop's own record in this server's database."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.datastructures import UploadFile
from starlette.responses import Response

from app.access.places import Place, SignedIn, may
from app.errors import Incomplete, Refusal, TooMany
from app.exports.stored import check
from app.exports.verdict import Verdict
from app.exports.verifying import verdict
from app.rendering import page
from app.rendering.form import Form
from app.running import running

router = APIRouter()
AT_ONCE = BoundedSemaphore(2)  # each takes a second of a core and much memory: people who rate come first
BUSY = "Two records are being verified at this moment. Nothing is wrong with yours: try again in a few seconds."


@router.get("/verify")
def before_a_file(request: Request, account: SignedIn) -> Response:
    return _page(request, Form())


@router.post("/verify")
async def verify(request: Request, account: SignedIn) -> Response:
    """Nothing of the file is kept."""
    typed: dict[str, str] = {}
    try:
        content = await _uploaded(request, typed)
        found = await asyncio.to_thread(_verified, content, typed["fingerprint"])
    except Refusal as refusal:
        return _page(request, Form(typed, _at_a_field(refusal)), status=refusal.status)
    return _page(request, Form(typed), found)


@router.get("/workshops/{workshop_id}/check")
def check_the_record(request: Request, place: Annotated[Place, Depends(may("export"))]) -> Response:
    with _one_of_few(), running(request).store.read() as session:
        found = check(session, place.workshop_id)
    return page(request, "verify/checked.html", found=found, workshop_id=place.workshop_id)


async def _uploaded(request: Request, typed: dict[str, str]) -> bytes:
    form = await request.form(max_files=1, max_fields=10)
    upload, fingerprint = form.get("file"), form.get("fingerprint")
    typed["fingerprint"] = fingerprint if isinstance(fingerprint, str) else ""
    if not isinstance(upload, UploadFile) or not upload.filename:
        raise Incomplete({"file": "Choose a file first: the JSON record, whose name ends in “-record.json”."})
    return await upload.read()


def _verified(content: bytes, fingerprint: str) -> Verdict:
    with _one_of_few():
        return verdict(content, fingerprint)


@contextmanager
def _one_of_few() -> Iterator[None]:
    if not AT_ONCE.acquire(blocking=False):
        raise TooMany(BUSY)
    try:
        yield
    finally:
        AT_ONCE.release()


def _at_a_field(refusal: Refusal) -> Incomplete:
    return refusal if isinstance(refusal, Incomplete) else Incomplete({"file": str(refusal)})


def _page(request: Request, form: Form, found: Verdict | None = None, status: int = 200) -> Response:
    return page(request, "verify/verify.html", status, form=form, found=found)
