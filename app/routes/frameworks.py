"""Frameworks as whoever signs in sees them: read one, take its file, check and import one's own."""

import asyncio
import json

from fastapi import APIRouter, Request
from sqlmodel import Session
from starlette.datastructures import UploadFile
from starlette.responses import RedirectResponse, Response

from app.access.places import Id, SignedIn
from app.errors import Incomplete, NotFound, Refusal
from app.frameworks import Framework
from app.frameworks.as_json import shown
from app.frameworks.files import BrokenFile, template, write_framework
from app.models import Edition
from app.models.workshop.edition import add_edition, listed
from app.models.workshop.edition_file import read_file
from app.rendering import page
from app.rendering.form import Form
from app.running import running

router = APIRouter(prefix="/frameworks")
MEDIA = {
    ".toml": "application/toml",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".json": "application/json",
}


@router.get("")
def frameworks(request: Request, account: SignedIn, added: int = 0) -> Response:
    return _list(request, added=added)


@router.get("/templates/framework.{suffix}")
def template_file(suffix: str, account: SignedIn) -> Response:
    return _file("framework", f".{suffix}", template(f".{suffix}"))


@router.post("")
async def check_or_import(request: Request, account: SignedIn) -> Response:
    """One form for both: what is wrong is told in the same words, and nothing of a broken file is kept."""
    server = running(request)
    try:
        name, content, imports = await _uploaded(request)
        with server.store.read() as session:
            framework = await asyncio.to_thread(read_file, session, name, content)
        if not imports:
            return _list(request, checked=framework, name=name)
        edition_id = await server.writer.do(None, lambda session: add_edition(session, framework).id)
    except BrokenFile as broken:
        return _list(request, broken=broken)
    except Refusal as refusal:
        return _list(request, refused=refusal)
    return RedirectResponse(f"/frameworks?added={edition_id}", 303)


@router.get("/{edition_id}")
def whole(request: Request, edition_id: Id, account: SignedIn) -> Response:
    with running(request).store.read() as session:
        edition = _edition(session, edition_id)
        return page(
            request,
            "framework/whole.html",
            edition=edition,
            framework=edition.framework,
            base=f"/frameworks/{edition.id}",
            back="/frameworks",
        )


@router.get("/{edition_id}/corrections")
def corrections(request: Request, edition_id: Id, account: SignedIn) -> Response:
    with running(request).store.read() as session:
        edition = _edition(session, edition_id)
        return page(
            request, "framework/corrections.html", framework=edition.framework, whole=f"/frameworks/{edition.id}"
        )


@router.get("/{edition_id}/file.{suffix}")
def file(request: Request, edition_id: Id, suffix: str, account: SignedIn) -> Response:
    with running(request).store.read() as session:
        framework = _edition(session, edition_id).framework
    if suffix == "json":
        return _file(framework.key, ".json", json.dumps(shown(framework), ensure_ascii=False, indent=2).encode())
    return _file(framework.key, f".{suffix}", write_framework(framework, f".{suffix}"))


@router.post("/{edition_id}/withdraw")
async def withdraw(request: Request, edition_id: Id, account: SignedIn) -> Response:
    await running(request).writer.do(None, lambda session: _edition(session, edition_id).withdraw())
    return RedirectResponse("/frameworks", 303)


async def _uploaded(request: Request) -> tuple[str, bytes, bool]:
    """(its name, what is in it, whether it shall be imported). What is too much ends in a refusal while it is read."""
    form = await request.form(max_files=1, max_fields=10)
    upload = form.get("file")
    if not isinstance(upload, UploadFile) or not upload.filename:
        raise Incomplete({"file": "Choose a file first: a framework as .toml or .xlsx."})
    return upload.filename, await upload.read(), form.get("then") == "import"


def _list(
    request: Request,
    *,
    added: int = 0,
    checked: Framework | None = None,
    name: str = "",
    broken: BrokenFile | None = None,
    refused: Refusal | None = None,
) -> Response:
    with running(request).store.read() as session:
        editions = listed(session)
        return page(
            request,
            "framework/list.html",
            refused.status if refused else 422 if broken else 200,
            editions=editions,
            added=next((edition for edition in editions if edition.id == added), None),
            checked=checked,
            name=name,
            broken=broken,
            form=Form(refusal=_at_the_file(broken, refused)),
        )


def _at_the_file(broken: BrokenFile | None, refused: Refusal | None) -> Incomplete | None:
    """The page has one field; what is wrong inside a file stands in a table of its own."""
    if broken:
        return Incomplete({"file": f"{broken.name} cannot be taken as it is. What has to be mended is listed below."})
    return Incomplete({"file": str(refused)}) if refused else None


def _edition(session: Session, edition_id: int) -> Edition:
    edition = session.get(Edition, edition_id)
    if edition is None:
        raise NotFound
    return edition


def _file(name: str, suffix: str, content: bytes) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}{suffix}"', "Cache-Control": "no-store"}
    return Response(content, media_type=MEDIA[suffix], headers=headers)
