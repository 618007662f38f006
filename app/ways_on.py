"""The one way on from each refusal: the act of its page, and where it leads. The sentence has said what happened."""

from typing import NamedTuple

from app.errors import NotFound, NotYours, Refusal
from app.errors.places import (
    LinkSpent,
    NotNow,
    NotUnderThisAccount,
    ReturnLinkGone,
    SeatElsewhere,
    SeatFreed,
    StillWaiting,
    TakenOver,
)
from app.errors.requests import WrongAddress


class Way(NamedTuple):
    label: str
    leads_to: str


# From the narrowest kind to the widest; where a refusal knows itself where it leads, that wins over the second.
WAYS: tuple[tuple[type[Refusal], Way], ...] = (
    (SeatFreed, Way("Join again", "/")),
    (SeatElsewhere, Way("Type a rejoin code", "/rejoin")),
    (LinkSpent, Way("Read who can help", "/help")),
    (ReturnLinkGone, Way("Read how to make a new one", "/help#participant")),
    (NotUnderThisAccount, Way("Your workshops", "/workshops")),
    (TakenOver, Way("Your workshops", "/workshops")),
    (NotFound, Way("Join a workshop", "/")),
    (StillWaiting, Way("Wait at the door", "/")),
    (NotNow, Way("Open the workshop", "/")),
    (NotYours, Way("Go on where you may", "/")),
    (WrongAddress, Way("Open that address", "/")),
)


def way_on(refusal: Refusal, back: str) -> Way:
    """`back`: the page that was left, for what can be tried there again."""
    for kind, way in WAYS:
        if isinstance(refusal, kind):
            return way._replace(leads_to=refusal.leads_to) if refusal.leads_to else way
    return Way("Back to the page before" if back != "/" else "Join a workshop", back)
