"""The whole record, for programs and for keeping. Its schema comes from the same models that hold it."""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from app.exports.contents.report import SCHEMA_VERSION, Report
from app.models.workshop.chain import in_one_writing

SEAL = "seal"


def as_json(report: Report) -> bytes:
    content = report.model_dump(mode="json")
    return as_written({**content, SEAL: seal_of(content)})


def as_written(content: Mapping[str, Any]) -> bytes:
    """UTF-8, indented, with keys in the order of the schema. Half a letter, which UTF-8 cannot hold, becomes “?”."""
    return json.dumps(content, ensure_ascii=False, indent=2).encode("utf-8", "replace") + b"\n"


def seal_of(content: Mapping[str, Any]) -> str:
    """Over everything but itself, in one fixed writing. Whoever changes a file on purpose can make it anew."""
    return sha256(in_one_writing({name: part for name, part in content.items() if name != SEAL})).hexdigest()


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
