"""Each wording that was read back keeps what was said to it."""

import pytest

from app.errors.acts import OlderPage
from app.models.record.read_back import answers_by_seat, askings_of
from tests.models.record.conftest import AGREE, NO, Table

COUNCIL = ("Olu", "Oona", "Omar", "Ola")


def test_changed_words_ask_again_and_what_was_said_to_the_earlier_ones_stays(table: Table) -> None:
    earlier = table.read("Choice is thin.")
    table.say(earlier, AGREE, *COUNCIL)
    later = table.read("Choice is good.")
    assert later.id != earlier.id and later.is_open and not earlier.is_open
    assert answers_by_seat(table.room.session, later.id) == {}
    assert len(answers_by_seat(table.room.session, earlier.id)) == 4
    with pytest.raises(OlderPage, match="the words that you were asked about have changed"):
        table.say(earlier, NO, "Olu")


def test_words_that_come_back_are_the_newest_again_with_their_answers(table: Table) -> None:
    asking = table.read("Choice is thin.")
    table.say(asking, AGREE, "Olu")
    table.read("Choice is good.")
    assert table.read("Choice is thin.") is asking
    assert askings_of(table.room.session, table.room.workshop.id)[table.subject.key][-1] is asking
    table.say(asking, NO, "Oona")
    assert len(answers_by_seat(table.room.session, asking.id)) == 2
