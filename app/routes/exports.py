"""Leave with it: the record as files."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from app.access.places import Place, may
from app.exports import FORMATS, Format, Report, file_name, report, without_numbers
from app.log import told
from app.running import running

router = APIRouter(prefix="/workshops/{workshop_id}/export")
Exports = Annotated[Place, Depends(may("export"))]


@router.get("/record.json")
def record_as_json(request: Request, place: Exports) -> Response:
    return _file(request, place, FORMATS["json"], _report(request, place))


@router.get("/record.docx")
def record_as_word(request: Request, place: Exports, numbers: bool = False) -> Response:
    made = _report(request, place)
    return _file(request, place, FORMATS["docx"], made if numbers else without_numbers(made))


def _report(request: Request, place: Place) -> Report:
    with running(request).store.read() as session:
        return report(session, place.workshop_id)


def _file(request: Request, place: Place, form: Format, made: Report) -> Response:
    told("exported", workshop=place.workshop_id, role=place.role, format=form.key)
    name = file_name(made, form)
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(form.make(made), media_type=form.media_type, headers=headers)
