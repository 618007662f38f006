"""A framework as one workshop uses it: in the workshop's order, with themes of its own. What was published stays."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.frameworks.framework import Domain, Framework, Question, Standard

LOCAL = "L"  # the number of the domain that holds themes which belong to no published one
LOCAL_TITLE = "Local themes"


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
    """With the themes in their domains, and domains and standards in the order of these numbers; the rest follow."""
    places = {number: place for place, number in enumerate(order)}
    domains = [_with(domain, themes) for domain in published.domains]
    apart = tuple(theme.standard for theme in themes if theme.domain not in {domain.number for domain in domains})
    if apart:
        domains.append(Domain(number=LOCAL, title=LOCAL_TITLE, standards=apart))
    in_order = [_in_order(domain, places) for domain in domains]
    in_order.sort(key=lambda domain: places.get(domain.standards[0].number, len(places)))
    return published.model_copy(update={"domains": tuple(in_order)})


def _with(domain: Domain, themes: Sequence[Theme]) -> Domain:
    ours = tuple(theme.standard for theme in themes if theme.domain == domain.number)
    return domain.model_copy(update={"standards": (*domain.standards, *ours)}) if ours else domain


def _in_order(domain: Domain, places: dict[str, int]) -> Domain:
    standards = sorted(domain.standards, key=lambda standard: places.get(standard.number, len(places)))
    return domain.model_copy(update={"standards": tuple(standards)})
