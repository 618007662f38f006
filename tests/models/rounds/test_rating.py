"""One seat's answer in one round."""

import asyncio
from collections.abc import Callable
from dataclasses import fields
from typing import Any

import pytest
from sqlalchemy import inspect
from sqlmodel import Session, func, select

from app.errors import Incomplete, NotFound, Refusal
from app.errors.acts import JoinsFromTheNext, RoundNotOpen, ValueOffScale
from app.models import Answer, Rating, Receipt, Round, Submission
from app.models.ending.closing import close
from app.models.rounds.rating import LONGEST_REASON, Said, first_unanswered, own_rating, rate, withdraw
from app.models.rounds.revealing import reveal
from app.store.bus import InProcessBus
from app.store.sqlite import Store
from app.store.writer import Writer
from tests.conftest import Lobby


@pytest.fixture
def six(room: Lobby) -> Round:
    room.open("6", "9")
    return room.round_of("6")


def send(room: Lobby, round_: Round, score: int | None, key: str, name: str = "Priya", **also: object) -> Receipt:
    answer = Answer(score, key, **also)  # type: ignore[arg-type]
    return rate(room.session, room.seats[name].id, room.workshop.id, round_.id, answer)


def rows(room: Lobby, table: type = Rating) -> int:
    return room.session.exec(select(func.count()).select_from(table)).one()


def stored(room: Lobby, round_: Round, name: str = "Priya") -> Rating:
    room.session.expire_all()
    rating = own_rating(room.session, room.seats[name].id, round_.id)
    assert rating is not None
    return rating


def test_an_answer_is_stored_whole_and_receipted(room: Lobby, six: Round) -> None:
    receipt = send(room, six, 7, "key-one", reason=" Calls are answered. ", may_quote=True, from_document=True)
    assert (receipt.round_id, receipt.key, receipt.score, receipt.outrun) == (six.id, "key-one", 7, False)
    kept = stored(room, six)
    assert (kept.score, kept.reason, kept.may_quote, kept.from_experience, kept.from_document) == (
        7, "Calls are answered.", True, False, True,
    )  # fmt: skip


FULL: dict[str, Any] = {
    "reason": "Calls are answered.",
    "may_quote": True,
    "from_experience": True,
    "from_document": True,
    "criteria": ["6a", "6b"],
}
EMPTY = {"reason": "", "may_quote": False, "from_experience": False, "from_document": False, "criteria": []}
SAID = [field.name for field in fields(Said)]


def test_the_table_of_what_an_answer_says_is_that_of_the_rows() -> None:
    apart = {"id", "round_id", "seat_id", "score", "submission_key", "recorded_at"}
    assert set(Rating.model_fields) - apart == set(SAID) == set(FULL)


@pytest.mark.parametrize("name", SAID)
def test_every_field_of_an_answer_is_stored_and_replaced_by_a_newer_one(room: Lobby, six: Round, name: str) -> None:
    """And emptied by one that does not say it."""
    for key, said in (("key-one", EMPTY), ("key-two", {name: FULL[name]}), ("key-three", EMPTY)):
        send(room, six, 7, key, **said)
        kept = stored(room, six)
        assert {name: getattr(kept, name) for name in SAID} == {**EMPTY, **said}
        assert kept.submission_key == Answer(kept.score, key, **said).submission


def test_a_newer_answer_replaces_number_key_and_moment_too(room: Lobby, six: Round) -> None:
    send(room, six, 7, "key-one")
    before = stored(room, six).recorded_at
    receipt = send(room, six, None, "key-two")
    kept = stored(room, six)
    assert (kept.score, kept.submission_key, kept.recorded_at) == (
        None, Answer(None, "key-two").submission, receipt.recorded_at,
    )  # fmt: skip
    assert receipt.recorded_at >= before


def test_cant_tell_is_an_answer_with_a_row_and_no_score(room: Lobby, six: Round) -> None:
    assert send(room, six, None, "key-one").score is None
    assert (rows(room), stored(room, six).score) == (1, None)


@pytest.mark.parametrize("score", [1, 10])
def test_both_ends_of_the_scale_are_on_it(room: Lobby, six: Round, score: int) -> None:
    assert send(room, six, score, "key-one").score == score


@pytest.mark.parametrize("score", [0, 11, -3, 9999])
def test_off_the_scale_is_refused_and_nothing_is_stored(room: Lobby, six: Round, score: int) -> None:
    with pytest.raises(ValueOffScale, match="whole number from 1 to 10"):
        send(room, six, score, "key-one")
    assert (rows(room), rows(room, Submission)) == (0, 0)


def test_a_reason_that_is_too_long_is_refused_and_nothing_is_stored(room: Lobby, six: Round) -> None:
    send(room, six, 4, "key-one", reason="x" * LONGEST_REASON)
    with pytest.raises(Incomplete, match="keep your reason to 1000"):
        send(room, six, 5, "key-two", reason="x" * (LONGEST_REASON + 1))
    assert stored(room, six).score == 4


def test_f02_a_retry_with_the_same_key_gets_the_same_receipt_and_leaves_one_row(room: Lobby, six: Round) -> None:
    first = send(room, six, 7, "key-one")
    assert send(room, six, 7, "key-one") == first
    assert (rows(room), rows(room, Submission)) == (1, 1)


def test_a_new_submission_replaces_and_keeps_one_row(room: Lobby, six: Round) -> None:
    send(room, six, 7, "key-one", reason="At first.", from_experience=True)
    assert send(room, six, 3, "key-two").outrun is False
    assert rows(room) == 1
    kept = stored(room, six)
    assert (kept.score, kept.reason, kept.from_experience) == (3, "", False)


ONE = Answer(
    7, "key-one", reason="At first.", may_quote=True, from_experience=True, from_document=False, criteria=("6.1",)
)
OTHER = Answer(
    None, "key-two", reason="Then.", may_quote=False, from_experience=False, from_document=True, criteria=("6.2", "6.4")
)


@pytest.mark.parametrize(("first", "then"), [(ONE, OTHER), (OTHER, ONE)], ids=["one to other", "other to one"])
def test_every_field_of_a_new_answer_replaces_that_of_the_old_one(
    room: Lobby, six: Round, first: Answer, then: Answer
) -> None:
    ids = (room.seats["Priya"].id, room.workshop.id, six.id)
    rate(room.session, *ids, first)
    before = stored(room, six).model_dump()
    rate(room.session, *ids, then)
    after = stored(room, six).model_dump()
    assert {name for name in after if after[name] == before[name]} == {"id", "round_id", "seat_id"}
    sent = {field.name: getattr(then, field.name) for field in fields(then)}
    del sent["key"]
    sent["submission_key"], sent["criteria"] = then.submission, list(then.criteria)
    assert {name: after[name] for name in sent} == sent


def test_a_late_retry_does_not_outrun_a_newer_answer(room: Lobby, six: Round) -> None:
    send(room, six, 7, "key-one")
    send(room, six, 3, "key-two")
    late = send(room, six, 7, "key-one")
    assert (late.score, late.outrun) == (3, True)
    assert stored(room, six).score == 3


def test_a_retry_after_the_close_gets_its_receipt(room: Lobby, six: Round) -> None:
    first = send(room, six, 7, "key-one")
    six.sitting.close(room.session, by="facilitator")
    assert send(room, six, 7, "key-one") == first


def test_f06_a_rating_after_the_close_is_refused_in_words(room: Lobby, six: Round) -> None:
    send(room, six, 7, "key-one")
    six.sitting.close(room.session, by="facilitator")
    with pytest.raises(RoundNotOpen, match="Not recorded: this round is closed"):
        send(room, six, 3, "key-two")
    assert stored(room, six).score == 7


def test_f06_a_late_answer_to_the_first_round_is_not_stored_in_the_second(room: Lobby, six: Round) -> None:
    six.sitting.close(room.session, by="facilitator")
    reveal(room.session, six.sitting, by="facilitator")
    room.open("6")
    with pytest.raises(RoundNotOpen):
        send(room, six, 3, "key-one")
    assert rows(room) == 0


def test_an_undone_close_lets_people_answer_again(room: Lobby, six: Round) -> None:
    six.sitting.close(room.session, by="facilitator")
    six.sitting.undo_close(room.session, by="facilitator")
    assert send(room, six, 3, "key-one").score == 3


def test_a_workshop_closes_only_after_its_sitting_and_then_nobody_rates(room: Lobby, six: Round) -> None:
    with pytest.raises(Refusal, match="not revealed yet"):
        close(room.session, room.workshop, by="facilitator")
    six.sitting.close(room.session, by="facilitator")
    reveal(room.session, six.sitting, by="facilitator")
    close(room.session, room.workshop, by="facilitator")
    with pytest.raises(Refusal):
        send(room, six, 7, "key-one")


def test_another_workshops_round_does_not_exist(make_room: Callable[..., Lobby]) -> None:
    ours, theirs = make_room(), make_room(title="Day 3")
    theirs.open("6")
    with pytest.raises(NotFound) as foreign:
        send(ours, theirs.round_of("6"), 7, "key-one")
    with pytest.raises(NotFound) as unknown:
        rate(ours.session, ours.seats["Priya"].id, ours.workshop.id, 999_999, Answer(7, "key-one"))
    assert str(foreign.value) == str(unknown.value)
    assert rows(ours) == 0


def test_one_persons_key_is_not_another_persons(room: Lobby, six: Round) -> None:
    send(room, six, 7, "key-one", name="Priya")
    assert send(room, six, 2, "key-one", name="Pat").score == 2
    assert rows(room) == 2


def test_one_key_may_serve_two_rounds(room: Lobby, six: Round) -> None:
    send(room, six, 7, "key-one")
    assert send(room, room.round_of("9"), 2, "key-one").score == 2


def test_withdrawing_leaves_silence(room: Lobby, six: Round) -> None:
    send(room, six, 7, "key-one")
    withdraw(room.session, room.seats["Priya"].id, room.workshop.id, six.id)
    assert rows(room) == 0


def test_withdrawing_is_refused_after_the_close(room: Lobby, six: Round) -> None:
    send(room, six, 7, "key-one")
    six.sitting.close(room.session, by="facilitator")
    with pytest.raises(RoundNotOpen):
        withdraw(room.session, room.seats["Priya"].id, room.workshop.id, six.id)
    assert rows(room) == 1


def test_a_retry_after_withdrawing_does_not_bring_the_answer_back(room: Lobby, six: Round) -> None:
    send(room, six, 7, "key-one")
    withdraw(room.session, room.seats["Priya"].id, room.workshop.id, six.id)
    with pytest.raises(NotFound, match="taken back"):
        send(room, six, 7, "key-one")
    assert rows(room) == 0


def test_the_schema_itself_allows_one_row_for_a_seat_in_a_round(session: Session) -> None:
    constraints = inspect(session.connection()).get_unique_constraints("rating")
    assert [constraint["column_names"] for constraint in constraints] == [["round_id", "seat_id"]]


def test_f03_fifty_acts_at_once_for_one_seat_leave_one_row_equal_to_the_last_receipt(
    store: Store, room: Lobby, six: Round
) -> None:
    seat, workshop, round_id = room.seats["Priya"].id, room.workshop.id, six.id
    room.session.commit()
    room.session.close()

    async def run() -> list[Receipt]:
        writer = Writer(store, InProcessBus())
        answers = [Answer(n % 10 + 1, f"key-{n}") for n in range(50)]

        def rates(answer: Answer) -> Callable[[Session], Receipt]:
            return lambda s: rate(s, seat, workshop, round_id, answer)

        asked = [writer.do(workshop, rates(answer)) for answer in answers]
        receipts = await asyncio.gather(*asked)
        await writer.close()
        return receipts

    receipts = asyncio.run(run())
    with store.read() as session:
        kept = session.exec(select(Rating.score).where(Rating.round_id == round_id)).all()
    assert kept == [receipts[-1].score]
    assert not any(receipt.outrun for receipt in receipts)


def test_f04_sixty_people_at_once_are_sixty_rows(store: Store, room: Lobby, six: Round) -> None:
    names = [f"Guest {n}" for n in range(60)]
    seats = [room.seat(name, "Providers").id for name in names]
    workshop, round_id = room.workshop.id, six.id
    room.session.commit()
    room.session.close()

    async def run() -> None:
        writer = Writer(store, InProcessBus())

        def rates(seat: int) -> Callable[[Session], Receipt]:
            return lambda s: rate(s, seat, workshop, round_id, Answer(5, f"key-{seat}"))

        await asyncio.gather(*[writer.do(workshop, rates(seat)) for seat in seats])
        await writer.close()

    asyncio.run(run())
    with store.read() as session:
        assert session.exec(select(func.count()).select_from(Rating)).one() == 60


def test_the_criteria_of_an_answer_are_kept_once_each_and_replaced_by_the_next(room: Lobby) -> None:
    room.open("6")
    round_ = room.round_of("6")
    room.rate("Pat", round_, 3, criteria=("6.3", "6.1", "6.3"))
    kept = own_rating(room.session, room.seats["Pat"].id, round_.id)
    assert kept is not None and kept.criteria == ["6.1", "6.3"]
    room.rate("Pat", round_, 3)
    room.session.expire_all()
    kept = own_rating(room.session, room.seats["Pat"].id, round_.id)
    assert kept is not None and kept.criteria == []


@pytest.mark.parametrize("criteria", [("x" * 21,), tuple(str(n) for n in range(41))])
def test_criteria_that_no_page_can_have_sent_are_refused(room: Lobby, criteria: tuple[str, ...]) -> None:
    room.open("6")
    with pytest.raises(Incomplete, match="choose the criteria from the list"):
        room.rate("Pat", room.round_of("6"), 3, criteria=criteria)


# -- Rating again: whose answer counts


FIRST = {"Olu": 8, "Oona": 8, "Omar": 9, "Priya": 3, "Pat": 3, "Petra": 4, "Hari": 5, "Carol": 4, "Cy": 6}


def again(room: Lobby, answers: dict[str, int | None] | None = None) -> Round:
    room.revealed(answers or {**FIRST})
    room.open("6")
    return room.round_of("6")


@pytest.mark.parametrize("group", ["Council", "Healthwatch", "Carers"])
def test_f24_a_newcomer_is_told_that_they_join_from_the_next_standard(room: Lobby, group: str) -> None:
    second = again(room)
    room.seat("Nia", group)
    with pytest.raises(JoinsFromTheNext):
        room.rate("Nia", second, 1)
    assert rows(room) == len(FIRST)
    second.sitting.close(room.session, by="facilitator")
    reveal(room.session, second.sitting, by="facilitator")
    room.open("9")
    room.rate("Nia", room.round_of("9"), 1)
    assert rows(room) == len(FIRST) + 1


def test_f24_a_seat_that_moved_is_refused_too_and_welcome_again_in_its_first_group(room: Lobby) -> None:
    second = again(room)
    providers, carers = (next(g for g in room.workshop.groups if g.name == name) for name in ("Providers", "Carers"))
    room.seats["Pat"].group = carers
    room.session.flush()
    with pytest.raises(JoinsFromTheNext):
        room.rate("Pat", second, 9)
    room.seats["Pat"].group = providers
    room.session.flush()
    room.rate("Pat", second, 9)
    assert stored(room, second, "Pat").score == 9


def test_somebody_who_sat_there_and_was_silent_may_answer_when_it_is_rated_again(room: Lobby) -> None:
    second = again(room, {name: score for name, score in FIRST.items() if name != "Omar"})
    room.rate("Omar", second, 2)
    assert stored(room, second, "Omar").score == 2


def test_people_of_a_group_that_was_missing_may_come(room: Lobby) -> None:
    second = again(room, {name: score for name, score in FIRST.items() if name != "Hari"})
    room.seat("Nia", "Healthwatch")
    for name in ("Hari", "Nia"):
        room.rate(name, second, 5)
    assert rows(room) == len(FIRST) - 1 + 2


def test_where_all_was_withheld_newcomers_may_rate_again(room: Lobby) -> None:
    second = again(room, {"Hari": 1, "Carol": 10})
    room.seat("Nia", "Council")
    room.rate("Nia", second, 5)
    assert stored(room, second, "Nia").score == 5


def test_a_newcomer_may_rate_a_standard_that_is_open_for_the_first_time(room: Lobby, six: Round) -> None:
    room.seat("Nia", "Council")
    room.rate("Nia", six, 5)
    assert stored(room, six, "Nia").score == 5


def test_a_refused_newcomers_key_is_not_kept(room: Lobby) -> None:
    second = again(room)
    room.seat("Nia", "Council")
    for _ in range(2):
        with pytest.raises(JoinsFromTheNext):
            send(room, second, 1, "key-of-nia", name="Nia")


def test_what_waits_for_a_seat_is_the_first_open_standard_that_it_has_not_answered(room: Lobby) -> None:
    priya = room.seats["Priya"]
    assert first_unanswered(room.session, priya) is None
    room.open("6", "9")
    assert first_unanswered(room.session, priya) == room.round_of("6").id
    send(room, room.round_of("6"), None, "first")
    assert first_unanswered(room.session, priya) == room.round_of("9").id
    send(room, room.round_of("9"), 4, "second")
    assert first_unanswered(room.session, priya) is None
