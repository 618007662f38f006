"""What a reveal is made from: silence is no answer, and can't tell is one."""

from dataclasses import replace

from app.divergence import DEFAULT, DK, Terms, Voice
from app.divergence.facts import answers, said

PEOPLE = {1: Voice("Carers", 4), 2: Voice("Carers"), 3: Voice("Carers", DK), 4: Voice("Providers", 9)}


def test_silence_is_no_answer_and_cant_tell_is_one() -> None:
    assert said(PEOPLE, ["Carers"]) == {1: 4, 3: DK}
    assert answers(PEOPLE, ["Carers", "Providers"]) == [4, DK, 9]


def test_a_group_that_nobody_sits_in_has_said_nothing() -> None:
    assert answers(PEOPLE, ["Healthwatch"]) == answers(PEOPLE, []) == []


def test_the_public_packs_own_number_goes_before_that_of_the_workshop() -> None:
    """Else a pack would show a unit of three to everybody."""
    strict = replace(DEFAULT, unit_scores=4)
    assert [Terms("by_group").least, Terms("by_group", k=5).least] == [3, 5]
    assert [Terms("by_group", thresholds=strict).least, Terms("by_group", thresholds=strict, k=5).least] == [4, 5]
