"""A workshop as it is prepared, and what keeps it from being taken, field by field."""

from dataclasses import dataclass
from datetime import date

from app.errors import Incomplete
from app.frameworks import LOCAL, MOST_STANDARDS, Framework, Theme
from app.models.texts import LONGEST_LABEL, clean_label, cleaned, length
from app.models.workshop.choices import AttributionRule, Purpose
from app.models.workshop.workshop import COMMENTS_FOR

MOST_GROUPS = 12
LONGEST_LINE = 120
LONGEST_RULES = 1000
MOST_THEMES = 6
MOST_QUESTIONS = 5
LONGEST_ABOUT = 600
LONGEST_QUESTION = 200
ASKED = {
    "council": "Name the council whose commissioning is looked at.",
    "title": "Give the workshop a title, such as “Peer challenge, day 2”.",
    "responsible": "Say who is responsible for what people write here, such as the council.",
    "data_contact": "Give a contact for questions about data: an email address or a telephone number.",
    "lawful_basis": "Say on which lawful basis the data is kept, such as “public task”.",
}
NO_DATE = "Give a date, such as 2026-12-01."


@dataclass(frozen=True)
class GroupDraft:
    name: str
    expected: int
    is_assessing: bool = False
    asks_for_label: bool = True


@dataclass(frozen=True)
class Draft:
    council: str
    title: str
    held_on: date
    purpose: Purpose
    framework_key: str  # or key@digest, for exactly that edition: see `Edition.choice`
    standards: tuple[str, ...]  # numbers, in the workshop's order
    groups: tuple[GroupDraft, ...]
    attribution_rule: AttributionRule
    planned_minutes: int
    ground_rules: str
    responsible: str
    data_contact: str
    lawful_basis: str
    erase_seats_on: date
    erase_record_on: date
    themes: tuple[Theme, ...] = ()
    shows_printed_labels: bool = False

    def must_hold(self, chosen: Framework | None) -> None:
        """`chosen` is the framework that `framework_key` names; None where it names none."""
        problems = {**self._lines(), **self._groups(), **self._dates(), **self._themes(chosen)}
        if chosen is None:
            problems["framework_key"] = "Choose a framework from the list."
        elif problem := self._standards(chosen):
            problems["standards"] = problem
        if not 5 <= self.planned_minutes <= 1000:
            problems["planned_minutes"] = "Plan between 5 and 1000 minutes."
        if problems:
            raise Incomplete(problems)

    def _lines(self) -> dict[str, str]:
        problems = _lines({field: getattr(self, field) for field in ASKED})
        if length(self.ground_rules) > LONGEST_RULES:
            problems["ground_rules"] = f"Everybody reads these on a phone: keep them under {LONGEST_RULES} characters."
        return problems

    def _standards(self, chosen: Framework) -> str:
        themes = {theme.number for theme in self.themes}
        numbers = {standard.number for standard in chosen.standards} | themes
        if not (self.standards or themes) or not set(self.standards) <= numbers:
            return "Choose at least one standard for this workshop."
        if len({*self.standards, *themes}) > MOST_STANDARDS:
            return f"A workshop has at most {MOST_STANDARDS} standards, local themes among them."
        return ""

    def _themes(self, chosen: Framework | None) -> dict[str, str]:
        domains = {LOCAL, *[domain.number for domain in chosen.domains]} if chosen else set()
        problems: dict[str, str] = {}
        for theme in self.themes:
            if not cleaned(theme.title) or length(theme.title) > LONGEST_LINE:
                problems[f"theme-title-{theme.number}"] = (
                    f"Give this theme a title of at most {LONGEST_LINE} characters."
                )
            if length(theme.about) > LONGEST_ABOUT:
                problems[f"theme-about-{theme.number}"] = f"Keep this under {LONGEST_ABOUT} characters."
            if len(theme.questions) > MOST_QUESTIONS or any(
                length(question) > LONGEST_QUESTION for question in theme.questions
            ):
                problems[f"theme-questions-{theme.number}"] = (
                    f"Ask at most {MOST_QUESTIONS} questions, one a line, each under {LONGEST_QUESTION} characters."
                )
            if chosen and theme.domain not in domains:
                problems[f"theme-domain-{theme.number}"] = "Choose a domain of the framework, or “Local themes”."
        return problems

    def _groups(self) -> dict[str, str]:
        try:
            names = [clean_label(group.name).casefold() for group in self.groups]
        except Incomplete:
            return {"groups": f"Write each group’s name in plain letters, at most {LONGEST_LABEL} of them."}
        if not 2 <= len(names) <= MOST_GROUPS:
            return {"groups": f"Name 2 to {MOST_GROUPS} groups: each is one voice in the room."}
        if len(set(names)) < len(names) or "smaller groups together" in names:
            return {"groups": "Give every group a name of its own. “Smaller groups together” is kept for the screens."}
        if any(not 1 <= group.expected <= 500 for group in self.groups):
            return {"groups": "Say how many people you expect in each group, from 1 to 500."}
        return {}

    def _dates(self) -> dict[str, str]:
        if self.erase_seats_on - self.held_on <= COMMENTS_FOR:  # no sum: it could lie behind the last of all days
            return {
                "erase_seats_on": "Seats and reasons are needed on the day and for the seven days in which people may "
                "comment: choose a date more than a week after it."
            }
        if self.erase_record_on < self.erase_seats_on:
            return {"erase_record_on": "The record stays at least as long as seats and reasons: choose a later date."}
        return {}


def begins(council: str, title: str, held_on: str) -> date:
    """What a new draft has to say of itself: the date, once all three hold."""
    problems = _lines({"council": council, "title": title})
    try:
        day = date.fromisoformat(held_on)
    except ValueError:
        raise Incomplete({**problems, "held_on": NO_DATE}) from None
    if problems:
        raise Incomplete(problems)
    return day


def _lines(said: dict[str, str]) -> dict[str, str]:
    empty = {field: ASKED[field] for field, text in said.items() if not cleaned(text)}
    long = {f: f"Keep this under {LONGEST_LINE} characters." for f, text in said.items() if length(text) > LONGEST_LINE}
    return {**empty, **long}
