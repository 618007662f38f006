"""A report whose numbers were taken out: no number, band or place on the scale is left in it."""

import json
import re
from collections.abc import Iterator
from typing import Any

from app.exports import Report, as_json, without_numbers
from app.exports.contents.rounds import Unit
from app.exports.in_words import furthest
from tests.exports.marked import finished

OF_A_NUMBER = {"number", "band", "marker", "middle", "middle_by_group", "middle_by_person"}
BANDS = {"Red", "Red/amber", "Amber/green", "Green", "Green +"}


def places(node: Any) -> Iterator[tuple[str, Any]]:
    """Every key with what stands under it, of what was rated and recorded."""
    for value in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from places(value)
    if isinstance(node, dict):
        yield from node.items()


def rated_and_recorded(report: Report) -> list[tuple[str, Any]]:
    content = json.loads(as_json(report))
    subjects = [content["overall"], *(row for domain in content["domains"] for row in (domain, *domain["standards"]))]
    return [
        pair
        for subject in subjects
        for part in ("positions", "askings", "rounds")
        for round_or_words in subject.get(part, [])
        for pair in places({**round_or_words, "number": None} if part == "rounds" else round_or_words)
    ]


def test_nothing_that_was_rated_or_recorded_holds_a_number_or_a_band_any_more(told: Report) -> None:
    before = [value for key, value in rated_and_recorded(told) if key in OF_A_NUMBER and value is not None]
    after = [value for key, value in rated_and_recorded(without_numbers(told)) if key in OF_A_NUMBER]
    assert len(before) > 10 and set(after) == {None}


def test_no_sentence_of_a_finding_names_a_figure_or_a_band(told: Report) -> None:
    sentences = {value for key, value in rated_and_recorded(without_numbers(told)) if key == "sentence" and value}
    findings = {
        finding.sentence
        for standard in without_numbers(told).standards
        for round_ in standard.told
        if round_.shown
        for finding in round_.shown.findings
    }
    assert findings and findings <= sentences
    assert not [words for words in findings if re.search(r"\d", words) or any(band in words for band in BANDS)]


def test_nobody_is_told_that_a_number_was_written_after_the_close(told: Report) -> None:
    def afterwards(report: Report) -> list[tuple[str, ...]]:
        return [position.afterwards for row in report.standards for position in row.positions]

    assert ("band", "evidence", "next_step") in afterwards(finished(told))
    assert afterwards(without_numbers(finished(told))) == [("evidence", "next_step")]


def test_who_was_heard_and_how_many_stands_as_it_was(told: Report) -> None:
    silent = without_numbers(told)
    assert (silent.has_numbers, told.has_numbers, silent.front) == (False, True, told.front)
    people = [unit.rated for standard in told.standards for it in standard.told if it.shown for unit in it.shown.units]
    again = [unit.rated for standard in silent.standards for it in standard.told if it.shown for unit in it.shown.units]
    assert people == again


def with_middles(report: Report, *middles: int) -> Report:
    """Standard 6 with rows at these points."""
    lowest = min(middles)
    units = tuple(
        Unit(
            name=f"Group {index}", rated=5, cant_tell=0, middle=(point, point), place=(point - lowest, point - lowest),
            bands=(), dots=(), is_guarded=False,
        )
        for index, point in enumerate(middles)
    )  # fmt: skip
    domains = []
    for domain in report.domains:
        standards = []
        for standard in domain.standards:
            rounds = tuple(
                round_.model_copy(update={"shown": round_.shown.model_copy(update={"units": units})})
                if round_.shown and standard.number == "6"
                else round_
                for round_ in standard.rounds
            )
            standards.append(standard.model_copy(update={"rounds": rounds}))
        domains.append(domain.model_copy(update={"standards": tuple(standards)}))
    return report.model_copy(update={"domains": tuple(domains)})


def units_of(report: Report) -> list[Unit]:
    (six,) = (standard for standard in report.standards if standard.number == "6")
    assert six.told[0].shown
    return list(six.told[0].shown.units)


def test_units_at_both_ends_of_the_scale_are_not_told_from_units_half_of_it_apart(told: Report) -> None:
    """An attack: a distance of nine on a scale of ten leaves one place for each of the two."""
    apart = (1, 10), (3, 3 + furthest(10))
    ends, halves = (units_of(without_numbers(with_middles(told, *points))) for points in apart)
    assert ends == halves


def test_equal_distances_are_equal_wherever_on_the_scale_they_are(told: Report) -> None:
    low, high = (units_of(without_numbers(with_middles(told, *points))) for points in ((1, 3), (7, 9)))
    assert low == high and low[1].place == (2, 2)
