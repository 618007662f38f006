"""What XML cannot hold is left out of every text."""

import pytest

from app.exports.plain import plain


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Be\x00fo\x0bre\x1b\uffff", "Before"),
        ("half \ud83d of a pair", "half  of a pair"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("  👩\u200d👩\u200d👧 \u202eevil ", "👩\u200d👩\u200d👧 \u202eevil"),
    ],
)
def test_only_what_xml_can_hold_is_kept(text: str, kept: str) -> None:
    assert plain(text) == kept
