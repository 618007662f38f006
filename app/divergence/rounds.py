"""What changed between two rounds: for people who rated in both, or between two pictures where none may be told."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from app.divergence import phrases as say
from app.divergence.codes import DIVERGENT
from app.divergence.findings import codes_of, find
from app.divergence.group import Groups, Pair
from app.divergence.pairing import Round, count, count_scorers, paired, scorers, share_paired
from app.divergence.present import room_of
from app.divergence.release import Release
from app.divergence.room import RatedRoom
from app.divergence.thresholds import DEFAULT, Thresholds
from app.divergence.units import Rule

Note = tuple[str, ...]

SENTENCES = {
    "not_comparable": "The two rounds cannot be compared: too few rated both times, or too few can be shown.",
    "moved_together": "No difference showed in either round, and the middle moved.",
    "held": "No difference showed in either round, and the middle held.",
    "opened_up": "A difference showed in the second round that the first did not show.",
    "converged": "A difference that showed in the first round no longer shows.",
    "narrowed": "The difference is still there, and is smaller than in the first round.",
    "widened": "The difference is larger than in the first round.",
    "unchanged": "The difference is about the same as in the first round.",
}


@dataclass(frozen=True)
class Comparison:
    label: str
    notes: tuple[Note, ...] = ()
    paired: int | None = None  # None where only the label may be told
    of: int | None = None  # people who rated in round 1
    lost_groups: tuple[str, ...] = ()
    sentence: str = ""
    question: str | None = None


@dataclass(frozen=True)
class Side:
    """One round as the paired people rated it."""

    room: RatedRoom
    codes: frozenset[str]  # of those that count as divergence


def compare(
    round1: Round, round2: Round, self_group: str | None = None, thresholds: Thresholds = DEFAULT
) -> Comparison:
    """Under the open rule, and for the command line: people are paired by group and seat, and named as they are."""
    first, second = paired(round1, round2), paired(round2, round1)
    before, after = (_side(RatedRoom.of(groups, self_group, thresholds)) for groups in (first, second))
    lost = tuple(sorted(group for group in scorers(round1) if group not in first))
    comparable = bool(before.room.n) and not lost and share_paired(first, round1) >= thresholds.paired
    label = _label(before, after) if comparable else "not_comparable"
    return _told(label, _notes(label, before.room, after.room), first, round1, lost)


def compare_released(
    before: Release, after: Release, rule: Rule, self_group: str | None = None, thresholds: Thresholds = DEFAULT
) -> Comparison:
    """Under a private rule the two pictures are compared, and nobody: what they show is all that is told anyway."""
    sides = [_side(room_of(released, rule, self_group, thresholds)) for released in (before, after)]
    comparable = after.comparable and all(side.room.n for side in sides)
    label = _label(*sides) if comparable else "not_comparable"
    notes = _notes(label, sides[0].room, sides[1].room, fewest=thresholds.unit_scores)
    silent = [
        f"{unit.name}: {unit.silent_again} of {say.people(len(unit.answers))} did not rate again."
        for unit in after.units
        if unit.silent_again
    ]
    return Comparison(
        label, notes, sentence=" ".join([SENTENCES[label], *map(_note_told, notes), *silent]), question=_question(notes)
    )


def _side(room: RatedRoom) -> Side:
    return Side(room, frozenset(codes_of(find(room)) & DIVERGENT))


def _label(before: Side, after: Side) -> str:
    limits = before.room.limits
    closer = (before.room.dispersion or Fraction(0)) - (after.room.dispersion or Fraction(0))
    if not before.codes:
        return "opened_up" if after.codes else _agreed_both_times(before.room, after.room)
    if not after.codes and closer > 0:
        return "converged"
    if abs(closer) < limits.dispersion_step:
        return "unchanged"
    return "narrowed" if closer > 0 else "widened"


def _agreed_both_times(before: RatedRoom, after: RatedRoom) -> str:
    moved = abs(_headline_centre(after) - _headline_centre(before))
    return "moved_together" if moved >= before.limits.moved else "held"


def _headline_centre(room: RatedRoom) -> Fraction:
    return Fraction(sum(room.headline or (0, 0)), 2)


def _notes(label: str, before: RatedRoom, after: RatedRoom, fewest: int = 1) -> tuple[Note, ...]:
    """`fewest`: which of two groups moved is not said of one with fewer people."""
    if label == "not_comparable" or not before.widest:
        return ()
    notes: list[Note] = []
    mover = _one_sided(before.widest[0], after) if label in ("converged", "narrowed") else None
    if mover and (group := before.find(mover)) and group.n >= fewest:
        notes.append(("one_sided", mover))
    if {pair.names[::-1] for pair in before.widest} & {pair.names for pair in after.widest}:
        notes.append(("sides_swapped",))
    return tuple(notes)


def _one_sided(pair: Pair, after: RatedRoom) -> str | None:
    """The one of the two whose own steps make up nearly all of what the two centres closed."""
    higher, lower = (after.find(name) for name in pair.names)
    if higher is None or lower is None:
        return None
    steps = {pair.higher.name: pair.higher.centre - higher.centre, pair.lower.name: lower.centre - pair.lower.centre}
    closed = sum(steps.values())
    if closed < after.limits.closed:
        return None
    return next((name for name, step in steps.items() if step >= after.limits.one_sided * closed), None)


def _told(label: str, notes: tuple[Note, ...], pairs: Groups, round1: Round, lost: tuple[str, ...]) -> Comparison:
    n, of = count(pairs), count_scorers(round1)
    sentences = [SENTENCES[label], f"{n} of {say.people(of)} who rated first rated again."]
    if lost:
        sentences.append(f"Nobody rated again from {say.listing(lost)}.")
    sentences += [_note_told(note) for note in notes]
    return Comparison(label, notes, n, of, lost, " ".join(sentences), _question(notes))


def _question(notes: Sequence[Note]) -> str | None:
    return "What has each side heard from the other that it had not known?" if notes else None


def _note_told(note: Note) -> str:
    match note:
        case ("one_sided", group):
            return f"Nearly all of the movement was in one group: {group}."
        case _:
            return "The group that was higher is now lower."
