"""What a closed workshop's file holds beside the report: enough for another server, and nothing about a person."""

from collections.abc import Callable

import pytest
from sqlmodel import select

from app.exports import Report, as_json, without_numbers
from app.exports.contents.archive import Archive
from app.exports.publishing import public_report
from app.frameworks import Framework
from app.models import AttributionRule, Comment, Event, Reason, Seat
from app.models.ending.closing import confirm
from app.models.evidence.item import ask, offer
from app.models.evidence.offer import Offer
from tests.conftest import Lobby
from tests.exports import day as days
from tests.exports.day import CANARIES, Day, whole_day
from tests.exports.publishing import keep_all, show_all

LABEL, COMMENT = "canary-label-51ab", "canary-comment-0d77"


def ended(day: Day) -> Report:
    """With a label on every seat, a comment, evidence, and everything that no file may tell."""
    for seat in day.session.exec(select(Seat).where(Seat.workshop_id == day.workshop.id)):
        seat.label = LABEL
    asked = ask(day.session, day.workshop, "6", "Fees, year by year", by="scribe 1")
    for title, answers in (("A plan", None), ("Fees of ten years", asked.id)):
        item = Offer("6", title, "some", asked_id=answers)
        group = day.workshop.groups[2].id
        offer(day.session, day.workshop, item, by="participant", group_id=group, key=f"key-of-{title}")
    show_all(day.session, day.workshop)
    day.close()
    confirm(day.session, day.workshop, by="facilitator")
    seat = day.room.seats["Hari"]
    day.session.add(
        Comment(workshop_id=day.workshop.id, seat_id=seat.id, text=COMMENT, submission_key="key-of-a-phone")
    )
    return day.report()


def archive_of(made: Report) -> Archive:
    assert made.archive is not None
    return made.archive


def test_it_is_there_from_the_close_on_and_in_the_working_file_with_numbers_alone(day: Day) -> None:
    assert day.report().archive is None
    made = ended(day)
    keep_all(day.session, day.workshop)
    day.session.flush()
    assert archive_of(made).order == ("4", "6", "9")
    assert without_numbers(made).archive is None
    assert public_report(day.session, day.workshop.id).archive is None


def test_the_framework_is_whole_and_what_was_asked_for_finds_what_answers_it(day: Day) -> None:
    made = ended(day)
    archive = archive_of(made)
    assert Framework.model_validate(archive.framework) == day.workshop.edition.framework
    (asked,) = archive.evidence_asked
    evidence = next(standard.evidence for standard in made.standards if standard.number == asked.standard)
    assert [evidence[place].title for place in asked.offered] == ["Fees of ten years"]


def test_no_reason_no_label_no_comment_and_no_words_for_the_facilitator_stand_in_the_file(day: Day) -> None:
    content = as_json(ended(day)).decode()
    session, room = day.session, day.room
    assert session.exec(select(Reason)).first() and session.exec(select(Comment)).first()  # they are there to be told
    tokens = [seat.token_hash for seat in room.seats.values()]
    keys = ["key-of-a-phone", "key-of-A plan"]
    for canary in (*(CANARIES[name] for name in CANARIES if name != "while asked"), LABEL, COMMENT, *tokens, *keys):
        assert canary not in content, canary
    details = [event.salts["details"] for event in session.exec(select(Event)) if "details" in event.salts]
    assert details and not any(salt in content for salt in details)


def test_what_one_member_of_a_small_unit_rated_changes_nothing_in_it(
    make_room: Callable[..., Lobby], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Petra's 4 or 5 beside two threes: the row of her unit is the same, and so is everything but salts and marks."""
    one, other = (_told_with(make_room, monkeypatch, AttributionRule.BY_GROUP, petra) for petra in (4, 5))
    assert one == other
    assert one != _told_with(make_room, monkeypatch, AttributionRule.OPEN, 5)  # where a dot may be told


def _told_with(
    make_room: Callable[..., Lobby], monkeypatch: pytest.MonkeyPatch, rule: AttributionRule, petra: int
) -> tuple[object, object]:
    monkeypatch.setitem(days.RATINGS, "Petra", petra)
    made = ended(whole_day(make_room, rule))
    units = [round_.shown.units for standard in made.standards for round_ in standard.rounds if round_.shown]
    return archive_of(made).model_dump(exclude={"closed_at", "links_cut_at"}), units
