"""What somebody said, told to the hand that said it and to no other."""

from collections.abc import Callable

import pytest

from app.live.own_page import own_page
from app.live.said_by_me import TOO_SMALL, SaidByMe
from app.models import AttributionRule, CanStand, Dissent
from app.models.record.asking import end
from app.models.record.dissent import Shown, own_dissent, stand_behind
from app.models.record.subject import Key
from app.models.rounds.first_view import keep_first_view
from app.models.rounds.rejoining import rejoin
from tests.conftest import Lobby
from tests.exports.day import CANARIES, Day, whole_day


@pytest.fixture
def day(make_room: Callable[..., Lobby]) -> Day:
    return whole_day(make_room, AttributionRule.BY_GROUP)


def mine(day: Day, name: str, slug: str = "standard-6") -> SaidByMe:
    day.session.flush()
    day.session.expire_all()
    page = own_page(day.session, day.room.seats[name])
    return next(subject.mine for subject in page.subjects if subject.slug == slug)


def test_every_answer_stands_with_the_words_it_was_given_to_the_settled_ones_first(day: Day) -> None:
    told = [(each.answer, each.words) for each in mine(day, "Olu").answers]
    assert told == [("I do not agree", ""), ("Agree", "Agreed with reservations: Choice is good.")]


def test_a_reason_that_is_held_back_says_so_and_why_to_who_wrote_it(day: Day) -> None:
    (rating,) = mine(day, "Pat").ratings
    assert (rating.value, rating.reason, rating.may_quote) == ("3", CANARIES["a reason"], True)
    assert rating.held_back_why == "It names a person."
    assert mine(day, "Petra").ratings[0].held_back_why == ""


def test_own_words_say_how_they_are_shown_and_how_many_stand_behind_them_as_phones_are_told(day: Day) -> None:
    words = mine(day, "Olu").words
    assert words is not None
    assert (words.text, words.shown, words.may_publish) == ("Fees did rise.", "with the name “Council”", True)
    assert words.how_many == "2 of 5 stand behind these words"
    alone = mine(day, "Hari").words
    assert alone is not None and (alone.shown, alone.how_many) == ("without a name", "")
    held = mine(day, "Carol").words
    assert held is not None and held.is_held_back and held.held_back_why == "It names a person."
    to_facilitator = mine(day, "Pat").words
    assert to_facilitator is not None and to_facilitator.shown == "to the facilitator only"


def test_while_it_is_asked_nobody_is_told_how_many_stand_behind_own_words(day: Day) -> None:
    words = mine(day, "Olu", "standard-9").words
    assert words is not None and words.text == CANARIES["while asked"]
    assert words.how_many == ""


def test_whoever_stands_behind_words_of_the_group_reads_them_and_nobody_else_does(day: Day) -> None:
    assert mine(day, "Oona").behind == ("Fees did rise.",)
    assert mine(day, "Omar").behind == mine(day, "Olu").behind == ()


def test_words_whose_group_became_too_small_to_be_named_are_told_without_a_name(day: Day) -> None:
    words = day.disagree("standard-9", "Pat", "Nobody asked.", Shown.WITH_UNIT)
    end(day.session, day.subject("standard-9"), day.asking("standard-9"), by="facilitator")
    assert mine(day, "Pat", "standard-9").words.shown == "with the name “Providers”"  # type: ignore[union-attr]
    words.seat_id = day.room.seat("Len", "Council").id  # who speaks through no unit of it
    assert mine(day, "Len", "standard-9").words.shown == TOO_SMALL  # type: ignore[union-attr]


def test_a_first_view_that_was_kept_is_told_as_kept(room: Lobby) -> None:
    given = {"Olu": 8, "Oona": 8, "Omar": 9, "Ola": 8, "Priya": 3, "Pat": 3, "Petra": 4}
    room.revealed(given)
    later = room.revealed({**given, "Pat": 4})
    day = Day(room)
    assert [rating.value for rating in mine(day, "Pat").ratings] == ["3", "4"]
    assert not mine(day, "Pat").keeps_first_view
    keep_first_view(room.session, room.seats["Pat"], later, keep=True)
    assert mine(day, "Pat").keeps_first_view
    assert not mine(day, "Priya").keeps_first_view


def test_f31_nothing_that_was_said_before_a_rejoin_is_in_what_the_new_phone_is_told(day: Day) -> None:
    stand_behind(day.session, day.subject("standard-6"), dissent_of(day, "Olu"), day.room.seats["Ola"], stands=True)
    for name in ("Pat", "Olu", "Oona", "Ola"):
        told = repr(mine(day, name))
        assert any(word in told for word in (CANARIES["a reason"], "Fees did rise."))
        rejoin(day.session, day.room.seats[name].rejoin_code(day.session, by="facilitator"))
        after = mine(day, name)
        assert all(rating.value == "" and rating.reason == "" for rating in after.ratings)
        assert all(each.answer == "" and each.is_hidden for each in after.answers)
        assert not [word for word in (*CANARIES.values(), "Fees did rise.", "'3'", "'8'") if word in repr(after)]
        assert after.behind == ()


def test_what_the_new_phone_says_itself_is_told_there(day: Day) -> None:
    rejoin(day.session, day.room.seats["Pat"].rejoin_code(day.session, by="facilitator"))
    day.room.rate("Pat", day.room.round_of("4"), 7)
    day.answer("standard-6", day.asking("standard-6"), Pat=CanStand.AGREE)
    assert mine(day, "Pat", "standard-4").ratings[0].value == "7"
    assert mine(day, "Pat").answers[0].answer == "Agree"
    assert mine(day, "Pat").ratings[0].is_hidden


def test_somebody_who_came_later_joins_from_the_next_standard(room: Lobby) -> None:
    room.revealed({"Olu": 8, "Oona": 8, "Omar": 9, "Priya": 3, "Pat": 3, "Petra": 4})
    room.seat("Len", "Council")
    room.open("6")
    first, again = mine(Day(room), "Len").ratings
    assert not first.value and again.joins_next


def dissent_of(day: Day, name: str) -> Dissent:
    words = own_dissent(day.session, day.room.seats[name].id, Key.of_slug("standard-6"))
    assert words is not None
    return words
