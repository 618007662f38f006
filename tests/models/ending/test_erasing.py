"""The seats go; every figure of the working report stands as it was told."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session, col, func, select

from app.clock import now
from app.exports.report import report
from app.models import (
    Action,
    AttributionRule,
    Chain,
    Comment,
    Dissent,
    Event,
    EvidenceItem,
    KeptView,
    OneUseLink,
    Person,
    Position,
    PositionState,
    PublicText,
    Rating,
    Reason,
    ReturnLink,
    Round,
    Seat,
    Submission,
    TypedText,
    Workshop,
    WorkshopState,
)
from app.models.ending.closing import close
from app.models.ending.erasing import erase_seats
from app.models.evidence.item import offer
from app.models.evidence.offer import Offer
from app.models.people.return_link import make_return_link
from app.models.record import action, asking, dissent
from app.models.record.dissent import OwnWords, Shown
from app.models.record.position import Wording
from app.models.record.publishing import DISSENT, Sentence, leave_out
from app.models.record.read_back import CanStand
from app.models.record.settling import settle
from app.models.record.subject import Subject
from app.models.record.typed_text import Keystrokes, type_text
from app.models.rounds.first_view import keep_first_view
from app.models.rounds.reason import reasons_of
from app.models.rounds.revealing import reveal
from app.models.rounds.standard import numbered
from app.models.workshop.chain import commitment
from app.models.workshop.event import entries_of
from app.tokens import new_token
from tests.conftest import CAST, Lobby, Rooms, lobby_in

FIRST: dict[str, int | None] = {name: place + 1 for place, name in enumerate(CAST)}
AGAIN: dict[str, int | None] = {**FIRST, "Olu": 9, "Oona": 8, "Omar": 7, "Hari": 2}
WORDS = Wording(PositionState.AGREED, "Choice is thin outside the towns.", number=5)
GONE = (Seat, Person, Rating, Submission, Reason, ReturnLink, OneUseLink, Comment, TypedText)


def subject(room: Lobby) -> Subject:
    return Subject.standard(numbered(room.session, room.workshop.id, "6"))


def a_whole_day(room: Lobby) -> None:
    """Rated twice with reasons, first views kept, evidence, words that people were asked about, dissents, an action."""
    session = room.session
    for name in ("Hari", "Carol", "Cy"):
        room.seats[name].choose(may_show_group=True)
    sitting = room.open("6")
    for name, score in FIRST.items():
        room.rate(name, room.round_of("6"), score, reason=f"reason of {name}", may_quote=True, from_document=True)
    sitting.close(session, by="facilitator")
    reveal(session, sitting, by="facilitator")
    session.flush()
    reasons_of(session, room.round_of("6").id)[0].hold_back(session, room.workshop.id, "names somebody", by="fac")
    subject(room).standards[0].show(session, by="facilitator")
    for name in ("Hari", "Carol"):
        offered(room, name)
    room.seats["Carol"].choose(may_show_group=False)  # from here on nothing that Carers offer bears their name
    second = room.revealed(AGAIN)
    offered(room, "Cy")
    for name in ("Olu", "Oona", "Omar"):
        keep_first_view(session, room.seats[name], second, keep=True)
    answers_and_words(room)


def offered(room: Lobby, name: str) -> None:
    seat = room.seats[name]
    survey = Offer("6", f"Survey of {name}", "some")
    offer(room.session, room.workshop, survey, by="participant", group_id=seat.group_id, key=new_token())


def answers_and_words(room: Lobby) -> None:
    session, about = room.session, subject(room)
    asked = asking.read_back(session, about, WORDS.state, WORDS.wording, WORDS.number, by="facilitator")
    for name in CAST:
        answer = CanStand.LIVE_WITH_IT if name == "Pat" else CanStand.AGREE
        asking.assent(session, about, asked, room.seats[name].id, answer, new_token())
    for name, publish in (("Olu", True), ("Priya", False), ("Hari", True), ("Cy", True)):
        shown = Shown.FACILITATOR_ONLY if name == "Hari" else Shown.WITHOUT_NAME
        dissent.write(session, about, room.seats[name], OwnWords(f"dissent of {name}", shown, may_publish=publish))
    session.flush()
    held = session.exec(select(Dissent).where(Dissent.text == "dissent of Cy")).one()
    dissent.hold_back(session, held, "names somebody", by="facilitator")
    settle(session, about, WORDS, "facilitator", 0)
    action.write(session, about, action.Typed(what="Map who offers what"), by="scribe 1")
    session.flush()


@pytest.fixture
def ended(make_room: Rooms, rule: AttributionRule) -> Lobby:
    return make_room.prepared(f"an ended day, {rule}", lambda session: an_ended_day(session, rule))


def an_ended_day(session: Session, rule: AttributionRule) -> Lobby:
    room = lobby_in(session, attribution_rule=rule)
    a_whole_day(room)
    close(room.session, room.workshop, by="facilitator")
    room.workshop.closed_at = now() - timedelta(hours=1)
    room.session.flush()
    room.session.expire_all()
    return room


def told(session: Session, workshop: Workshop) -> dict[str, Any]:
    """The whole working report but what erasing changes by its own nature."""
    whole = report(session, workshop.id).model_dump(exclude={"exported_at", "revision", "chained", "chain", "archive"})
    whole["events"] = [act for act in whole["events"] if act["act"] != "erased the seats"]
    for domain in whole["domains"]:
        for standard in domain["standards"]:
            standard["dissents"] = [one for one in standard["dissents"] if one["may_publish"]]
    return whole


rules = pytest.mark.parametrize("rule", list(AttributionRule))


@rules
def test_the_whole_report_is_the_same_before_and_after(ended: Lobby) -> None:
    session, workshop = ended.session, ended.workshop
    before = told(session, workshop)
    erase_seats(session, workshop, by="program")
    session.flush()
    session.expire_all()
    after = told(session, workshop)
    assert after == before
    (standard,) = [one for domain in before["domains"] for one in domain["standards"] if one["number"] == "6"]
    assert standard["rounds"][0]["shown"]["reasons_held_back"] == 1  # the comparison compares something
    assert any("All agree" in unit["sentence"] for one in standard["askings"] for unit in one["units"]) or (
        workshop.attribution_rule is not AttributionRule.OPEN
    )
    assert before["front"]["people"] == len(CAST) and len(standard["evidence"]) == 3


@rules
def test_nothing_is_left_that_leads_to_a_person(ended: Lobby) -> None:
    session, workshop = ended.session, ended.workshop
    make_return_link(session, ended.seats["Olu"], new_token())
    session.add(Comment(workshop_id=workshop.id, seat_id=ended.seats["Olu"].id, text="later", submission_key="k"))
    session.flush()
    erase_seats(session, workshop, by="program")
    session.flush()
    session.expire_all()
    for table in GONE:
        assert session.exec(select(func.count()).select_from(table)).one() == 0, table
    assert [view.seat_id for view in session.exec(select(KeptView))] == [None] * 3
    assert [one.text for one in session.exec(select(Dissent))] == ["dissent of Olu"]
    assert session.exec(select(Dissent)).one().seat_id is None
    assert {item.submission_key for item in session.exec(select(EvidenceItem))} == {""}


@rules
def test_the_settled_record_stays(ended: Lobby) -> None:
    session, workshop = ended.session, ended.workshop
    erase_seats(session, workshop, by="program")
    session.flush()
    for table, count in ((Position, 1), (Action, 1), (Round, 2), (EvidenceItem, 3)):
        assert session.exec(select(func.count()).select_from(table)).one() == count, table
    assert workshop.state is WorkshopState.CLOSED and workshop.seats_erased_at


@pytest.mark.parametrize("rule", [AttributionRule.BY_GROUP])
def test_asking_twice_is_safe(ended: Lobby) -> None:
    session, workshop = ended.session, ended.workshop
    erase_seats(session, workshop, by="program")
    session.flush()
    erased_at, count = workshop.seats_erased_at, len(entries_of(session, workshop.id))
    erase_seats(session, workshop, by="facilitator")
    assert (workshop.seats_erased_at, len(entries_of(session, workshop.id))) == (erased_at, count)


@pytest.mark.parametrize("rule", [AttributionRule.BY_GROUP])
def test_the_chain_is_whole_although_its_details_are_gone(ended: Lobby) -> None:
    session, workshop = ended.session, ended.workshop
    links = [event.link for event in entries_of(session, workshop.id)]
    mark = session.get_one(Chain, workshop.id).mark
    assert any("details" in event.parts_in(mark) for event in entries_of(session, workshop.id))
    erase_seats(session, workshop, by="program")
    session.flush()
    session.expire_all()
    events = entries_of(session, workshop.id)
    assert [event.link for event in events][: len(links)] == links
    assert not any("details" in event.parts_in(mark) or "details" in event.salts for event in events)
    for event in events:
        for part, content in event.parts_in(mark).items():
            assert commitment(event.salts[part], content) == event.commitments[part]
    acts = {event.act for event in session.exec(select(Event))}
    assert "erased the seats" in acts and "held back a dissent" not in acts


@pytest.mark.parametrize("rule", [AttributionRule.BY_GROUP])
def test_decisions_about_words_that_go_go_with_them(ended: Lobby) -> None:
    session, workshop, key = ended.session, ended.workshop, subject(ended).key
    for name in ("Olu", "Priya"):
        leave_out(session, workshop, Sentence(key, DISSENT, f"dissent of {name}"), by="facilitator")
    session.flush()
    erase_seats(session, workshop, by="program")
    session.flush()
    marks = {row.original for row in session.exec(select(PublicText))}
    assert marks == {Sentence(key, DISSENT, "dissent of Olu").mark}


def test_a_workshop_that_nobody_closed_is_closed_first_and_what_is_being_rated_is_not_revealed(room: Lobby) -> None:
    room.revealed(FIRST)
    room.open("9")
    room.rate("Olu", room.round_of("9"), 4)
    keystrokes = Keystrokes(field="wording", text="half a sentence", after=0, page="a-page-of-one")
    type_text(room.session, subject(room), keystrokes, by="scribe 1")
    room.session.flush()
    erase_seats(room.session, room.workshop, by="program")
    room.session.flush()
    acts = [event.act for event in room.session.exec(select(Event).order_by(col(Event.id)))]
    assert acts[-3:] == ["called off", "closed the workshop", "erased the seats"]
    assert room.session.exec(select(func.count()).select_from(Round)).one() == 1
    assert room.session.exec(select(TypedText)).all() == []
    assert report(room.session, room.workshop.id).front.people == len(CAST)


def test_nothing_of_another_workshop_goes(make_room: Callable[..., Lobby]) -> None:
    ours, theirs = make_room(title="Day 2"), make_room(title="Day 3")
    theirs.revealed(FIRST)
    erase_seats(ours.session, ours.workshop, by="program")
    ours.session.flush()
    left = ours.session.exec(select(func.count()).select_from(Seat).where(Seat.workshop_id == theirs.workshop.id)).one()
    assert left == len(CAST) and len(ours.session.exec(select(Rating)).all()) == len(CAST)
