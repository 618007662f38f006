"""Leave with it: the record as files."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from app.access.places import Place, may
from app.exports import Report, as_json, as_word, file_name, report
from app.log import told
from app.running import running

router = APIRouter(prefix="/workshops/{workshop_id}/export")
Exports = Annotated[Place, Depends(may("export"))]
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@router.get("/record.json")
def record_as_json(request: Request, place: Exports) -> Response:
    made = _report(request, place)
    told("exported", workshop=place.workshop_id, role=place.role, format="json")
    return _file(as_json(made), "application/json", file_name(made, "json"))


@router.get("/record.docx")
def record_as_word(request: Request, place: Exports, numbers: bool = False) -> Response:
    made = _report(request, place)
    told("exported", workshop=place.workshop_id, role=place.role, format="docx")
    return _file(as_word(made, numbers=numbers), WORD, file_name(made, "docx"))


def _report(request: Request, place: Place) -> Report:
    with running(request).store.read() as session:
        return report(session, place.workshop_id)


def _file(content: bytes, media_type: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(content, media_type=media_type, headers=headers)
