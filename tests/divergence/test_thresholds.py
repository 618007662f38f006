import json
from dataclasses import replace
from fractions import Fraction

import pytest

from app.divergence import DEFAULT, Band, Scale, Thresholds, analyse
from app.divergence.thresholds import DISTANCES
from tests.divergence.cast import COUNCIL, PEOPLE

CHANGED = replace(
    DEFAULT,
    gap=Fraction(7, 2),
    share=Fraction(2, 3),
    range_scores=7,
    scale=Scale(3, (Band(1, 1, "A"), Band(2, 3, "B"))),
)


@pytest.mark.parametrize("thresholds", [DEFAULT, CHANGED])
def test_thresholds_survive_json(thresholds: Thresholds) -> None:
    assert Thresholds.from_dict(json.loads(json.dumps(thresholds.to_dict()))) == thresholds


def test_fractions_are_written_as_fractions() -> None:
    assert (DEFAULT.to_dict()["share"], DEFAULT.to_dict()["gap"]) == ("3/4", 3)


def test_what_is_left_out_keeps_its_default() -> None:
    assert Thresholds.from_dict({}) == DEFAULT
    assert Thresholds.from_dict({"gap": 4}).gap == 4


@pytest.mark.parametrize("data", [{"gpa": 3}, {"gap": 3.0}, {"gap": True}, {"split_scores": "3/4"}, {"share": None}])
def test_an_unknown_name_or_an_inexact_number_is_refused(data: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="threshold"):
        Thresholds.from_dict(data)


def test_a_changed_threshold_changes_the_finding_and_its_reason() -> None:
    room = {COUNCIL: [8] * 5, PEOPLE: [5] * 5}
    assert "between_groups" in analyse(room).codes
    assert "between_groups" not in analyse(room, thresholds=replace(DEFAULT, gap=4)).codes
    assert "differ from 2" in analyse(room, thresholds=replace(DEFAULT, gap=2)).findings[0].why


def test_everything_measured_in_points_scales() -> None:
    assert len(DISTANCES) == 19
    assert {"gap", "moved", "cluster_span"} <= set(DISTANCES) and "share" not in DISTANCES
