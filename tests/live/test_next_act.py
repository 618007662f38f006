"""The one green act at the foot of a console, in every phase of a workshop: its words, where it leads, what it says."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from app.access.rights import rights_of
from app.live.closing import read_closing_list
from app.live.next_act import CLOSING, CONFIRMING, How, NextAct, next_act
from app.live.reading import read_scene
from app.models import Role
from app.models.ending.closing import close, confirm
from app.models.record.deferring import WITHOUT_WORDS
from app.models.record.settling import settle
from app.models.record.subject import Key, Level, Subject
from app.models.rounds.standard import numbered
from tests.conftest import Lobby

BY = "facilitator"
ANSWERS: dict[str, int | None] = {"Olu": 8, "Oona": 8, "Omar": 9, "Priya": 3, "Pat": 3, "Petra": 4}
SIX, DOMAIN, WHOLE = Key(Level.STANDARD, "6"), Key(Level.DOMAIN, "3"), Key(Level.OVERALL)


def opened(room: Lobby) -> None:
    room.open("6", "9")


def counting(room: Lobby) -> None:
    room.open("6").close_and_reveal(room.session, timedelta(seconds=5), by=BY)


def closed(room: Lobby) -> None:
    room.open("6").close(room.session, by=BY)


def revealed(room: Lobby) -> None:
    room.revealed(ANSWERS)


def shown(room: Lobby) -> None:
    revealed(room)
    numbered(room.session, room.workshop.id, "6").show(room.session, by=BY)


def settled(room: Lobby) -> None:
    shown(room)
    settle(room.session, Subject.standard(numbered(room.session, room.workshop.id, "6")), WITHOUT_WORDS, BY, 0)


def all_settled(room: Lobby) -> None:
    settled(room)
    for standard in room.workshop.standards:
        if not standard.rounds:
            standard.park(room.session, BY, parked=True)


def rated_again(room: Lobby) -> None:
    shown(room)
    room.open("6")


def ended(room: Lobby) -> None:
    settled(room)
    close(room.session, room.workshop, by=BY)


def confirmed(room: Lobby) -> None:
    ended(room)
    confirm(room.session, room.workshop, by=BY)


def nothing(room: Lobby) -> None: ...


Phase = Callable[[Lobby], object]
TABLE: list[tuple[Phase, Key | None, str, str, str, str]] = [
    # when, what is open, which page: words, where, what it carries
    (nothing, None, "", "Open these for rating", "form opens", ""),
    (nothing, SIX, "", "Open three for rating", "/sittings", "standards 4 6 9"),
    (opened, None, "", "Close and reveal", "/sittings/{s}/close-and-reveal", "turn 1"),
    (opened, SIX, "", "Close and reveal", "/sittings/{s}/close-and-reveal", "turn 1"),
    (opened, None, CLOSING, "Close and reveal", "/sittings/{s}/close-and-reveal", "turn 1"),
    (counting, None, "", "Cancel", "/sittings/{s}/undo-close", "turn 3"),
    (closed, None, "", "Reveal", "/sittings/{s}/close-and-reveal", "turn 2"),
    (revealed, None, "", "Go to standard 6", "link /console/standards/6", ""),
    (revealed, SIX, "", "Show on stage", "/standards/6/show", "round_id {r}"),
    (revealed, None, "actions", "Go to standard 6", "link /console/standards/6", ""),
    (shown, SIX, "", "Settle and next", "form position", "onward yes"),
    (shown, DOMAIN, "", "Settle domain 3", "form position", "onward "),
    (shown, WHOLE, "", "Open the round on the arrow", "/sittings", "standards overall"),
    (rated_again, SIX, "", "Close and reveal", "/sittings/{s}/close-and-reveal", "turn 1"),
    (settled, None, "", "Open these for rating", "form opens", ""),
    (settled, SIX, "", "Open two for rating", "/sittings", "standards 4 9"),
    (all_settled, SIX, "", "Before you close", "link /console/closing", ""),
    (all_settled, None, "", "Before you close", "link /console/closing", ""),
    (all_settled, None, CLOSING, "Close the workshop", "/close", "left none"),
    (revealed, None, CLOSING, "Close with 1 standard deferred", "/close", "left 6"),
    (ended, None, "", "Confirm the workshop", "link /console/confirming", ""),
    (ended, None, CONFIRMING, "Confirm it for good", "/confirm", ""),
    (ended, SIX, "", "", "", ""),
    (confirmed, None, "", "", "", ""),
]


def act(room: Lobby, key: Key | None, page: str, role: Role = Role.FACILITATOR) -> NextAct | None:
    room.session.commit()
    scene = read_scene(room.session, room.workshop.id)
    may = rights_of(role, scene.state, scene.rule, scene.grants)
    closing = read_closing_list(room.session, scene) if page == CLOSING else None
    return next_act(scene, key, page, may, closing)


def where(found: NextAct) -> str:
    return {How.ACT: found.path, How.LINK: f"link {found.path}", How.FORM: f"form {found.form}"}[found.how]


def carried(found: NextAct) -> str:
    return " ".join(f"{name} {' '.join(value) if isinstance(value, tuple) else value}" for name, value in found.carries)


@pytest.mark.parametrize(("phase", "key", "page", "words", "path", "carries"), TABLE)
def test_there_is_one_next_act_and_it_says_what_it_does(
    room: Lobby, phase: Phase, key: Key | None, page: str, words: str, path: str, carries: str
) -> None:
    phase(room)
    found = act(room, key, page)
    if not words:
        assert found is None
        return
    assert found is not None
    names = {"s": "", "r": ""}
    if rounds := numbered(room.session, room.workshop.id, "6").rounds:
        names = {"s": str(rounds[-1].sitting_id), "r": str(rounds[-1].id)}
    assert (found.words, where(found), carried(found)) == (words, path.format(**names), carries.format(**names))


@pytest.mark.parametrize(("phase", "words"), [(opened, ""), (revealed, "Settle and next"), (all_settled, "")])
def test_a_scribe_has_no_act_that_is_the_facilitators(room: Lobby, phase: Phase, words: str) -> None:
    phase(room)
    found = act(room, SIX, "", Role.SCRIBE)
    assert (found.words if found else "") == words


def test_a_countdown_says_until_when_it_can_be_cancelled(room: Lobby) -> None:
    counting(room)
    found = act(room, None, "")
    assert found is not None and found.due is not None


@pytest.mark.parametrize("lay", [lambda room: None, settled])
def test_nobody_is_offered_an_opening_who_may_not_open(room: Lobby, lay: Callable[[Lobby], None]) -> None:
    lay(room)
    room.session.flush()
    scene = read_scene(room.session, room.workshop.id)
    may = rights_of(Role.SCRIBE, scene.state, scene.rule)
    pages = ((None, ""), (SIX, ""), (WHOLE, ""), (None, "stage"))
    offered = [next_act(scene, key, page, may) for key, page in pages]
    assert not [act for act in offered if act and (act.path == "/sittings" or act.form == "opens")]
