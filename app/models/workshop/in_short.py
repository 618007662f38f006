"""What a step of a draft holds, in one line of its list: only what is there already."""

from datetime import date

from app.models.workshop.choices import AttributionRule
from app.models.workshop.draft import Draft
from app.models.workshop.steps import Step

RULES = {
    AttributionRule.BY_GROUP: "Shown by group",
    AttributionRule.OPEN: "Shown openly",
    AttributionRule.NOT_ATTRIBUTABLE: "Not attributable",
}


ALWAYS = {
    Step.TOLD: "Ground rules, who is responsible for the data, dates of erasure",
    Step.CHECK: "Try one phone first. Opens when the four steps above are done",
}


def in_short(step: Step, draft: Draft) -> str:
    return ALWAYS.get(step) or {
        Step.OCCASION: _occasion,
        Step.STANDARDS: _standards,
        Step.GROUPS: _groups,
    }[step](draft)


def counted(chosen: int, minutes: int) -> str:
    """How a slot divides; no more than advice, for a timer never closes anything."""
    if chosen == 0:
        return "None chosen yet"
    each = minutes // chosen
    return f"{chosen} chosen, about {each} {'minute' if each == 1 else 'minutes'}{' each' if chosen > 1 else ''}"


def _occasion(draft: Draft) -> str:
    purpose = draft.purpose.value if draft.purpose else ""
    day = f"{draft.held_on.day} {draft.held_on:%B %Y}" if draft.held_on > date.min else ""
    minutes = f"{draft.planned_minutes} minutes" if draft.planned_minutes else ""
    said = ", ".join(part for part in (purpose, draft.council, day, minutes) if part)
    return f"{said[:1].upper()}{said[1:]}"


def _standards(draft: Draft) -> str:
    numbers = list(draft.standards)
    numbers += [theme.number for theme in draft.themes if theme.number not in numbers]
    if not numbers:
        return counted(0, 0)
    each = counted(len(numbers), draft.planned_minutes).partition(", ")[2]
    return f"{len(numbers)} chosen: {listed(numbers)}. {each[:1].upper()}{each[1:]}"


def _groups(draft: Draft) -> str:
    if not draft.groups:
        return "None named yet"
    count, people = len(draft.groups), sum(group.expected for group in draft.groups)
    groups = "1 group" if count == 1 else f"{count} groups"
    return f"{groups}, {people} people expected. {RULES.get(draft.attribution_rule, '')}".rstrip(". ")


def listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
