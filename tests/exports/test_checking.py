"""What people wrote is looked through: names that may not stand there, and figures. Cheap: no database is touched."""

import pytest

from app.exports import Report
from app.exports.checking import DRAFTED, Found, Names, figures
from app.exports.sentences import sentences
from app.models.record.subject import Key, Level
from tests.exports.wording import reworded

SMALL = Names(groups=["Carers", "Healthwatch", "CCG (now ICB)", "People who use services", "Council officers"])
KNOWN = Names(people=["Hari Ó Brian", "Jo", "Fay", "x", "Mary-Ann Li", "Table 3", ""])


def naming(report: Report, names: Names) -> list[Found]:
    found = ((sentence, names.found_at(sentence)) for sentence in sentences(report))
    return [Found(sentence, words) for sentence, words in found if words]


@pytest.mark.parametrize(
    "text",
    [
        "Carers say so.", "a CARER said", "the carer’s view", "the carers' view", "carers’ groups", "(carer)",
        "Care\u00adrs", "HealthWatch agrees", "Healthwatch’s report", "Health\u200bwatch", "the ICB pays", "a CCG",
        "CCG (now ICB)", "people  who\nuse services", "one council officer", "Ｃａｒｅｒｓ",
    ],
)  # fmt: skip
def test_a_withheld_group_is_found_in_any_case_number_and_spelling_of_its_name(text: str) -> None:
    assert SMALL.found_in(text)


@pytest.mark.parametrize(
    "text", ["Care homes close.", "careers", "Health and watchfulness", "The council answers.", "people who use a bus"]
)
def test_a_word_that_only_looks_like_one_is_not(text: str) -> None:
    assert SMALL.found_in(text) == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("hari ó brian said", "Hari Ó Brian"), ("Ask O Briant", ""), ("hari o brian", "Hari Ó Brian"),
        ("BRIAN’S idea", "Hari Ó Brian"),
        ("Jo said", "Jo"), ("JO said", ""), ("jo said", ""), ("Job", ""), ("Fay’s", "Fay"), ("by the fay", ""),
        ("x marks it", ""), ("Mary-Ann Li", "Mary-Ann Li"), ("Li is here", ""), ("at table 3", "Table 3"),
        ("Hari waited", "Hari Ó Brian"), ("Mary-Ann’s mother", "Mary-Ann Li"), ("at the table", ""), ("hari", ""),
    ],
)  # fmt: skip
def test_a_person_is_found_by_the_whole_name_a_surname_of_four_letters_and_a_first_name(text: str, found: str) -> None:
    assert KNOWN.found_in(text) == ((found,) if found else ())


def test_every_field_in_which_a_name_stands_is_told_with_its_place(public_day: Report) -> None:
    found = {(each.sentence.key.slug, each.sentence.field): each.words for each in naming(public_day, SMALL)}
    assert found == {("overall", "narrative"): ("Carers", DRAFTED)}
    all_named = {each.sentence.field for each in naming(reworded(public_day, "Carers said."), SMALL)}
    assert all_named == {
        "wording", "evidence", "divergent_views", "how_known", "next_step", "good_practice", "narrative", "dissent",
        "action_what", "action_who", "action_due", "action_how_known",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Most gave 8.", ("8",)), ("Three out of ten said so.", ("Three out of",)),
        ("It was rated seven.", ("rated seven",)),
        ("a score of two", ("score of two",)), ("40 % of plans", ("40 %",)), ("forty per cent", ("forty per cent",)),
        ("It is amber/green.", ("Amber/green",)), ("Green + at last", ("Green +",)),
        ("ten points apart", ("ten points",)),
        ("Done by 2027.", ()), ("By 31 January 2027.", ()), ("One group was late.", ()), ("a generation", ()),
    ],
)  # fmt: skip
def test_figures_and_names_of_bands_are_listed_and_years_are_not(
    public_day: Report, text: str, found: tuple[str, ...]
) -> None:
    words = {each.words for each in figures(reworded(public_day, text))}
    assert {word for each in words for word in each} >= {*found} and bool(words) is bool(found)


def test_a_due_day_is_no_figure(public_day: Report) -> None:
    listed = figures(reworded(public_day, "by day 8"))
    assert listed and "action_due" not in {each.sentence.field for each in listed}


def test_a_sentence_stands_at_its_subject(public_day: Report) -> None:
    keys = {each.sentence.key for each in naming(reworded(public_day, "Carers"), SMALL)}
    assert keys == {Key(Level.STANDARD, "6"), Key(Level.DOMAIN, "3"), Key(Level.OVERALL)}
