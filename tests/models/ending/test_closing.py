"""The close: after the last reveal, once, and with what the rule promised."""

from collections.abc import Callable
from contextlib import nullcontext
from datetime import timedelta

import pytest
from sqlmodel import col, select

from app.errors import Refusal
from app.errors.acts import OlderPage
from app.models import AttributionRule, Event, KeptView, PositionState, Rating, WorkshopState
from app.models.ending import pack
from app.models.ending.closing import close, confirm, start_window, undo
from app.models.ending.pack import Release
from app.models.record import asking, dissent
from app.models.record.position import Wording
from app.models.record.read_back import CanStand, answers_by_seat
from app.models.record.settling import finish_later, position_of, positions_of, reopen, settle
from app.models.record.subject import Subject
from app.models.rounds.first_view import keep_first_view
from app.models.rounds.rating import Submission
from app.models.rounds.revealing import reveal
from app.models.rounds.standard import numbered
from app.models.workshop.workshop import UNDO_WITHIN
from app.tokens import new_token
from tests.conftest import CAST, Lobby

FIRST: dict[str, int | None] = dict.fromkeys(CAST, 5)


def ten_minutes_later(room: Lobby, more: timedelta = timedelta()) -> None:
    assert room.workshop.closed_at
    room.workshop.closed_at -= UNDO_WITHIN + more


def test_under_not_attributable_the_link_between_seat_and_rating_is_cut_once_the_close_can_be_undone_no_longer(
    make_room: Callable[..., Lobby],
) -> None:
    """The notice promises it to everyone before their first rating."""
    room = make_room(attribution_rule=AttributionRule.NOT_ATTRIBUTABLE)
    sitting = room.open("6")
    for name in ("Priya", "Pat", "Petra", "Hari"):
        room.rate(name, room.round_of("6"), 3)
    sitting.close(room.session, by="facilitator")
    reveal(room.session, sitting, by="facilitator")
    close(room.session, room.workshop, by="facilitator")
    room.session.flush()
    linked = select(Rating).where(col(Rating.seat_id).in_([seat.id for seat in room.seats.values()]))
    assert not start_window(room.session, room.workshop, by="program")
    assert len(room.session.exec(linked).all()) == 4, "within the ten minutes it can be undone"
    ten_minutes_later(room)
    assert start_window(room.session, room.workshop, by="program")
    assert not start_window(room.session, room.workshop, by="program"), "once"
    assert room.session.exec(linked).all() == []


def moved(room: Lobby) -> None:
    """Two rounds; Hari moved and wants the first view in the record."""
    room.revealed(FIRST)
    second = room.revealed({**FIRST, "Hari": 9})
    keep_first_view(room.session, room.seats["Hari"], second, keep=True)


@pytest.mark.parametrize("rule", list(AttributionRule))
def test_a_first_view_in_the_record_is_kept_and_only_where_it_was_promised_cut_from_its_seat(
    make_room: Callable[..., Lobby], rule: AttributionRule
) -> None:
    room = make_room(attribution_rule=rule)
    moved(room)
    close(room.session, room.workshop, by="facilitator")
    ten_minutes_later(room)
    start_window(room.session, room.workshop, by="program")
    room.session.flush()
    room.session.expire_all()
    is_cut = rule is AttributionRule.NOT_ATTRIBUTABLE
    (view,) = room.session.exec(select(KeptView))
    assert (view.score, view.seat_id) == (5, None if is_cut else room.seats["Hari"].id)
    left = len(room.session.exec(select(Rating)).all()), len(room.session.exec(select(Submission)).all())
    assert left == ((0, 0) if is_cut else (20, 20))


def test_closing_one_workshop_cuts_nothing_in_another(make_room: Callable[..., Lobby]) -> None:
    ours, theirs = (make_room(title=t, attribution_rule=AttributionRule.NOT_ATTRIBUTABLE) for t in ("Day 2", "Day 3"))
    theirs.revealed(FIRST)
    close(ours.session, ours.workshop, by="facilitator")
    ten_minutes_later(ours)
    assert start_window(ours.session, ours.workshop, by="program")
    assert len(theirs.session.exec(select(Rating)).all()) == len(FIRST)


@pytest.mark.parametrize("is_closed", [False, True])
def test_a_sitting_that_is_not_revealed_holds_the_close_up_in_words(room: Lobby, is_closed: bool) -> None:
    sitting = room.open("6")
    if is_closed:
        sitting.close(room.session, by="facilitator")
    with pytest.raises(Refusal, match="Reveal it, or call it off"):
        close(room.session, room.workshop, by="facilitator")
    assert room.workshop.state is WorkshopState.LIVE


# -- What is left for later


def acts(room: Lobby) -> list[str]:
    return [event.act for event in room.session.exec(select(Event).order_by(Event.id))]  # type: ignore[arg-type]


def standard(room: Lobby, number: str) -> Subject:
    return Subject.standard(numbered(room.session, room.workshop.id, number))


def test_the_close_gives_what_it_said_it_defers_that_position_in_the_same_act(room: Lobby) -> None:
    room.revealed(FIRST, "4"), room.revealed(FIRST, "6")
    settle(room.session, standard(room, "4"), Wording(PositionState.AGREED, "So it is."), "scribe 1", 0)
    close(room.session, room.workshop, by="facilitator", deferring="6")
    ends = {key.number: versions[-1].state for key, versions in positions_of(room.session, room.workshop.id).items()}
    assert ends == {"4": PositionState.AGREED, "6": PositionState.DEFERRED}, "9 was never rated: it has none"
    assert acts(room)[-2:] == ["settled", "closed the workshop"]


@pytest.mark.parametrize("deferring", ["none", "4 6 9", "4", "6 4", "", "9"])
def test_a_page_that_said_something_else_closes_nothing(room: Lobby, deferring: str) -> None:
    room.revealed(FIRST, "4"), room.revealed(FIRST, "6")
    with pytest.raises(OlderPage, match="a standard was revealed, settled or opened again since this page was loaded"):
        close(room.session, room.workshop, by="facilitator", deferring=deferring)
    assert room.workshop.state is WorkshopState.LIVE
    assert positions_of(room.session, room.workshop.id) == {}


def test_with_nothing_left_it_only_closes_and_asking_twice_is_safe(room: Lobby) -> None:
    for _ in range(2):
        close(room.session, room.workshop, by="facilitator", deferring="none")
    assert acts(room).count("closed the workshop") == 1
    assert positions_of(room.session, room.workshop.id) == {}


def test_who_says_nothing_of_it_leaves_what_is_not_settled_without_a_position(room: Lobby) -> None:
    room.revealed(FIRST)
    close(room.session, room.workshop, by="facilitator")
    assert positions_of(room.session, room.workshop.id) == {}


# -- Undoing it


def everything(room: Lobby) -> dict[str, object]:
    """What rooms and records are made of, as it stands."""
    room.session.flush()
    room.session.expire_all()
    workshop = room.workshop
    return {
        "workshop": (workshop.state, workshop.join_code, workshop.door, workshop.words_on_stage, workshop.closed_at),
        "standards": [(it.number, it.state, it.settled_at, it.is_shown) for it in workshop.standards],
        "ratings": sorted((it.round_id, it.seat_id, it.score or 0) for it in room.session.exec(select(Rating))),
        "settled": sorted(
            (key.slug, versions[-1].version)
            for key, versions in positions_of(room.session, workshop.id).items()
            if versions[-1].is_settled
        ),
    }


@pytest.mark.parametrize("rule", list(AttributionRule))
def test_undone_all_is_as_it_was_and_what_the_close_deferred_is_open_again(
    make_room: Callable[..., Lobby], rule: AttributionRule
) -> None:
    room = make_room(attribution_rule=rule)
    room.revealed(FIRST, "4"), room.revealed(FIRST, "6")
    settle(room.session, standard(room, "4"), Wording(PositionState.AGREED, "So it is."), "scribe 1", 0)
    asking.show_words(room.session, standard(room, "4"), by="facilitator")
    before = everything(room)
    close(room.session, room.workshop, by="facilitator", deferring="6")
    assert everything(room) != before
    undo(room.session, room.workshop, by="facilitator", closed_at=room.workshop.closed_at)
    assert everything(room) == before
    assert acts(room)[-2:] == ["undid closing", "undid settling"]
    close(room.session, room.workshop, by="facilitator", deferring="6")
    assert position_of(room.session, standard(room, "6")).version == 2  # type: ignore[union-attr]


def test_words_of_what_is_deferred_are_on_the_stage_again(room: Lobby) -> None:
    room.revealed(FIRST)
    asking.read_back(room.session, standard(room, "6"), PositionState.AGREED, "So it is.", by="facilitator")
    before = everything(room)
    close(room.session, room.workshop, by="facilitator", deferring="6")
    undo(room.session, room.workshop, by="facilitator")
    assert everything(room) == before and room.workshop.words_on_stage == "standard-6"


def test_a_lobby_that_was_closed_is_a_lobby_again(room: Lobby) -> None:
    close(room.session, room.workshop, by="facilitator")
    undo(room.session, room.workshop, by="facilitator")
    assert room.workshop.state is WorkshopState.LOBBY


def test_what_was_filled_in_meanwhile_is_not_lost_with_what_the_close_deferred(room: Lobby) -> None:
    room.revealed(FIRST)
    close(room.session, room.workshop, by="facilitator", deferring="6")
    finish_later(room.session, standard(room, "6"), {"next_step": "Ask again"}, "facilitator", 1)
    undo(room.session, room.workshop, by="facilitator")
    newest = position_of(room.session, standard(room, "6"))
    assert newest and not newest.is_settled and newest.next_step == "Ask again"


def test_asking_that_the_close_ended_stays_ended_for_its_answers_are_told(room: Lobby) -> None:
    room.revealed(FIRST)
    asked = asking.read_back(room.session, standard(room, "6"), PositionState.AGREED, "So it is.", by="facilitator")
    close(room.session, room.workshop, by="facilitator")
    undo(room.session, room.workshop, by="facilitator")
    assert not asked.is_open


def test_pressed_twice_it_is_once_and_an_old_page_undoes_no_later_close(room: Lobby) -> None:
    close(room.session, room.workshop, by="facilitator")
    first = room.workshop.closed_at
    for _ in range(2):
        undo(room.session, room.workshop, by="facilitator", closed_at=first)
    assert acts(room).count("undid closing") == 1
    close(room.session, room.workshop, by="facilitator")
    with pytest.raises(OlderPage, match="opened and closed again"):
        undo(room.session, room.workshop, by="facilitator", closed_at=first)
    assert room.workshop.state is WorkshopState.CLOSED


@pytest.mark.parametrize(
    ("ago", "is_possible"), [(-timedelta(minutes=1), True), (timedelta(), False), (timedelta(milliseconds=1), False)]
)
def test_after_ten_minutes_it_is_refused_whether_or_not_anybody_has_looked(
    room: Lobby, ago: timedelta, is_possible: bool
) -> None:
    close(room.session, room.workshop, by="facilitator")
    ten_minutes_later(room, ago)
    assert room.workshop.closing_can_be_undone == is_possible
    refused = nullcontext() if is_possible else pytest.raises(Refusal, match="they are over")
    with refused:
        undo(room.session, room.workshop, by="facilitator")


def test_a_clock_that_is_set_back_brings_no_links_back_that_were_cut(make_room: Callable[..., Lobby]) -> None:
    room = make_room(attribution_rule=AttributionRule.NOT_ATTRIBUTABLE)
    close(room.session, room.workshop, by="facilitator")
    ten_minutes_later(room)
    start_window(room.session, room.workshop, by="program")
    assert room.workshop.closed_at
    room.workshop.closed_at += UNDO_WITHIN
    with pytest.raises(Refusal, match="they are over"):
        undo(room.session, room.workshop, by="facilitator")


def test_after_the_confirmation_it_is_refused(room: Lobby) -> None:
    close(room.session, room.workshop, by="facilitator")
    confirm(room.session, room.workshop, by="facilitator")
    with pytest.raises(Refusal, match="while the workshop is confirmed"):
        undo(room.session, room.workshop, by="facilitator")


def test_undone_and_closed_again_the_ten_minutes_start_anew(make_room: Callable[..., Lobby]) -> None:
    room = make_room(attribution_rule=AttributionRule.NOT_ATTRIBUTABLE)
    room.revealed(FIRST)
    close(room.session, room.workshop, by="facilitator")
    ten_minutes_later(room, -timedelta(seconds=30))
    undo(room.session, room.workshop, by="facilitator")
    close(room.session, room.workshop, by="facilitator")
    assert not start_window(room.session, room.workshop, by="program")
    assert len(room.session.exec(select(Rating)).all()) == len(FIRST)


def test_confirmed_within_the_ten_minutes_links_are_cut_at_once(make_room: Callable[..., Lobby]) -> None:
    room = make_room(attribution_rule=AttributionRule.NOT_ATTRIBUTABLE)
    room.revealed(FIRST)
    close(room.session, room.workshop, by="facilitator")
    confirm(room.session, room.workshop, by="facilitator")
    assert room.workshop.links_cut_at and room.session.exec(select(Rating)).all() == []


def test_a_pack_of_what_was_closed_is_thrown_away(room: Lobby) -> None:
    close(room.session, room.workshop, by="facilitator")
    made = pack.ask(room.session, room.workshop.id, Release.WORKING, has_numbers=False, files=0, by="facilitator")
    made.begin(room.session)
    made.finish(room.session)
    undo(room.session, room.workshop, by="facilitator")
    room.session.flush()
    assert pack.packs_of(room.session, room.workshop.id) == []


# -- Confirming


def test_confirming_puts_one_date_on_every_position_that_stands(room: Lobby) -> None:
    room.revealed(FIRST, "4"), room.revealed(FIRST, "6"), room.revealed(FIRST, "9")
    for subject in (standard(room, "4"), standard(room, "6"), Subject.domain(room.workshop, "2")):
        settle(room.session, subject, Wording(PositionState.AGREED, "So it is."), "scribe 1", 0)
    reopen(room.session, standard(room, "6"), "A report came in", "facilitator")
    settle(room.session, standard(room, "6"), Wording(PositionState.NOT_AGREED, "No."), "scribe 1", 1)
    reopen(room.session, standard(room, "4"), "A report came in", "facilitator")
    close(room.session, room.workshop, by="facilitator")
    confirm(room.session, room.workshop, by="facilitator")
    assert room.workshop.state is WorkshopState.CONFIRMED and room.workshop.confirmed_at
    dated = {
        (key.slug, position.version): position.confirmed_at
        for key, versions in positions_of(room.session, room.workshop.id).items()
        for position in versions
        if position.confirmed_at
    }
    assert set(dated) == {("standard-6", 2), ("domain-2", 1)}
    assert set(dated.values()) == {room.workshop.confirmed_at}


def test_confirming_twice_is_once(room: Lobby) -> None:
    close(room.session, room.workshop, by="facilitator")
    confirm(room.session, room.workshop, by="facilitator")
    first = room.workshop.confirmed_at
    confirm(room.session, room.workshop, by="facilitator")
    close(room.session, room.workshop, by="facilitator")
    assert (room.workshop.confirmed_at, room.workshop.state) == (first, WorkshopState.CONFIRMED)
    assert acts(room).count("confirmed the workshop") == 1


def test_nothing_is_confirmed_before_the_close(room: Lobby) -> None:
    room.revealed(FIRST)
    with pytest.raises(Refusal, match="while the workshop is live"):
        confirm(room.session, room.workshop, by="facilitator")
    assert room.workshop.confirmed_at is None


def test_after_it_nobody_changes_what_they_answered_or_wrote(room: Lobby) -> None:
    room.revealed(FIRST)
    six, olu = standard(room, "6"), room.seats["Olu"]
    asked = asking.read_back(room.session, six, PositionState.AGREED, "So it is.", by="facilitator")
    asking.assent(room.session, six, asked, olu.id, CanStand.AGREE, "first-of-Olu")
    close(room.session, room.workshop, by="facilitator")
    words = dissent.OwnWords("I see it otherwise.", dissent.Shown.WITHOUT_NAME)
    dissent.write(room.session, six, olu, words)
    confirm(room.session, room.workshop, by="facilitator")
    with pytest.raises(Refusal, match="was confirmed"):
        asking.assent(room.session, six, asked, olu.id, CanStand.DO_NOT_AGREE, new_token())
    for changed in (words, dissent.OwnWords("", None)):
        with pytest.raises(Refusal, match="was confirmed"):
            dissent.write(room.session, six, olu, changed)
    assert answers_by_seat(room.session, asked.id) == {olu.id: CanStand.AGREE}
    kept = dissent.own_dissent(room.session, olu.id, six.key)
    assert kept is not None and kept.text == words.text
    assert position_of(room.session, six) is None
