"""The whole record, for programs and for keeping. Its schema comes from the same models that hold it."""

import json
from typing import Any

from app.exports.contents import SCHEMA_VERSION, Report


def as_json(report: Report) -> bytes:
    """UTF-8, indented, with keys in the order of the schema. Half a letter, which UTF-8 cannot hold, becomes “?”."""
    content = json.dumps(report.model_dump(mode="json"), ensure_ascii=False, indent=2)
    return content.encode("utf-8", "replace") + b"\n"


def schema() -> dict[str, Any]:
    """JSON Schema, with a sentence for every property. Its name says which version of the record it describes."""
    described = Report.model_json_schema(mode="serialization")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:critical-friend:record:{SCHEMA_VERSION}",
        **described,
        "title": "The record of a workshop",
        "properties": {
            **described["properties"],
            "schema_version": {**described["properties"]["schema_version"], "const": SCHEMA_VERSION},
        },
    }
