"""Own places about words that were read back: in their owner's frames alone, and never those of another hand."""

from datetime import timedelta

from app.clock import now
from app.live.own import own_of
from app.live.reading import read_scene
from app.models import PositionState, ReadBack
from app.models.record.asking import assent, read_back
from app.models.record.dissent import OwnWords, Shown, stand_behind, write
from app.models.record.subject import Subject
from app.models.rounds.standard import numbered
from app.tokens import new_token
from tests.conftest import Lobby
from tests.live.test_assenting import ANSWERS
from tests.models.record.conftest import AGREE, ALL, NO
from tests.read_backs import CANARY


def asked(room: Lobby, words: str = "Choice is thin.") -> tuple[Subject, ReadBack]:
    if not numbered(room.session, room.workshop.id, "6").revealed_round:
        room.revealed(ALL)
    subject = Subject.standard(numbered(room.session, room.workshop.id, "6"))
    return subject, read_back(room.session, subject, PositionState.AGREED, words, by="facilitator")


def places(room: Lobby, name: str) -> dict[str, str]:
    own = own_of(room.session, read_scene(room.session, room.workshop.id), room.seats[name].id)
    return {name: piece.text for name, piece in (*own.places, *own.beside)}


def test_an_answer_is_in_its_owner_s_places_and_in_nobody_else_s(room: Lobby) -> None:
    subject, asking = asked(room)
    assent(room.session, subject, asking, room.seats["Pat"].id, NO, new_token())
    assert "I do not agree" in places(room, "Pat")[f"stand-{asking.id}"]
    assert all("I do not agree" not in html for html in places(room, "Petra").values())


def test_changed_words_have_places_of_their_own(room: Lobby) -> None:
    subject, asking = asked(room)
    assent(room.session, subject, asking, room.seats["Pat"].id, AGREE, new_token())
    _, later = asked(room, "Choice is good.")
    assert "have changed" in places(room, "Pat")[f"stand-{later.id}"]
    assert f"stand-{asking.id}" not in places(room, "Pat")
    assert "Not answered yet" in places(room, "Petra")[f"stand-{later.id}"]


def test_a_group_sees_what_it_is_asked_and_another_does_not(room: Lobby) -> None:
    subject, asking = asked(room)
    words = OwnWords(CANARY, Shown.WITHOUT_NAME, asks_group=True)
    dissent = write(room.session, subject, room.seats["Pat"], words)
    assert dissent is not None
    room.session.flush()
    assert {name for name in ALL if CANARY in places(room, name)[f"behind-{asking.id}"]} == {"Priya", "Petra"}
    stand_behind(room.session, subject, dissent, room.seats["Petra"], stands=True)
    room.session.flush()
    assert "You stand behind" in places(room, "Petra")[f"behind-{asking.id}"]
    assert "You stand behind" not in places(room, "Priya")[f"behind-{asking.id}"]
    room.seats["Petra"].rejoined_at = now() + timedelta(seconds=1)
    room.session.flush()
    assert "You stand behind" not in places(room, "Petra")[f"behind-{asking.id}"]


def test_lines_are_as_long_whatever_was_answered(room: Lobby) -> None:
    subject, asking = asked(room)
    lengths = set()
    for answer in (AGREE, NO):
        assent(room.session, subject, asking, room.seats["Pat"].id, answer, new_token())
        room.session.flush()
        lengths.add(len("".join(places(room, "Pat").values()).encode()))
    assert len(lengths) == 1 and len(ANSWERS) == 3


def test_with_nothing_asked_there_are_no_places(room: Lobby) -> None:
    room.revealed(ALL)
    assert not [name for name in places(room, "Pat") if name.startswith(("stand-", "assent-", "behind-"))]


def test_what_becomes_of_own_words_and_who_is_asked_is_as_long_whoever_has_the_phone(room: Lobby) -> None:
    """Of all phones of a group one gets nothing to stand behind: its writer's."""
    subject, asking = asked(room)
    empty = places(room, "Olu")
    write(room.session, subject, room.seats["Pat"], OwnWords(CANARY, Shown.WITHOUT_NAME, asks_group=True))
    write(room.session, subject, room.seats["Carol"], OwnWords(CANARY, Shown.FACILITATOR_ONLY))
    room.session.flush()
    for place in (f"own-words-{asking.id}", f"behind-{asking.id}"):
        sizes = {name: len(places(room, name)[place].encode()) for name in ("Pat", "Priya", "Carol", "Olu")}
        assert set(sizes.values()) == {len(empty[place].encode())}, sizes
