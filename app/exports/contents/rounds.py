"""A round as an export tells it: its state, and what was shown of it.

Blindness is structural: it carries values only in `shown`, which is made from a frozen snapshot or is not there.
"""

from pydantic import Field

from app.exports.contents.part import Part, When
from app.models import AttributionRule, RoundState

Interval = tuple[int, int]


class Dot(Part):
    """How many people of a unit chose one score. Given under the open rule only."""

    score: int = Field(description="The point of the scale.")
    people: int = Field(description="How many chose it.")


class Unit(Part):
    """A displayed unit: a group, or “Smaller groups together”, as the attribution rule lets it be shown."""

    name: str = Field(description="The unit's name.")
    rated: int = Field(description="How many gave a number.")
    cant_tell: int = Field(description="How many answered “I can't tell from what I know”.")
    middle: Interval | None = Field(
        description="[low, high] of its middle, both the same if it is one point; null also where numbers are left out."
    )
    place: Interval | None = Field(
        description="The same, from the round’s lowest middle on: how far apart. Without numbers, to half the scale."
    )
    bands: tuple[str, ...] = Field(description="The names of the bands its middle touches.")
    dots: tuple[Dot, ...] = Field(description="People by score; empty unless the rule is open.")
    is_guarded: bool = Field(description="Whether only this row is told: figures then take its people at its middle.")


class Finding(Part):
    """One thing the divergence model says about a round."""

    code: str = Field(description="What kind of finding it is.")
    sentence: str = Field(description="What it says, in plain English.")
    words: str = Field(description="The same without a figure or a band’s name; empty where it is all figures.")
    why: str = Field(description="Which figure met which threshold; empty where numbers are left out.")


class Shown(Part):
    """What a reveal froze, computed from displayed units only."""

    revealed_at: When = Field(description="When the round was revealed, in UTC.")
    attribution_rule: AttributionRule = Field(
        description="The attribution rule it is told under; in a public file always “not_attributable”."
    )
    answered: int = Field(description="How many in the room answered: gave a number or could not tell.")
    rated: int | None = Field(description="How many gave a number; null where that would tell of a withheld group.")
    cant_tell: int | None = Field(description="How many answered “I can't tell from what I know”; null likewise.")
    units: tuple[Unit, ...] = Field(description="The displayed units.")
    pooled: tuple[str, ...] = Field(description="The groups inside “Smaller groups together”.")
    withheld: tuple[str, ...] = Field(description="The groups about which nothing is shown.")
    late: tuple[str, ...] = Field(description="The groups that came after the first reveal and are too few to be told.")
    middle_by_group: Interval | None = Field(description="[low, high] of the middle where each group speaks once.")
    middle_by_person: Interval | None = Field(
        description="[low, high] of the middle where each person speaks once, in a guarded unit at its middle."
    )
    has_shared_middle: bool = Field(description="Whether the middles may be spoken of as one shared view.")
    findings: tuple[Finding, ...] = Field(
        description="Most important first; those that may point at somebody only if they were put on stage."
    )
    movement: str | None = Field(description="What changed since the round before, from what both rounds told.")
    kept_first_views: tuple[int, ...] = Field(
        description="First ratings that people who then moved want in the record, ascending, without name or group."
    )
    reasons_held_back: int = Field(description="How many reasons given in this round are held back.")


class Round(Part):
    """One blind pass over one standard."""

    number: int = Field(description="Counted from 1; rating again never overwrites an earlier round.")
    is_after_seeing: bool = Field(description="Whether people had seen an earlier round of the same standard.")
    state: RoundState = Field(description="Before “revealed” nothing more is told about a round.")
    shown_at: When | None = Field(description="When it was first put on stage and phones, in UTC; null if never.")
    shown: Shown | None = Field(description="What was revealed; null before the reveal.")
