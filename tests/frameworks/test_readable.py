"""What a participant meets of a framework can be read at about the age of twelve: see `tests.reading_age`.

Here every sentence is held to the ceiling, short ones too, and words that are explained on tap count as short ones.
"""

import re
from collections.abc import Iterator
from html import unescape

import pytest

from app.frameworks import Framework, framework, framework_keys
from app.frameworks.explaining import Explainer
from tests.reading_age import AIM, MOST, SENTENCE, age, without_words_of_this_work

EASY = 10  # years, of one standard's Easy Read
MARKED = re.compile(r"<details.*?</details>")
EXCEPTIONS = {
    "Healthwatch reports.": "the name of a document, as it is printed",
    "Regulators": "the name of a group in one word",
    "The Local Government Association.": "a name",
    "Other names are co-production, peer decision-making and restorative decision-making.": "its printed names",
    "The NMDS-SC (National Minimum Dataset for Social Care) is used for data and knowledge about the workforce.": "it "
    "gives the short name and the long one",
    "Examples are contract reviews, safeguarding alerts or referrals, and case reviews.": "names of papers",
    "When the document was written it covered about 25,000 workplaces and 700,000 workers in England.": "two figures",
    "The Department for Education and Skills (DfES) wrote that for children, young people and maternity services.": "a "
    "name, and whom its guidance was for, as the page says it",
}


def texts(held: Framework) -> Iterator[str]:
    """In the order of the page; who made the standards, and titles and names of documents, are left out."""
    yield from (held.about, held.note)
    for passage in held.passages:
        yield from (passage.text, *passage.points) if passage.place != "end" else ()
    for domain in held.domains:
        yield domain.about
        for standard in domain.standards:
            yield from (standard.plain, standard.about)
            yield from (item.text for item in (*standard.criteria, *standard.questions))
    for items in (held.considerations, held.groups, held.evidence.potential, held.glossary):
        yield from (item.text for item in items)


def sentences(held: Framework) -> list[str]:
    return [one for text in texts(held) for one in SENTENCE.split(text) if one.strip()]


def measured(text: str, held: Framework) -> str:
    """With each word that is explained, and each of this work, as a short one."""
    return without_words_of_this_work(unescape(MARKED.sub("word", Explainer(held)(text))))


def easy_texts(held: Framework) -> list[tuple[str, ...]]:
    return [standard.easy_lines for standard in (*held.standards, held.whole)]


def test_a_hard_sentence_is_told_from_an_easy_one() -> None:
    assert age("The council asks people what they want.") < AIM
    assert age("Demonstrable collaboration underpins strategic prioritisation across organisational boundaries.") > MOST


@pytest.mark.parametrize("key", framework_keys())
def test_all_of_it_together_can_be_read_at_the_age_of_twelve(key: str) -> None:
    held = framework(key)
    assert age(" ".join(measured(one, held) for one in sentences(held))) < AIM


@pytest.mark.parametrize("key", framework_keys())
def test_no_sentence_is_hard_but_those_that_have_to_be(key: str) -> None:
    held = framework(key)
    hard = {one: round(age(measured(one, held)), 1) for one in sentences(held) if one not in EXCEPTIONS}
    assert {one: years for one, years in hard.items() if years > MOST} == {}


def test_every_exception_is_a_sentence_that_is_there_and_is_hard() -> None:
    """One that was eased, or is gone, goes from the list too."""
    hard = {one for key in framework_keys() for one in sentences(framework(key)) if _is_hard(one, framework(key))}
    assert set(EXCEPTIONS) <= hard
    assert all(EXCEPTIONS.values())


@pytest.mark.parametrize("key", framework_keys())
def test_easy_read_is_two_to_four_very_short_sentences_for_the_age_of_nine_or_ten_and_no_word_is_excused(
    key: str,
) -> None:
    for lines in easy_texts(framework(key)):
        assert 2 <= len(lines) <= 4, lines
        assert age(" ".join(lines)) < EASY, lines
        for line in lines:
            assert len(line.split()) <= 12 and SENTENCE.search(line) is None and line[-1] in ".?", line


def _is_hard(sentence: str, held: Framework) -> bool:
    return age(measured(sentence, held)) > MOST
