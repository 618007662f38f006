"""What a reveal stands on: who is there, and whether a consent covers what was rated."""

from collections.abc import Callable

from app.models import AttributionRule
from tests.conftest import Lobby
from tests.models.rounds.reveals import (
    SCORES,
    TOGETHER,
    by_consent,
    consent,
    rated_and_revealed,
    rejoined,
    reveal_now,
    revealed,
    units,
)


def test_a_small_group_is_shown_as_itself_only_if_every_member_consents(room: Lobby) -> None:
    consent(room, "Carol", "Hari")
    assert "Carers" not in units(revealed(room))
    consent(room, "Cy")
    snapshot = rated_and_revealed(room, "9")
    assert units(snapshot)["Carers"] == (4, 6)
    assert by_consent(snapshot) == {"Healthwatch", "Carers"}


def test_f24_a_consent_given_after_a_rejoin_does_not_cover_an_earlier_rating(room: Lobby) -> None:
    """A scribe makes a rejoin code, types it, consents: the rating given on the old phone would go on stage."""
    consent(room, "Carol", "Cy", "Hari")
    room.open("6")
    round_ = room.round_of("6")
    for name, score in SCORES.items():
        room.rate(name, round_, score)
    rejoined(room, "Hari")
    assert room.seats["Hari"].may_show_group is None
    consent(room, "Hari")
    snapshot = reveal_now(room, round_)
    assert by_consent(snapshot) == {"Carers"} and "Healthwatch" in snapshot.pooled


def test_a_consent_given_after_a_rejoin_covers_what_is_rated_after_it(room: Lobby) -> None:
    consent(room, "Carol", "Cy")
    rejoined(room, "Hari")
    consent(room, "Hari")
    assert by_consent(revealed(room)) == {"Healthwatch", "Carers"}


def test_f24_a_consent_after_a_rejoin_does_not_cover_the_first_round_when_the_second_is_revealed(
    room: Lobby,
) -> None:
    consent(room, "Carol", "Cy", "Hari")
    revealed(room)
    rejoined(room, "Hari")
    consent(room, "Hari")
    again = room.revealed({**{name: score for name, score in SCORES.items() if name != "Hari"}})
    assert units(again.frozen)["Healthwatch"] == (5,)
    assert units(room.revealed({**SCORES, "Hari": 9}).frozen)["Healthwatch"] == (5,)


def test_a_member_who_did_not_rate_can_hold_their_group_back(room: Lobby) -> None:
    consent(room, "Carol", "Hari")
    assert "Carers" not in units(revealed(room, **{**SCORES, "Cy": None}))


def test_no_answer_to_the_question_means_pooled(room: Lobby) -> None:
    assert room.seats["Hari"].may_show_group is None
    assert "Healthwatch" not in units(revealed(room))


def test_consent_is_frozen_at_the_reveal(room: Lobby) -> None:
    consent(room, "Carol", "Cy", "Hari")
    snapshot = revealed(room)
    room.seats["Hari"].choose(may_show_group=False)
    room.session.flush()
    room.session.expire_all()
    assert room.round_of("6").frozen == snapshot
    assert "Healthwatch" in units(snapshot)


def test_consent_can_be_taken_back_before_each_standards_first_reveal(room: Lobby) -> None:
    consent(room, "Carol", "Cy", "Hari")
    assert "Healthwatch" in units(revealed(room))
    room.seats["Hari"].choose(may_show_group=False)
    assert "Healthwatch" not in units(rated_and_revealed(room, "9"))


def test_after_a_consent_taken_back_the_row_of_a_shown_standard_stands_for_good(room: Lobby) -> None:
    consent(room, "Carol", "Cy", "Hari")
    revealed(room)
    room.seats["Hari"].choose(may_show_group=False)
    assert units(room.revealed({**SCORES, "Hari": 9}).frozen)["Healthwatch"] == (5,)
    room.seats["Hari"].choose(may_show_group=True)
    assert units(room.revealed({**SCORES, "Hari": 9}).frozen)["Healthwatch"] == (5,)


def test_a_consenting_group_that_can_only_say_cant_tell_stands_as_itself(room: Lobby) -> None:
    consent(room, "Carol", "Cy", "Hari")
    snapshot = revealed(room, **{**SCORES, "Hari": None})
    assert "Healthwatch" in by_consent(snapshot) and units(snapshot)["Healthwatch"] == ()


def test_under_not_attributable_no_consent_shows_a_small_group(make_room: Callable[..., Lobby]) -> None:
    room = make_room(attribution_rule=AttributionRule.NOT_ATTRIBUTABLE)
    consent(room, "Carol", "Cy", "Hari")
    snapshot = revealed(room)
    assert set(units(snapshot)) == {"Council", "Providers", TOGETHER}
    assert by_consent(snapshot) == set()


def test_removed_seats_do_not_count(room: Lobby) -> None:
    room.open("6")
    round_ = room.round_of("6")
    for name, score in SCORES.items():
        room.rate(name, round_, score)
    room.seats["Omar"].remove(room.session, by="facilitator")
    snapshot = reveal_now(room, round_)
    assert (snapshot.answered, snapshot.seated) == (8, 9)
    assert "Council" not in units(snapshot)


def test_a_removed_member_does_not_stand_between_a_group_and_its_consent(room: Lobby) -> None:
    consent(room, "Carol", "Hari")
    room.seats["Cy"].remove(room.session, by="facilitator")
    answers = {name: score for name, score in SCORES.items() if name != "Cy"}
    assert units(revealed(room, **answers))["Carers"] == (4,)
