"""The record of one workshop: the whole of what an export may hold."""

from pydantic import Field

from app.exports.contents.archive import Archive
from app.exports.contents.evidence import EvidenceMissing
from app.exports.contents.log import Act, Chained, Entry
from app.exports.contents.occasion import Front, Group, Workshop
from app.exports.contents.part import Part, When
from app.exports.contents.subjects import Domain, Overall, Standard
from app.models import Release

SCHEMA_VERSION = "1.6"


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
