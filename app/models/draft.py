"""A workshop while it is being prepared: everything may change until the lobby opens, and nothing of this after."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlmodel import Session

from app import divergence
from app.errors import Incomplete
from app.frameworks import Framework, framework, framework_keys
from app.models.seat import LONGEST_LABEL, clean_label
from app.models.standard import Standard
from app.models.texts import cleaned
from app.models.workshop import AttributionRule, Purpose, StakeholderGroup, Workshop, WorkshopState

MOST_GROUPS = 12
LONGEST_LINE = 120
LONGEST_RULES = 1000


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
    framework_key: str
    standards: tuple[str, ...]
    groups: tuple[GroupDraft, ...]
    attribution_rule: AttributionRule
    planned_minutes: int
    ground_rules: str
    responsible: str
    data_contact: str
    lawful_basis: str
    erase_seats_on: date
    erase_record_on: date

    def must_hold(self) -> None:
        problems = {**self._lines(), **self._groups(), **self._dates()}
        if self.framework_key not in framework_keys():
            problems["framework_key"] = "Choose a framework from the list."
        elif not self.standards or not set(self.standards) <= {
            s.number for s in framework(self.framework_key).standards
        }:
            problems["standards"] = "Choose at least one standard for this workshop."
        if not 5 <= self.planned_minutes <= 1000:
            problems["planned_minutes"] = "Plan between 5 and 1000 minutes."
        if problems:
            raise Incomplete(problems)

    def _lines(self) -> dict[str, str]:
        asked = {
            "council": "Name the council whose commissioning is looked at.",
            "title": "Give the workshop a title, such as “Peer challenge, day 2”.",
            "responsible": "Say who is responsible for what people write here, such as the council.",
            "data_contact": "Give a contact for questions about data: an email address or a telephone number.",
            "lawful_basis": "Say on which lawful basis the data is kept, such as “public task”.",
        }
        empty = {field: sentence for field, sentence in asked.items() if not getattr(self, field).strip()}
        long = {f: f"Keep this under {LONGEST_LINE} characters." for f in asked if len(getattr(self, f)) > LONGEST_LINE}
        if len(self.ground_rules) > LONGEST_RULES:
            long["ground_rules"] = f"Everybody reads these on a phone: keep them under {LONGEST_RULES} characters."
        return {**empty, **long}

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
        if self.erase_seats_on < self.held_on:
            return {"erase_seats_on": "Seats and reasons are needed on the day: choose a date on or after it."}
        if self.erase_record_on < self.erase_seats_on:
            return {"erase_record_on": "The record stays at least as long as seats and reasons: choose a later date."}
        return {}


def create(session: Session, owner_id: int, draft: Draft) -> Workshop:
    draft.must_hold()
    chosen = framework(draft.framework_key)
    workshop = Workshop(
        owner_id=owner_id, framework_edition=chosen.edition, thresholds=_thresholds(chosen), **_columns(draft)
    )
    session.add(workshop)
    session.flush()
    _lay_out(session, workshop, draft)
    return workshop


def edit(session: Session, workshop: Workshop, draft: Draft) -> None:
    workshop.must_be(WorkshopState.DRAFT)
    draft.must_hold()
    for name, value in _columns(draft).items():
        setattr(workshop, name, value)
    chosen = framework(draft.framework_key)
    workshop.framework_edition, workshop.thresholds = chosen.edition, _thresholds(chosen)
    for row in (*workshop.groups, *workshop.standards):
        session.delete(row)
    session.flush()
    session.refresh(workshop)
    _lay_out(session, workshop, draft)


def _columns(draft: Draft) -> dict[str, Any]:
    apart = ("standards", "groups")
    columns = {name: getattr(draft, name) for name in Draft.__dataclass_fields__ if name not in apart}
    return {name: cleaned(value) if type(value) is str else value for name, value in columns.items()}


def _thresholds(chosen: Framework) -> dict[str, Any]:
    """The model's own, on the scale that this framework brings."""
    bands = tuple(divergence.Band(band.low, band.high, band.name) for band in chosen.scale.bands)
    return replace(divergence.DEFAULT, scale=divergence.Scale(chosen.scale.points, bands)).to_dict()


def _lay_out(session: Session, workshop: Workshop, draft: Draft) -> None:
    known = framework(draft.framework_key)
    chosen = [standard for standard in known.standards if standard.number in draft.standards]
    for place, standard in enumerate(chosen):
        session.add(Standard(workshop_id=workshop.id, place=place, number=standard.number, title=standard.title))
    for place, group in enumerate(draft.groups):
        session.add(
            StakeholderGroup(
                workshop_id=workshop.id,
                place=place,
                name=clean_label(group.name),
                expected=group.expected,
                is_assessing=group.is_assessing,
                asks_for_label=group.asks_for_label,
            )
        )
    session.flush()
    session.refresh(workshop)
