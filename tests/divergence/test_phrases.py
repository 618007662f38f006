"""Every sentence said over many rooms keeps to the words of the product."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given

from app.divergence import DK, Finding, Release, Unit, analyse, compare, compare_released, present
from app.divergence.phrases import points, shares_reached
from app.divergence.units import RULES
from tests.divergence.cast import CAST, COUNCIL, HEALTHWATCH, ICB, PEOPLE, PROVIDERS, Answers, any_rooms

FORBIDDEN = re.compile(
    r"think|blind.?spot|grad(e|ing)|anonym|secret|tamper|\bvot|\bresults?\b|sides? with|sees? it better|score|alert"
    r"|\bflag|\bshould\b|\bmust\b|wrong|\bmean\b|averag|per ?cent|%|\d\.\d|\d/\d|[.?!]{2}|  |(?-i:None)|Fraction",
    re.IGNORECASE,
)


def some_rooms(count: int) -> Iterator[Answers]:
    """Seeded rooms of every kind: agreeing, split, sparse, silent."""
    random = Random(20)
    for _ in range(count):
        centres = random.choices(range(1, 11), k=5)
        width = random.choice((0, 0, 1, 2, 4))
        yield {name: some_group(random, centre, width) for name, centre in zip(CAST, centres, strict=True)}


def some_group(random: Random, centre: int, width: int) -> list[int | str]:
    people = random.choice((0, 1, 1, 2, 3, 5, 8))
    near = range(max(1, centre - width), min(10, centre + width) + 1)
    return [random.choice([*near, *near, DK]) for _ in range(people)]


def scores(answers: Sequence[int | str]) -> tuple[int, ...]:
    return tuple(sorted(answer for answer in answers if isinstance(answer, int)))


def said(finding: Finding) -> str:
    return f"{finding.sentence} {finding.why} {finding.question or ''}".strip()


def test_the_search_finds_what_it_looks_for() -> None:
    for bad in ("a middle of 3.5", "68% of answers", "Council thinks", "they voted", "score awarded", "alerts"):
        assert FORBIDDEN.search(bad), bad
    assert not FORBIDDEN.search("The middle is 8. 4 to 5 (Red/amber), 2 and a half points.")


def test_no_sentence_has_a_forbidden_word_or_a_decimal() -> None:
    codes = set()
    for room in some_rooms(1500):
        for rule in RULES:
            for finding in present(room, rule, [HEALTHWATCH, ICB], COUNCIL).analysis.findings:
                codes.add(finding.code)
                assert not FORBIDDEN.search(said(finding)), said(finding)
    assert len(codes) == 18, "every finding was heard"


def test_no_comparison_has_a_forbidden_word_or_a_decimal() -> None:
    rooms = [seated(room) for room in some_rooms(400)]
    told = [compare(one, other) for one, other in pairwise(rooms)]
    told += [compare(room, {**room, PEOPLE: {}}) for room in rooms]
    assert not [text for c in told if FORBIDDEN.search(text := f"{c.sentence} {c.question or ''}".strip())]


def test_no_comparison_of_two_pictures_has_a_forbidden_word_or_a_decimal() -> None:
    rooms = [Release(tuple(Unit(name, scores(given_)) for name, given_ in room.items())) for room in some_rooms(400)]
    told = [compare_released(one, other, "by_group") for one, other in pairwise(rooms)]
    silent = Release((Unit(COUNCIL, (8,) * 5, silent_again=1), Unit(PEOPLE, (8,), by_consent=True, silent_again=1)))
    told.append(compare_released(rooms[0], silent, "by_group"))
    assert not [text for c in told if FORBIDDEN.search(text := f"{c.sentence} {c.question or ''}".strip())]
    assert len({c.label for c in told}) >= 6


def seated(room: Answers) -> dict[str, dict[str, int | str]]:
    return {name: {str(i): answer for i, answer in enumerate(answers)} for name, answers in room.items()}


@given(any_rooms)
def test_a_question_is_one_neutral_question_and_names_no_group(room: Answers) -> None:
    questions = [f.question for f in analyse(room, COUNCIL).findings if f.question]
    assert all(q.count("?") == 1 and q.endswith("?") for q in questions)
    assert not [name for name in CAST for q in questions if name in q]


def sentence(code: str, room: Answers) -> str:
    return next(f.sentence for f in analyse(room, COUNCIL).findings if f.code == code)


def test_one_person_is_told_as_one_person() -> None:
    told = sentence("lone_group", {COUNCIL: [8] * 5, PROVIDERS: [8] * 5, HEALTHWATCH: [3]})
    assert told.startswith("The one person from Healthwatch who rated gave 3 (Red/amber), below every other group")


@pytest.mark.parametrize(("pair", "words"), [([2, 3], "gave 2 and 3,"), ([3, 3], "both gave 3 (Red/amber),")])
def test_two_people_are_told_as_two_people(pair: list[int], words: str) -> None:
    told = sentence("lone_group", {COUNCIL: [8] * 5, PROVIDERS: [8] * 5, PEOPLE: pair})
    assert told.startswith(f"The two people from People who rated {words}")


def test_three_people_have_a_middle_with_its_colour() -> None:
    told = sentence("between_groups", {COUNCIL: [8] * 6, PEOPLE: [4, 4, 5, 5]})
    assert "Council (6 people): middle 8 (Green)" in told
    assert "People (4 people): middle 4 to 5 (Red/amber to Amber/green)" in told
    assert told.endswith(": 3 and a half points apart.")


def test_the_reason_names_figure_and_threshold() -> None:
    finding = analyse({COUNCIL: [8] * 6, PEOPLE: [3] * 5}).findings[0]
    assert finding.why == (
        "The widest gap is 5 points (groups differ from 3, strongly from 4). Take one person from each: "
        "in 30 of 30 pairs the one from the higher group is 2 points or more above."
    )


@pytest.mark.parametrize(
    ("distance", "words"),
    [
        (Fraction(0), "0 points"),
        (Fraction(1, 2), "half a point"),
        (Fraction(1), "1 point"),
        (Fraction(9, 2), "4 and a half points"),
        (Fraction(4, 3), "1 and a third points"),
        (Fraction(2, 3), "two thirds of a point"),
    ],
)
def test_distances_are_said_in_words(distance: Fraction, words: str) -> None:
    assert points(distance) == words


def test_shares_are_said_in_words() -> None:
    shares = Fraction(1), Fraction(17, 25), Fraction(3, 4), Fraction(1, 3)
    said = [shares_reached(share) for share in shares]
    assert said == ["all", "two thirds or more", "three quarters or more", "a third or more"]
