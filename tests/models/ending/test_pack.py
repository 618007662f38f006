"""A pack from its asking to its files, and what becomes of older ones."""

import pytest
from sqlmodel import col, select

from app.errors import NotFound, Refusal
from app.models import Pack, PackFile, PackState, Release
from app.models.ending import pack as packs
from app.models.ending.pack import INTERRUPTED, REMOVED_FROM
from app.models.workshop.event import record
from tests.conftest import Lobby

FILES = 2


def ask(room: Lobby, release: Release = Release.PUBLIC, *, has_numbers: bool = False) -> Pack:
    return packs.ask(room.session, room.workshop.id, release, has_numbers=has_numbers, files=FILES, by="facilitator")


def made(room: Lobby, release: Release = Release.PUBLIC, *, has_numbers: bool = False) -> Pack:
    pack = ask(room, release, has_numbers=has_numbers)
    pack.begin(room.session)
    for key in ("docx", "json"):
        pack.keep(room.session, key, f"northvale-{key}", "text/plain", key.encode() * 3)
    pack.finish(room.session)
    room.session.flush()
    return pack


def files(room: Lobby) -> list[tuple[int, str, int]]:
    rows = room.session.exec(select(PackFile).order_by(col(PackFile.pack_id), PackFile.key)).all()
    return [(row.pack_id, row.key, row.size) for row in rows]


def test_asked_twice_while_it_is_in_hand_it_is_the_same_one(room: Lobby) -> None:
    pack = ask(room)
    assert ask(room).id == pack.id
    pack.begin(room.session)
    assert ask(room).id == pack.id
    others = {ask(room, has_numbers=True).id, ask(room, Release.WORKING).id, pack.id}
    assert len(others) == 3


def test_it_is_of_the_revision_at_which_its_making_began(room: Lobby) -> None:
    pack = ask(room)
    room.workshop.rev += 5
    pack.begin(room.session)
    assert (pack.revision, pack.state) == (room.workshop.rev, PackState.MAKING)


def test_a_newer_one_takes_the_place_of_the_older_of_its_kind_once_it_is_made(room: Lobby) -> None:
    older, other = made(room), made(room, has_numbers=True)
    newer = ask(room)
    assert {pack.id for pack in packs.packs_of(room.session, room.workshop.id)} == {older.id, other.id, newer.id}
    newer = made(room)
    assert [pack.id for pack in packs.packs_of(room.session, room.workshop.id)] == [newer.id, other.id]
    assert {pack_id for pack_id, _, _ in files(room)} == {newer.id, other.id}


def test_nothing_of_it_is_given_before_all_of_it_is_there(room: Lobby) -> None:
    pack = ask(room)
    pack.begin(room.session)
    pack.keep(room.session, "docx", "a.docx", "text/plain", b"half")
    with pytest.raises(NotFound, match="not made yet"):
        packs.made_pack(room.session, room.workshop.id, pack.id)


def test_of_one_that_fails_nothing_stays_but_why_and_the_one_before_it_does(room: Lobby) -> None:
    before = made(room)
    pack = ask(room)
    pack.begin(room.session)
    pack.keep(room.session, "docx", "a.docx", "text/plain", b"half")
    room.session.flush()
    pack.fail(room.session, "The disk is full.")
    assert (pack.state, pack.failure, {row[0] for row in files(room)}) == ("failed", "The disk is full.", {before.id})
    with pytest.raises(Refusal, match="The disk is full"):
        pack.keep(room.session, "json", "a.json", "text/plain", b"late")
    again = ask(room)
    assert [it.id for it in packs.packs_of(room.session, room.workshop.id)] == [again.id, before.id]


def test_a_start_says_of_those_that_were_in_hand_that_the_server_stopped(room: Lobby) -> None:
    whole, waits, begun = made(room), ask(room), ask(room, Release.WORKING)
    begun.begin(room.session)
    packs.leave_interrupted(room.session)
    assert [(pack.state, pack.failure) for pack in (whole, waits, begun)] == [
        ("made", ""), ("failed", INTERRUPTED), ("failed", INTERRUPTED),
    ]  # fmt: skip


def test_the_one_that_was_asked_for_first_is_made_first(room: Lobby) -> None:
    assert packs.next_waiting(room.session) is None
    first, second = ask(room), ask(room, Release.WORKING)
    assert packs.next_waiting(room.session) is first
    first.begin(room.session)
    assert packs.next_waiting(room.session) is second


def test_what_is_taken_out_of_the_record_leaves_the_packs_too(room: Lobby) -> None:
    made(room)
    begun = ask(room, Release.WORKING)
    begun.begin(room.session)
    packs.forget(room.session, room.workshop.id)
    (left,) = packs.packs_of(room.session, room.workshop.id)
    assert (left.id, left.failure, files(room)) == (begun.id, REMOVED_FROM, [])


def test_of_one_kind_only_that_kind_is_forgotten_and_what_only_waits_is_made_without_it(room: Lobby) -> None:
    whole, waits = made(room), ask(room, Release.WORKING)
    packs.forget(room.session, room.workshop.id, Release.WORKING)
    assert packs.packs_of(room.session, room.workshop.id) == [whole, waits] and waits.state == "waiting"
    packs.forget(room.session, room.workshop.id, Release.PUBLIC)
    assert packs.packs_of(room.session, room.workshop.id) == [waits]


def test_it_goes_with_its_workshop(room: Lobby) -> None:
    made(room)
    record(room.session, room.workshop.id, "facilitator", "erased")
    room.session.commit()
    room.session.connection().exec_driver_sql("DELETE FROM workshop")
    assert files(room) == [] and room.session.exec(select(Pack)).all() == []


def test_a_pack_and_a_file_of_elsewhere_are_not_there(room: Lobby) -> None:
    pack = made(room)
    with pytest.raises(NotFound):
        packs.made_pack(room.session, room.workshop.id + 1, pack.id)
    with pytest.raises(NotFound, match="no such file"):
        packs.file_of(room.session, pack, "exe")
    assert packs.file_of(room.session, pack, "docx").content == b"docxdocxdocx"
    assert packs.sizes_of(room.session, pack.id) == {"docx": 12, "json": 12}
