"""Two reports of one workshop, as two servers make them: where the first difference stands, in words."""

from collections.abc import Iterator
from typing import Any

from app.exports.contents.report import Report

# Each has its own of these. A file of an earlier schema is told again in today's; what it lacks has a default there.
OF_THE_SERVER: dict[str, Any] = {
    "schema_version": True, "exported_at": True, "revision": True, "seal": True, "workshop": {"id"},
}  # fmt: skip


def first_difference(one: Report, other: Report) -> str:
    """Empty where there is none."""
    return next(
        _differences("", *(report.model_dump(mode="json", exclude=OF_THE_SERVER) for report in (one, other))), ""
    )


def _differences(where: str, one: Any, other: Any) -> Iterator[str]:
    if isinstance(one, dict) and isinstance(other, dict):
        for name in dict.fromkeys((*one, *other)):
            yield from _differences(f"{where} {name}".strip(), one.get(name), other.get(name))
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for place, each in enumerate(zip(one, other, strict=True), 1):
            yield from _differences(f"{where} {place}", *each)
    elif one != other:
        yield where.replace("_", " ")
