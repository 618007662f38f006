"""A framework of standards in one edition: what was published, said in plain words, item by item with its number.

Frozen: a workshop pins one edition, and nothing changes it afterwards.
"""

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict

from app.frameworks.pictures import PICTURES

OVERALL = "overall"  # the number of the row that stands for the whole; no published standard may have it
LONGEST_NUMBER = 20  # characters of any item's number
MOST_CRITERIA = 40  # of one standard
MOST_STANDARDS = 120

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


class Criterion(Item):
    pass


class Question(Item):
    misprint: bool = False


class Consideration(Item):
    """What to think about before a number is chosen."""


class Partner(Item):
    """A kind of group whose voice the framework wants to hear."""


class Passage(Item):
    """What the document says outside its standards. `place`: where the framework's page shows it, one of `PLACES`."""

    title: str
    points: tuple[str, ...] = ()
    place: str = ""


PLACES = ("", "evidence", "potential", "end")  # before the standards, or beside what the place is named for


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


class Standard(Titled):
    plain: str = ""
    criteria: tuple[Criterion, ...] = ()
    questions: tuple[Question, ...] = ()
    is_local: bool = False  # a theme that one workshop added
    easy_read: str = ""  # in very short sentences, one a line
    picture: str = ""  # beside them: a name of `PICTURES`
    picture_says: str = ""  # what it shows here, where that is more than the name says

    @property
    def is_whole(self) -> bool:
        return self.number == OVERALL

    @property
    def heading(self) -> str:
        """On a screen that asks about it."""
        return self.title if self.is_whole else f"{self.number}. {self.title}"

    @property
    def easy_lines(self) -> tuple[str, ...]:
        return tuple(filter(None, map(str.strip, self.easy_read.split("\n"))))

    @property
    def picture_shows(self) -> str:
        """In words, for whoever does not see it. A record may name one that this program does not have."""
        return self.picture_says or PICTURES.get(self.picture, "")

    @property
    def genuine_questions(self) -> tuple[Question, ...]:
        return tuple(question for question in self.questions if not question.misprint)

    def criterion(self, number: str) -> Criterion | None:
        return next((criterion for criterion in self.criteria if criterion.number == number), None)


class Domain(Titled):
    standards: tuple[Standard, ...]


class Band(Part):
    """Neighbouring points of the scale, `low` to `high`. `printed` is its label as in print, slips and all."""

    low: int
    high: int
    name: str
    label: str
    printed: str = ""
    gloss: str = ""
    rag: str = ""

    def shown_label(self, *, printed: bool) -> str:
        return (self.printed if printed else "") or self.label


class Rag(Part):
    """One of the coarser colour names that the framework also uses, with the bands it takes in."""

    name: str
    label: str
    printed: str = ""
    bands: tuple[str, ...]


class Scale(Part):
    points: int
    note: str = ""  # what has to be said wherever a number for one standard is told
    bands: tuple[Band, ...]
    rag: tuple[Rag, ...] = ()

    @property
    def is_printed(self) -> bool:
        """Whether the framework prints words for its bands, so that ours may differ from them."""
        return any(band.printed for band in self.bands)

    @property
    def has_slips(self) -> bool:
        return any(band.printed not in ("", band.label) for band in self.bands)


class ColumnHeading(Part):
    """What stands over one column of the evidence that is always asked for."""

    column: int
    title: str
    page: int | None = None


class Minimum(Part):
    """One title of the evidence that is always asked for, in its column of the published table."""

    number: Number
    column: int
    title: str
    page: int | None = None
    is_inferred: bool = False  # the print does not say which column it stands in


class Potential(Item):
    """Evidence that may be offered for a domain."""

    domain: Number


class Evidence(Part):
    minimum: tuple[Minimum, ...] = ()
    potential: tuple[Potential, ...] = ()
    headings: tuple[ColumnHeading, ...] = ()

    def heading_of(self, column: int) -> str:
        """Empty where the framework prints none."""
        return next((heading.title for heading in self.headings if heading.column == column), "")

    def heading_over(self, number: str) -> str:
        """Of the column in which an item of the minimum stands, and whether that is inferred."""
        item = next((item for item in self.minimum if item.number == number), None)
        heading = self.heading_of(item.column) if item else ""
        return f"{heading} (that it stands here is inferred)" if item and item.is_inferred and heading else heading

    @property
    def columns(self) -> tuple[tuple[Minimum, ...], ...]:
        numbers = sorted({item.column for item in self.minimum})
        return tuple(tuple(item for item in self.minimum if item.column == number) for number in numbers)

    def of_domain(self, number: str) -> tuple[Potential, ...]:
        return tuple(item for item in self.potential if item.domain == number)

    def name_of(self, number: str) -> str | None:
        """The title or the words of either kind of item."""
        names = {item.number: item.title for item in self.minimum} | {i.number: i.words for i in self.potential}
        return names.get(number)


class Resource(Part):
    title: str
    text: str = ""
    url: str = ""
    more: str = ""  # a second address
    page: int | None = None


class Work(Resource):
    """Something that the framework's list of reading names, `under` one of the list's headings."""

    under: str
    by: str = ""
    year: int | None = None


class Resources(Part):
    outcomes: tuple[Resource, ...] = ()
    general: tuple[Resource, ...] = ()
    works: tuple[Work, ...] = ()

    @property
    def all(self) -> tuple[Resource, ...]:
        return (*self.outcomes, *self.general, *self.works)

    @property
    def reading(self) -> dict[str, list[Work]]:
        """By heading, in the order of the list."""
        lists: dict[str, list[Work]] = {}
        for work in self.works:
            lists.setdefault(work.under, []).append(work)
        return lists


class Term(Part):
    """`see` is another term of the glossary, or an address."""

    term: str
    text: str
    page: int | None = None
    see: str = ""
    official: str = ""
    is_ours: bool = False  # the published glossary has no such term

    @property
    def words(self) -> str:
        return self.official or self.text

    @property
    def is_address(self) -> bool:
        return self.see.startswith(("http://", "https://"))


class Correction(Part):
    """A slip of the print. `where` names what it bites, such as “scale”, “standard 6” or “criterion 5.1”."""

    number: int
    where: str
    printed: str
    corrected: str
    reason: str
    page: int | None = None
    also: tuple[str, ...] = ()  # further places, named as `where` is
    is_shown: bool = True  # what is meant stands here; else the print does, and should read otherwise today

    @property
    def places(self) -> tuple[str, ...]:
        return (self.where, *self.also)


class Forms(Part):
    """What the boxes of the forms are called: as the framework prints it, and else in our words."""

    how: str = "How are we doing?"
    evidence: str = "Evidence of impact on outcomes"
    good_practice: str = "Good practice to develop"
    divergent: str = "Where views differ"
    summary: str = "Summary and actions"
    actions: str = "Actions and their priority"
    who: str = "Who?"
    when: str = "By when?"
    overall: str = "Our overall position"
    narrative: str = "How far do the partners agree?"
    needed: str = ""  # the box for actions that each standard has, if there is one; “{number}” is the standard's
    note: str = ""  # why a form may call a standard otherwise than a screen

    def needed_for(self, number: str) -> str:
        return self.needed.replace("{number}", number)


class Framework(Part):
    key: str
    title: str
    short_title: str = ""
    edition: str
    publisher: str = ""
    year: int | None = None
    note: str = ""
    about: str = ""
    passages: tuple[Passage, ...] = ()
    scale: Scale
    domains: tuple[Domain, ...]
    considerations: tuple[Consideration, ...] = ()
    groups: tuple[Partner, ...] = ()
    evidence: Evidence = Evidence()
    resources: Resources = Resources()
    glossary: tuple[Term, ...] = ()
    corrections: tuple[Correction, ...] = ()
    forms: Forms = Forms()
    wording_by: str = ""  # who supplied the official wording, if some of it is here

    @property
    def name(self) -> str:
        return self.short_title or self.title

    @property
    def standards(self) -> tuple[Standard, ...]:
        return tuple(standard for domain in self.domains for standard in domain.standards)

    def standard(self, number: str) -> Standard:
        return (
            self.whole
            if number == OVERALL
            else next(standard for standard in self.standards if standard.number == number)
        )

    def domain_of(self, number: str) -> Domain:
        return next(domain for domain in self.domains if any(s.number == number for s in domain.standards))

    def term(self, name: str) -> Term | None:
        return self._terms.get(name.casefold())

    def title_of_record(self, titled: Titled, *, printed: bool) -> str:
        """A standard is called the same in every form of a record. `printed`: with the slips of the print."""
        title = titled.summary_title
        meant = (correction.corrected for correction in self.corrections if correction.printed == title)
        return title if printed else next(meant, title)

    def passages_at(self, place: str) -> tuple[Passage, ...]:
        return tuple(passage for passage in self.passages if passage.place == place)

    def place_named(self, place: str) -> str:
        """Where a correction bites, in words: the numbers of passages are printed nowhere."""
        titles = {f"passage {passage.number}": f"“{passage.title}”" for passage in self.passages}
        return titles.get(place, f"{place[0].upper()}{place[1:]}")

    def corrections_of(self, *places: str) -> tuple[Correction, ...]:
        return tuple(correction for correction in self.corrections if {*correction.places} & {*places})

    def corrections_of_standard(self, standard: Standard) -> tuple[Correction, ...]:
        return self.corrections_of(*_places(standard))

    @cached_property
    def whole(self) -> Standard:
        """What is asked about everything together, on the framework's own scale: one more composed row, ours to say."""
        return Standard(
            number=OVERALL,
            title="Where are we as a whole?",
            plain="Taking all of it together, as you see it: everything that was rated and said, not one standard.",
            easy_read="Think of everything we talked about today.\nHow well does it all go, as you see it?",
            picture="whole",
        )

    @cached_property
    def _terms(self) -> dict[str, Term]:
        return {term.term.casefold(): term for term in self.glossary}


def _places(standard: Standard) -> Iterator[str]:
    yield f"standard {standard.number}"
    yield from (f"criterion {criterion.number}" for criterion in standard.criteria)
    yield from (f"question {question.number}" for question in standard.questions)
