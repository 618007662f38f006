"""A framework in one edition: which of its words a screen or an export takes."""

import pytest

from app.frameworks import DEFAULT, Band, Criterion, Question, Standard, Term, framework
from app.frameworks.framework import Evidence, Minimum, Potential
from tests.frameworks import good_neighbours

PUBLISHED = framework(DEFAULT)


@pytest.mark.parametrize(
    ("text", "brief"),
    [
        ("People choose. They are asked again each year.", "People choose"),
        ("Say it plainly.", "Say it plainly"),
        ("Partners, e.g. Healthwatch, are asked. All of them.", "Partners, e.g. Healthwatch, are asked"),
        ("Dr. Ada Okoro speaks (by telephone). Others listen.", "Dr. Ada Okoro speaks (by telephone)"),
        ("It costs 3.5 million. it is a slip", "It costs 3.5 million. it is a slip"),
    ],
)
def test_a_phone_shows_the_first_sentence_and_is_not_stopped_by_a_short_word(text: str, brief: str) -> None:
    assert Criterion(number="1.1", text=text).brief == brief


def test_the_owners_words_go_before_ours_also_in_short() -> None:
    criterion = Criterion(number="1.1", text="Ours. More.", official="Theirs. More.")
    assert (criterion.words, criterion.brief) == ("Theirs. More.", "Theirs")
    assert Term(term="Outcome", text="Ours", official="Theirs").words == "Theirs"


def test_a_number_is_text_however_a_file_wrote_it() -> None:
    assert [Question(number=written, text="Who?").number for written in (3, 3.1, "3a")] == ["3", "3.1", "3a"]


def test_a_question_that_was_printed_by_mistake_is_not_asked() -> None:
    asked = PUBLISHED.standard("6")
    assert {question.number for question in asked.questions} - {it.number for it in asked.genuine_questions} == {"6c"}


def test_a_title_stands_as_the_form_prints_it_and_where_it_prints_none_as_on_screens() -> None:
    domain = PUBLISHED.domains[0].model_copy(update={"title": "Screen", "titles": {"form": "Form"}})
    assert (domain.form_title, domain.summary_title) == ("Form", "Form")
    plain = domain.model_copy(update={"titles": {}})
    assert (plain.form_title, plain.summary_title) == ("Screen", "Screen")


def test_a_standard_is_called_in_every_form_as_the_summary_calls_it_without_its_slips() -> None:
    by_number = {
        standard.number: PUBLISHED.title_of_record(standard, printed=False) for standard in PUBLISHED.standards
    }
    assert by_number["4"] == "Whole system approach" and by_number["7"] == "Provides value for money"
    assert by_number["2"] == "Co-produced with service users, their carers and the wider local community"
    assert PUBLISHED.title_of_record(PUBLISHED.standard("2"), printed=True).endswith("community wellbeing")


@pytest.mark.parametrize(
    ("printed", "asked", "shown"), [("Slip", True, "Slip"), ("Slip", False, "Meant"), ("", True, "Meant")]
)
def test_a_label_is_the_printed_one_only_where_that_is_asked_for_and_there_is_one(
    printed: str, asked: bool, shown: str
) -> None:
    assert Band(low=1, high=2, name="Red", label="Meant", printed=printed).shown_label(printed=asked) == shown


def test_a_standards_slips_are_those_of_its_criteria_and_questions_too_and_of_no_other() -> None:
    where = {
        number: {it.where for it in PUBLISHED.corrections_of_standard(PUBLISHED.standard(number))} for number in "56"
    }
    assert "criterion 5.1" in where["5"] and "question 6c" in where["6"] and "standard 6" in where["6"]
    assert not where["5"] & where["6"] and "scale" not in where["5"] | where["6"]


def test_evidence_is_named_whether_it_is_always_asked_for_or_may_be_offered() -> None:
    evidence = Evidence(
        minimum=(
            Minimum(number="M2.1", column=2, title="A plan"),
            Minimum(number="M1.1", column=1, title="The guest book"),
        ),
        potential=(Potential(number="P1.1", domain="1", text="Letters", official="Letters from guests"),),
    )
    assert [evidence.name_of(it) for it in ("M1.1", "P1.1", "M9")] == ["The guest book", "Letters from guests", None]
    assert [[it.number for it in column] for column in evidence.columns] == [["M1.1"], ["M2.1"]]
    assert evidence.of_domain("2") == ()


def test_a_correction_bites_in_each_of_its_places_and_a_passage_is_named_by_its_title() -> None:
    assert {it.number for it in PUBLISHED.corrections_of("criterion 8.2")} == {26}
    assert PUBLISHED.place_named("passage 6") == "“Other laws”"
    assert PUBLISHED.place_named("criterion 8.2") == "Criterion 8.2"


def test_a_heading_is_that_of_the_column_and_the_box_for_actions_names_its_standard() -> None:
    assert PUBLISHED.evidence.heading_over("M3.12") == "Regulation, monitoring and outcomes data"
    inferred = PUBLISHED.evidence.heading_over("M4.1")
    assert inferred == f"{PUBLISHED.evidence.heading_of(4)} (that it stands here is inferred)"
    assert PUBLISHED.evidence.heading_over("P3.12") == "" and good_neighbours().evidence.heading_of(1) == ""
    assert PUBLISHED.forms.needed_for("4") == "What actions do we need to take to meet Standard 4?"
    assert good_neighbours().forms.needed_for("4") == ""


def test_a_term_is_found_in_any_case() -> None:
    term = PUBLISHED.glossary[0]
    assert PUBLISHED.term(term.term.upper()) == term
    assert good_neighbours().term("Nothing of the kind") is None


def test_easy_read_is_told_line_by_line_with_what_its_picture_shows_and_without_a_slot_there_is_none() -> None:
    six = PUBLISHED.standard("6")
    assert six.easy_lines[0] == "There is good help near you." and len(six.easy_lines) == 4
    assert six.picture_shows == "Three houses in a row, each of another kind."
    assert six.model_copy(update={"picture_says": "Our high street."}).picture_shows == "Our high street."
    assert six.model_copy(update={"picture": "of a newer program"}).picture_shows == ""
    earlier = Standard(number="1", title="A warm welcome")
    assert (earlier.easy_lines, earlier.picture_shows) == ((), "")
