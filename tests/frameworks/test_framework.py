"""A framework in one edition: how it titles its record, where its corrections bite, how its terms are found."""

from app.frameworks import DEFAULT, framework
from tests.frameworks import good_neighbours

PUBLISHED = framework(DEFAULT)


def test_a_standard_is_called_in_every_form_as_the_summary_calls_it_without_its_slips() -> None:
    by_number = {
        standard.number: PUBLISHED.title_of_record(standard, printed=False) for standard in PUBLISHED.standards
    }
    assert by_number["4"] == "Whole system approach" and by_number["7"] == "Provides value for money"
    assert by_number["2"] == "Co-produced with service users, their carers and the wider local community"
    assert PUBLISHED.title_of_record(PUBLISHED.standard("2"), printed=True).endswith("community wellbeing")


def test_a_standards_slips_are_those_of_its_criteria_and_questions_too_and_of_no_other() -> None:
    where = {
        number: {it.where for it in PUBLISHED.corrections_of_standard(PUBLISHED.standard(number))} for number in "56"
    }
    assert "criterion 5.1" in where["5"] and "question 6c" in where["6"] and "standard 6" in where["6"]
    assert not where["5"] & where["6"] and "scale" not in where["5"] | where["6"]


def test_a_correction_bites_in_each_of_its_places_and_a_passage_is_named_by_its_title() -> None:
    assert {it.number for it in PUBLISHED.corrections_of("criterion 8.2")} == {26}
    assert PUBLISHED.place_named("passage 6") == "“Other laws”"
    assert PUBLISHED.place_named("criterion 8.2") == "Criterion 8.2"


def test_a_term_is_found_in_any_case() -> None:
    term = PUBLISHED.glossary[0]
    assert PUBLISHED.term(term.term.upper()) == term
    assert good_neighbours().term("Nothing of the kind") is None
