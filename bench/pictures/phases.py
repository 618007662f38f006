"""Every phase of a workshop, each carried on from a stage of the demo by the same verbs that people press."""

from collections.abc import Callable
from functools import partial

from sqlmodel import Session

from app.clock import today
from app.models import Workshop
from app.models.ending.rehearsing import rehearse
from app.models.rounds.beginning import begin
from app.models.workshop import stage
from pictures import crowded, record, rounds
from pictures.rounds import FAY

GoesOn = Callable[[Session, Workshop], Workshop | None]  # returns another workshop, if the pictures are of that


def _begun(session: Session, workshop: Workshop) -> Workshop:
    return begin(session, workshop.owner_id, "Northvale Council", "Peer challenge, day 2", today().isoformat())


def _rehearsed(session: Session, workshop: Workshop) -> Workshop:
    return rehearse(session, workshop, by=FAY)


def _stands(_session: Session, _workshop: Workshop) -> None:
    """As the demo leaves it."""


PHASES: dict[str, tuple[str, GoesOn]] = {
    "begun": ("draft", _begun),
    "draft": ("draft", _stands),
    "rehearsal": ("draft", _rehearsed),
    "lobby": ("lobby", _stands),
    "late": ("lobby", _stands),
    "open": ("open", rounds.waited_for),
    "timer": ("open", partial(stage.start_timer, minutes=6, by=FAY)),
    "closed": ("open", rounds.closed),
    "revealed": ("revealed", rounds.hidden),
    "shown": ("revealed", record.typed),
    "blank": ("revealed", partial(stage.blank, by=FAY)),
    "frozen": ("revealed", partial(stage.freeze, stands="shown standard-6 1", by=FAY)),
    "word": ("revealed", record.explained),
    "by-group": ("revealed", record.by_group_shown),
    "again": ("revealed", rounds.opened_again),
    "both": ("revealed", rounds.rated_again),
    "read": ("revealed", record.read),
    "arrow-open": ("revealed", rounds.arrow_opened),
    "settled": ("settled", _stands),
    "one-mind": ("settled", record.one_mind_shown),
    "domain": ("settled", record.domain_shown),
    "arrow": ("settled", record.arrow_shown),
    "whole": ("settled", record.whole_shown),
    "ended": ("settled", record.ended),
    "commented": ("settled", record.commented),
    "confirmed": ("settled", record.confirmed),
    "nine-open": ("lobby", crowded.opened),
    "nine-shown": ("lobby", crowded.shown),
}
