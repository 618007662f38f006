"""What a reveal stands on: who was there, what they answered, and what the reveal before left of them."""

from collections import defaultdict
from dataclasses import dataclass

from sqlmodel import Session, col, select

from app.divergence import DK, Answer, Facts, Kept, Voice
from app.models.people.seat import Role, Seat
from app.models.rounds.person import people_of
from app.models.rounds.rating import Rating
from app.models.rounds.round import Round
from app.models.rounds.snapshot import Snapshot
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


def basis_of(session: Session, workshop: Workshop, round_: Round) -> Basis:
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


def kept_from(basis: Basis, before: Snapshot) -> Kept:
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
