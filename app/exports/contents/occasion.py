"""The occasion as an export tells it: its workshop, its framework and the forms of it, who was invited and heard."""

from datetime import date
from typing import Any

from pydantic import Field

from app.exports.contents.part import Part, When
from app.models import AttributionRule, Purpose, WorkshopState

MOST_PEOPLE = 100_000  # more than any room; a number beyond is nobody's


class Band(Part):
    """Neighbouring points of the scale."""

    low: int = Field(description="Its lowest point.")
    high: int = Field(description="Its highest point.")
    name: str = Field(description="Its name on screen, such as “Amber/green”.")
    label: str = Field(description="Its words, with slips of the print corrected.")
    printed: str = Field(description="Its words as the published framework prints them; empty where it prints none.")
    shown: str = Field(description="Which of the two this workshop shows.")


class Forms(Part):
    """What the boxes of the framework's published forms are called."""

    how: str = Field(description="The box for how things are, in words.")
    evidence: str = Field(description="The box for evidence of impact.")
    good_practice: str = Field(description="The box for good practice.")
    divergent: str = Field(description="The box for views that differ.")
    summary: str = Field(description="The heading of the summary.")
    actions: str = Field(description="The column for actions.")
    who: str = Field(description="The column for who does it.")
    when: str = Field(description="The column for by when.")
    overall: str = Field(description="The heading of the overall position.")
    narrative: str = Field(description="The box for how far the partners agree.")
    note: str = Field(default="", description="Why a form may call a standard otherwise than a screen; may be empty.")


class FormStandard(Part):
    """A standard as the published forms list it, whether this workshop chose it or not."""

    number: str = Field(description="Its published number.")
    title: str = Field(description="Its title in every form: the summary’s, with slips corrected unless asked for.")
    needed: str = Field(default="", description="The box for its actions; empty where the framework has none.")


class FormDomain(Part):
    """A domain likewise; its form and the summary print two titles."""

    number: str = Field(description="Its published number.")
    title: str = Field(description="Its title as the published form prints it.")
    summary_title: str = Field(description="Its title as the published summary of key actions prints it.")
    standards: tuple[FormStandard, ...] = Field(description="All its standards, in the framework's order.")


class Framework(Part):
    """The standards that were looked at, as published."""

    key: str = Field(description="The name of its data file in this program.")
    title: str = Field(description="Its published title.")
    edition: str = Field(description="The edition this workshop was prepared with.")
    bands: tuple[Band, ...] = Field(description="The bands of its scale, lowest first.")
    scale_note: str = Field(description="What has to be said beside a number for one standard; may be empty.")
    forms: Forms = Field(description="What the boxes of its forms are called.")
    domains: tuple[FormDomain, ...] = Field(description="What its forms list, chosen by this workshop or not.")


class Workshop(Part):
    """The occasion, and what its participants were promised."""

    id: int = Field(description="The workshop's number on its server.")
    council: str = Field(description="The council whose commissioning is looked at.")
    title: str = Field(description="The workshop's own title.")
    held_on: date = Field(description="The day it was held.")
    purpose: Purpose = Field(description="What it was held for.")
    state: WorkshopState = Field(description="Where the workshop stood when this was exported.")
    framework: Framework = Field(description="The framework of standards.")
    attribution_rule: AttributionRule = Field(description="Who sees whose rating after a reveal, as a key word.")
    attribution: str = Field(description="The same rule in words, as everyone was told.")
    ground_rules: str = Field(description="What the room was asked to keep to, if anything.")
    responsible: str = Field(description="Who is responsible for what people wrote here.")
    data_contact: str = Field(description="Whom to ask about data.")
    lawful_basis: str = Field(description="On which lawful basis the data is kept.")
    erase_seats_on: date = Field(description="When seats and reasons are erased.")
    erase_record_on: date = Field(description="When the record is erased.")
    confirmed_at: When | None = Field(description="When its record was confirmed, in UTC; null before that.")
    thresholds: dict[str, Any] = Field(description="Every figure a finding depends on; a fraction is written “3/4”.")


class Group(Part):
    """A stakeholder group that was invited."""

    name: str = Field(description="Its name.")
    expected: int | None = Field(description="How many people were expected from it; null in a public file.")
    is_assessing: bool = Field(description="Whether its own commissioning is being looked at.")


class Front(Part):
    """Who was heard, as it stands first in every file."""

    people: int = Field(ge=0, le=MOST_PEOPLE, description="How many people answered in a round that is told here.")
    heard: tuple[str, ...] = Field(description="The invited groups of which somebody answered, in the draft's order.")
    not_heard: tuple[str, ...] = Field(description="The invited groups of which nobody answered.")
