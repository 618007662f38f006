"""The five steps in which a draft is prepared: which step holds which fields, and how far each is."""

import re
from collections.abc import Collection
from enum import StrEnum


class Step(StrEnum):
    OCCASION = "occasion"
    STANDARDS = "standards"
    GROUPS = "groups"
    TOLD = "told"
    CHECK = "check"

    @property
    def heading(self) -> str:
        return HEADINGS[self]

    @property
    def number(self) -> int:
        return ORDER.index(self) + 1

    @property
    def following(self) -> "Step":
        """The last follows itself."""
        return ORDER[min(self.number, len(ORDER) - 1)]


class Far(StrEnum):
    DONE = "Done"
    NEXT = "Next"
    NOT_YET = "Not yet"


ORDER = tuple(Step)
FILLED_IN = ORDER[:-1]  # the last only looks at what the others hold
HEADINGS = {
    Step.OCCASION: "The occasion",
    Step.STANDARDS: "The standards",
    Step.GROUPS: "The groups",
    Step.TOLD: "What people are told",
    Step.CHECK: "Check and open the lobby",
}
HOLDS = {
    Step.OCCASION: re.compile(r"council|title|held_on|purpose|planned_minutes"),
    Step.STANDARDS: re.compile(
        r"framework_key|shows_printed_labels|standards|order|theme-(title|about|questions|domain)-L\d"
    ),
    Step.GROUPS: re.compile(r"groups|(group|expected|labelled)-\d{1,2}|assessing|attribution_rule"),
    Step.TOLD: re.compile(r"ground_rules|responsible|data_contact|lawful_basis|erase_seats_on|erase_record_on"),
}


def step_of(field: str) -> Step | None:
    """None for what belongs to a page and not to the draft."""
    return next((step for step in FILLED_IN if HOLDS[step].fullmatch(field)), None)


def how_far(problems: Collection[str]) -> dict[Step, Far]:
    """From the fields that keep a draft from being whole. The last step comes when the four before it are done."""
    missing = {step_of(field) for field in problems}
    following = next((step for step in FILLED_IN if step in missing), Step.CHECK)
    return {
        step: Far.NEXT if step is following else Far.NOT_YET if step in missing or step is Step.CHECK else Far.DONE
        for step in ORDER
    }
