"""What is told, unit by unit, of whether words that were read back can stand."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, select

from app.models.record.read_back import Assent, AssentSubmission, CanStand, ReadBack, answers_by_seat
from app.models.record.voices import Voice, Voices

FEWEST = 3  # answers of a unit, below which nothing of it is told
ENOUGH = 5  # answers of a unit from which they are counted; below, and guarded, it is told by one of two sentences


def to_tell(heard: Voices, answers: Mapping[int, CanStand]) -> dict[str, Any]:
    """`rows`: unit -> whether it can stand, for good; `counted`: units whose answers are counted from now on.

    `seats`: who is counted with which unit, for good: nobody who moves, comes later or answers late is seen by what
    the counts become. `silent`: units of which nobody answered, where that may be told.
    """
    rows: dict[str, bool] = {}
    counted: list[str] = []
    seats: dict[str, list[int]] = {}
    silent: list[str] = []
    for unit in heard.units:
        said = [answers[seat] for seat in unit.seats if seat in answers]
        if not said and _may_be_missed(unit):
            silent.append(unit.name)
        if _is_counted(unit, len(said)):
            counted.append(unit.name)
            seats[unit.name] = sorted(unit.seats & answers.keys())
        elif len(said) >= FEWEST:
            rows[unit.name] = CanStand.DO_NOT_AGREE not in said
    return {"rows": rows, "counted": counted, "seats": seats, "silent": silent}


def _may_be_missed(unit: Voice) -> bool:
    """Never a guarded unit, of which only its row is told, nor one so small that its silence is somebody's."""
    return not unit.is_guarded and (unit.is_open or unit.by_consent or len(unit.seats) >= FEWEST)


def _is_counted(unit: Voice, answers: int) -> bool:
    return unit.is_open or (not unit.is_guarded and (unit.by_consent or answers >= ENOUGH))


@dataclass(frozen=True)
class UnitAssent:
    """What is told of one unit: counts, or whether it can stand; neither where too few answered."""

    name: str
    counts: tuple[tuple[CanStand, int], ...] = ()
    can_stand: bool | None = None
    is_everybody: bool = False  # of the unit: silence is never agreement

    @property
    def is_of_one_mind(self) -> bool:
        said = {answer for answer, people in self.counts if people}
        return not {CanStand.AGREE, CanStand.DO_NOT_AGREE} <= said

    @property
    def sentence(self) -> str:
        if self.can_stand is not None:
            return "Can stand" if self.can_stand else "Not everyone can live with it"
        said = [(answer, people) for answer, people in self.counts if people]
        if not said:
            return "Too few answered to be told"
        if len(said) == 1 and self.is_everybody:
            return ALL_SAY[said[0][0]] if said[0][1] > 1 else ONE_SAYS[said[0][0]]
        return ", ".join(f"{people} {SAY[answer] if people > 1 else SAYS[answer]}" for answer, people in said)


SAY = {CanStand.AGREE: "agree", CanStand.LIVE_WITH_IT: "can live with it", CanStand.DO_NOT_AGREE: "do not agree"}
SAYS = {**SAY, CanStand.AGREE: "agrees", CanStand.DO_NOT_AGREE: "does not agree"}
ALL_SAY = {answer: f"All {said}" for answer, said in SAY.items()}
ONE_SAYS = {answer: f"{said[0].upper()}{said[1:]}" for answer, said in SAYS.items()}


def told_by_unit(asking: ReadBack, heard: Voices, answers: Mapping[int, CanStand]) -> tuple[UnitAssent, ...]:
    """Nothing while it is asked; then in the units' fixed order."""
    if asking.is_open:
        return ()
    rows, counted, kept = asking.told.get("rows", {}), asking.told.get("counted", ()), asking.told.get("everybody")
    told = []
    for unit in heard.units:
        if unit.name in counted:
            counts = _kept_counts(asking, unit.name, answers)
            everybody = unit.name in kept if kept is not None else counts.total() >= len(unit.seats)
            each = tuple((answer, counts[answer]) for answer in CanStand)
            told.append(UnitAssent(unit.name, each, is_everybody=everybody))
        else:
            told.append(UnitAssent(unit.name, can_stand=rows.get(unit.name)))
    return tuple(told)


def is_counted(asking: ReadBack, seat_id: int) -> bool:
    """Whether what this person says now is counted with a unit."""
    return any(seat_id in seats for seats in asking.told.get("seats", {}).values())


def _kept_counts(asking: ReadBack, unit: str, answers: Mapping[int, CanStand]) -> Counter[CanStand]:
    kept = asking.told.get("counts", {})
    if unit in kept:
        return Counter({CanStand(answer): people for answer, people in kept[unit].items()})
    return _counts(asking.told.get("seats", {}).get(unit, ()), answers)


def _counts(seats: Iterable[int], answers: Mapping[int, CanStand]) -> Counter[CanStand]:
    return Counter(answers[seat] for seat in seats if seat in answers)


def cut_from_seats(session: Session, asking: ReadBack, heard: Voices) -> None:
    """What is counted stays as counts, with the units of which everybody is counted; whose answer it was is gone."""
    answers = answers_by_seat(session, asking.id)
    kept = {unit: dict(_kept_counts(asking, unit, answers)) for unit in asking.told.get("counted", ())}
    units = [unit.name for unit in told_by_unit(asking, heard, answers) if unit.is_everybody]
    asking.told = {**asking.told, "counts": kept, "seats": {}, "everybody": units}
    for row in (*session.exec(select(Assent).where(Assent.read_back_id == asking.id)),
                *session.exec(select(AssentSubmission).where(AssentSubmission.read_back_id == asking.id))):  # fmt: skip
        session.delete(row)
