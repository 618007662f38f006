"""The summary: positions with what is to be done, by whom and by when."""

import pytest
from docx.document import Document as WordDocument

from app.exports import without_numbers
from app.exports.forms.summary import summary
from tests.exports.day import Day
from tests.exports.forms.reading import read_back
from tests.exports.word.test_document import form, rows


@pytest.fixture
def written(day: Day) -> list[list[str]]:
    return rows(form(drawn(day), "Summary"))


def drawn(day: Day) -> WordDocument:
    return read_back(summary(without_numbers(day.report())))


def test_a_standards_first_action_stands_in_its_own_row_and_each_further_one_below(written: list[list[str]]) -> None:
    at = next(place for place, row in enumerate(written) if row[0].startswith("6. "))
    first, second, after = written[at : at + 3]
    ninth = next(row for row in written if row[0].startswith("9. "))
    assert first[2] == (
        "Review fees.\nPriority: high\nNext step: Ask what a fair fee would be.\n"
        "How would we know? Fewer homes close.\nImportance: High"
    )
    assert first[3:] == ["Council\nProviders", "31 January 2027"]
    assert second == ["6, continued", "", "Visit every home.\nUnder way\nHow would we know? A list of visits.", "", ""]
    assert after == ["7. Provides value for money", "Not looked at in this workshop", "", "", ""]
    assert ninth[1:] == ["Not settled in this workshop", "", "", ""]


def test_who_reads_the_summary_alone_is_told_that_there_is_dissent(written: list[list[str]]) -> None:
    told = [row[0][:2] for row in written if "Dissent stands beside this in the form of domain 3." in row[1]]
    assert told == ["6."]
    assert not any("Fees did rise." in cell for row in written for cell in row)


def test_a_domain_and_the_whole_have_a_row_only_where_people_wrote_something(written: list[list[str]]) -> None:
    names = [row[0] for row in written]
    assert written[names.index("Domain 3 as a whole")][1:] == [
        "The market holds, with gaps.\nAgreed", "Map the market.", "Council", "",
    ]  # fmt: skip
    assert "Domain 2 as a whole" not in names
    assert written[-1] == ["Overall", "", "Meet again in spring.", "", "spring 2027"]


def test_what_was_dropped_is_not_among_them(written: list[list[str]]) -> None:
    assert not any("dropped" in cell for row in written for cell in row)
