"""What a step holds, in one line."""

from dataclasses import replace

import pytest

from app.models.workshop.in_short import counted, in_short
from app.models.workshop.steps import Step
from app.models.workshop.typed_draft import read_draft
from tests.conftest import northvale_draft


def test_a_whole_draft_is_told_in_four_lines() -> None:
    draft = replace(northvale_draft(), standards=("6", "7", "8", "9"))
    assert in_short(Step.STANDARDS, draft) == "4 chosen: 6, 7, 8 and 9. About 18 minutes each"
    assert in_short(Step.OCCASION, draft).startswith("LGA peer challenge, Northvale Council, ")
    assert in_short(Step.GROUPS, draft).endswith(" people expected. Shown by group")


def test_nothing_is_told_of_what_nobody_has_chosen() -> None:
    draft, _ = read_draft({"title": "Day 1"})
    lines = [in_short(step, draft) for step in (Step.OCCASION, Step.STANDARDS, Step.GROUPS)]
    assert lines == ["", "None chosen yet", "None named yet"]


@pytest.mark.parametrize(
    ("chosen", "minutes", "said"),
    [
        (4, 75, "4 chosen, about 18 minutes each"),
        (1, 75, "1 chosen, about 75 minutes"),
        (9, 9, "9 chosen, about 1 minute each"),
        (0, 75, "None chosen yet"),
    ],
)
def test_the_standards_that_are_chosen_divide_the_slot(chosen: int, minutes: int, said: str) -> None:
    assert counted(chosen, minutes) == said
