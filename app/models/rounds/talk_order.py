"""The order in which revealed standards are talked about: what differs most first, fixed from their first reveal on.

A second round does not change it; people do, one standard at a time.
"""

from collections.abc import Iterable

from sqlmodel import Session

from app.divergence import Thresholds, analysed
from app.divergence.analysis import AgendaKey
from app.errors import NotFound, Refusal
from app.errors.acts import OlderPage
from app.models.rounds.standard import Standard
from app.models.workshop.event import record


def give_places(standards: Iterable[Standard]) -> None:
    """To those that were revealed and have none yet, after all that have one. The whole has none."""
    talked = [standard for standard in standards if standard.revealed_round and not standard.is_overall]
    last = max((standard.talk_place for standard in talked if standard.talk_place is not None), default=-1)
    fresh = sorted((standard for standard in talked if standard.talk_place is None), key=_what_differs)
    for place, standard in enumerate(fresh, last + 1):
        standard.talk_place = place


def _what_differs(standard: Standard) -> tuple[AgendaKey, int]:
    assert standard.revealed_round is not None
    frozen = standard.revealed_round.frozen
    thresholds = Thresholds.from_dict(frozen.thresholds)
    found = analysed(frozen.released, frozen.rule, frozen.assessing_unit, thresholds)
    return found.agenda_key, standard.place


def talk_order(standards: Iterable[Standard]) -> list[Standard]:
    placed = [standard for standard in standards if standard.talk_place is not None]
    return sorted(placed, key=lambda standard: standard.talk_place or 0)


def move(session: Session, standard: Standard, before: str, seen: str | None = None, *, by: str) -> None:
    """Puts it before the standard of that number, or last. `seen` is the order that a page showed: "6 7 9 8"."""
    standard.workshop.must_go_on()
    standards = standard.workshop.standards
    give_places(standards)
    order = talk_order(standards)
    if standard not in order:
        raise Refusal(f"{standard.spoken} is not revealed yet, so it has no place in the order of talk.")
    others = [other for other in order if other is not standard]
    numbers = [other.number for other in others]
    if before and before not in numbers:
        raise NotFound
    place = numbers.index(before) if before else len(others)
    wanted = [*others[:place], standard, *others[place:]]
    if wanted == order:
        return
    if seen is not None and seen.split() != [other.number for other in order]:
        raise OlderPage("somebody put the agenda in another order")
    for at, other in enumerate(wanted):
        other.talk_place = at
    record(session, standard.workshop_id, by, "moved on the agenda", standard=standard.number, before=before)
