"""What must hold between rows: what a correction, a term or a colour names is there, and nothing leads in a circle."""

import re

import pytest

from tests.frameworks.broken import causes, is_taken, problems_of
from tests.frameworks.broken_toml import TOML


@pytest.mark.parametrize("where", ["scale", "law", "purpose", "page 3", "the foreword", "standard 1", "evidence P1.1"])
def test_a_correction_may_bite_what_is_there_and_what_has_no_number(where: str) -> None:
    assert is_taken(TOML.replace('where = "standard 3"', f'where = "{where}"'))


@pytest.mark.parametrize(
    "where", ["standard 9", "domain 3", "question 7a", "group 4", "glossary Nothing", "resource X"]
)
def test_a_correction_of_what_is_not_there_is_told(where: str) -> None:
    assert causes(TOML.replace('where = "standard 3"', f'where = "{where}"')) == [
        f"The correction is about “{where}”, which is not there."
    ]


@pytest.mark.parametrize("place", ["standard 9", "passage 7", "resource X"])
def test_further_places_of_a_correction_are_there_too(place: str) -> None:
    assert causes(TOML.replace('also = ["criterion 3.1"]', f'also = ["criterion 3.1", "{place}"]')) == [
        f"The correction is about “{place}”, which is not there."
    ]


def test_a_passage_has_its_place_and_points_that_a_sheet_can_hold() -> None:
    assert causes(TOML.replace('place = "end"', 'place = "middle"')) == ["There is no place “middle” for a passage."]
    assert causes(TOML.replace('points = ["Talk", "Food"]', 'points = ["Talk; laugh", "Food"]')) == [
        "The passage’s points “Talk; laugh” holds a semicolon, which parts names in a list."
    ]


def test_a_heading_stands_over_a_column_and_each_column_has_one() -> None:
    heading = '[[evidence.headings]]\ncolumn = {}\ntitle = "On paper"\n'
    assert causes(TOML + heading.format(2)) == ["No document stands in column 2, which this heading is over."]
    assert causes(TOML + heading.format(1))[0].startswith("The heading “1” is here twice")


@pytest.mark.parametrize("address", ["http://example.org", "https://example.org/a?b=c#d"])
def test_an_address_may_be_seen(address: str) -> None:
    assert is_taken(TOML.replace('see = "Step-free"', f'see = "{address}"'))


@pytest.mark.parametrize("address", ["ftp://example.org", "javascript:alert(1)", "https://", "www.example.org"])
def test_other_addresses_may_not(address: str) -> None:
    assert causes(TOML.replace('see = "Step-free"', f'see = "{address}"')) == [
        f"There is no term “{address}” in the glossary."
    ]


def test_a_term_that_leads_into_a_circle_is_no_part_of_it() -> None:
    extra = '[[glossary]]\nterm = "{}"\ntext = "x"\nsee = "{}"\n'
    circle = TOML + "".join(extra.format(*pair) for pair in (("A", "B"), ("B", "C"), ("C", "B")))
    assert causes(circle) == ["“See C” leads back to “B” itself.", "“See B” leads back to “C” itself."]


def test_a_picture_is_one_of_ours_and_stands_beside_easy_read() -> None:
    assert is_taken(TOML.replace('picture = "door"', 'picture = "shops"'))
    (problem,) = problems_of("ours.toml", TOML.replace('picture = "door"', 'picture = "dooor"').encode()).problems
    assert problem.cause == "“picture” of standard “1” is “dooor”, no picture of ours."
    assert problem.mend.startswith("Did you mean “door”? Use one of “person”, “together”, ")
    alone = re.sub('easy_read = """.*?"""', "", TOML, flags=re.DOTALL)
    assert causes(alone) == ["The standard “1” has a picture and no Easy Read text beside it."]
    assert causes(TOML.replace('picture = "door"', "")) == [
        "The standard “1” says what a picture shows, and names none."
    ]
