"""What Northvale's people agree on, and what they do not: words read back, dissent, the arrow, actions."""

from dataclasses import dataclass
from typing import Any

from app.demo.northvale import CANT, Rated
from app.models import PositionState

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
