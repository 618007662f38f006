"""A reveal: what the room answered becomes what is released of it, frozen."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from app.clock import now
from app.divergence import DK, Answer, Facts, Kept, Release, Terms, Thresholds, Unit, Voice, middle, release
from app.errors import Refusal
from app.models.people.seat import Role, Seat
from app.models.rounds.movement import Movement, movement
from app.models.rounds.person import fix_people, people_of
from app.models.rounds.rating import Rating
from app.models.rounds.reason import Reason
from app.models.rounds.round import Round
from app.models.rounds.sitting import RoundState, Sitting
from app.models.rounds.snapshot import Cites, Snapshot, UnitCounts
from app.models.rounds.talk_order import give_places
from app.models.workshop.event import SNAPSHOT
from app.models.workshop.workshop import Workshop

Ratings = dict[int, dict[int, Rating]]  # round's number -> seat -> rating


@dataclass(frozen=True)
class Basis:
    """A round as it stands before it is frozen, with the rounds of its standard before it."""

    number: int
    names: dict[int, str]  # group -> its name
    seats: dict[int, Seat]  # every participant's, those who left among them
    admitted: frozenset[int]  # seats that are admitted and not removed
    people: dict[int, str]  # the standard's own, from its first reveal: seat -> group
    ratings: Ratings
    criteria: frozenset[str]  # published numbers; whatever else a phone sent is not told

    def facts(self) -> Facts:
        said = self.ratings.get(self.number, {})
        people = {seat: Voice(self.group_of(seat), _answer(said.get(seat))) for seat in self.admitted}
        return Facts(tuple(self.names.values()), people, self._consent())

    def group_of(self, seat: int) -> str:
        return self.names[self.seats[seat].group_id or 0]

    def latest(self, until: int) -> dict[int, Rating]:
        """Each seat's last answer up to this round."""
        return {
            seat: rating
            for number in sorted(self.ratings)
            if number <= until
            for seat, rating in self.ratings[number].items()
        }

    def counted(self, kept: Kept, groups: tuple[str, ...]) -> list[Rating]:
        """The last ratings of the people of these groups."""
        return [
            rating
            for seat, rating in self.latest(self.number).items()
            if seat in kept.people and kept.people[seat].group in groups
        ]

    def said_now(self, kept: Kept) -> list[tuple[str, Rating]]:
        """(group, rating) of the standard's people who spoke in this round, for the voice they had at the first."""
        said = self.ratings[self.number]
        for_good = {unit for unit, standing in kept.standing.items() if standing.for_good}  # a consent was taken back
        own = {seat: kept.people[seat].group for seat in self.admitted & kept.people.keys() if seat in said}
        own = {seat: group for seat, group in own.items() if kept.release.unit_of(group) not in for_good}
        return [(group, said[seat]) for seat, group in own.items() if group == self.group_of(seat)]

    def scores_by_group(self, number: int) -> dict[str, dict[str, int]]:
        """group -> seat -> score, as `compare` takes it."""
        scores: dict[str, dict[str, int]] = {}
        for seat, rating in self.ratings[number].items():
            if rating.score is not None and seat in self.admitted | self.people.keys():
                scores.setdefault(self.people.get(seat) or self.group_of(seat), {})[str(seat)] = rating.score
        return scores

    def _consent(self) -> frozenset[str]:
        """Groups of which every member may be shown: who sits in them now, and whose answers count for them."""
        willing: dict[str, list[bool]] = defaultdict(list)
        groups = {**{seat: self.group_of(seat) for seat in self.admitted}, **self.people}
        latest = self.latest(self.number)
        for seat, group in groups.items():
            willing[group].append(_covers(self.seats[seat], latest.get(seat)))
        return frozenset(group for group, choices in willing.items() if all(choices))


def _answer(rating: Rating | None) -> Answer | None:
    if rating is None:
        return None
    return DK if rating.score is None else rating.score


def _covers(seat: Seat, rating: Rating | None) -> bool:
    """A consent covers the hand that gave the rating: not one that was given on a phone before this one."""
    moved_here = seat.rejoined_at is not None and rating is not None and rating.recorded_at < seat.rejoined_at
    return seat.may_show_group is True and not moved_here


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
    basis, terms = _read(session, workshop, round_), _terms(workshop)
    before = round_.earlier.frozen if round_.earlier else None
    kept = release(basis.facts(), terms, _kept(basis, before) if before else None)
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


def _read(session: Session, workshop: Workshop, round_: Round) -> Basis:
    names = {group.id: group.name for group in workshop.groups}
    everybody = session.exec(select(Seat).where(Seat.workshop_id == workshop.id, Seat.role == Role.PARTICIPANT)).all()
    numbers = {earlier.id: earlier.number for earlier in round_.standard.rounds if earlier.number <= round_.number}
    ratings: Ratings = {number: {} for number in numbers.values()}
    for rating in session.exec(select(Rating).where(col(Rating.round_id).in_(numbers))):
        ratings[numbers[rating.round_id]][rating.seat_id] = rating
    people = people_of(session, round_.standard_id) if round_.earlier else {}
    return Basis(
        number=round_.number,
        names=names,
        seats={seat.id: seat for seat in everybody},
        admitted=frozenset(seat.id for seat in everybody if seat.removed_at is None and not seat.is_waiting),
        people={seat: names[group] for seat, group in people.items()},
        ratings=ratings,
        criteria=frozenset(
            criterion.number for criterion in workshop.framework.standard(round_.standard.number).criteria
        ),
    )


def _kept(basis: Basis, before: Snapshot) -> Kept:
    """What the reveal before left, from what was frozen and from the answers as they stood at each reveal."""
    latest, released = basis.latest(basis.number - 1), before.released
    told_with: dict[int, Answer | None] = {}
    for name, standing in before.standing.items():
        then, groups = basis.latest(standing.told_in), released.groups_of(name)
        told_with |= {
            seat: _answer(then[seat]) for seat, group in basis.people.items() if group in groups and seat in then
        }
    return Kept(
        released,
        {seat: Voice(group, _answer(latest.get(seat))) for seat, group in basis.people.items()},
        {seat: answer for seat, answer in told_with.items() if answer is not None},
        frozenset(basis.ratings[before.first]) & basis.people.keys(),
        before.standing,
        basis.number - 1,
    )


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
