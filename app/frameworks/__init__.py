"""Frameworks of standards: one data file per edition, read once, never changed while the program runs."""

import tomllib
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, field_validator

DATA = Path(__file__).parent / "data"
DEFAULT = "commissioning-for-better-outcomes"


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Band(_Part):
    """Neighbouring points of the scale, `low` to `high`, with the name shown on screen."""

    low: int
    high: int
    name: str
    printed: str
    label: str
    gloss: str


class Scale(_Part):
    points: int
    bands: tuple[Band, ...]

    def band_of(self, score: int) -> Band:
        return next(band for band in self.bands if band.low <= score <= band.high)


class Criterion(_Part):
    number: str
    text: str
    page: int


class Question(_Part):
    number: str
    text: str
    page: int
    misprint: bool


class Standard(_Part):
    number: str
    title: str
    titles: dict[str, str]
    plain: str
    about: str
    page: int
    criteria: tuple[Criterion, ...] = ()
    questions: tuple[Question, ...] = ()

    @field_validator("number", mode="before")
    @classmethod
    def as_text(cls, number: object) -> str:
        return str(number)

    @property
    def form_title(self) -> str:
        """The title as the published form prints it; exports have the form's shape."""
        return self.titles.get("form", self.title)


class Domain(_Part):
    number: str
    title: str
    titles: dict[str, str]
    about: str
    standards: tuple[Standard, ...]

    @field_validator("number", mode="before")
    @classmethod
    def as_text(cls, number: object) -> str:
        return str(number)

    @property
    def form_title(self) -> str:
        return self.titles.get("form", self.title)


class Framework(_Part):
    key: str
    title: str
    short_title: str
    edition: str
    publisher: str
    year: int
    scale: Scale
    domains: tuple[Domain, ...]

    @property
    def standards(self) -> tuple[Standard, ...]:
        return tuple(standard for domain in self.domains for standard in domain.standards)

    def standard(self, number: str) -> Standard:
        return next(standard for standard in self.standards if standard.number == number)

    def domain_of(self, number: str) -> Domain:
        return next(domain for domain in self.domains if any(s.number == number for s in domain.standards))


@cache
def framework(key: str) -> Framework:
    """Raises KeyError for a key that has no data file."""
    file = DATA / f"{key}.toml"
    if file.parent != DATA or not file.is_file():
        raise KeyError(key)
    return Framework.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))


@cache
def framework_keys() -> tuple[str, ...]:
    return tuple(sorted(file.stem for file in DATA.glob("*.toml")))
