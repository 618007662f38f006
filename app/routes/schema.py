"""What a record for programs is made of, for whoever reads one: it holds nothing of any workshop."""

import json

from fastapi import APIRouter
from starlette.responses import Response

from app.exports.as_json import schema

router = APIRouter()


@router.get("/record-schema.json")
def record_schema() -> Response:
    content = json.dumps(schema(), ensure_ascii=False, indent=2)
    return Response(f"{content}\n".encode(), media_type="application/schema+json")
