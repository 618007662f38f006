"""Scales other than ten points: every distance shrinks or stretches with the scale, exactly."""

from fractions import Fraction

import pytest

from app.divergence import DEFAULT, Band, Scale, Thresholds, analyse, present
from tests.divergence.cast import COUNCIL, ICB, PEOPLE, PROVIDERS

FOUR = Thresholds(Scale(4, (Band(1, 1, "Poor"), Band(2, 2, "Fair"), Band(3, 3, "Good"), Band(4, 4, "Very good"))))
NINETEEN = Thresholds(Scale(19, (Band(1, 9, "Lower"), Band(10, 19, "Upper"))))


def test_distances_are_in_ninths_of_the_scales_length() -> None:
    limits = FOUR.scaled()
    assert (limits.gap, limits.strong_gap, limits.apart) == (1, Fraction(4, 3), Fraction(2, 3))
    assert NINETEEN.scaled().gap == 6
    assert DEFAULT.scaled() == DEFAULT


@pytest.mark.parametrize(("points", "camps"), [(2, (1, 2)), (4, (2, 3)), (5, (2, 4)), (10, (4, 7)), (19, (7, 13))])
def test_camps_are_the_outer_thirds(points: int, camps: tuple[int, int]) -> None:
    scale = Scale(points, (Band(1, points, "All"),))
    assert scale.camps(DEFAULT.camp) == camps


def test_one_point_of_four_is_a_difference_and_half_a_point_is_none() -> None:
    assert analyse({COUNCIL: [3, 3], PEOPLE: [2, 2]}, thresholds=FOUR).codes == ("between_groups",)
    assert "between_groups" not in analyse({COUNCIL: [2, 3], PEOPLE: [2, 2]}, thresholds=FOUR).codes


def test_one_point_of_four_is_not_strong_and_one_and_a_half_are() -> None:
    assert analyse({COUNCIL: [3, 3], PEOPLE: [2, 2]}, thresholds=FOUR).tier == 2
    assert analyse({COUNCIL: [3, 4], PEOPLE: [2, 2]}, thresholds=FOUR).tier == 1


def test_five_points_of_nineteen_are_no_difference_and_six_are() -> None:
    assert "between_groups" not in analyse({COUNCIL: [15], PEOPLE: [10], ICB: [15]}, thresholds=NINETEEN).codes
    assert "between_groups" in analyse({COUNCIL: [16], PEOPLE: [10], ICB: [16]}, thresholds=NINETEEN).codes


def test_a_split_is_found_on_four_points() -> None:
    room = {COUNCIL: [1, 4], PEOPLE: [1, 4]}
    assert "split_room" in analyse(room, thresholds=FOUR).codes
    assert analyse(room, thresholds=FOUR).dispersion == 1


def test_ten_points_stretched_evenly_give_the_same_findings_on_nineteen() -> None:
    room = {COUNCIL: [8, 9, 9], ICB: [5, 6], PEOPLE: [2, 2, 8], PROVIDERS: [3]}
    stretched = {name: [2 * score - 1 for score in scores] for name, scores in room.items()}
    one, other = analyse(room, COUNCIL), analyse(stretched, COUNCIL, NINETEEN)
    assert set(one.codes) - {"band_border"} == set(other.codes) - {"band_border"}
    assert other.max_gap == 2 * (one.max_gap or 0)


@pytest.mark.parametrize("bands", [(Band(1, 3, "A"),), (Band(1, 2, "A"), Band(2, 4, "B")), ()])
def test_bands_cover_each_point_once(bands: tuple[Band, ...]) -> None:
    with pytest.raises(ValueError, match="bands must cover"):
        Scale(4, bands)


def test_a_scale_of_one_point_is_none() -> None:
    with pytest.raises(ValueError, match="at least 2 points"):
        Scale(1, (Band(1, 1, "A"),))


def test_a_middle_touches_every_band_between_its_ends() -> None:
    assert [band.name for band in Scale().touched(4, 7)] == ["Red/amber", "Amber/green", "Green"]


def test_another_scale_says_so() -> None:
    assert Scale().note is None
    assert "4" in (FOUR.scale.note or "")


def test_a_histogram_has_a_place_for_each_point() -> None:
    assert present({COUNCIL: [1, 4, 4]}, "open", thresholds=FOUR).histogram == (1, 0, 0, 2)
