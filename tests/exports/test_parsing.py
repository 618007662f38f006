"""A file that is no record, or no longer one: one sentence that says why, and never a traceback."""

import json

import pytest

from app.errors.requests import TooLarge
from app.exports.parsing import LARGEST_RECORD, BrokenRecord, parsed
from tests.exports.forging import content, file


@pytest.mark.parametrize(
    ("broken", "sentence"),
    [
        (b"", "This file is empty"),
        (b" \n", "This file is empty"),
        (b"PK\x03\x04", "no JSON record of a workshop"),
        (b"[1]", "no JSON record of a workshop"),
        (b"{}", "no JSON record of a workshop"),
        (b'{"schema_version": 7}', "no JSON record of a workshop"),
        (b'{"schema_version": "1.x"}', "no JSON record of a workshop"),
        (b'{"schema_version": "1.4"}', "which had no chain yet"),
        (b'{"schema_version": "1.99"}', "Use a newer program"),
        (b'{"schema_version": "1.05"}', "no JSON record of a workshop"),
        (b'{"schema_version": "2.0"}', "Use a newer program"),
        (b'{"schema_version": "1.6"}', "is not as a record has it"),
        (b'{"schema_version": "1.5", "schema_version": "1.5"}', "stands twice in one place"),
        (b'{"schema_version": NaN}', "no JSON record is written like this"),
        (b"{" + b'"a":[' * 100_000, "was changed|ends before its end|written like this"),
        (b'{"a": ' + b"9" * 5000 + b"}", "no JSON record is written like this"),
        (b'{"a" 1}', "no JSON any more at line 1, sign 6"),
        (b'{"\xff": 1}', "no text in UTF-8"),
    ],
)
def test_what_is_no_record_is_refused_in_one_sentence(broken: bytes, sentence: str) -> None:
    with pytest.raises(BrokenRecord, match=sentence):
        parsed(broken)


@pytest.mark.parametrize("part", [0.01, 0.3, 0.9, 0.9999])
def test_a_file_that_was_cut_off_ends_before_its_end(part: float) -> None:
    with pytest.raises(BrokenRecord, match="ends before its end"):
        parsed(file()[: int(len(file()) * part)])


def test_more_than_a_record_can_have_is_not_read() -> None:
    with pytest.raises(TooLarge):
        parsed(b" " * (LARGEST_RECORD + 1))


@pytest.mark.parametrize("name", ["seal", "chain", "chained", "archive", "workshop"])
def test_a_missing_property_is_missed(name: str) -> None:
    made = content()
    del made[name]
    with pytest.raises(BrokenRecord, match=f"{name}|seal"):
        parsed(json.dumps(made).encode())


def test_a_property_more_is_refused() -> None:
    with pytest.raises(BrokenRecord, match="“surprise” in it is not as a record has it"):
        parsed(json.dumps({**content(), "surprise": 1}).encode())
