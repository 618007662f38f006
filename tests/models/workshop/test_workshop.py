"""The lobby, its code, its lock, and what stands fixed after it opens."""

import json
from collections.abc import Callable

import pytest
from sqlmodel import Session, select

from app.errors import Incomplete, Refusal, WrongCode
from app.models import Account, AttributionRule, Event, Workshop, WorkshopState
from app.models.ending.closing import close
from app.models.record.position import PositionState, Wording
from app.models.record.settling import reopen, settle
from app.models.record.subject import Subject
from app.models.rounds.preparing import create
from app.models.rounds.revealing import reveal
from app.models.rounds.standard import numbered
from app.models.workshop.workshop import Door, by_join_code
from app.tokens import typed_code
from tests.conftest import Lobby, northvale_draft


@pytest.fixture
def draft(session: Session) -> Workshop:
    fay = Account.add(session, "fay@northvale.example", "Fay", "not a hash")
    return create(session, fay.id, northvale_draft())


def test_opening_the_lobby_gives_a_code_and_asking_twice_gives_the_same(session: Session, draft: Workshop) -> None:
    assert draft.join_code is None
    code = draft.open_lobby(session, by="facilitator")
    assert len(code) == 6
    assert draft.open_lobby(session, by="facilitator") == code
    assert session.exec(select(Event.act)).all() == ["opened the lobby"]


def test_opening_the_lobby_of_a_workshop_under_way_is_refused(session: Session, draft: Workshop) -> None:
    draft.open_lobby(session, by="facilitator")
    draft.start(session, by="facilitator")
    with pytest.raises(Refusal, match="while the workshop is live"):
        draft.open_lobby(session, by="facilitator")


def test_what_the_rule_and_thresholds_were_is_in_the_log(session: Session, draft: Workshop) -> None:
    draft.open_lobby(session, by="facilitator")
    event = session.exec(select(Event)).one()
    assert event.about["rule"] == "by_group"
    assert event.about["thresholds"] == draft.thresholds


def test_a_code_is_read_as_people_type_it(room: Lobby) -> None:
    code = room.workshop.join_code or ""
    for typed in (code, code.lower(), f" {code[:3]} {code[3:]} ", f"{code[:3]}-{code[3:]}"):
        assert by_join_code(room.session, typed) is room.workshop
    assert typed_code("ab-c 2 3 4") == "ABC234"


def test_f21_wrong_closed_locked_unknown_and_empty_codes_get_one_sentence(make_room: Callable[..., Lobby]) -> None:
    closed, locked, open_ = make_room(), make_room(title="Day 3"), make_room(title="Day 4")
    close(closed.session, closed.workshop, by="facilitator")
    locked.workshop.lock(locked.session, locked=True, by="facilitator")
    sentences = set()
    for typed in (closed.workshop.join_code, locked.workshop.join_code, "ZZZZZZ", "", "'; --", "x" * 5000):
        with pytest.raises(WrongCode) as refusal:
            by_join_code(open_.session, typed or "")
        sentences.add((str(refusal.value), refusal.value.status))
    assert len(sentences) == 1


def test_an_empty_code_does_not_find_a_draft_without_one(session: Session, draft: Workshop) -> None:
    for typed in ("", "None", "NULL"):
        with pytest.raises(WrongCode):
            by_join_code(session, typed)


def test_the_door_can_be_locked_and_unlocked(room: Lobby) -> None:
    room.workshop.lock(room.session, locked=True, by="facilitator")
    room.workshop.lock(room.session, locked=True, by="facilitator")
    assert not room.workshop.is_joinable
    room.workshop.lock(room.session, locked=False, by="facilitator")
    assert by_join_code(room.session, room.workshop.join_code or "") is room.workshop
    acts = room.session.exec(select(Event.act)).all()
    assert (acts.count("locked the door"), acts.count("unlocked the door")) == (1, 1)


def test_people_can_join_a_live_workshop_and_not_a_closed_one(room: Lobby) -> None:
    room.workshop.start(room.session, by="facilitator")
    assert room.workshop.is_joinable
    close(room.session, room.workshop, by="facilitator")
    assert not room.workshop.is_joinable


def test_a_door_that_was_locked_stays_locked_when_rating_begins(room: Lobby) -> None:
    room.workshop.lock(room.session, locked=True, by="facilitator")
    room.workshop.start(room.session, by="facilitator")
    doors = [room.workshop.door]
    room.workshop.lock(room.session, locked=False, by="facilitator")
    assert [*doors, room.workshop.door] == [Door.LOCKED, Door.LATCH]


def test_starting_and_closing_twice_is_safe(room: Lobby) -> None:
    for _ in range(2):
        room.workshop.start(room.session, by="facilitator")
    for _ in range(2):
        close(room.session, room.workshop, by="facilitator")
    acts = room.session.exec(select(Event.act)).all()
    assert (acts.count("started"), acts.count("closed the workshop")) == (1, 1)


def test_a_draft_is_not_started_locked_or_closed(session: Session, draft: Workshop) -> None:
    for act in (
        lambda: draft.start(session, by="facilitator"),
        lambda: close(session, draft, by="facilitator"),
        lambda: draft.lock(session, locked=True, by="facilitator"),
    ):
        with pytest.raises(Refusal, match="while the workshop is still a draft"):
            act()
    assert draft.state is WorkshopState.DRAFT


def test_a_workshop_without_standards_opens_no_lobby(session: Session, draft: Workshop) -> None:
    for standard in draft.standards:
        session.delete(standard)
    session.flush()
    session.refresh(draft)
    with pytest.raises(Incomplete):
        draft.open_lobby(session, by="facilitator")


def test_events_never_hold_a_seat_a_value_or_a_reason(room: Lobby) -> None:
    """A whole run, with values and reasons that nothing else contains."""
    session, workshop = room.session, room.workshop
    sitting = room.open("6", "9")
    for name in room.seats:
        for number in ("6", "9"):
            room.rate(name, room.round_of(number), 7, reason="canary-reason", may_quote=True)
    sitting.close(session, by="facilitator")
    sitting.undo_close(session, by="facilitator")
    sitting.close(session, by="facilitator")
    reveal(session, sitting, by="facilitator")
    six = numbered(session, workshop.id, "6")
    six.show(session, by="facilitator")
    six.hide(session, by="facilitator")
    six.park(session, "facilitator", parked=True)
    settle(
        session,
        Subject.standard(six),
        Wording(PositionState.AGREED, "canary-wording", number=7, band="Green"),
        "scribe",
        0,
    )
    reopen(session, Subject.standard(six), "A report came in", "facilitator")
    room.seats["Hari"].rejoin_code(session, by="scribe")
    room.seats["Cy"].remove(session, by="facilitator")
    workshop.lock(session, locked=True, by="facilitator")
    workshop.explain(session, "Coproduction", "participant")
    workshop.put_away(session, "scribe")
    close(session, workshop, by="facilitator")
    session.flush()
    events = session.exec(select(Event)).all()
    assert len({event.act for event in events}) >= 14
    allowed = {"rule", "thresholds", "standard", "standards", "group", "version", "state", "reason", "role", "term"}
    allowed |= {"door"}
    for event in events:
        assert event.by in ("facilitator", "scribe", "participant"), event
        assert set(event.about) <= allowed, event
        assert "canary" not in json.dumps(event.about), event
        values = {key: value for key, value in event.about.items() if key != "thresholds"}
        assert 7 not in values.values(), event


def test_the_open_rule_needs_a_yes_to_a_warning_that_names_every_group_under_three(session: Session) -> None:
    fay = Account.add(session, "fay@northvale.example", "Fay", "not a hash")
    draft = create(session, fay.id, northvale_draft(attribution_rule=AttributionRule.OPEN))
    with pytest.raises(Incomplete, match="Healthwatch, Carers") as refusal:
        draft.open_lobby(session, by="facilitator")
    assert set(refusal.value.problems) == {"attribution_rule"}
    assert len(draft.open_lobby(session, knows_who_is_visible=True, by="facilitator")) == 6


def told_of_words(session: Session) -> list[tuple[str, str, dict[str, object]]]:
    session.flush()
    events = session.exec(select(Event).where(Event.act.contains("word"))).all()  # type: ignore[attr-defined]
    return [(event.by, event.act, event.about) for event in events]


def test_a_word_of_the_list_is_explained_however_it_is_written_and_the_log_has_a_role_and_no_seat(
    room: Lobby,
) -> None:
    room.workshop.explain(room.session, "market SHAPING", "participant")
    assert room.workshop.explained_term == "Market shaping"
    assert told_of_words(room.session) == [("participant", "explained a word", {"term": "Market shaping"})]


def test_another_word_takes_the_place_of_the_one_that_is_shown_and_asking_twice_is_safe(room: Lobby) -> None:
    for term in ("Carer", "Outcome", "Outcome"):
        room.workshop.explain(room.session, term, "facilitator")
    assert room.workshop.explained_term == "Outcome"
    assert [about["term"] for _, _, about in told_of_words(room.session)] == ["Carer", "Outcome"]


@pytest.mark.parametrize("term", ["", "Nonsense", "Carers and others", "<script>"])
def test_a_word_that_is_not_in_the_list_is_refused_in_words(room: Lobby, term: str) -> None:
    room.workshop.explain(room.session, "Carer", "participant")
    with pytest.raises(Refusal, match="not in the list of words"):
        room.workshop.explain(room.session, term, "participant")
    assert room.workshop.explained_term == "Carer"


def test_a_word_is_put_away_once(room: Lobby) -> None:
    room.workshop.put_away(room.session, "scribe")
    room.workshop.explain(room.session, "Carer", "participant")
    for _ in range(2):
        room.workshop.put_away(room.session, "scribe")
    assert room.workshop.explained_term is None
    assert told_of_words(room.session)[1:] == [("scribe", "put a word away", {"term": "Carer"})]


def test_a_word_that_somebody_asked_for_since_is_not_put_away_by_a_page_that_showed_another(room: Lobby) -> None:
    room.workshop.explain(room.session, "Outcome", "participant")
    room.workshop.put_away(room.session, "scribe", "Carer")
    assert room.workshop.explained_term == "Outcome"
    room.workshop.put_away(room.session, "scribe", "Outcome")
    assert room.workshop.explained_term is None


def test_words_are_explained_in_the_lobby_and_live_and_stay_over_the_close(session: Session, room: Lobby) -> None:
    draft = create(session, room.workshop.owner_id, northvale_draft(title="Day 5"))
    with pytest.raises(Refusal, match="still a draft"):
        draft.explain(session, "Carer", "facilitator")
    room.workshop.explain(session, "Carer", "facilitator")
    room.workshop.start(session, by="facilitator")
    room.workshop.explain(session, "Outcome", "scribe")
    close(session, room.workshop, by="facilitator")
    with pytest.raises(Refusal, match="is closed"):
        room.workshop.explain(session, "Carer", "facilitator")
    assert room.workshop.explained_term == "Outcome"
    room.workshop.put_away(session, "facilitator")
    assert room.workshop.explained_term is None
