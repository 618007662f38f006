"""What a file says of the window and of holds, beside the acts of its workshop."""

from typing import Any

import pytest

from app.exports.contents.report import Report
from app.exports.ended import HOLDS, OTHERWISE, WINDOW, differences
from tests.exports.forging import content


def test_a_record_as_it_was_held_says_what_its_acts_say() -> None:
    assert differences(Report.model_validate(content())) == []


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"links_cut_at": None}, WINDOW),
        ({"links_cut_at": "2020-01-01T00:00:00Z"}, WINDOW),
        ({"links_cut_at": "2999-01-01T00:00:00Z"}, WINDOW),
        ({"holds": ["2026-11-21T16:00:00Z"]}, HOLDS),
    ],
)
def test_a_date_or_a_hold_that_no_act_gave_is_named(changes: dict[str, Any], what: str) -> None:
    made = content()
    made["archive"].update(changes)
    assert differences(Report.model_validate(made)) == [OTHERWISE.format(what=what)]
