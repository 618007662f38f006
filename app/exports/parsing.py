"""A JSON record read back, in the one way it is written; or one sentence that says why it cannot be."""

import json
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from app.errors import Refusal
from app.errors.requests import TooLarge
from app.exports.as_json import SEAL, as_written, seal_of
from app.exports.contents.report import SCHEMA_VERSION, Report

LARGEST_RECORD = 16 * 1024**2
CHAINED_SINCE = (1, 5)
NO_RECORD = "This is no JSON record of a workshop. Choose the file whose name ends in “-record.json”."


class BrokenRecord(Refusal):
    """A file that cannot be read as a record; the sentence says why, and what to do."""

    status = 422


@dataclass(frozen=True)
class Parsed:
    content: dict[str, Any]
    report: Report
    is_sealed: bool  # its seal fits all the rest
    is_as_written: bool  # byte for byte as this program writes it


def parsed(content: bytes) -> Parsed:
    if len(content) > LARGEST_RECORD:
        raise TooLarge(LARGEST_RECORD)
    plain = _plain(content)
    _must_be_readable(plain)
    report = _report(plain)
    return Parsed(plain, report, plain[SEAL] == seal_of(plain), content == as_written(plain))


def _plain(content: bytes) -> dict[str, Any]:
    if not content.strip():
        raise BrokenRecord("This file is empty. Choose the file whose name ends in “-record.json”.")
    try:
        plain = json.loads(content.decode(), object_pairs_hook=_without_twins, parse_constant=_no_number)
    except UnicodeDecodeError:
        raise BrokenRecord(f"Part of this file is no text in UTF-8: it was changed or damaged. {AGAIN}") from None
    except json.JSONDecodeError as error:
        raise BrokenRecord(_why(content.decode(), error)) from None
    except (ValueError, RecursionError):
        raise BrokenRecord(f"This file was changed: no JSON record is written like this. {AGAIN}") from None
    if not isinstance(plain, dict):
        raise BrokenRecord(NO_RECORD)
    return plain


AGAIN = "Take it again from where it was kept."


def _without_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """The second of a name would be read, and the first be seen."""
    content = dict(pairs)
    if len(content) != len(pairs):
        raise BrokenRecord(f"This file was changed: a name in it stands twice in one place. {AGAIN}")
    return content


def _no_number(name: str) -> Any:
    raise ValueError(name)


def _why(text: str, error: json.JSONDecodeError) -> str:
    if not text.lstrip().startswith("{"):
        return NO_RECORD
    if not text[error.pos :].strip() or "Unterminated" in error.msg:
        return f"This file ends before its end: part of it is missing. {AGAIN}"
    return f"This file was changed: it is no JSON any more at line {error.lineno}, sign {error.colno}. {AGAIN}"


def _must_be_readable(plain: dict[str, Any]) -> None:
    version = _version(plain.get("schema_version"))
    if version is None or plain["schema_version"] != ".".join(map(str, version)):  # 1.05 is no 1.5
        raise BrokenRecord(NO_RECORD)
    ours = _version(SCHEMA_VERSION)
    assert ours
    if version > ours:
        raise BrokenRecord(
            f"This file is written in version {plain['schema_version']} of the record, and this program reads "
            f"{SCHEMA_VERSION}. Use a newer program."
        )
    if version < CHAINED_SINCE:
        raise BrokenRecord(
            f"This file is written in version {plain['schema_version']} of the record, which had no chain yet: "
            "nothing in it can be verified. Export the record again."
        )


def _version(written: object) -> tuple[int, ...] | None:
    if not isinstance(written, str) or not all(part.isdecimal() and len(part) < 5 for part in written.split(".")):
        return None
    return tuple(int(part) for part in written.split("."))


def _report(plain: dict[str, Any]) -> Report:
    try:
        report = Report.model_validate_json(json.dumps(plain))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(step) for step in first["loc"])
        raise BrokenRecord(f"This file was changed: “{where}” in it is not as a record has it. {AGAIN}") from None
    if SEAL not in plain:
        raise BrokenRecord(f"This file was changed: its seal is missing. {AGAIN}")
    return report
