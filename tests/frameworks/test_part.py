"""A part's own words: the owner's before ours, in short, and its title in every printed form."""

import pytest

from app.frameworks import DEFAULT, Criterion, Question, Term, framework

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


def test_a_title_stands_as_the_form_prints_it_and_where_it_prints_none_as_on_screens() -> None:
    domain = PUBLISHED.domains[0].model_copy(update={"title": "Screen", "titles": {"form": "Form"}})
    assert (domain.form_title, domain.summary_title) == ("Form", "Form")
    plain = domain.model_copy(update={"titles": {}})
    assert (plain.form_title, plain.summary_title) == ("Screen", "Screen")
