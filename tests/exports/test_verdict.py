"""A fingerprint as somebody types it from paper."""

from collections.abc import Callable

import pytest

from app.errors import Incomplete
from app.exports import Release, as_json
from app.exports.verdict import MOST, PRINTED, UNCOMPARED, Verdict, entries_in_words
from app.exports.verifying import PUBLIC, verdict
from app.models.workshop.chain import fingerprint
from tests.exports.forging import confirmed, file


@pytest.mark.parametrize("typed", [str, str.lower, lambda text: text.replace("-", " "), lambda text: f" {text}. "])
def test_a_fingerprint_is_compared_however_it_is_typed(typed: Callable[[str], str]) -> None:
    answer = verdict(file(), typed(confirmed().chained.fingerprint))
    assert answer.is_intact and answer.details == (PRINTED,)


def test_a_fingerprint_of_an_earlier_entry_says_what_came_after_it() -> None:
    answer = verdict(file(), fingerprint(confirmed().chain[-3].link))
    number, more = len(confirmed().chain) - 2, "Then 2 more entries came (“confirmed the workshop”, “fixed the record”)"
    assert answer.is_intact and f"is that of entry {number}" in answer.details[0] and more in answer.details[0]


def test_a_fingerprint_of_another_record_is_of_no_entry() -> None:
    assert not verdict(file(), confirmed(2).chained.fingerprint).is_intact


def test_letters_too_few_or_too_many_are_asked_for_again() -> None:
    with pytest.raises(Incomplete, match="has 20 letters, in groups of four; what you gave has 4"):
        verdict(file(), "ABCD")


def test_a_public_file_says_that_it_has_no_chain() -> None:
    public = confirmed().model_copy(update={"release": Release.PUBLIC, "chain": (), "events": (), "archive": None})
    answer = verdict(as_json(public), confirmed().chained.fingerprint)
    assert not answer.is_intact and PUBLIC in answer.sentence and answer.details == (UNCOMPARED,)


def test_a_thousand_differences_are_told_by_the_first_of_them() -> None:
    told = Verdict("", 1, tuple(f"No. {number}" for number in range(1000))).details
    assert len(told) == MOST + 1 and told[-1] == f"And {999 - MOST} more."


def test_one_entry_is_one_entry() -> None:
    assert Verdict("ABCD", 1, ()).sentence == "Intact: 1 entry, fingerprint ABCD."
    assert entries_in_words(2, "more ") == "2 more entries"
