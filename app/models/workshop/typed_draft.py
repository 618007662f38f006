"""A draft as it is typed: what stands in its fields, half-filled or wrong as it may be, and the draft in it."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from hashlib import sha256
from typing import Any

from app.errors import Incomplete
from app.frameworks import LOCAL, Framework, Theme
from app.models.workshop.choices import AttributionRule, Purpose
from app.models.workshop.draft import MOST_GROUPS, MOST_THEMES, NO_DATE, Draft, GroupDraft
from app.models.workshop.steps import Step, step_of
from app.models.workshop.workshop import Workshop

Values = dict[str, Any]  # text by field, but for the lists "standards" and "order"
LINES = ("council", "title", "responsible", "data_contact", "lawful_basis", "ground_rules", "framework_key")
DATES = ("held_on", "erase_seats_on", "erase_record_on")
THEME_NUMBERS = tuple(f"{LOCAL}{place}" for place in range(1, MOST_THEMES + 1))


def values_of(workshop: Workshop) -> Values:
    """What stands in the fields of every step: as it was typed where it does not hold yet, else as it is kept."""
    values = {name: value for name, value in kept(workshop).items() if step_of(name) not in workshop.half_filled}
    for typed in workshop.half_filled.values():
        values |= typed
    return {**values, "standards": values.get("standards", []), "order": values.get("order", [])}


def only_of(step: Step, values: Mapping[str, Any]) -> Values:
    """The fields of one step; of a row without a group nothing, for its boxes are ticked to begin with."""
    held = {name: value for name, value in values.items() if step_of(name) is step}
    empty = {row for row in range(MOST_GROUPS) if not (held.get(f"group-{row}") or held.get(f"expected-{row}"))}
    return {name: value for name, value in held.items() if name not in {f"labelled-{row}" for row in empty}}


def state_of(step: Step, values: Values) -> str:
    """A short sign of what a step holds, for a page to say which state of it somebody has seen."""
    held = only_of(step, values)
    order = [number for number in held.pop("order", []) if number in held.get("standards", [])]
    said = {name: " ".join(str(value).split()) for name, value in held.items() if value}
    return sha256(repr((sorted(said.items()), order)).encode()).hexdigest()[:16]


def differing(step: Step, mine: Values, theirs: Values) -> list[tuple[str, str]]:
    """Field by field, what the other page saved where this one says something else."""
    mine, theirs = only_of(step, mine), only_of(step, theirs)
    names = [name for name in {**theirs, **mine} if name != "order"]
    return [(in_words(n), _said(theirs.get(n))) for n in names if _said(mine.get(n)) != _said(theirs.get(n))]


def in_words(field: str) -> str:
    """A field's name as a person reads it: “Group 2”, “Erase seats on”."""
    name, _, place = field.replace("_", " ").partition("-")
    row = str(int(place) + 1) if place.isdecimal() else place.replace("-", " ")
    name = {"held on": "date", "labelled": "may label a seat, group", "expected": "expected in group"}.get(name, name)
    return f"{name[:1].upper()}{name[1:]} {row}".strip()


def _said(value: Any) -> str:
    return ", ".join(value) if isinstance(value, list) else str(value or "").strip()


def problems_of(values: Values, chosen: Framework | None) -> dict[str, str]:
    """Everything that keeps this from being a whole draft, field by field."""
    draft, problems = read_draft(values)
    try:
        draft.must_hold(chosen)
    except Incomplete as incomplete:
        return {**incomplete.problems, **problems}
    return problems


def read_draft(values: Values) -> tuple[Draft, dict[str, str]]:
    """With a sentence for each field that is no date, number or choice at all; `must_hold` says the rest."""
    problems: dict[str, str] = {}
    plain: dict[str, Any] = {name: str(values.get(name, "")).strip() for name in LINES}
    plain |= {name: _date(values, name, problems) for name in DATES}
    return Draft(
        **plain,
        purpose=_choice(Purpose, values, "purpose", problems),
        attribution_rule=_choice(AttributionRule, values, "attribution_rule", problems),
        planned_minutes=_number(str(values.get("planned_minutes", ""))),
        standards=_chosen(values),
        groups=tuple(_groups(values)),
        themes=tuple(themes_of(values)),
        shows_printed_labels=values.get("shows_printed_labels") == "yes",
    ), problems


def themes_of(values: Values) -> Iterator[Theme]:
    """A row that says nothing is no theme; one without a title is told so by the draft."""
    for number in THEME_NUMBERS:
        title, about, questions = (
            str(values.get(f"theme-{part}-{number}", "")).strip() for part in ("title", "about", "questions")
        )
        if title or about or questions:
            asked = tuple(line.strip() for line in questions.splitlines() if line.strip())
            yield Theme(number, title, about, asked, str(values.get(f"theme-domain-{number}", "")) or LOCAL)


def kept(workshop: Workshop) -> Values:
    groups = [GroupDraft(g.name, g.expected, g.is_assessing, g.asks_for_label) for g in workshop.groups]
    plain = workshop.model_dump(mode="json", include={*LINES, "purpose", "attribution_rule", "planned_minutes"})
    dates = {name: getattr(workshop, name).isoformat() for name in DATES}
    numbers = [standard.number for standard in workshop.standards]
    themes: Values = {}
    for theme in (standard.theme for standard in workshop.standards if standard.is_local):
        themes |= {
            f"theme-title-{theme.number}": theme.title,
            f"theme-about-{theme.number}": theme.about,
            f"theme-questions-{theme.number}": "\n".join(theme.questions),
            f"theme-domain-{theme.number}": theme.domain,
        }
    return {
        **plain,
        **dates,
        **themes,
        "framework_key": workshop.edition.choice,
        "shows_printed_labels": "yes" if workshop.shows_printed_labels else "",
        "standards": numbers,
        "order": numbers,
        **group_fields(tuple(groups)),
    }


def group_fields(groups: tuple[GroupDraft, ...]) -> Values:
    fields: Values = {}
    for row, group in enumerate(groups):
        fields[f"group-{row}"], fields[f"expected-{row}"] = group.name, str(group.expected)
        fields[f"labelled-{row}"] = "yes" if group.asks_for_label else ""
        if group.is_assessing:
            fields["assessing"] = str(row)
    return fields


def without_groups(values: Values) -> Values:
    rows = re.compile(r"(group|expected|labelled)-\d+|assessing")
    return {name: value for name, value in values.items() if not rows.fullmatch(name)}


def _chosen(values: Values) -> tuple[str, ...]:
    """The ticked standards in the order of the page; a page without an order gives them in the order they came."""
    ticked, order = ([str(number) for number in values.get(name, [])] for name in ("standards", "order"))
    in_order = [number for number in order if number in ticked or number in THEME_NUMBERS]
    themes = {theme.number for theme in themes_of(values)}
    numbers = [*in_order, *[number for number in ticked if number not in order]]
    return tuple(number for number in numbers if number in themes or number not in THEME_NUMBERS)


def _groups(values: Values) -> list[GroupDraft]:
    rows = [(str(values.get(f"group-{row}", "")).strip(), row) for row in range(MOST_GROUPS)]
    return [
        GroupDraft(
            name,
            _number(str(values.get(f"expected-{row}", ""))),
            is_assessing=values.get("assessing") == str(row),
            asks_for_label=values.get(f"labelled-{row}") == "yes",
        )
        for name, row in rows
        if name
    ]


def _choice(kind: type[Any], values: Values, field: str, problems: dict[str, str]) -> Any:
    try:
        return kind(values.get(field, ""))
    except ValueError:
        problems[field] = "Choose one of these."
        return None


def _date(values: Values, field: str, problems: dict[str, str]) -> date:
    try:
        return date.fromisoformat(str(values.get(field, "")))
    except ValueError:
        problems[field] = NO_DATE
        return date.min


def _number(text: str) -> int:
    return int(text) if text.strip().isdecimal() and len(text) < 6 else 0
