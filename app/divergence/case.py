"""What a case may hold. Nothing is guessed; keys that only describe a case (title, why, expect) are passed over."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from app.divergence.group import DK
from app.divergence.pairing import Round
from app.divergence.scale import Scale
from app.divergence.strict import at, items, mapping, refuse, shown
from app.divergence.units import POOL, RULES, Rule

T = TypeVar("T")

Id = str | int
SCALE = Scale()


@dataclass(frozen=True)
class RoomCase:
    id: Id | None
    groups: dict[str, list[int | str]]
    self_group: str | None
    rule: Rule | None  # None when the case does not name one, which is open
    consent: tuple[str, ...]
    expected: dict[str, int]


@dataclass(frozen=True)
class PairCase:
    id: Id | None
    round1: Round
    round2: Round
    self_group: str | None


def read_case(value: Any, place: str) -> RoomCase | PairCase:
    case = mapping(value, place)
    paired = "round1" in case or "round2" in case
    if paired and "groups" in case:
        refuse(place, "a case has either groups or round1 and round2")
    return _pair(case, place) if paired else _room(case, place)


def _room(case: dict[str, Any], place: str) -> RoomCase:
    groups = _each(_needed(case, "groups", place), at(place, "groups"), _answers)
    manner = _manner(case, place, set(groups))
    return RoomCase(_id(case, place), groups, _self_group(case, place, set(groups)), *manner)


def _pair(case: dict[str, Any], place: str) -> PairCase:
    first, second = (_each(_needed(case, key, place), at(place, key), _seats) for key in ("round1", "round2"))
    if _rule(case, place) not in (None, "open"):
        refuse(at(place, "rule"), "two rounds are compared person by person, which no private rule allows")
    return PairCase(_id(case, place), first, second, _self_group(case, place, {*first, *second}))


def _self_group(case: dict[str, Any], place: str, groups: set[str]) -> str | None:
    own: str | None = case.get("self_group")
    if own is not None:
        _known(own, groups, at(place, "self_group"))
    return own


def _manner(case: dict[str, Any], place: str, groups: set[str]) -> tuple[Rule | None, tuple[str, ...], dict[str, int]]:
    """Rule, consent, and expected people by group."""
    rule = _rule(case, place)
    if rule not in (None, "open") and POOL in groups:
        refuse(place, f"a group cannot be called {json.dumps(POOL)} under a private rule")
    consent = items(case.get("consent", []), at(place, "consent"))
    for i, name in enumerate(consent):
        _known(name, groups, f"{at(place, 'consent')}[{i}]")
    expected = _each(case.get("expected", {}), at(place, "expected"), _people)
    for name in expected:
        _known(name, groups, at(place, "expected"))
    return rule, tuple(consent), expected


def _people(value: Any, place: str) -> int:
    if type(value) is int and value >= 1:
        return value
    return refuse(place, f"{shown(value)} is no number of people from 1")


def _id(case: dict[str, Any], place: str) -> Id | None:
    found = case.get("id")
    if found is None or type(found) is int or isinstance(found, str):
        return found
    return refuse(at(place, "id"), "neither text nor a whole number")


def _rule(case: dict[str, Any], place: str) -> Rule | None:
    if "rule" not in case:
        return None
    rule = next((rule for rule in RULES if rule == case["rule"]), None)
    return rule or refuse(at(place, "rule"), f"{shown(case['rule'])} is none of {', '.join(RULES)}")


def _known(name: Any, groups: set[str], place: str) -> None:
    if not isinstance(name, str) or name not in groups:
        refuse(place, f"{shown(name)} is not one of the groups")


def _needed(case: dict[str, Any], key: str, place: str) -> Any:
    return case[key] if key in case else refuse(place, f"{key} is missing")


def _each(value: Any, place: str, read: Callable[[Any, str], T]) -> dict[str, T]:
    return {name: read(inner, at(place, name)) for name, inner in mapping(value, place).items()}


def _answers(value: Any, place: str) -> list[int | str]:
    return [_answer(answer, f"{place}[{i}]") for i, answer in enumerate(items(value, place))]


def _seats(value: Any, place: str) -> dict[str, int | str]:
    return _each(value, place, _answer)


def _answer(value: Any, place: str) -> int | str:
    """`type` and not `isinstance`: JSON's true is no 1, and its 8.0 is no 8."""
    if value == DK and isinstance(value, str):
        return DK
    if type(value) is int and SCALE.holds(value):
        return value
    return refuse(place, f'{shown(value)} is neither a whole number from 1 to {SCALE.points} nor "{DK}"')
