"""A framework as one workshop uses it: in the workshop's order, with themes of its own. What was published stays."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from app.frameworks.framework import Framework
from app.frameworks.standard import Domain, Question, Standard

LOCAL = "L"  # the number of the domain that holds themes which belong to no published one
LOCAL_TITLE = "Local themes"
Placed = TypeVar("Placed")


@dataclass(frozen=True)
class Theme:
    """What a workshop rates beside the published standards. `domain` is a number of the framework, or `LOCAL`."""

    number: str
    title: str
    about: str = ""
    questions: tuple[str, ...] = ()
    domain: str = LOCAL

    @property
    def standard(self) -> Standard:
        lettered = zip(LETTERS, self.questions, strict=False)
        questions = [Question(number=f"{self.number}{letter}", text=text) for letter, text in lettered]
        return Standard(
            number=self.number,
            title=self.title,
            about=self.about,
            plain=f"How well are we doing on “{self.title}”?",
            questions=tuple(questions),
            is_local=True,
        )


LETTERS = "abcdefghij"


def arranged(published: Framework, themes: Sequence[Theme], order: Sequence[str]) -> Framework:
    """With the themes in their domains, and domains and standards in the order of these numbers.

    What the order does not name stays behind the one that it follows in print.
    """
    places = {number: place for place, number in enumerate(order)}
    domains = [_with(domain, themes) for domain in published.domains]
    apart = tuple(theme.standard for theme in themes if theme.domain not in {domain.number for domain in domains})
    if apart:
        domains.append(Domain(number=LOCAL, title=LOCAL_TITLE, standards=apart))
    inside = [
        domain.model_copy(
            update={"standards": _in_order(domain.standards, lambda standard: places.get(standard.number))}
        )
        for domain in domains
    ]
    return published.model_copy(update={"domains": _in_order(inside, lambda domain: _first(domain, places))})


def _with(domain: Domain, themes: Sequence[Theme]) -> Domain:
    ours = tuple(theme.standard for theme in themes if theme.domain == domain.number)
    return domain.model_copy(update={"standards": (*domain.standards, *ours)}) if ours else domain


def _first(domain: Domain, places: dict[str, int]) -> int | None:
    return min((places[standard.number] for standard in domain.standards if standard.number in places), default=None)


def _in_order(items: Iterable[Placed], place_of: Callable[[Placed], int | None]) -> tuple[Placed, ...]:
    """Stable: what has no place takes that of the item before it."""
    keyed: list[tuple[int, Placed]] = []
    last = -1
    for item in items:
        place = place_of(item)
        last = last if place is None else place
        keyed.append((last, item))
    return tuple(item for _, item in sorted(keyed, key=lambda pair: pair[0]))
