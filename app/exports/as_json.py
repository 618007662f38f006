"""The whole record, for programs and for keeping. Its schema comes from the same models that hold it."""

from typing import Any

from app.exports.contents import Report


def as_json(report: Report) -> bytes:
    """UTF-8, indented, with keys in the order of the schema."""
    return report.model_dump_json(indent=2).encode() + b"\n"


def schema() -> dict[str, Any]:
    """JSON Schema, with a sentence for every property."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **Report.model_json_schema(mode="serialization"),
    }
