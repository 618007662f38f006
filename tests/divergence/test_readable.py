"""What the model says of a round, and of two, can be read at about the age of twelve.

Every code's sentence, reason, question and words, as the acceptance cases and the rooms below bring them out. A group
is called “the group” here, and a band “Red”: what they are called is the room's, and the framework's.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from app.divergence import analyse, compare, present
from app.divergence.codes import CODES
from app.divergence.finding import Finding
from app.divergence.scale import Scale
from tests.divergence.cases import load
from tests.divergence.cast import COUNCIL, HEALTHWATCH, ICB, PEOPLE, PROVIDERS, Answers
from tests.reading_age import AIM, FEWEST, MOST, age, sentences, without_words_of_this_work

GUARDED: tuple[Answers, ...] = (
    {COUNCIL: [9] * 8, PEOPLE: [4] * 4},
    {COUNCIL: [7] * 4, PEOPLE: [7] * 3},
    {COUNCIL: [7] * 4, PEOPLE: [7] * 3, ICB: []},
    {COUNCIL: [2, 2, 9, 9, 9], PEOPLE: [2, 2, 9, 9], PROVIDERS: [2, 9, 9, 2]},
    {COUNCIL: [1, 3, 5, 8, 10], PEOPLE: [1, 4, 7, 10], PROVIDERS: [5, 5, 5]},
    {COUNCIL: [9] * 8, PEOPLE: [5] * 4, PROVIDERS: [8] * 5, HEALTHWATCH: [8, 8]},
)
FROM_EVERYBODY: tuple[Answers, ...] = (
    {COUNCIL: [6] * 8, PEOPLE: [6] * 6, PROVIDERS: [6] * 5 + [1, 1]},
    {COUNCIL: [6] * 8, PEOPLE: [6] * 6, PROVIDERS: [6] * 6 + [10]},
)
EXCEPTIONS: dict[str, str] = {}


def found() -> Iterator[Finding]:
    for case in load("rooms"):
        yield from analyse(case["groups"], case.get("self_group")).findings
    for case in load("privacy"):
        yield from present(case["groups"], case["rule"], case["consent"]).analysis.findings
    for room in (*GUARDED, *FROM_EVERYBODY):
        for rule in ("open", "by_group", "not_attributable"):
            yield from present(room, rule).analysis.findings


def said() -> dict[str, set[str]]:
    """Under each code what it says; and under “again” what is said of two rounds."""
    by_code: dict[str, set[str]] = defaultdict(set)
    for it in found():
        texts = (it.sentence, it.why, it.question, it.words)
        by_code[it.code] |= {without_names(text) for text in texts if text}
    for case in load("rounds"):
        told = compare(case["round1"], case["round2"], case.get("self_group"))
        by_code["again"] |= {without_names(text) for text in (told.sentence, told.question) if text}
    return by_code


def without_names(text: str) -> str:
    bands = "|".join(re.escape(band.name) for band in sorted(Scale().bands, key=lambda band: -len(band.name)))
    groups = "|".join(("CCG", COUNCIL, ICB, PROVIDERS, HEALTHWATCH, rf"\b{PEOPLE}\b", "Smaller groups together"))
    return without_words_of_this_work(re.sub(groups, "the group", re.sub(bands, "Red", text)))


def test_every_code_says_something_here() -> None:
    assert set(said()) == {*CODES, "again"}


def test_all_that_is_said_together_can_be_read_at_the_age_of_twelve() -> None:
    assert age(" ".join(sorted(set.union(*said().values())))) < AIM


def test_no_sentence_is_hard_but_those_that_have_to_be() -> None:
    told = {one for texts in said().values() for text in texts for one in sentences(text)}
    long = {one for one in told if len(one.split()) >= FEWEST}
    hard = {one: round(age(one), 1) for one in long - set(EXCEPTIONS) if age(one) > MOST}
    assert (hard, len(long) > 60) == ({}, True)
