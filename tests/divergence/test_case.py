"""The acceptance cases, through the functions and through the JSON contract."""

import json
from fractions import Fraction
from typing import Any

import pytest

from app.divergence import agenda, analyse, answer, compare, present
from tests.divergence.cases import by_id, load

ROOMS, ROUNDS, PRIVACY, ORDER = (load(name) for name in ("rooms", "rounds", "privacy", "order"))

Case = dict[str, Any]


def test_there_are_twenty_rooms_nine_pairs_of_rounds_and_seven_private_rooms() -> None:
    assert (len(ROOMS), len(ROUNDS), len(PRIVACY), len(ORDER)) == (20, 9, 7, 20)


@pytest.mark.parametrize("case", ROOMS, ids=by_id)
def test_a_room_is_analysed_as_accepted(case: Case) -> None:
    found = analyse(case["groups"], case.get("self_group"))
    assert case["expect"] == {
        "findings": list(found.codes),
        "tier": found.tier,
        "max_gap": rounded(found.max_gap),
        "headline_by_group": list(found.headline_by_group or ()),
        "headline_by_person": list(found.headline_by_person or ()),
        "dispersion": rounded(found.dispersion),
        "between": rounded(found.between),
    }


def test_the_rooms_are_put_in_the_accepted_order() -> None:
    found = [(case["id"], analyse(case["groups"], case.get("self_group"))) for case in reversed(ROOMS)]
    assert [number for number, _ in agenda(found)] == ORDER


@pytest.mark.parametrize("case", ROUNDS, ids=by_id)
def test_two_rounds_are_compared_as_accepted(case: Case) -> None:
    told = compare(case["round1"], case["round2"], case.get("self_group"))
    notes = [list(note) for note in told.notes]
    figures = {"paired": told.paired, "of": told.of, "lost_groups": list(told.lost_groups)}
    assert case["expect"] == {"label": told.label, "notes": notes, **figures}


@pytest.mark.parametrize("case", PRIVACY, ids=by_id)
def test_a_private_room_is_shown_as_accepted(case: Case) -> None:
    shown = present(case["groups"], case["rule"], case["consent"])
    assert case["expect"] == {
        "units": list(shown.units.names),
        "pooled": list(shown.units.pooled),
        "withheld": list(shown.units.withheld),
        "findings": list(shown.analysis.codes),
    }


@pytest.mark.parametrize("case", [*ROOMS, *ROUNDS, *PRIVACY], ids=by_id)
def test_the_contract_gives_the_same(case: Case) -> None:
    told = answer(json.dumps(case))
    assert {key: told[key] for key in case["expect"]} == case["expect"]


def test_the_files_themselves_are_read() -> None:
    rooms = answer(json.dumps({"order": ORDER, "scenarios": ROOMS}))
    others = answer(json.dumps({"rounds": ROUNDS, "privacy": PRIVACY}))
    assert rooms["order"] == ORDER and len(rooms["scenarios"]) == 20
    assert len(others["rounds"]) == 9 and len(others["privacy"]) == 7 and "order" not in others


def test_a_list_of_rooms_and_rounds_comes_out_under_cases_with_the_rooms_in_order() -> None:
    told = answer(json.dumps({"cases": [*ROUNDS, *ROOMS]}))
    assert len(told["cases"]) == 29 and told["order"] == ORDER


def rounded(figure: Fraction | None) -> float | None:
    return None if figure is None else round(float(figure), 4)
