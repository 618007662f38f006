"""One's own page: every subject in the planned order, how it ended, who is not of one mind."""

from collections.abc import Callable

import pytest

from app.live.own_page import OwnPage, own_page
from app.models import AttributionRule
from app.models.record.settling import reopen
from app.models.rounds.standard import numbered
from tests.conftest import Lobby
from tests.exports.day import CANARIES, Day, whole_day


@pytest.fixture
def day(make_room: Callable[..., Lobby]) -> Day:
    return whole_day(make_room, AttributionRule.BY_GROUP)


def page_of(day: Day, name: str = "Petra") -> OwnPage:
    day.session.flush()
    day.session.expire_all()
    return own_page(day.session, day.room.seats[name])


def test_standards_stand_as_planned_then_the_domains_that_were_settled_then_the_whole(day: Day) -> None:
    told = [(subject.slug, subject.name, subject.ends) for subject in page_of(day).subjects]
    assert told == [
        ("standard-4", "4", "Open for rating"), ("standard-6", "6", "Agreed with reservations"),
        ("standard-9", "9", "Rated, not settled"), ("domain-3", "Domain 3", "Agreed"),
        ("overall", "Overall", "Not agreed"),
    ]  # fmt: skip
    assert page_of(day).place_of("standard-9") == 2 and page_of(day).place_of("standard-1") is None


def test_the_order_is_that_of_the_plan_whatever_was_revealed_and_shown(room: Lobby) -> None:
    day, orders = Day(room), []
    for act in (lambda: None, lambda: room.revealed({"Olu": 1, "Pat": 9}, "9"), lambda: show(day, "9")):
        act()
        orders.append([subject.slug for subject in page_of(day).subjects])
    assert orders == [["standard-4", "standard-6", "standard-9"]] * 3


def show(day: Day, number: str) -> None:
    day.session.expire_all()
    numbered(day.session, day.workshop.id, number).show(day.session, by="facilitator")


def test_the_words_and_the_dissents_are_those_that_phones_are_told(day: Day) -> None:
    by_slug = {subject.slug: subject for subject in page_of(day).subjects}
    six, nine, whole = by_slug["standard-6"], by_slug["standard-9"], by_slug["overall"]
    assert six.wording == "Choice is thin outside the towns." and six.marker == ""
    assert [(dissent.who, dissent.text) for dissent in six.dissents] == [
        ("Council", "Fees did rise."), ("Somebody", "We visited five.\nNone had room."),
    ]  # fmt: skip
    assert nine.dissents == () and nine.wording == ""  # still asked about
    assert whole.marker == "6"
    assert not [name for name, text in CANARIES.items() if text in repr(page_of(day))]


def test_words_that_were_opened_again_are_nobodys_to_read(day: Day) -> None:
    reopen(day.session, day.subject("standard-6"), "Once more.", "facilitator")
    six = page_of(day).subjects[1]
    assert (six.ends, six.wording) == ("Rated, not settled", "")


def test_a_domain_has_nothing_that_was_rated(day: Day) -> None:
    domain = page_of(day).subjects[3]
    assert (domain.is_rated, domain.units, domain.mine.ratings) == (False, None, ())


def test_after_the_close_it_is_the_same_page(day: Day) -> None:
    day.close()
    six = page_of(day).subjects[1]
    assert six.wording and six.mine.ratings[0].value == "4"
