"""A framework of standards in one edition: what was published, said in plain words, item by item with its number.

Frozen: a workshop pins one edition, and nothing changes it afterwards.
"""

from collections.abc import Iterator
from functools import cached_property

from app.frameworks.around import Consideration, Correction, Forms, Partner, Passage, Term
from app.frameworks.evidence import Evidence
from app.frameworks.part import Part, Titled
from app.frameworks.resources import Resources
from app.frameworks.scale import Scale
from app.frameworks.standard import OVERALL, Domain, Standard


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
