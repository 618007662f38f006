"""What is still open before the close: read from the console's scene, each point a link, and none of them a wall."""

import pytest

from app.live.closing import ClosingList, OpenPoint, closing_list, read_closing_list
from app.live.reading import read_scene
from app.live.scene import Kind
from app.models import PositionState, Role
from app.models.evidence.item import ask as ask_for
from app.models.record import action, asking, dissent
from app.models.record.dissent import OwnWords, Shown
from app.models.record.position import Wording
from app.models.record.read_back import CanStand, ReadBack
from app.models.record.settling import reopen, settle
from app.models.record.subject import Subject
from app.models.record.typed_text import Keystrokes, type_text
from app.models.rounds.standard import numbered
from app.tokens import new_token
from tests.conftest import CAST, Lobby

EVERYBODY: dict[str, int | None] = dict.fromkeys(CAST, 6)
WORDS = "People are asked what matters to them."
AGREED = Wording(PositionState.AGREED, WORDS)


def standard(room: Lobby, number: str = "6") -> Subject:
    return Subject.standard(numbered(room.session, room.workshop.id, number))


def settled(room: Lobby, *subjects: Subject) -> None:
    for subject in subjects:
        settle(room.session, subject, AGREED, "scribe 1", 0)


def read(room: Lobby, role: Role = Role.FACILITATOR) -> ClosingList:
    room.session.flush()
    scene = read_scene(room.session, room.workshop.id).seen_by(Kind.CONSOLE, role)
    return read_closing_list(room.session, scene)


def labels(points: tuple[OpenPoint, ...]) -> list[str]:
    return [point.label for point in points]


def ask(room: Lobby, *names: str, says: CanStand = CanStand.AGREE) -> ReadBack:
    asked = asking.read_back(room.session, standard(room), PositionState.AGREED, WORDS, by="facilitator")
    for name in names:
        asking.assent(room.session, standard(room), asked, room.seats[name].id, says, new_token())
    return asked


# -- The standards


def test_each_standard_says_how_it_ends_and_what_is_left_can_be_settled_or_deferred(room: Lobby) -> None:
    room.revealed(EVERYBODY, "4"), room.revealed(EVERYBODY, "6")
    settled(room, standard(room, "4"))
    action.write(room.session, standard(room, "4"), action.Typed("Ask again"), by="scribe 1")
    list_ = read(room)
    rows = {row.number: (row.state, row.words, row.actions, row.can_be_settled) for row in list_.standards}
    assert rows == {
        "4": ("Agreed", WORDS, 1, False),
        "6": ("Revealed, not settled", "", 0, True),
        "9": ("Not rated", "", 0, False),
    }
    assert [row.number for row in list_.left] == ["6"] and list_.deferring == "6"
    assert [row.number for row in list_.unrated] == ["9"]


def test_parked_reopened_and_open_ones_say_so(room: Lobby) -> None:
    room.revealed(EVERYBODY, "4"), room.revealed(EVERYBODY, "6")
    settled(room, standard(room, "4"))
    reopen(room.session, standard(room, "4"), "A report came in", "facilitator")
    for number in ("6", "9"):
        numbered(room.session, room.workshop.id, number).park(room.session, "facilitator", parked=True)
    states = {row.number: row.state for row in read(room).standards}
    assert states == {"4": "Reopened, not settled", "6": "Parked, not settled", "9": "Parked, not rated"}
    assert read(room).deferring == "4 6"
    room.open("6")
    assert {row.number: row.state for row in read(room).standards}["6"] == "Being rated"
    assert read(room).is_rating and read(room).deferring == "4"


def test_words_that_somebody_has_typed_are_told_of_and_are_in_no_list_of_ours(room: Lobby) -> None:
    room.revealed(EVERYBODY)
    domain = Subject.domain(room.workshop, "3")
    for subject in (standard(room), domain):
        type_text(room.session, subject, Keystrokes("wording", "canary", 0, "page-of-the-scribe"), by="scribe 1")
    list_ = read(room)
    assert {row.number: row.is_typed for row in list_.standards} == {"4": False, "6": True, "9": False}
    assert OpenPoint("Domain 3", "Typed, and not settled", "/console/domains/3") in list_.words
    assert "canary" not in str(list_)


# -- Three lists


def test_actions_without_owner_or_date_lead_to_where_they_are_completed(room: Lobby) -> None:
    rows = [
        action.write(room.session, standard(room), typed, by="scribe 1")
        for typed in (
            action.Typed("Ask again", ["Council"], "31 Jan 2027"),
            action.Typed("Share figures", ["Council"]),
            action.Typed("Set a fee", (), "spring"),
            action.Typed("Nothing", status="dropped"),
        )
    ]
    assert read(room).actions == (
        OpenPoint("Share figures", "No date", f"/actions/{rows[1].id}"),
        OpenPoint("Set a fee", "No owner", f"/actions/{rows[2].id}"),
    )


def test_domains_and_the_whole_wait_for_words_until_they_are_settled_with_some(room: Lobby) -> None:
    room.revealed(EVERYBODY)
    assert labels(read(room).words) == ["Domain 2", "Domain 3", "Overall"]
    settled(room, Subject.domain(room.workshop, "3"))
    settle(room.session, Subject.overall(room.workshop), Wording(PositionState.DEFERRED, ""), "scribe 1", 0)
    assert labels(read(room).words) == ["Domain 2", "Overall"]


def test_evidence_that_was_asked_for_waits_until_some_is_offered(room: Lobby) -> None:
    ask_for(room.session, room.workshop, "6", "How many waited", by="scribe 1")
    assert OpenPoint("Evidence asked for on 6", "How many waited", "/evidence?standard=6") in read(room).words


def test_groups_that_were_never_heard_stand_once_with_every_standard(room: Lobby) -> None:
    for number in ("4", "6"):
        room.revealed({name: score for name, score in EVERYBODY.items() if CAST[name] != "Providers"}, number)
    assert read(room).voices == (OpenPoint("4, 6: Providers", "Was not heard", "/console/standards/4"),)


def test_settled_words_that_nobody_was_asked_about_stand_once_with_every_position(room: Lobby) -> None:
    room.revealed(EVERYBODY)
    settled(room, standard(room), Subject.domain(room.workshop, "3"), Subject.overall(room.workshop))
    note = "The record will say “not asked”"
    assert read(room).voices == (OpenPoint("6, domain 3, the whole: assent", note, "/console/standards/6"),)
    asking.ask_settled(room.session, standard(room), "facilitator")
    assert read(room).voices == (OpenPoint("Domain 3, the whole: assent", note, "/console/domains/3"),)


def test_other_words_than_were_asked_about_are_not_asked(room: Lobby) -> None:
    room.revealed(EVERYBODY)
    ask(room, "Olu")
    settle(room.session, standard(room), Wording(PositionState.AGREED, f"{WORDS} Often."), "scribe 1", 0)
    assert labels(read(room).voices) == ["6: assent"]


def test_what_was_left_for_later_without_words_is_not_to_be_asked(room: Lobby) -> None:
    room.revealed(EVERYBODY)
    settle(room.session, standard(room), Wording(PositionState.DEFERRED, ""), "scribe 1", 0)
    assert read(room).voices == ()


# -- Dissent: as the console tells it, by unit, and nothing while people are asked


def dissenting(room: Lobby, name: str, shown: Shown, may_publish: bool | None = None) -> dissent.Dissent:
    row = dissent.write(room.session, standard(room), room.seats[name], OwnWords("canary", shown, may_publish))
    assert row is not None
    return row


def dissents(room: Lobby, role: Role = Role.FACILITATOR) -> list[str]:
    return [label for label in labels(read(room, role).words) if "Dissent" in label]


def test_nothing_of_dissent_is_told_while_people_are_asked(room: Lobby) -> None:
    room.revealed(EVERYBODY)
    asked = ask(room, "Priya", says=CanStand.DO_NOT_AGREE)
    dissenting(room, "Priya", Shown.WITH_UNIT)
    assert dissents(room) == []
    asking.end(room.session, standard(room), asked, by="facilitator")
    assert dissents(room) == ["Dissent on 6, Providers"]
    assert "canary" not in str(read(room)), "it names where they stand, not what they say"


def test_words_without_a_name_bear_none_here_either(room: Lobby) -> None:
    room.revealed(EVERYBODY)
    asking.end(room.session, standard(room), ask(room, "Hari"), by="facilitator")
    dissenting(room, "Hari", Shown.WITHOUT_NAME)
    assert dissents(room) == ["Dissent on 6"]


@pytest.mark.parametrize("may_publish", [True, False])
def test_whoever_has_said_if_they_may_be_published_is_waited_for_no_more(room: Lobby, may_publish: bool) -> None:
    room.revealed(EVERYBODY)
    asking.end(room.session, standard(room), ask(room), by="facilitator")
    dissenting(room, "Priya", Shown.WITH_UNIT, may_publish)
    assert dissents(room) == []


def test_words_for_the_facilitator_alone_or_held_back_are_not_published_and_not_waited_for(room: Lobby) -> None:
    room.revealed(EVERYBODY)
    asking.end(room.session, standard(room), ask(room), by="facilitator")
    dissenting(room, "Pat", Shown.FACILITATOR_ONLY)
    dissent.hold_back(room.session, dissenting(room, "Priya", Shown.WITH_UNIT), "It names a person", by="facilitator")
    assert dissents(room) == dissents(room, Role.SCRIBE) == []


# -- No wall


def test_an_empty_day_has_an_empty_list(room: Lobby) -> None:
    list_ = closing_list(read_scene(room.session, room.workshop.id), [], [])
    assert (list_.actions, list_.voices, list_.left, list_.deferring) == ((), (), (), "none")
    assert not list_.is_rating
