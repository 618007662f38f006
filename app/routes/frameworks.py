"""Frameworks as whoever signs in sees them: read one, take its file, check and import one's own."""

import asyncio
import json

from fastapi import APIRouter, Request
from sqlmodel import Session
from starlette.datastructures import UploadFile
from starlette.responses import RedirectResponse, Response

from app.errors import NotFound, Refusal
from app.frameworks import Framework
from app.frameworks.as_json import shown
from app.frameworks.files import BrokenFile, template, write_framework
from app.models import Edition
from app.models.edition import add_edition, offered, read_file
from app.rendering import page
from app.running import running
from app.seats import Id, SignedIn

router = APIRouter(prefix="/frameworks")
LARGEST = 2 * 1024 * 1024  # bytes of a file; what a browser wraps around it comes on top
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
    here = running(request)
    try:
        name, content, imports = await _uploaded(request)
        with here.store.read() as session:
            framework = await asyncio.to_thread(read_file, session, name, content)
        if not imports:
            return _list(request, checked=framework, name=name)
        edition_id = await here.writer.do(None, lambda session: add_edition(session, framework).id)
    except BrokenFile as broken:
        return _list(request, broken=broken)
    except Refusal as refusal:
        return _list(request, refused=str(refusal))
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
    """(its name, what is in it, whether it shall be imported). Too much is refused before it is read."""
    said = request.headers.get("Content-Length", "")
    if not said.isdecimal():
        raise Refusal("This browser did not say how large the file is. Try another browser.")
    if int(said) > LARGEST + 64 * 1024:
        raise Refusal("That file is larger than 2 MB, which no framework is. Check that it is the right one.")
    form = await request.form(max_files=1, max_fields=10)
    given = form.get("file")
    if not isinstance(given, UploadFile) or not given.filename:
        raise Refusal("Choose a file first: a framework as .toml or .xlsx.")
    return given.filename, await given.read(), form.get("then") == "import"


def _list(
    request: Request,
    *,
    added: int = 0,
    checked: Framework | None = None,
    name: str = "",
    broken: BrokenFile | None = None,
    refused: str = "",
) -> Response:
    with running(request).store.read() as session:
        editions = offered(session)
        return page(
            request,
            "framework/list.html",
            422 if broken or refused else 200,
            editions=editions,
            added=next((edition for edition in editions if edition.id == added), None),
            checked=checked,
            name=name,
            broken=broken,
            refused=refused,
        )


def _edition(session: Session, edition_id: int) -> Edition:
    edition = session.get(Edition, edition_id)
    if edition is None:
        raise NotFound
    return edition


def _file(name: str, suffix: str, content: bytes) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}{suffix}"', "Cache-Control": "no-store"}
    return Response(content, media_type=MEDIA[suffix], headers=headers)
