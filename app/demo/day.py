"""Northvale's day with any framework: its own, or the same people on another's first standards."""

from dataclasses import dataclass

from app.demo.agreed import DIVERGENT, WORDINGS
from app.demo.northvale import ASKED, CRITERIA, EVIDENCE, RATINGS, REASONS, Rated
from app.frameworks import DEFAULT, Framework
from app.models import PositionState
from app.models.evidence.offer import Offer


@dataclass(frozen=True)
class Day:
    """What happens in one sitting, by standard and group."""

    ratings: dict[str, Rated]
    wordings: dict[str, tuple[PositionState, str]]
    reasons: dict[tuple[str, str], str]
    criteria: dict[tuple[str, str], tuple[str, ...]]
    divergent: dict[str, str]
    evidence: tuple[tuple[str, Offer], ...]
    asked: tuple[str, str] | None
    is_northvales: bool = False

    @property
    def sitting(self) -> list[str]:
        return list(self.ratings)


def day_with(framework: Framework) -> Day:
    """Northvale's own day; with another framework, the same people differ in the same way on its first standards."""
    if _is_northvales(framework):
        return Day(RATINGS, WORDINGS, REASONS, CRITERIA, DIVERGENT, EVIDENCE, ASKED, is_northvales=True)
    numbers = [standard.number for standard in framework.standards]
    points = framework.scale.points
    ratings = {
        number: {group: tuple(_on_scale(score, points) for score in scores) for group, scores in rated.items()}
        for number, rated in zip(numbers, RATINGS.values(), strict=False)
    }
    states = [state for state, _ in WORDINGS.values()]
    wordings = {number: (state, ELSEWHERE) for number, state in zip(ratings, states, strict=False)}
    return Day(ratings, wordings, {}, {}, {}, (), None)


def _is_northvales(framework: Framework) -> bool:
    """By what it holds: an own edition under the same key may have other standards."""
    standards = {standard.number: standard for standard in framework.standards}
    named = [(number, criterion) for (number, _), numbers in CRITERIA.items() for criterion in numbers]
    named += [(item.standard, item.criterion) for _, item in EVIDENCE if item.criterion]
    return (
        (framework.key, framework.scale.points) == (DEFAULT, 10)
        and standards.keys() >= RATINGS.keys()
        and all(standards[number].criterion(criterion) for number, criterion in named)
        and all(framework.evidence.name_of(item.answers) for _, item in EVIDENCE if item.answers)
    )


def _on_scale(score: int | None, points: int) -> int | None:
    return score if score is None else 1 + round((score - 1) * (points - 1) / 9)


ELSEWHERE = "Some of this works well and some does not yet. We look at it again in the autumn."
