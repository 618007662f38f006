"""What no report tells, and another server needs to hold the workshop."""

from typing import Any

from pydantic import Field

from app.exports.contents.occasion import MOST_PEOPLE
from app.exports.contents.part import Part, When

LONGEST_DAY = 1000  # minutes that a draft may plan


class LocalTheme(Part):
    """A theme that this workshop rated beside the published standards."""

    number: str = Field(description="Its number in this workshop.")
    title: str = Field(description="Its title.")
    about: str = Field(description="What it is about; may be empty.")
    questions: tuple[str, ...] = Field(description="What the room was asked about it.")
    domain: str = Field(description="The number of the domain that it stands in; “L” for none that is published.")


class EvidenceAsked(Part):
    """Something that this workshop asked its room for."""

    standard: str = Field(description="The number of the standard it was asked for.")
    title: str = Field(description="What was asked for.")
    offered: tuple[int, ...] = Field(description="Places, from 0, of what answers it in that standard's evidence.")


class Remarks(Part):
    """What stands on the console beside what a revealed round tells, and in no other file."""

    standard: str = Field(description="The number of the standard; “overall” for the round on the arrow.")
    round: int = Field(description="The number of the round.")
    tiers: dict[str, int] = Field(description="By finding that is told: how soon to talk about it, from 1.")
    questions: dict[str, str] = Field(description="By finding that is told: the question that it brings.")
    question: str | None = Field(description="The question that the movement since the round before brings.")


class Archive(Part):
    """What no report tells, and a server needs to hold the workshop. Nothing in it is about a person."""

    framework: dict[str, Any] = Field(description="The framework's own data, whole, in the edition that was used.")
    shows_printed_labels: bool = Field(description="Whether bands are labelled as in print, slips and all.")
    planned_minutes: int = Field(ge=0, le=LONGEST_DAY, description="How long it was planned to take.")
    order: tuple[str, ...] = Field(
        description="The numbers of its standards in its own order, local themes among them."
    )
    themes: tuple[LocalTheme, ...] = Field(description="Its local themes, in that order.")
    evidence_asked: tuple[EvidenceAsked, ...] = Field(description="What it asked its room for.")
    remarks: tuple[Remarks, ...] = Field(description="What stands beside its revealed rounds, in its own order.")
    closed_at: When | None = Field(description="When it was closed, in UTC.")
    links_cut_at: When | None = Field(description="When closing could be undone no longer, in UTC; null before.")
    seats_erased_at: When | None = Field(description="When seats and reasons were erased, in UTC; null before.")
    people_shown: int = Field(ge=0, le=MOST_PEOPLE, description="How many people answered in rounds that were shown.")
    holds: tuple[When, ...] = Field(
        description="When each hold on erasure that stands was set, in UTC. Why, and for whom, is not told."
    )
