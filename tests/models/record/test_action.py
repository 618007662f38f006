"""Actions: written in one line, completed later, removed; every problem told at once and nothing stored by half."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlmodel import select

from app.errors import Incomplete, NotFound, Refusal
from app.models import Action, ActionStatus, Event, Weight
from app.models.ending.closing import close
from app.models.record import action
from app.models.record.action import Typed
from app.models.record.subject import Key, Level, Subject
from app.models.rounds.standard import numbered
from tests.conftest import Lobby

HOSTILE = "<script>alert(1)</script>\x00 “' \u202e"
LINE = Typed("Share figures once a quarter", ["Council", "Providers"], "31 Jan 2027")


@pytest.fixture
def six(room: Lobby) -> Subject:
    return Subject.standard(numbered(room.session, room.workshop.id, "6"))


def written(room: Lobby, subject: Subject, typed: Typed = LINE) -> Action:
    return action.write(room.session, subject, typed, by="scribe 2")


def logged(room: Lobby) -> list[tuple[str, str, dict[str, object]]]:
    events = room.session.exec(select(Event).where(Event.act.contains("action")).order_by(Event.id))  # type: ignore[attr-defined]
    return [(event.act, event.by, event.about) for event in events]


def test_one_line_says_what_who_and_by_when_and_leaves_the_rest_open(room: Lobby, six: Subject) -> None:
    row = written(room, six)
    assert (row.what, row.who, row.due_on, row.due) == (LINE.what, ["Council", "Providers"], date(2027, 1, 31), "")
    assert (row.priority, row.how_known, row.criterion, row.status) == (None, "", "", ActionStatus.TO_DO)
    assert (row.key, row.written_by, row.when, row.lacks) == (Key(Level.STANDARD, "6"), "scribe", "31 Jan 2027", "")
    assert logged(room) == [("wrote an action", "scribe 2", {"standard": "6", "action": row.id})]


@pytest.mark.parametrize("level", ["domain", "overall"])
def test_an_action_may_be_about_a_domain_or_the_whole(room: Lobby, level: str) -> None:
    subject = Subject.domain(room.workshop, "3") if level == "domain" else Subject.overall(room.workshop)
    assert written(room, subject).key == subject.key


def test_no_reveal_is_needed_for_an_action(room: Lobby, six: Subject) -> None:
    assert not six.is_revealed
    assert written(room, six).id


@pytest.mark.parametrize(
    ("typed", "lacks"),
    [
        (Typed("Ask again"), "No owner and no date"),
        (Typed("Ask again", ["Council"]), "No date"),
        (Typed("Ask again", (), "before spring"), "No owner"),
        (Typed("Ask again", [" ", ""], " "), "No owner and no date"),
        (Typed("Ask again", status="dropped"), ""),
        (Typed("Ask again", status="done"), ""),
    ],
)
def test_an_action_says_what_it_lacks_until_it_is_done_or_dropped(
    room: Lobby, six: Subject, typed: Typed, lacks: str
) -> None:
    assert written(room, six, typed).lacks == lacks


def test_an_owner_is_named_once_on_one_line(room: Lobby, six: Subject) -> None:
    assert written(room, six, Typed("Ask", [" Council ", "Council", "The\nmarket  team"])).who == [
        "Council",
        "The market team",
    ]


WRONG: dict[str, tuple[Typed, set[str]]] = {
    "nothing to do": (Typed(" \x00\n"), {"what"}),
    "too long": (Typed("x" * 501, ["x" * 121], "y" * 121, how_known="z" * 501), {"what", "who", "due", "how_known"}),
    "too many owners": (Typed("Ask", [f"Team {number}" for number in range(13)]), {"who"}),
    "no such day": (Typed("Ask", (), "31 Feb 2027"), {"due"}),
    "nothing of the lists": (
        Typed("Ask", priority="urgent", status="lost", criterion="9.9", criteria=["6.1"]),
        {"priority", "status", "criterion"},
    ),
    "everything at once": (Typed("", (), "31 Feb 2027", "urgent", status=""), {"what", "due", "priority", "status"}),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_every_problem_is_told_at_once_and_nothing_is_stored(room: Lobby, six: Subject, wrong: str) -> None:
    typed, fields = WRONG[wrong]
    kept = written(room, six)
    before = kept.model_dump()
    with pytest.raises(Incomplete) as refused:
        written(room, six, typed)
    assert set(refused.value.problems) == fields
    with pytest.raises(Incomplete):
        action.change(room.session, room.workshop, kept.id, typed, kept.version, by="scribe 1")
    assert kept.model_dump() == before
    assert len(logged(room)) == 1


@pytest.mark.parametrize(
    "typed",
    [
        Typed("x" * 500, ["y" * 120] * 12, "z" * 120, how_known="w" * 500),
        Typed("Ask", [f"Team {number}" for number in range(12)]),
        Typed("Ask", criterion="6.1", criteria=["6.1"], priority="high", status="under way"),
    ],
)
def test_what_is_just_within_the_limits_is_taken(room: Lobby, six: Subject, typed: Typed) -> None:
    assert written(room, six, typed).id


def test_hostile_words_are_kept_as_words_without_what_no_screen_can_show(room: Lobby, six: Subject) -> None:
    row = written(room, six, Typed(HOSTILE, [HOSTILE], HOSTILE, how_known=HOSTILE))
    kept = HOSTILE.replace("\x00", "")
    assert (row.what, row.how_known, row.who, row.due) == (kept, kept, [kept], kept)


def test_it_is_completed_later_and_says_by_whom(room: Lobby, six: Subject) -> None:
    row = written(room, six)
    more = Typed(LINE.what, ["Council"], "before spring", "high", "Fewer contracts come back", "6.2", "under way",
                 criteria=["6.2"])  # fmt: skip
    action.change(room.session, room.workshop, row.id, more, 1, by="facilitator")
    assert (row.who, row.due_on, row.due, row.priority) == (["Council"], None, "before spring", Weight.HIGH)
    assert (row.criterion, row.status, row.written_by, row.version) == ("6.2", "under way", "facilitator", 2)
    assert logged(room)[1:] == [("changed an action", "facilitator", {"action": row.id})]


def test_saving_what_stands_there_already_is_no_change(room: Lobby, six: Subject) -> None:
    row = written(room, six)
    action.change(room.session, room.workshop, row.id, LINE, 1, by="facilitator")
    action.change(room.session, room.workshop, row.id, LINE, 7, by="facilitator")
    assert (row.version, row.written_by, len(logged(room))) == (1, "scribe", 1)


def test_what_somebody_else_wrote_since_is_not_overwritten_unseen(room: Lobby, six: Subject) -> None:
    row = written(room, six)
    action.change(room.session, room.workshop, row.id, Typed("Share figures monthly"), 1, by="scribe 1")
    with pytest.raises(Refusal, match="The scribe changed this action while you were writing"):
        action.change(room.session, room.workshop, row.id, Typed("Share nothing"), 1, by="facilitator")
    assert row.what == "Share figures monthly"
    action.change(room.session, room.workshop, row.id, Typed("Share nothing"), 2, by="facilitator")
    assert row.what == "Share nothing"


def test_removing_is_logged_without_its_words_and_safe_to_ask_twice(room: Lobby, six: Subject) -> None:
    row = written(room, six, Typed("canary"))
    for _ in range(2):
        action.remove(room.session, room.workshop, row.id, by="facilitator")
        room.session.flush()
    assert action.actions_of(room.session, room.workshop.id) == []
    assert logged(room)[1:] == [("removed an action", "facilitator", {"action": row.id})]
    assert "canary" not in str(logged(room))


def test_what_was_changed_or_removed_leaves_no_earlier_words_in_any_entry_of_the_log(room: Lobby, six: Subject) -> None:
    row, other = written(room, six, Typed("first canary")), written(room, six, Typed("another action"))
    action.change(room.session, room.workshop, row.id, Typed("second canary"), 1, by="scribe 1")

    def held() -> list[str]:
        room.session.flush()
        room.session.expire_all()
        events = select(Event).order_by(Event.id)  # type: ignore[arg-type]
        fixed = [event.holds.get("action", {}) for event in room.session.exec(events)]
        return [part["what"] for part in fixed if "what" in part]

    assert held() == ["another action", "second canary"]
    action.remove(room.session, room.workshop, row.id, by="facilitator")
    assert held() == ["another action"] == [other.what]


def test_another_workshops_action_is_not_here(make_room: Callable[..., Lobby]) -> None:
    ours, theirs = make_room(), make_room(title="Day 3")
    row = written(theirs, Subject.overall(theirs.workshop))
    with pytest.raises(NotFound):
        action.change(ours.session, ours.workshop, row.id, Typed("Ours now"), 1, by="facilitator")
    with pytest.raises(NotFound):
        action.remove(ours.session, ours.workshop, row.id, by="facilitator")
    assert action.actions_of(ours.session, ours.workshop.id) == []
    assert row.what == LINE.what


def test_a_room_has_so_many_actions_and_no_more(room: Lobby, six: Subject, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(action, "MOST_ACTIONS", 2)
    written(room, six), written(room, six)
    with pytest.raises(Incomplete, match="There are 2 actions already"):
        written(room, six)


def test_after_the_close_they_stand_as_they_are(room: Lobby, six: Subject) -> None:
    row = written(room, six)
    close(room.session, room.workshop, by="facilitator")
    for act in (
        lambda: written(room, six),
        lambda: action.change(room.session, room.workshop, row.id, Typed("Later"), 1, by="facilitator"),
        lambda: action.remove(room.session, room.workshop, row.id, by="facilitator"),
    ):
        with pytest.raises(Refusal, match="while the workshop is closed"):
            act()
    assert action.actions_of(room.session, room.workshop.id) == [row]
