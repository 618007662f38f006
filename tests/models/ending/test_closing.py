"""The close: after the last reveal, once, and with what the rule promised."""

from collections.abc import Callable

import pytest
from sqlmodel import select

from app.errors import OlderPage, Refusal
from app.models import AttributionRule, Event, KeptView, PositionState, Rating, WorkshopState
from app.models.ending.closing import close, confirm
from app.models.record import asking, dissent
from app.models.record.position import Wording
from app.models.record.settling import position_of, positions_of, reopen, settle
from app.models.record.subject import Subject
from app.models.rounds.first_view import keep_first_view
from app.models.rounds.rating import Submission
from app.models.rounds.revealing import reveal
from app.models.rounds.standard import numbered
from app.tokens import new_token
from tests.conftest import CAST, Lobby

FIRST: dict[str, int | None] = dict.fromkeys(CAST, 5)


def test_under_not_attributable_the_close_cuts_the_link_between_seat_and_rating(
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
    linked = select(Rating).where(Rating.seat_id.in_([seat.id for seat in room.seats.values()]))
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
    assert room.workshop.words_on_stage == ""


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
    asking.assent(room.session, six, asked, olu.id, asking.CanStand.AGREE, "first-of-Olu")
    close(room.session, room.workshop, by="facilitator")
    words = dissent.OwnWords("I see it otherwise.", dissent.Shown.WITHOUT_NAME)
    dissent.write(room.session, six, olu, words)
    confirm(room.session, room.workshop, by="facilitator")
    with pytest.raises(Refusal, match="was confirmed"):
        asking.assent(room.session, six, asked, olu.id, asking.CanStand.DO_NOT_AGREE, new_token())
    for changed in (words, dissent.OwnWords("", None)):
        with pytest.raises(Refusal, match="was confirmed"):
            dissent.write(room.session, six, olu, changed)
    assert asking.answers_by_seat(room.session, asked.id) == {olu.id: asking.CanStand.AGREE}
    kept = dissent.own_dissent(room.session, olu.id, six.key)
    assert kept is not None and kept.text == words.text
    assert position_of(room.session, six) is None
