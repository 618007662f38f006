"""Rows become a framework; a limit that is passed is one problem, whatever hangs on what is beyond it."""

from pathlib import Path

import pytest

from app.frameworks import MOST_CRITERIA, framework, framework_keys
from app.frameworks.files import read_framework
from app.frameworks.published import DATA
from tests.frameworks import EXAMPLES, good_neighbours
from tests.frameworks.broken import causes, is_taken
from tests.frameworks.broken_toml import TOML


@pytest.mark.parametrize("key", framework_keys())
def test_what_comes_with_the_program_passes_the_check_of_anyones_own(key: str) -> None:
    assert read_framework(f"{key}.toml", (DATA / f"{key}.toml").read_bytes(), lambda _: None) == framework(key)


def test_a_framework_without_criteria_passes() -> None:
    content = (EXAMPLES / "good-neighbours.toml").read_bytes()
    assert read_framework("good-neighbours.toml", content, lambda _: None) == good_neighbours()


FILES = Path(__file__).parent / "data"
BASE = """
key = "plots"
title = "Plots"
edition = "1"
scale = {{ points = {points}, bands = [{bands}] }}
{rest}
"""


def framework_of(
    standards: int = 1,
    points: int = 4,
    bands: int = 2,
    domains: int = 1,
    terms: int = 0,
    groups: int = 0,
    criteria: int = 0,
) -> str:
    """A file of that many of everything; the last of each is named by something else."""
    rest = [f'[[groups]]\nnumber = "{number}"\ntext = "Group"' for number in range(1, groups + 1)]
    rest += [f'[[glossary]]\nterm = "A first"\ntext = "Words"\nsee = "Term {terms}"'][: terms and 1]
    rest += [f'[[glossary]]\nterm = "Term {number}"\ntext = "Words"' for number in range(1, terms + 1)]
    for domain in range(1, domains + 1):
        rest.append(f'[[domains]]\nnumber = {domain}\ntitle = "Domain"')
        of_it = range(1, standards + 1) if domain == 1 else [f"{domain}a"]
        rest += [f'[[domains.standards]]\nnumber = "{number}"\ntitle = "Plot"' for number in of_it]
        if domain == 1:
            listed = (f'{{ number = "C{number}", text = "Watered" }}' for number in range(1, criteria + 1))
            rest.append(f"criteria = [{', '.join(listed)}]")
    rest.append(f'[[evidence.potential]]\nnumber = "P1"\ndomain = "{domains}"\ntext = "A photograph"')
    named = ((thing, name) for thing, name in (("standard", standards), ("domain", domains), ("group", groups)) if name)
    for number, (thing, name) in enumerate(named, 1):
        rest.append(f'[[corrections]]\nnumber = {number}\nwhere = "{thing} {name}"')
        rest.append('printed = "x"\ncorrected = "y"\nreason = "z"')
    made = ", ".join(f'{{ low = {n}, high = {n}, name = "B{n}", label = "B{n}" }}' for n in range(1, bands))
    last = f'{{ low = {bands}, high = {points}, name = "Last", label = "Last" }}'
    return BASE.format(points=points, bands=f"{made}, {last}", rest="\n".join(rest))


def test_real_frameworks_of_forty_two_standards_are_taken() -> None:
    content = (FILES / "forty-two-standards.xlsx").read_bytes()
    assert len(read_framework("plots.xlsx", content, lambda _: None).standards) == 42


@pytest.mark.parametrize("standards", [41, 120])
def test_up_to_a_hundred_and_twenty_standards_are_taken(standards: int) -> None:
    assert is_taken(framework_of(standards=standards))


@pytest.mark.parametrize(
    ("beyond", "limit"),
    [
        ({"standards": 122}, "“Standards” may hold, 120"), ({"domains": 14}, "“Domains” may hold, 12"),
        ({"bands": 7, "points": 9}, "“Bands” may hold, 5"), ({"terms": 302}, "“Glossary” may hold, 300"),
        ({"groups": 302}, "“Groups” may hold, 300"), ({"standards": 180}, "“Standards” may hold, 120"),
    ],
    ids=str,
)  # fmt: skip
def test_a_limit_that_is_passed_is_told_once_and_nothing_that_hangs_on_it(beyond: dict[str, int], limit: str) -> None:
    told = causes(framework_of(**beyond))
    assert len(told) == 1, told
    assert limit in told[0]


@pytest.mark.parametrize(
    "just_within",
    [
        {"standards": 120}, {"domains": 12}, {"bands": 5, "points": 9}, {"terms": 299}, {"groups": 300},
        {"criteria": MOST_CRITERIA}, {"points": 11}, {"points": 3},
    ],
    ids=str,
)  # fmt: skip
def test_what_is_just_within_a_limit_is_taken(just_within: dict[str, int]) -> None:
    assert is_taken(framework_of(**just_within))


def test_more_criteria_than_a_phone_can_show_beside_a_rating_are_told() -> None:
    (told,) = causes(framework_of(criteria=MOST_CRITERIA + 1))
    assert f"has {MOST_CRITERIA + 1} criteria" in told


def test_two_limits_that_are_passed_are_told_once_each() -> None:
    assert len(causes(framework_of(standards=130, terms=310))) == 2


def test_what_is_wrong_beside_a_limit_that_is_passed_is_still_told() -> None:
    text = framework_of(standards=130).replace('number = "P1"', 'number = "P/1"')
    assert len(causes(text)) == 2
    assert causes(TOML.replace('where = "standard 3"', 'where = "standard 9"'))
