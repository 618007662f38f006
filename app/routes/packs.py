"""Leave with it: packs are asked for, made beside the server, and fetched file by file or as one."""

import asyncio
import zipfile
from dataclasses import dataclass
from io import BytesIO
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi import Form as Field
from sqlmodel import Session
from starlette.responses import RedirectResponse, Response

from app.access.places import Id, Place, may
from app.clock import in_london
from app.errors import Incomplete
from app.exports import FORMATS, Format
from app.exports.publishing import HELD_ELSEWHERE, to_decide
from app.live.packing import Packing
from app.log import told
from app.models import Chain, Pack, Release, Workshop
from app.models.ending import pack as packs
from app.rendering import page
from app.rendering.form import Form
from app.routes.pressing import OnePress
from app.running import running

router = APIRouter(prefix="/workshops/{workshop_id}/pack")
Exports = Annotated[Place, Depends(may("export"))]
OFFERED_FIRST = [form for form in FORMATS.values() if form.is_offered_first]
ONE_STEP_FURTHER = [form for form in FORMATS.values() if not form.is_offered_first]
UNDECIDED = "The public pack was not made: some sentences have to be decided about first."


@dataclass(frozen=True)
class Shown:
    """A pack as its page tells it."""

    pack: Pack
    failure: str
    sizes: dict[str, int]  # by key, in bytes; empty until it is made
    is_stale: bool
    making: Format | None  # while one is made: which of its files


@router.get("")
def pack_page(request: Request, place: Exports) -> Response:
    return _page(request, place, Form())


@router.post("")
async def make(
    request: Request,
    place: Exports,
    press: OnePress,
    release: Annotated[Release, Field()] = Release.PUBLIC,
    numbers: Annotated[bool, Field()] = False,
) -> Response:
    if release is Release.PUBLIC and (why_not := await asyncio.to_thread(_why_not_public, request, place)):
        undecided = Form(refusal=Incomplete({"waiting": why_not}))
        return await asyncio.to_thread(_page, request, place, undecided, 409)

    def act(session: Session) -> int:
        by = place.actor(session)
        return packs.ask(session, place.workshop_id, release, has_numbers=numbers, files=len(FORMATS), by=by).id

    await running(request).writer.do(None, press.once(act))
    running(request).packing.look()
    told("asked for a pack", workshop=place.workshop_id, role=place.role, format=release.value)
    return RedirectResponse(f"{request.url.path}#packs", 303)


@router.get("/{pack_id}/all.zip")
def whole_pack(request: Request, place: Exports, pack_id: Id) -> Response:
    with running(request).store.read() as session:
        pack = packs.made_pack(session, place.workshop_id, pack_id)
        order = {key: place for place, key in enumerate(FORMATS)}
        files = sorted(packs.files_of(session, pack), key=lambda file: order.get(file.key, len(order)))
        content = _zipped(pack, {file.name: file.content for file in files})
    told("exported", workshop=place.workshop_id, role=place.role, format="zip")
    return _download(_zip_name(files[0].name), "application/zip", content)


@router.get("/{pack_id}/record")
def record_in_the_browser(request: Request, place: Exports, pack_id: Id) -> Response:
    """Behind the policy of every page, which lets in the one style that it brings along."""
    with running(request).store.read() as session:
        file = packs.file_of(session, packs.made_pack(session, place.workshop_id, pack_id), "html")
    told("exported", workshop=place.workshop_id, role=place.role, format="html")
    return Response(file.content, media_type=file.media_type, headers={"Cache-Control": "no-store"})


@router.get("/{pack_id}/files/{key}")
def one_file(request: Request, place: Exports, pack_id: Id, key: str) -> Response:
    with running(request).store.read() as session:
        file = packs.file_of(session, packs.made_pack(session, place.workshop_id, pack_id), key)
    told("exported", workshop=place.workshop_id, role=place.role, format=key)
    return _download(file.name, file.media_type, file.content)


def _why_not_public(request: Request, place: Place) -> str:
    with running(request).store.read() as session:
        workshop = session.get_one(Workshop, place.workshop_id)
        return HELD_ELSEWHERE if workshop.imported_at else UNDECIDED if _waiting(session, workshop) else ""


def _waiting(session: Session, workshop: Workshop) -> int:
    """How many sentences have to be decided about before anything is published."""
    return 0 if workshop.imported_at else sum(each.is_open for each in to_decide(session, workshop))


def _page(request: Request, place: Place, form: Form, status: int = 200) -> Response:
    packing = running(request).packing
    with running(request).store.read() as session:
        workshop = session.get_one(Workshop, place.workshop_id)
        waiting = 0 if "HX-Request" in request.headers else _waiting(session, workshop)  # not every two seconds
        shown = [_shown(session, packing, pack, workshop.rev) for pack in packs.packs_of(session, workshop.id)]
        return page(
            request, "pack/pack.html", status, form=form, workshop=workshop, packs=shown,
            are_coming=any(each.pack.is_in_hand and not each.failure for each in shown),
            waiting=waiting, held_elsewhere=HELD_ELSEWHERE if workshop.imported_at else "",
            offered_first=OFFERED_FIRST, one_step_further=ONE_STEP_FURTHER,
            chain=session.get(Chain, workshop.id),
        )  # fmt: skip


def _shown(session: Session, packing: Packing, pack: Pack, revision: int) -> Shown:
    sizes = packs.sizes_of(session, pack.id) if pack.made_at else {}
    making = list(FORMATS.values())[pack.done] if pack.is_in_hand and pack.done < len(FORMATS) else None
    return Shown(pack, packing.failure_of(pack), sizes, revision > pack.revision, making)


def _zipped(pack: Pack, contents: dict[str, bytes]) -> bytes:
    """The same to the letter whenever it is fetched."""
    made_at = in_london(pack.made_at or pack.asked_at).timetuple()[:6]
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            archive.writestr(zipfile.ZipInfo(name, made_at), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _zip_name(file_name: str) -> str:
    """As its files are called, without what tells one from another."""
    return f"{file_name.rpartition('-')[0]}-pack.zip"


def _download(name: str, media_type: str, content: bytes) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(content, media_type=media_type, headers=headers)
