"""What an export may hold, whatever its format. These models are the documented schema of the JSON record.

Blindness is structural: a round carries values only in `shown`, which is made from a frozen snapshot or is not there.
"""

from datetime import date
from typing import Any

from pydantic import Field

from app.exports.recorded import Part, Recorded, When
from app.models import AttributionRule, Purpose, Release, RoundState, StandardState, Strength, WorkshopState

SCHEMA_VERSION = "1.6"
LONGEST_DAY = 1000  # minutes that a draft may plan
MOST_PEOPLE = 100_000  # more than any room; a number beyond is nobody's
Interval = tuple[int, int]


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


class EvidenceItem(Part):
    """Something that was offered as evidence. Nobody's name, and no order in which things came."""

    title: str = Field(description="What it is.")
    link: str = Field(description="Where it is found on the web; may be empty.")
    note: str = Field(description="What it shows or where else it is found; may be empty.")
    strength: Strength = Field(description="How strong whoever offered it takes it to be.")
    criterion: str = Field(description="The number of the criterion it is about; may be empty.")
    answers: str = Field(description="Its number in the framework's lists of evidence; empty if it is on none.")
    offered_by: str = Field(description="The displayed unit that offers it; empty where none was given or may be told.")


class EvidenceMissing(Part):
    """Something that was asked for and that nothing was offered for."""

    number: str = Field(description="Its number in the framework's minimum list; empty for what this workshop asked.")
    standard: str = Field(description="The standard this workshop asked it for; empty for the framework's list.")
    title: str = Field(description="What was asked for.")
    heading: str = Field(default="", description="What stands over it in the framework's minimum list; may be empty.")


class Standard(Recorded):
    """One standard of the workshop."""

    number: str = Field(description="Its published number.")
    title: str = Field(
        description="Its title as the published summary prints it, its slips corrected unless asked for."
    )
    state: StandardState = Field(description="Where it stood when this was exported.")
    is_parked: bool = Field(description="Whether the room put it aside for the time being.")
    rounds: tuple[Round, ...] = Field(description="Every round, oldest first.")
    evidence: tuple[EvidenceItem, ...] = Field(description="What was offered as evidence, by list and title.")

    @property
    def first_views_kept(self) -> int:
        return sum(len(round_.shown.kept_first_views) for round_ in self.rounds if round_.shown)

    @property
    def is_revealed(self) -> bool:
        """A public report keeps what was settled of a standard whose rounds the room was never shown."""
        return self.state is StandardState.SETTLED or any(round_.shown for round_ in self.rounds)

    @property
    def told(self) -> tuple[Round, ...]:
        """Its rounds of which something is told here, oldest first."""
        return tuple(round_ for round_ in self.rounds if round_.shown)


class Domain(Recorded):
    """A domain of the framework with those of its standards that the workshop chose."""

    number: str = Field(description="Its published number.")
    title: str = Field(description="Its title as the published form prints it.")
    summary_title: str = Field(description="Its title as the published summary of key actions prints it.")
    standards: tuple[Standard, ...] = Field(description="Its chosen standards, in the framework's order.")

    @property
    def is_revealed(self) -> bool:
        return any(standard.is_revealed for standard in self.standards)


class Overall(Recorded):
    """The whole: what people rated on the arrow, and their position on it."""

    title: str = Field(description="What the framework's forms call it.")
    rounds: tuple[Round, ...] = Field(description="Every round on the arrow, oldest first.")

    @property
    def told(self) -> tuple[Round, ...]:
        return tuple(round_ for round_ in self.rounds if round_.shown)


class Act(Part):
    """Something that was done. It names a role, never a person."""

    at: When = Field(description="When, in UTC.")
    by: str = Field(description="The role that acted.")
    act: str = Field(description="What was done.")
    about: dict[str, int | str | tuple[str, ...]] = Field(
        description="Which standards, domain or whole, version, state, rule or role, and the reason for reopening."
    )


class Chained(Part):
    """The chain of the workshop's log, as it stood when this was exported."""

    mark: str = Field(description="Drawn when the chain began; no other workshop has it.")
    entries: int = Field(description="How many entries it had.")
    fingerprint: str = Field(description="Of the newest entry, to be read aloud and compared; empty without a chain.")
    began_late: bool = Field(description="Whether acts stand before its first entry, which says how many.")


class Entry(Part):
    """One entry of the chain. A part that is not told here, or was erased, has its commitment alone."""

    number: int = Field(description="From 1, without a gap.")
    commitments: dict[str, str] = Field(description="By part: SHA-256 over its salt, a line feed and the part.")
    salts: dict[str, str] = Field(description="By part, of those that are told here.")
    parts: dict[str, Any] = Field(description="What was done, what it was about, what it fixed.")
    link: str = Field(description="SHA-256 over the chain's mark, the number, the link before and the commitments.")


class Front(Part):
    """Who was heard, as it stands first in every file."""

    people: int = Field(ge=0, le=MOST_PEOPLE, description="How many people answered in a round that is told here.")
    heard: tuple[str, ...] = Field(description="The invited groups of which somebody answered, in the draft's order.")
    not_heard: tuple[str, ...] = Field(description="The invited groups of which nobody answered.")


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


class Report(Part):
    """The record of one workshop."""

    schema_version: str = Field(description="The version of this schema; its first figure changes if a meaning does.")
    release: Release = Field(description="For whom it is made: “working” files are not for publication.")
    has_numbers: bool = Field(description="Whether numbers and bands stand in it; the words come first.")
    front: Front = Field(description="Whose views these are.")
    exported_at: When = Field(description="When this was exported, in UTC.")
    revision: int = Field(description="How often the workshop had changed by then.")
    workshop: Workshop = Field(description="The occasion.")
    groups: tuple[Group, ...] = Field(description="The groups invited, in the order of the draft.")
    domains: tuple[Domain, ...] = Field(description="The domains with chosen standards, in the framework's order.")
    overall: Overall = Field(description="The whole.")
    evidence_missing: tuple[EvidenceMissing, ...] = Field(
        description="Evidence asked for that nothing was offered for: what this workshop asked, then the framework's."
    )
    events: tuple[Act, ...] = Field(description="What was done, oldest first.")
    chained: Chained = Field(description="The chain of its log, and its fingerprint.")
    chain: tuple[Entry, ...] = Field(description="Its entries, oldest first; none in a public file.")
    archive: Archive | None = Field(
        description="What else brings it into another server; null before the close, in a public file, without numbers."
    )
    seal: str = Field(
        default="", description="SHA-256 over everything before it, in one fixed writing; made when it is written."
    )

    @property
    def standards(self) -> tuple[Standard, ...]:
        return tuple(standard for domain in self.domains for standard in domain.standards)

    @property
    def missing_by_heading(self) -> dict[str, list[EvidenceMissing]]:
        """What this workshop asked for has none, and comes first."""
        lists: dict[str, list[EvidenceMissing]] = {}
        for missing in self.evidence_missing:
            lists.setdefault(missing.heading, []).append(missing)
        return lists
