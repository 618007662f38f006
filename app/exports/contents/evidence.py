"""What was offered as evidence, and what nothing was offered for."""

from pydantic import Field

from app.exports.contents.part import Part
from app.models import Strength


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
