"""Northvale, a council that does not exist: its groups, what its people say, and what they agree on."""

from dataclasses import dataclass
from typing import Any

from app.frameworks import DEFAULT, Framework
from app.models import PositionState
from app.models.evidence.offer import Offer
from app.models.workshop.draft import GroupDraft

CANT = None
Rated = dict[str, tuple[int | None, ...]]  # group -> what each of its people says

GROUPS = (
    GroupDraft("Council", 7, is_assessing=True),
    GroupDraft("CCG (now ICB)", 3),
    GroupDraft("Providers", 5),
    GroupDraft("Healthwatch", 1),
    GroupDraft("People who use services", 4, asks_for_label=False),
    GroupDraft("Carers", 2, asks_for_label=False),
)

RATINGS: dict[str, Rated] = {
    "6": {
        "Council": (8, 8, 9, 7, 8, 7, 8),
        "CCG (now ICB)": (7, 6, 7),
        "Providers": (3, 3, 3, 2, 4),
        "Healthwatch": (5,),
        "People who use services": (4, 4, 3, CANT),
        "Carers": (5, 4),
    },
    "7": {
        "Council": (7, 7, 6, 7, 8, 7, 7),
        "CCG (now ICB)": (7, 7, 8),
        "Providers": (2, 3, 8, 9, 5),
        "Healthwatch": (CANT,),
        "People who use services": (6, 7, CANT, CANT),
        "Carers": (6, 7),
    },
    "8": {
        "Council": (7, 7, 8, 7, 7, 7, 8),
        "CCG (now ICB)": (7, 7, 7),
        "Providers": (7, 6, 7, 7, 8),
        "Healthwatch": (7,),
        "People who use services": (7, 7, 6, 7),
        "Carers": (7, 8),
    },
    "9": {
        "Council": (6, 7, 6, 7, 6, 6, 7),
        "CCG (now ICB)": (6, 6, 5),
        "Providers": (4, 4, 5, 4, 3),
        "Healthwatch": (5,),
        "People who use services": (CANT, CANT, CANT, 5),
        "Carers": (CANT, 5),
    },
}
REASONS = {
    ("6", "Providers"): "Two homes closed this year and nobody asked us what a fair fee would be.",
    ("6", "Council"): "The market position statement was refreshed and vacancies are low.",
    ("6", "People who use services"): "There is one agency where I live. That is not a choice.",
    ("7", "Providers"): "Monitoring visits ask for the same figures three times.",
}
# What the first three of a group say that their rating is about.
CRITERIA = {
    ("6", "Council"): ("6.1",),
    ("6", "Providers"): ("6.5", "6.1"),
    ("6", "People who use services"): ("6.1",),
    ("7", "Council"): ("7.2",),
    ("7", "Providers"): ("7.4",),
}
WORDINGS = {
    "6": (
        PositionState.WITH_RESERVATIONS,
        "Vacancies are low, but fees have not kept pace with costs and choice is thin outside the towns.",
    ),
    "7": (
        PositionState.NOT_AGREED,
        "We weigh cost and quality together in tenders; providers do not recognise this in monitoring.",
    ),
    "8": (PositionState.AGREED, "A shared workforce plan is in place and training is open to every provider."),
}  # the ninth is revealed and not settled when the day ends
DIVERGENT = {"6": "Providers rate this much lower than the council does."}

# How people answered when words were read back, by subject and group.
_COUNCIL = ("agree",) * 5 + ("can live with it",) * 2
SAID_TO: dict[str, dict[str, tuple[str, ...]]] = {
    "standard-6": {
        "Council": _COUNCIL,
        "CCG (now ICB)": ("agree", "agree", "can live with it"),
        "Providers": ("do not agree", "do not agree", "do not agree", "can live with it", "agree"),
        "Healthwatch": ("can live with it",),
        "People who use services": ("can live with it", "agree", "can live with it"),
        "Carers": ("agree", "can live with it"),
    },
    "standard-7": {
        "Council": ("agree",) * 7,
        "CCG (now ICB)": ("agree",) * 3,
        "Providers": ("can live with it",) * 5,
        "People who use services": ("agree", "agree", "do not agree"),
    },
    "standard-8": {
        "Council": ("agree",) * 7,
        "CCG (now ICB)": ("agree",) * 3,
        "Providers": ("agree",) * 5,
        "Healthwatch": ("agree",),
        "People who use services": ("agree",) * 4,
        "Carers": ("agree",) * 2,
    },
    "overall": {
        "Council": ("agree",) * 7,
        "CCG (now ICB)": ("agree",) * 3,
        "Providers": ("do not agree",) * 4 + ("can live with it",),
        "Healthwatch": ("agree",),
        "People who use services": ("can live with it",) * 4,
        "Carers": ("agree", "agree"),
    },
}


@dataclass(frozen=True)
class DissentOfTheDay:
    slug: str
    group: str
    words: str
    behind: int  # others of the group who stand behind it


@dataclass(frozen=True)
class DomainOfTheDay:
    number: str
    state: PositionState
    words: str
    good_practice: str


DISSENTS = (
    DissentOfTheDay(
        "standard-6", "Providers", "Two homes closed this year and nobody asked us what a fair fee would be.", behind=2
    ),
    DissentOfTheDay("overall", "Providers", "Until fees are settled we cannot put our name to 6.", behind=3),
)
DOMAIN = DomainOfTheDay(
    "3",
    PositionState.WITH_RESERVATIONS,
    "The market is known and its workforce is supported; fees and monitoring divide us from providers.",
    "The shared workforce plan, with training that every provider can use.",
)
ARROW: Rated = {
    "Council": (7, 7, 8, 7, 7, 6, 7),
    "CCG (now ICB)": (7, 6, 7),
    "Providers": (4, 4, 5, 3, 4),
    "Healthwatch": (6,),
    "People who use services": (5, 5, 6, CANT),
    "Carers": (6, 6),
}
OVERALL_WORDS = "We meet most of what good looks like and have agreed action on the gaps."
MARKER = 6
ACTIONS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("standard-6", {"what": "Open-book review of fees with providers", "who": ("Council", "Providers"),
     "due": "31 Jan 2027", "priority": "high", "how_known": "A fee that both sides can explain"}),
    ("standard-6", {"what": "Map choice outside the towns", "who": ("Council",), "due": "Before the spring forum",
     "priority": "medium"}),
    ("standard-7", {"what": "Share monitoring figures once", "due": "30 Apr 2027"}),
    ("standard-7", {"what": "Agree what quality means in tenders", "who": ("Council", "CCG (now ICB)", "Providers"),
     "due": "30 Jun 2027", "priority": "high"}),
    ("standard-8", {"what": "Renew the workforce plan", "who": ("Council",), "due": "1 Sep 2027", "priority": "low"}),
    ("domain-3", {"what": "Hold a market day with carers", "who": ("Carers", "Council"), "due": "1 May 2027"}),
)  # fmt: skip

# (group that offers it, what it offers)
EVIDENCE = (
    ("Council", Offer("6", "Northvale market position statement 2026", "strong", "https://northvale.example/market",
     criterion="6.1", answers="M1.11")),
    ("Providers", Offer("6", "What 31 providers say about fees", "some",
     note="A survey by the providers’ forum; 31 of 58 replied.", criterion="6.5", answers="M2.5")),
    ("Healthwatch", Offer("6", "Visits to five home care agencies", "some",
     "https://northvale.example/home-care-visits", answers="M2.4")),
    ("People who use services", Offer("6", "One agency where I live", "early",
     note="Said by four people at the spring forum.")),
    ("CCG (now ICB)", Offer("7", "Joint monitoring of outcomes, year 1", "some",
     note="Paper for the joint commissioning board.", answers="M3.7")),
)  # fmt: skip
ASKED = ("6", "How many people waited more than four weeks for home care")


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
