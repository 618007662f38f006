"""One standard rated again: which rows are told anew, and which stand as they were told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from app.divergence.facts import Facts, Kept, Seat, Standing, Terms, Voice, answers, said
from app.divergence.release import Answer, Release, Unit, told_unit
from app.divergence.units import count_scores, displayed_units, is_guarded

FEW, MANY, LARGE = 2, 3, 5  # people whose answer must be another before a guarded row is told anew; MANY from LARGE
FEWEST = 3  # scores of a guarded row that is told anew


def release_again(facts: Facts, terms: Terms, before: Kept) -> Kept:
    now = _Now(facts, terms, before, _people_again(facts, before))
    silent = (Unit(name) for name in before.release.late)
    retold = [(unit, _told_again(unit, now)) for unit in (*before.release.units, *silent)]
    units = tuple(unit for _, unit in retold if unit)
    late = tuple(sorted(unit.name for unit, again in retold if again is None))
    anew = [again for unit, again in retold if again is not None and again is not unit]
    standing = {
        name: replace(earlier, for_good=_stands_for_good(name, now)) for name, earlier in before.standing.items()
    }
    groups = [group for unit in anew for group in now.groups_of(unit)]
    return Kept(
        Release(units, before.release.pooled, (), late, comparable=_is_comparable(now)),
        now.people,
        {**before.told_with, **said(now.people, groups)},
        before.first,
        {**standing, **{unit.name: Standing(before.number + 1) for unit in anew}},
        before.number + 1,
    )


@dataclass(frozen=True)
class _Now:
    facts: Facts
    terms: Terms
    before: Kept
    people: Mapping[Seat, Voice]

    def groups_of(self, unit: Unit) -> tuple[str, ...]:
        return self.before.release.groups_of(unit.name)

    def answered_again(self, seat: Seat) -> bool:
        """Who brings another voice by now does not speak again for the first one."""
        voice = self.facts.people.get(seat)
        return voice is not None and voice.answer is not None and voice.group == self.people[seat].group


def _people_again(facts: Facts, before: Kept) -> dict[Seat, Voice]:
    """The standard's own people with their last answers, and those of groups that had not said anything."""
    silent = {*before.release.late, *(unit.name for unit in before.release.units if unit.is_silent)}
    own = {seat: voice for seat, voice in before.people.items() if voice.group not in silent}
    came = {seat: voice for seat, voice in facts.people.items() if voice.group in silent and seat not in own}
    return {**{seat: _last(seat, voice, facts) for seat, voice in before.people.items()}, **came}


def _last(seat: Seat, voice: Voice, facts: Facts) -> Voice:
    now = facts.people.get(seat)
    return now if now is not None and now.answer is not None and now.group == voice.group else voice


def _told_again(unit: Unit, now: _Now) -> Unit | None:
    """The unit itself where it stands as it was told; None where its people came too late and are too few."""
    unit_answers = answers(now.people, now.groups_of(unit))
    if unit.is_silent:
        return _came_later(unit, unit_answers, now)
    if _stands_for_good(unit.name, now):
        return unit
    is_row = not unit.by_consent and _tells_its_row(unit, unit_answers, now.terms)
    if is_row and not _has_moved(said(now.people, now.groups_of(unit)), now.before.told_with):
        return unit
    new_unit = told_unit(unit.name, unit_answers, is_guarded=is_row, by_consent=unit.by_consent)
    return new_unit if is_row else replace(new_unit, silent_again=_silent_again(unit, now))


def _came_later(unit: Unit, unit_answers: Sequence[Answer], now: _Now) -> Unit | None:
    """A group of which nobody had answered at the first reveal: it joins no pool any more, but may stand by itself."""
    if not unit_answers:
        return unit
    terms = now.terms
    found = displayed_units({unit.name: unit_answers}, terms.rule, now.facts.consent, terms.least, terms.expected)
    if unit.name not in found.units:
        return None
    by_consent = unit.name in found.by_consent
    return told_unit(unit.name, unit_answers, is_guarded=unit.name in found.guarded, by_consent=by_consent)


def _stands_for_good(name: str, now: _Now) -> bool:
    """Whoever takes a consent back leaves what was told of them, and nothing is added to it."""
    by_consent = any(unit.name == name and unit.by_consent for unit in now.before.release.units)
    return now.before.standing[name].for_good or (by_consent and name not in now.facts.consent)


def _tells_its_row(unit: Unit, unit_answers: Sequence[Answer], terms: Terms) -> bool:
    """Once guarded, always guarded: a unit that has grown since would give away who was added."""
    return unit.is_guarded or (terms.rule != "open" and is_guarded(unit.name, unit_answers))


def _has_moved(last_answers: Mapping[Seat, Answer], told_with: Mapping[Seat, Answer]) -> bool:
    others = sum(told_with.get(seat) != answer for seat, answer in last_answers.items())
    return others >= (FEW if len(last_answers) < LARGE else MANY) and count_scores([*last_answers.values()]) >= FEWEST


def _silent_again(unit: Unit, now: _Now) -> int:
    own = said(now.people, now.groups_of(unit))
    return sum(not now.answered_again(seat) for seat in own)


def _is_comparable(now: _Now) -> bool:
    again = sum(now.answered_again(seat) for seat in now.before.first)
    return again >= now.terms.thresholds.paired * len(now.before.first)
