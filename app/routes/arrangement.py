"""Which standards a draft takes up, and in which order: a form that can be rearranged before anything is stored."""

from dataclasses import dataclass
from typing import TypeVar

from app.frameworks import Domain, Framework, Standard, arranged
from app.models.workshop.typed_draft import Values, themes_of

Moving = TypeVar("Moving", Domain, Standard)


@dataclass(frozen=True)
class Arrangement:
    """The framework as this form arranges it. `order` is every number from top to bottom, chosen or not."""

    domains: tuple[Domain, ...]

    @property
    def order(self) -> list[str]:
        return [standard.number for domain in self.domains for standard in domain.standards]

    def moved(self, what: str) -> list[str]:
        """The order once something went one place up or down; `what` is such as “up standard 3”, “down domain 1”.

        A standard stays within its domain. What cannot be moved stays where it is.
        """
        direction, kind, number = (*what.split(" "), "", "", "")[:3]
        step = {"up": -1, "down": 1}.get(direction, 0)
        if kind == "domain":
            domains = _swapped(self.domains, number, step)
        else:
            domains = tuple(
                domain.model_copy(update={"standards": _swapped(domain.standards, number, step)})
                for domain in self.domains
            )
        return Arrangement(domains).order


def arrangement(values: Values, framework: Framework) -> Arrangement:
    order = values.get("order") or values.get("standards") or []
    return Arrangement(arranged(framework, tuple(themes_of(values)), order).domains)


def _swapped(items: tuple[Moving, ...], number: str, step: int) -> tuple[Moving, ...]:
    place = next((place for place, item in enumerate(items) if item.number == number), None)
    if place is None or not 0 <= place + step < len(items):
        return items
    changed = list(items)
    changed[place], changed[place + step] = changed[place + step], changed[place]
    return tuple(changed)
