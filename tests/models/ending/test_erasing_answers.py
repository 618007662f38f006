"""Somebody's own answers go when they wish it; nothing that was told changes with it by what they had said."""

from collections.abc import Callable

import pytest
from sqlmodel import Session, delete, func, select

from app.errors import Refusal
from app.exports.report import report
from app.models import (
    Assent,
    AttributionRule,
    Dissent,
    Event,
    KeptView,
    OneUseLink,
    Rating,
    Reason,
    ReturnLink,
    Round,
    Seat,
    StandsBehind,
    Submission,
)
from app.models.ending.closing import close
from app.models.ending.erasing_answers import erase_answers
from app.models.people.return_link import make_return_link
from app.models.people.seat import seat_of, take_seat
from app.models.record import asking, dissent
from app.models.record.dissent import OwnWords, Shown
from app.models.record.position import PositionState
from app.models.record.read_back import CanStand
from app.models.record.subject import Subject
from app.models.rounds.first_view import keep_first_view
from app.models.rounds.rejoining import rejoin
from app.models.rounds.revealing import reveal
from app.models.rounds.standard import numbered
from app.tokens import hashed, new_token
from tests.conftest import CAST, Lobby

FIRST: dict[str, int | None] = {name: place + 1 for place, name in enumerate(CAST)}
OTHERS = {name: score for name, score in FIRST.items() if CAST[name] != "Providers"}


def subject(room: Lobby) -> Subject:
    return Subject.standard(numbered(room.session, room.workshop.id, "6"))


def rated(room: Lobby, **reasons: str) -> Round:
    """Revealed, with the reasons of these people."""
    sitting = room.open("6")
    for name, score in FIRST.items():
        room.rate(name, room.round_of("6"), score, reason=reasons.get(name, ""), criteria=("6.1",), from_document=True)
    sitting.close(room.session, by="facilitator")
    reveal(room.session, sitting, by="facilitator")
    room.session.flush()
    return room.round_of("6")


def erase(room: Lobby, name: str) -> None:
    erase_answers(room.session, room.workshop, room.seats[name])
    room.session.flush()
    room.session.expire_all()


def of(session: Session, table: type, seat: Seat) -> int:
    return session.exec(select(func.count()).select_from(table).where(table.seat_id == seat.id)).one()  # type: ignore[attr-defined]


def test_of_what_is_not_revealed_nothing_is_left(room: Lobby) -> None:
    room.open("6")
    room.rate("Pat", room.round_of("6"), 3, reason="not read by anybody")
    erase(room, "Pat")
    seat = room.seats["Pat"]
    assert of(room.session, Rating, seat) == of(room.session, Submission, seat) == 0
    assert (seat.label, seat.may_show_group, seat.notice_read_at) == ("", None, None)
    assert seat.removed_at and seat.joined_at == seat.admitted_at == room.workshop.created_at


def test_of_what_is_revealed_the_number_stays_alone(room: Lobby) -> None:
    round_ = rated(room, Pat="Calls wait.", Priya="Calls wait.", Petra="Nobody asks.")
    erase(room, "Pat")
    kept = room.session.exec(select(Rating).where(Rating.seat_id == room.seats["Pat"].id)).one()
    assert kept.score == FIRST["Pat"] and kept.recorded_at == round_.sitting.revealed_at
    assert not any((kept.reason, kept.may_quote, kept.from_document, kept.criteria, kept.submission_key))
    assert sorted(one.text for one in room.session.exec(select(Reason))) == ["Calls wait.", "Nobody asks."]


def test_a_reason_that_was_held_back_is_still_counted(room: Lobby) -> None:
    rated(room, Pat="It names somebody.")
    room.session.exec(select(Reason)).one().hold_back(room.session, room.workshop.id, "names somebody", by="fac")
    room.session.flush()
    before = report(room.session, room.workshop.id)
    erase(room, "Pat")
    after = report(room.session, room.workshop.id)
    assert after.domains == before.domains and room.session.exec(select(Reason)).all() == []


def test_nobody_sits_there_again(room: Lobby) -> None:
    group = next(group for group in room.workshop.groups if group.name == "Providers")
    token = take_seat(room.session, room.workshop, group.id, "")
    room.session.flush()
    seat = seat_of(room.session, room.workshop.id, token)
    assert seat
    make_return_link(room.session, seat, new_token())
    code = seat.rejoin_code(room.session, by="facilitator")
    room.session.flush()
    erase_answers(room.session, room.workshop, seat)
    room.session.flush()
    assert seat_of(room.session, room.workshop.id, token) is None and seat.token_hash != hashed(token)
    assert of(room.session, ReturnLink, seat) == of(room.session, OneUseLink, seat) == 0
    with pytest.raises(Refusal):
        rejoin(room.session, code)
    erase_answers(room.session, room.workshop, seat)
    acts = [event for event in room.session.exec(select(Event)) if event.act == "erased their answers"]
    assert [(event.by, event.about) for event in acts] == [("participant", {})]


def test_after_the_close_it_is_refused(room: Lobby) -> None:
    close(room.session, room.workshop, by="facilitator")
    with pytest.raises(Refusal, match="closed"):
        erase_answers(room.session, room.workshop, room.seats["Pat"])


# -- The adversary: what the room was told, before and after


def row_of(round_: Round, name: str = "Providers") -> object:
    return next((unit for unit in round_.frozen.units if unit.name == name), None)


def again(room: Lobby, leaves: Callable[[], None], answers: dict[str, int | None]) -> object:
    """The row of a unit of three after a second round in which one of it is gone; nothing of it stays done."""
    with room.session.begin_nested() as attempt:
        leaves()
        row = row_of(room.revealed({**OTHERS, **answers}))
        attempt.rollback()
    room.session.expire_all()
    return row


def test_erasing_between_two_rounds_changes_a_row_of_three_as_silence_does_and_by_nothing_more(room: Lobby) -> None:
    rated(room)
    told = row_of(room.round_of("6"))
    room.session.flush()
    pairs: list[tuple[int | None, int | None]] = [(5, 6), (1, 6), (5, 10), (1, 10), (None, 6), (9, 2)]
    for priya, pat in pairs:
        answers = {"Priya": priya, "Pat": pat}
        silent = again(room, lambda: None, answers)
        erased = again(room, lambda: erase(room, "Petra"), answers)
        assert erased == silent
    assert again(room, lambda: erase(room, "Petra"), {"Priya": 5, "Pat": 6}) == told


def test_without_her_number_the_row_would_be_another(room: Lobby) -> None:
    """What the test before would find, had the number gone with the words: the way that suggests itself."""
    rated(room)

    def naive() -> None:
        room.session.exec(delete(Rating).where(Rating.seat_id == room.seats["Petra"].id))  # type: ignore[arg-type]
        room.seats["Petra"].remove(room.session, by="facilitator")
        room.session.flush()
        room.session.expire_all()

    answers: dict[str, int | None] = {"Priya": 1, "Pat": 10}
    assert again(room, naive, answers) != again(room, lambda: None, answers)


@pytest.mark.parametrize("rule", list(AttributionRule))
def test_every_figure_that_was_told_stands_and_only_words_go(make_room: Callable[..., Lobby], rule: str) -> None:
    room = make_room(attribution_rule=rule)
    rated(room, Olu="a reason")
    second = room.revealed({**FIRST, "Olu": 9, "Oona": 8, "Omar": 7})
    for name in ("Olu", "Oona", "Omar"):
        keep_first_view(room.session, room.seats[name], second, keep=True)
    asked = asking.ask(room.session, subject(room), PositionState.AGREED, "Choice is thin.", by="facilitator")
    for name in CAST:
        said = CanStand.DO_NOT_AGREE if name == "Olu" else CanStand.AGREE
        asking.assent(room.session, subject(room), asked, room.seats[name].id, said, new_token())
    theirs = dissent.write(
        room.session, subject(room), room.seats["Oona"], OwnWords("ours", Shown.WITH_UNIT, True, asks_group=True)
    )
    dissent.write(room.session, subject(room), room.seats["Olu"], OwnWords("own", Shown.WITHOUT_NAME, True))
    assert theirs
    room.session.flush()
    dissent.stand_behind(room.session, subject(room), theirs, room.seats["Olu"], stands=True)
    asking.end(room.session, subject(room), asked, by="facilitator")
    room.session.flush()
    before = report(room.session, room.workshop.id)
    erase(room, "Olu")
    after = report(room.session, room.workshop.id)
    assert standard(after, "rounds") == standard(before, "rounds") and after.front == before.front
    assert standard(after, "askings") == standard(before, "askings")
    assert standard(after, "dissents") == tuple(one for one in standard(before, "dissents") if one.words == "ours")
    assert of(room.session, Dissent, room.seats["Olu"]) == of(room.session, KeptView, room.seats["Olu"]) == 0


def standard(told: object, field: str) -> tuple:  # type: ignore[type-arg]
    (found,) = [one for domain in told.domains for one in domain.standards if one.number == "6"]  # type: ignore[attr-defined]
    return tuple(getattr(found, field))


def test_what_was_not_told_yet_goes_whole_and_nothing_counts_it_later(room: Lobby) -> None:
    rated(room)
    asked = asking.ask(room.session, subject(room), PositionState.AGREED, "Choice is thin.", by="facilitator")
    asking.assent(room.session, subject(room), asked, room.seats["Olu"].id, CanStand.AGREE, new_token())
    theirs = dissent.write(
        room.session, subject(room), room.seats["Oona"], OwnWords("ours", Shown.WITHOUT_NAME, asks_group=True)
    )
    assert theirs
    room.session.flush()
    dissent.stand_behind(room.session, subject(room), theirs, room.seats["Olu"], stands=True)
    room.session.flush()
    erase(room, "Olu")
    assert of(room.session, Assent, room.seats["Olu"]) == of(room.session, StandsBehind, room.seats["Olu"]) == 0


def test_first_views_that_are_too_few_to_be_told_go(room: Lobby) -> None:
    rated(room)
    second = room.revealed({**FIRST, "Olu": 9, "Oona": 8})
    for name in ("Olu", "Oona"):
        keep_first_view(room.session, room.seats[name], second, keep=True)
    room.session.flush()
    erase(room, "Olu")
    assert [view.seat_id for view in room.session.exec(select(KeptView))] == [room.seats["Oona"].id]
