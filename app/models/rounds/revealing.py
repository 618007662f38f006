"""A reveal: what the room answered becomes what is released of it, frozen."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from sqlmodel import Session

from app.clock import now
from app.divergence import Kept, Release, Terms, Thresholds, Unit, middle, release
from app.errors import Refusal
from app.models.rounds.basis import Basis, basis_of, kept_from
from app.models.rounds.movement import Movement, movement
from app.models.rounds.person import fix_people
from app.models.rounds.rating import Rating
from app.models.rounds.reason import Reason
from app.models.rounds.round import Round
from app.models.rounds.sitting import RoundState, Sitting
from app.models.rounds.snapshot import Cites, Snapshot, UnitCounts
from app.models.rounds.talk_order import give_places
from app.models.workshop.event import SNAPSHOT
from app.models.workshop.workshop import Workshop


def reveal(session: Session, sitting: Sitting, *, by: str) -> None:
    """Freezes a snapshot of every round. Asking twice is safe; an open sitting must be closed first."""
    if sitting.state is RoundState.REVEALED:
        return
    if sitting.state is RoundState.OPEN:
        raise Refusal("Close this sitting before you reveal it.")
    for round_ in sitting.rounds:
        round_.snapshot = take(session, round_).to_json()
        round_.standard.is_shown = False  # what is on stage is the round before; the new one is shown by an act
    sitting.revealed_at = now()
    sitting.reveal_due_at = None
    give_places(session.get_one(Workshop, sitting.workshop_id).standards)
    rows = [_told(round_) for round_ in sitting.rounds]
    sitting.log(session, by, "revealed", {"rows": rows}, {SNAPSHOT: frozen_in(sitting.rounds)})


def frozen_in(rounds: Iterable[Round]) -> list[dict[str, Any]]:
    """What a reveal fixed and its rounds keep. It holds scores that are never told: it stays on this server."""
    frozen = [(round_.standard.number, round_.number, round_.snapshot) for round_ in rounds]
    return [{"standard": standard, "round": number, "snapshot": snapshot} for standard, number, snapshot in frozen]


def _told(round_: Round) -> dict[str, Any]:
    """What may be told of it, in every later file too."""
    snapshot = round_.frozen
    names = {name: list(getattr(snapshot, name)) for name in ("pooled", "withheld", "late")}
    units = [
        {
            "name": unit.name,
            "rated": len(unit.scores),
            "cant_tell": unit.cant_tell,
            "middle": list(middle(unit.scores)) if unit.scores else None,
        }
        for unit in snapshot.units
    ]
    of_it = {"standard": round_.standard.number, "round": round_.number, "answered": snapshot.answered}
    return {**of_it, **names, "units": units}


def take(session: Session, round_: Round) -> Snapshot:
    """Freezes this round as its workshop's attribution rule lets it be shown, with the choices that stand now."""
    workshop = session.get_one(Workshop, round_.workshop_id)
    basis, terms = basis_of(session, workshop, round_), _terms(workshop)
    before = round_.earlier.frozen if round_.earlier else None
    kept = release(basis.facts(), terms, kept_from(basis, before) if before else None)
    ids = {name: group for group, name in basis.names.items()}
    people = {seat: ids[voice.group] for seat, voice in kept.people.items()}
    fix_people(session, round_.standard_id, people)
    _freeze_reasons(session, round_, basis.said_now(kept), kept.release, basis.criteria)
    return Snapshot(
        rule=terms.rule,
        units=tuple(_counts(unit, basis, kept) for unit in kept.release.units),
        pooled=kept.release.pooled,
        withheld=kept.release.withheld,
        late=kept.release.late,
        apart=kept.release.apart,
        assessing_unit=_assessing(workshop, kept.release),
        answered=_answered(kept),
        seated=len(basis.admitted),
        thresholds=workshop.thresholds,
        movement=_moved(workshop, basis, before, kept.release) if before else None,
        first=before.first if before and not before.withheld else round_.number,
        standing=dict(kept.standing),
    )


def _freeze_reasons(
    session: Session, round_: Round, ratings: list[tuple[str, Rating]], released: Release, criteria: frozenset[str]
) -> None:
    """`ratings`: (group, rating). What a withheld group wrote stays unread; the rest is stored alphabetically."""
    beside = [(released.unit_of(group), rating) for group, rating in ratings if rating.reason]
    for unit, rating in sorted(((u, r) for u, r in beside if u), key=lambda pair: (pair[0], pair[1].reason)):
        session.add(
            Reason(
                round_id=round_.id,
                unit=unit,
                text=rating.reason,
                may_quote=rating.may_quote,
                from_experience=rating.from_experience,
                from_document=rating.from_document,
                criteria=sorted(criteria & {*rating.criteria}),
            )
        )


def _terms(workshop: Workshop) -> Terms:
    expected = {group.name: group.expected for group in workshop.groups}
    return Terms(workshop.attribution_rule.value, expected, Thresholds.from_dict(workshop.thresholds))


def _counts(unit: Unit, basis: Basis, kept: Kept) -> UnitCounts:
    """With what its people cite; a unit that stands as it was told stands with that too."""
    if isinstance(unit, UnitCounts):
        return unit
    spoke = [] if unit.is_guarded else basis.counted(kept, kept.release.groups_of(unit.name))
    sources = Counter((rating.from_document, rating.from_experience) for rating in spoke if rating.score is not None)
    named = Counter(number for rating in spoke for number in basis.criteria & {*rating.criteria})
    return UnitCounts(
        **vars(unit),
        cites=Cites(sources[True, False], sources[False, True], sources[True, True], sources[False, False]),
        criteria=tuple(sorted(named.items())),
    )


def _assessing(workshop: Workshop, released: Release) -> str | None:
    assessing = workshop.assessing_group
    return assessing.name if assessing and assessing.name in released.groups else None


def _answered(kept: Kept) -> int:
    """As the rows tell it; where nothing is told by group, people."""
    if kept.release.withheld:
        return sum(voice.answer is not None for voice in kept.people.values())
    return sum(len(unit.answers) for unit in kept.release.units)


def _moved(workshop: Workshop, basis: Basis, before: Snapshot, released: Release) -> Movement:
    pairs = basis.scores_by_group(basis.number - 1), basis.scores_by_group(basis.number)
    return movement(workshop, before.released, released, pairs)
