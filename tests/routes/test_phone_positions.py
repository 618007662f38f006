"""A participant’s pages about words that were read back: nothing is chosen, and each way is offered by right."""

import pytest

from app.models.workshop.draft import GroupDraft
from tests.markup import read
from tests.northvale import Hall, Town
from tests.read_backs import CANARY, WORDS, asked, dissent, revealed, say


@pytest.fixture
def hall(town: Town) -> Hall:
    return revealed(town)


def test_the_words_stand_as_they_were_read_back_and_nothing_is_chosen(hall: Hall) -> None:
    asked(hall)
    page = read(hall.see("/phone/positions/standard-6", by="Pat").text)
    assert WORDS in page.text and "Agreed" in page.text
    radios = [(one.get("name"), one.get("value")) for one in page.all("input") if one.get("type") == "radio"]
    assert radios[:3] == [("answer", "ag"), ("answer", "lw"), ("answer", "no")]
    assert [value for name, value in radios if name == "shown"] == ["unit", "none", "only"]
    assert not [one for one in page.all("input") if "checked" in one.attributes]


def test_what_was_never_read_back_is_not_there(hall: Hall) -> None:
    for slug in ("standard-6", "standard-99", "overall", "nonsense"):
        assert hall.see(f"/phone/positions/{slug}", by="Pat").status_code == 404
    assert "Nothing is asked right now" in hall.see("/phone/positions", by="Pat").text


def test_the_unit_is_offered_by_its_own_name_and_a_pooled_person_by_the_pool_s(hall: Hall) -> None:
    asked(hall)
    assert "With my group’s name: Providers" in hall.see("/phone/positions/standard-6", by="Pat").text
    page = hall.see("/phone/positions/standard-6", by="Hari").text
    assert "With my group’s name: Smaller groups together" in page and "name: Healthwatch" not in page


def test_who_is_alone_in_a_group_is_not_offered_to_ask_it_and_one_of_two_is_told_what_it_tells(hall: Hall) -> None:
    asked(hall)
    assert 'name="asks_group"' not in hall.see("/phone/positions/standard-6", by="Hari").text
    assert "the other will know that the words are yours" in hall.see("/phone/positions/standard-6", by="Carol").text
    assert "without your name" in hall.see("/phone/positions/standard-6", by="Pat").text


def test_what_was_said_stands_in_the_form_for_its_writer_alone(hall: Hall) -> None:
    dissent(hall, "Pat", asked(hall), shown="unit")
    assert CANARY in hall.see("/phone/positions/standard-6", by="Pat").text
    assert CANARY not in hall.see("/phone/positions/standard-6", by="Priya").text


def test_a_unit_that_may_not_be_named_is_not_offered(town: Town) -> None:
    hall = revealed(town, groups=(GroupDraft("Council", 4, is_assessing=True), GroupDraft("Carers", 2)))
    read_back = asked(hall)
    page = hall.see("/phone/positions/standard-6", by="Carol").text
    offered = "With my group’s name" in page
    answer = say(hall, "Carol", read_back, "no", words=CANARY, shown="unit")
    assert answer.status_code == (303 if offered else 422)
    assert "name: Carers" not in page
