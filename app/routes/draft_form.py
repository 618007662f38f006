"""A draft as a form: what stands in its fields, and the draft that was typed."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from starlette.datastructures import FormData

from app.clock import today
from app.errors import Incomplete
from app.frameworks import LOCAL, Framework, Theme
from app.models import AttributionRule, Purpose, Workshop
from app.models.workshop.draft import MOST_GROUPS, MOST_THEMES, Draft, GroupDraft
from app.models.workshop.presets import PRESETS

Values = dict[str, Any]
GROUP_FIELDS = ("group-", "expected-", "labelled-", "assessing")
LINES = ("council", "title", "responsible", "data_contact", "lawful_basis", "ground_rules", "framework_key")
FIXED = (*LINES, "purpose", "attribution_rule", "planned_minutes", "held_on", "erase_seats_on", "erase_record_on")
THEME_NUMBERS = tuple(f"{LOCAL}{place}" for place in range(1, MOST_THEMES + 1))


def read_draft(form: FormData) -> Draft:
    """Raises `Incomplete` for what is no date, number or choice at all; `must_hold` says the rest."""
    problems: dict[str, str] = {}
    draft = Draft(
        **{name: str(form.get(name, "")).strip() for name in LINES},
        purpose=_choice(Purpose, form, "purpose", problems),
        attribution_rule=_choice(AttributionRule, form, "attribution_rule", problems),
        held_on=_date(form, "held_on", problems),
        erase_seats_on=_date(form, "erase_seats_on", problems),
        erase_record_on=_date(form, "erase_record_on", problems),
        planned_minutes=_number(str(form.get("planned_minutes", ""))),
        standards=_chosen(form),
        groups=tuple(_groups(form)),
        themes=tuple(themes_of(dict(form.items()))),
        shows_printed_labels=form.get("shows_printed_labels") == "yes",
    )
    if problems:
        raise Incomplete(problems)
    return draft


def themes_of(values: Values) -> Iterator[Theme]:
    """A row that says nothing is no theme; one without a title is told so by the draft."""
    for number in THEME_NUMBERS:
        title, about, questions = (
            str(values.get(f"theme-{part}-{number}", "")).strip() for part in ("title", "about", "questions")
        )
        if title or about or questions:
            asked = tuple(line.strip() for line in questions.splitlines() if line.strip())
            yield Theme(number, title, about, asked, str(values.get(f"theme-domain-{number}", "")) or LOCAL)


def fresh(purpose: Purpose, choice: str, framework: Framework) -> Values:
    day = today()
    return {
        "purpose": purpose.value,
        "held_on": day.isoformat(),
        "framework_key": choice,
        "attribution_rule": AttributionRule.BY_GROUP.value,
        "planned_minutes": 75,
        "lawful_basis": "Public task",
        "erase_seats_on": (day + timedelta(days=30)).isoformat(),
        "erase_record_on": (day + timedelta(days=730)).isoformat(),
        "standards": [standard.number for standard in framework.standards],
        **group_fields(PRESETS[purpose]),
    }


def kept(workshop: Workshop) -> Values:
    groups = [GroupDraft(g.name, g.expected, g.is_assessing, g.asks_for_label) for g in workshop.groups]
    plain = workshop.model_dump(mode="json", include={*LINES, "purpose", "attribution_rule", "planned_minutes"})
    dates = {name: getattr(workshop, name).isoformat() for name in ("held_on", "erase_seats_on", "erase_record_on")}
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


def typed(form: FormData) -> Values:
    lists = {name: [str(value) for value in form.getlist(name)] for name in ("standards", "order")}
    return {**{key: str(value) for key, value in form.items()}, **lists}


def as_fixed(form: FormData, workshop: Workshop) -> FormData:
    """For whoever edits standards and groups alone: occasion, framework, rule and promises as they are kept."""
    stands = {name: str(value) for name, value in kept(workshop).items() if name in FIXED}
    stands |= {"shown": stands["framework_key"], "shows_printed_labels": "yes" if workshop.shows_printed_labels else ""}
    theirs = [(name, value) for name, value in form.multi_items() if name not in {*stands, "take", "then"}]
    return FormData([*theirs, *stands.items()])


def without_groups(values: Values) -> Values:
    return {name: value for name, value in values.items() if not name.startswith(GROUP_FIELDS)}


def group_fields(groups: tuple[GroupDraft, ...]) -> Values:
    fields: Values = {}
    for row, group in enumerate(groups):
        fields[f"group-{row}"], fields[f"expected-{row}"] = group.name, group.expected
        fields[f"labelled-{row}"] = "yes" if group.asks_for_label else ""
        if group.is_assessing:
            fields["assessing"] = str(row)
    return fields


def chosen_purpose(form: FormData) -> Purpose:
    return _choice(Purpose, form, "groups_of", {}) or Purpose.LGA_PEER_CHALLENGE


def _chosen(form: FormData) -> tuple[str, ...]:
    """The ticked standards in the order of the page; a page without an order gives them in the order they came."""
    ticked, order = ([str(number) for number in form.getlist(name)] for name in ("standards", "order"))
    in_order = [number for number in order if number in ticked or number in THEME_NUMBERS]
    themes = {theme.number for theme in themes_of(dict(form.items()))}
    numbers = [*in_order, *[number for number in ticked if number not in order]]
    return tuple(number for number in numbers if number in themes or number not in THEME_NUMBERS)


def _groups(form: FormData) -> list[GroupDraft]:
    rows = [(str(form.get(f"group-{row}", "")).strip(), row) for row in range(MOST_GROUPS)]
    return [
        GroupDraft(
            name,
            _number(str(form.get(f"expected-{row}", ""))),
            is_assessing=form.get("assessing") == str(row),
            asks_for_label=form.get(f"labelled-{row}") == "yes",
        )
        for name, row in rows
        if name
    ]


def _choice(kind: type[Any], form: FormData, field: str, problems: dict[str, str]) -> Any:
    try:
        return kind(form.get(field, ""))
    except ValueError:
        problems[field] = "Choose one of these."
        return None


def _date(form: FormData, field: str, problems: dict[str, str]) -> date:
    try:
        return date.fromisoformat(str(form.get(field, "")))
    except ValueError:
        problems[field] = "Give a date, such as 2026-12-01."
        return date.min


def _number(text: str) -> int:
    return int(text) if text.strip().isdecimal() and len(text) < 6 else 0
