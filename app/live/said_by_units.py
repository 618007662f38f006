"""What each unit said of one standard, over the rounds that were shown: the middles of their rows, and nothing else.

Nothing of a round leaves the console before it is shown. What was shown once was seen by everybody, and stays here
when the stage has gone on to another standard.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.models import Round, Standard
from app.rendering.spoken import middle
from app.revealed.round import Revealed, ShownRow, shown_by

NOT_TOLD = "not told"  # it has no row in this round


@dataclass(frozen=True)
class UnitSaid:
    name: str
    over_rounds: str  # "8, then 7", "7 both times"


@dataclass(frozen=True)
class SaidByUnits:
    units: tuple[UnitSaid, ...]
    rounds: tuple[int, ...]  # the numbers of those that were shown
    pooled: tuple[str, ...]
    is_withheld: bool
    late: tuple[str, ...]

    @property
    def is_in_part(self) -> bool:
        """Whether an earlier round than the newest of these was never shown."""
        return len(self.rounds) < self.rounds[-1]

    @property
    def which_rounds(self) -> str:
        """ "round 2", "rounds 1 and 3"."""
        numbers = [str(number) for number in self.rounds]
        return f"round {numbers[0]}" if len(numbers) == 1 else f"rounds {', '.join(numbers[:-1])} and {numbers[-1]}"


def said_by_units(standard: Standard) -> SaidByUnits | None:
    """None before anything was shown."""
    shown = [round_ for round_ in standard.rounds if _was_shown(round_)]
    if not shown:
        return None
    told = [shown_by(round_) for round_ in shown]
    newest = told[-1]
    return SaidByUnits(
        tuple(UnitSaid(name, over_rounds([_cell(name, each) for each in told])) for name in _names(told)),
        tuple(round_.number for round_ in shown),
        newest.pooled,
        bool(newest.withheld),
        newest.late,
    )


def over_rounds(said: Sequence[str]) -> str:
    if len(said) > 1 and len(set(said)) == 1:
        return f"{said[0]} {'both times' if len(said) == 2 else 'every time'}"
    return ", then ".join(said)


def _was_shown(round_: Round) -> bool:
    return round_.shown_at is not None and round_.is_frozen


def _names(told: Sequence[Revealed]) -> Iterable[str]:
    """In the order of the newest picture; who stood in an earlier one alone comes after."""
    return dict.fromkeys(row.name for each in reversed(told) for row in each.rows)


def _cell(name: str, told: Revealed) -> str:
    row = next((row for row in told.every_row if row.name == name), None)
    return _said(row) if row else NOT_TOLD


def _said(row: ShownRow) -> str:
    if row.middle:
        return middle(row.middle)
    return "can’t tell" if row.cant_tell else "no answer"
