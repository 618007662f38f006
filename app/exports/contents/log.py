"""What was done, and the chain that makes the log hold."""

from typing import Any

from pydantic import Field

from app.exports.contents.part import Part, When


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
