"""`critical-friend divergence FILE.json`: cases in, figures and findings out."""

import json
import sys
from collections.abc import Iterable
from fractions import Fraction
from itertools import chain
from pathlib import Path
from typing import Any

from app.divergence.analysis import Analysis, Number, agenda
from app.divergence.case import PairCase, RoomCase, read_case
from app.divergence.present import present
from app.divergence.rounds import compare
from app.divergence.strict import ContractError, items, mapping, parse, refuse
from app.divergence.units import Units

LISTS = ("cases", "scenarios", "rounds", "privacy")
ORDERED = ("cases", "scenarios")  # lists of rooms of one agenda

Answer = dict[str, Any]
Answered = tuple[Answer, Analysis | None]


def main(path: str | Path) -> int:
    """The exit status: 0, or 2 with one line on standard error."""
    try:
        print(json.dumps(answer(_text(path)), indent=1))
    except ContractError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _text(path: str | Path) -> str:
    try:
        return Path(path).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise ContractError(f"{_named(path)}: not UTF-8 text") from None
    except (OSError, ValueError) as error:
        cause = error.strerror if isinstance(error, OSError) and error.strerror else "cannot be read"
        raise ContractError(f"{_named(path)}: {cause}") from None


def _named(path: str | Path) -> str:
    return json.dumps(str(path))


def answer(text: str) -> Answer:
    """One case, or lists of cases under the names they came with, and the order of those that are an agenda."""
    file = mapping(parse(text), "")
    lists = [name for name in LISTS if name in file]
    if not lists:
        return _answer(read_case(file, ""))[0]
    if alone := [key for key in ("groups", "round1", "round2") if key in file]:
        refuse("", f"has both {lists[0]} and {alone[0]}")
    answered = {name: _all(file[name], name) for name in lists}
    cases = {name: [figures for figures, _ in answered[name]] for name in lists}
    agendas = [answered[name] for name in lists if name in ORDERED]
    return cases | {"order": _ids(chain.from_iterable(agendas))} if agendas else cases


def _all(value: Any, name: str) -> list[Answered]:
    return [_answer(read_case(case, f"{name}[{i}]")) for i, case in enumerate(items(value, name))]


def _ids(answered: Iterable[Answered]) -> list[Number]:
    """A case without an id goes by its place in the list, from 1."""
    rooms = [(_number(figures["id"], i), room) for i, (figures, room) in enumerate(answered, 1) if room]
    return [number for number, _ in agenda(rooms)]


def _number(own: Number | None, place: int) -> Number:
    return place if own is None else own


def _answer(case: RoomCase | PairCase) -> Answered:
    return _room(case) if isinstance(case, RoomCase) else (_pair(case), None)


def _room(case: RoomCase) -> tuple[Answer, Analysis]:
    shown = present(case.groups, case.rule or "open", case.consent, case.self_group, expected=case.expected)
    found = shown.analysis
    figures = {
        "id": case.id,
        "findings": list(found.codes),
        "tier": found.tier,
        "max_gap": _rounded(found.max_gap),
        "headline_by_group": _interval(found.headline_by_group),
        "headline_by_person": _interval(found.headline_by_person),
        "dispersion": _rounded(found.dispersion),
        "between": _rounded(found.between),
        "sentences": _sentences(found),
    }
    return (figures | _places(shown.units) if case.rule else figures), found


def _sentences(found: Analysis) -> list[str]:
    """What each finding says, then one question: that of the first which has one."""
    question = next((finding.question for finding in found.findings if finding.question), None)
    return [finding.sentence for finding in found.findings] + ([question] if question else [])


def _places(units: Units) -> Answer:
    names = {"units": units.names, "pooled": units.pooled, "withheld": units.withheld, "guarded": units.guarded}
    return {key: list(found) for key, found in names.items()}


def _pair(case: PairCase) -> Answer:
    comparison = compare(case.round1, case.round2, case.self_group)
    identity = {} if case.id is None else {"id": case.id}
    return identity | {
        "label": comparison.label,
        "notes": [list(note) for note in comparison.notes],
        "paired": comparison.paired,
        "of": comparison.of,
        "lost_groups": list(comparison.lost_groups),
    }


def _interval(ends: tuple[int, int] | None) -> list[float | None] | None:
    return None if ends is None else [_rounded(Fraction(end)) for end in ends]


def _rounded(figure: Fraction | None) -> float | None:
    return None if figure is None else round(float(figure), 4)
