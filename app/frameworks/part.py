"""What every part of a framework is made of: frozen, numbered, in the owner's words where there are some."""

import re
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict

LONGEST_NUMBER = 20  # characters of any item's number

SENTENCE_END = re.compile(r"(?<=[a-z)]{3})\.\s+(?=[A-Z])")  # not behind "e.g." or "Dr."

Number = Annotated[str, BeforeValidator(str)]  # written 3, "3" or "3.1" in a file; always text here


class Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Item(Part):
    """One published item. `official` is its owner's own wording, if the owner supplied it; else ours stands."""

    number: Number
    text: str
    page: int | None = None
    official: str = ""

    @property
    def words(self) -> str:
        return self.official or self.text

    @property
    def brief(self) -> str:
        """Its first sentence, for places where the number stands beside it and the whole is a tap away."""
        return SENTENCE_END.split(self.words)[0].rstrip(".")


class Titled(Part):
    """`title` is for screens; `titles` holds every printed form of it, by the place where it stands."""

    number: Number
    title: str
    titles: dict[str, str] = {}
    about: str = ""
    page: int | None = None
    official: str = ""

    @property
    def form_title(self) -> str:
        """The title as the published form prints it."""
        return self.titles.get("form", self.title)

    @property
    def summary_title(self) -> str:
        """As the summary of the forms prints it, which is nearest to what the standards say of themselves."""
        return self.titles.get("summary", self.form_title)

    @property
    def words(self) -> str:
        """What good looks like."""
        return self.official or self.about
