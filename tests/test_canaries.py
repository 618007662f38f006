"""What is erased leaves the file, its log and its free pages: every text that a person can write, byte by byte."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlmodel import Session, select

from app.clock import now
from app.models import Answer, Comment, Pack, PackFile, PackState, Release, Role, Seat, Workshop
from app.models.ending.closing import close
from app.models.ending.erasing import erase_seats
from app.models.ending.erasing_answers import erase_answers
from app.models.ending.erasing_record import erase_record
from app.models.ending.hold import hold
from app.models.evidence.item import offer
from app.models.evidence.offer import Offer
from app.models.people.return_link import make_return_link
from app.models.people.seat import take_place
from app.models.record import action, asking, dissent
from app.models.record.dissent import OwnWords, Shown
from app.models.record.position import PositionState, Wording
from app.models.record.settling import settle
from app.models.record.subject import Subject
from app.models.record.typed_text import Keystrokes, type_text
from app.models.rounds.rating import rate
from app.models.rounds.reason import reasons_of
from app.models.rounds.revealing import reveal
from app.models.rounds.standard import numbered
from app.models.workshop.event import record
from app.store.sqlite import Store
from app.tokens import hashed, new_token
from tests.conftest import CAST, Lobby, lobby_in

PEOPLES = {  # with the seats
    "label", "reason", "held back why", "key of a rating", "comment", "key of a comment", "dissent",
    "dissent held back", "why of a dissent", "typed text", "rival text", "page of a text", "details of a move",
    "name in details", "a pack", "token of a scribe", "token of a link",
}  # fmt: skip
RECORDS = {  # with the record
    "wording", "action", "who", "evidence title", "evidence note", "ground rules", "words read back",
    "published dissent", "hold reason", "hold owner", "data contact",
}  # fmt: skip
OWN = {"label", "reason", "key of a rating", "dissent", "token of a link"}  # of one seat, when its holder wishes


def canary(what: str) -> str:
    return f"canary-{what.replace(' ', '-')}-7f3a"


def in_the_file(name: str) -> bytes:
    """As it stands in the bytes of the database: a token by its hash, a key with the answer that it belongs to."""
    if name.startswith("token"):
        return hashed(canary(name)).encode()
    if name == "key of a rating":
        return ANSWER.submission.encode()
    return canary(name).encode()


Day = tuple[Store, Workshop, Session]
ANSWER = Answer(4, canary("key of a rating"), reason=canary("reason"))


def bytes_of(file: Path) -> bytes:
    beside = [file, *file.parent.glob(f"{file.name}-*")]
    return b"".join(each.read_bytes() for each in beside)


def found(file: Path, names: set[str]) -> set[str]:
    content = bytes_of(file)
    return {name for name in names if in_the_file(name) in content}


@pytest.fixture
def day(database: Path) -> Iterator[Day]:
    yield from a_day(Store(database))


@pytest.fixture
def day_of_a_careless_store(database: Path) -> Iterator[Day]:
    """As SQLite deletes by itself: the words stay in the file's free pages until something takes their place."""
    store = Store(database)
    event.listen(store.writing, "connect", lambda connection, _: connection.execute("PRAGMA secure_delete=OFF"))
    yield from a_day(store)


def a_day(store: Store) -> Iterator[Day]:
    with Session(store.writing) as session:
        room = lobby_in(session, ground_rules=canary("ground rules"), data_contact=canary("data contact"))
        _seats(room)
        _rounds(room)
        _record(room)
        session.commit()
        yield store, room.workshop, session
    store.close()


def _seats(room: Lobby) -> None:
    session = room.session
    room.seats["Pat"].label = canary("label")
    make_return_link(session, room.seats["Pat"], canary("token of a link"))
    take_place(session, room.workshop.id, Role.SCRIBE, canary("token of a scribe"))
    record(
        session, room.workshop.id, "facilitator", "moved a seat to another group", reason=canary("details of a move")
    )
    record(session, room.workshop.id, "program", "named a second facilitator", name=canary("name in details"))


def _rounds(room: Lobby) -> None:
    session = room.session
    sitting = room.open("4", "6")
    for name in CAST:
        if name != "Pat":
            room.rate(name, room.round_of("6"), 5)
    rate(session, room.seats["Pat"].id, room.workshop.id, room.round_of("6").id, ANSWER)
    sitting.close(session, by="facilitator")
    reveal(session, sitting, by="facilitator")
    session.flush()
    room.session.expire_all()


def _record(room: Lobby) -> None:
    session, about = room.session, Subject.standard(numbered(room.session, room.workshop.id, "6"))
    offered = Offer("6", canary("evidence title"), "some", note=canary("evidence note"))
    offer(session, room.workshop, offered, by="participant", group_id=None, key=new_token())
    other = Subject.standard(numbered(session, room.workshop.id, "4"))  # never settled, so nobody clears its field
    typed = Keystrokes("wording", canary("typed text"), 0, canary("page of a text"))
    type_text(session, other, typed, by="scribe 1")
    session.flush()
    type_text(session, other, Keystrokes("wording", canary("rival text"), 0, new_token()), by="scribe 2")
    asking.ask(session, about, PositionState.AGREED, canary("words read back"), by="facilitator")
    own = {"Pat": ("dissent", False), "Olu": ("dissent held back", True), "Oona": ("published dissent", True)}
    for name, (words, publish) in own.items():
        dissent.write(
            session, about, room.seats[name], OwnWords(canary(words), Shown.WITHOUT_NAME, may_publish=publish)
        )
    session.flush()
    held = dissent.own_dissent(session, room.seats["Olu"].id, about.key)
    assert held
    dissent.hold_back(session, held, canary("why of a dissent"), by="facilitator")
    action.write(session, about, action.Typed(canary("action"), [canary("who")]), by="facilitator")
    session.flush()


def ended(day: Day) -> Day:
    """Settled, closed, commented on, with a pack and a hold."""
    store, workshop, session = day
    about = Subject.standard(numbered(session, workshop.id, "6"))
    for reason in reasons_of(session, numbered(session, workshop.id, "6").rounds[0].id):
        reason.hold_back(session, workshop.id, canary("held back why"), by="facilitator")
    settle(session, about, Wording(PositionState.AGREED, canary("wording")), "facilitator", 0)
    close(session, workshop, by="facilitator")
    workshop.closed_at = now() - timedelta(hours=1)
    session.add(Comment(workshop_id=workshop.id, text=canary("comment"), submission_key=canary("key of a comment")))
    pack = Pack(
        workshop_id=workshop.id, release=Release.WORKING, has_numbers=False, asked_by="facilitator", revision=1,
        files=1, state=PackState.MADE, made_at=now(),
    )  # fmt: skip
    session.add(pack)
    session.flush()
    content = canary("a pack").encode() * 2000
    session.add(PackFile(pack_id=pack.id, key="x", name="x", media_type="x", size=len(content), content=content))
    hold(session, workshop, canary("hold reason"), canary("hold owner"), by="facilitator")
    session.commit()
    return store, workshop, session


def committed(store: Store, session: Session) -> Path:
    session.commit()
    assert store.empty_log()
    return store.file


def test_with_the_seats_goes_whatever_people_wrote_but_the_settled_record(day: Day) -> None:
    store, workshop, session = ended(day)
    assert found(store.file, PEOPLES | RECORDS) == PEOPLES | RECORDS
    erase_seats(session, workshop, by="program")
    file = committed(store, session)
    assert (found(file, PEOPLES), found(file, RECORDS)) == (set(), RECORDS)


def test_with_the_record_goes_everything(day: Day) -> None:
    store, workshop, session = ended(day)
    erase_seats(session, workshop, by="program")
    committed(store, session)
    erase_record(session, workshop)
    file = committed(store, session)
    assert found(file, PEOPLES | RECORDS) == set()


def test_the_record_alone_takes_all_of_it_along(day: Day) -> None:
    store, workshop, session = ended(day)
    erase_record(session, workshop)
    assert found(committed(store, session), PEOPLES | RECORDS) == set()


def test_somebodys_own_answers_go_when_they_wish_it(day: Day) -> None:
    store, workshop, session = day
    session.commit()
    assert found(store.file, OWN) == OWN
    seat = session.exec(select(Seat).where(Seat.label == canary("label"))).one()
    erase_answers(session, workshop, seat)
    assert found(committed(store, session), OWN) == set()


def test_a_store_that_deletes_as_sqlite_does_by_itself_would_keep_them(day_of_a_careless_store: Day) -> None:
    store, workshop, session = ended(day_of_a_careless_store)
    erase_record(session, workshop)
    assert found(committed(store, session), PEOPLES | RECORDS)


def test_a_log_that_is_not_emptied_would_keep_them(day: Day) -> None:
    store, workshop, session = ended(day)
    erase_record(session, workshop)
    session.commit()
    assert found(store.file, PEOPLES | RECORDS)
