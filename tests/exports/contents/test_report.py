"""The whole schema: every part of it is described, and holds nothing that is not in it."""

from typing import Any

from app.exports.as_json import schema


def test_every_property_of_the_schema_is_described() -> None:
    parts: dict[str, Any] = {"Report": schema(), **schema()["$defs"]}
    properties = {(name, key): told for name, part in parts.items() for key, told in part.get("properties", {}).items()}
    assert len(properties) > 60
    assert [key for key, told in properties.items() if not told.get("description")] == []
    assert all(part["additionalProperties"] is False for part in parts.values() if "properties" in part)
