"""A pack: all files of one workshop, made together and kept beside it until a newer one replaces them.

They stand in the database, so that a backup has them and whatever erases the workshop erases them. Nothing of a pack
is offered before all of it is there.
"""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from sqlalchemy import LargeBinary
from sqlmodel import Field, Session, SQLModel, col, delete, select

from app.clock import now
from app.errors import NotFound, Refusal
from app.models.columns import Moment, in_workshop, words
from app.models.workshop.workshop import Workshop

INTERRUPTED = "The server stopped while this was made. Make it again."
REMOVED_FROM = "Something was taken out of the record while this was made. Make it again."


class Release(StrEnum):
    """For whom a report is made."""

    WORKING = "working"  # every revealed round, in the room's own units: not for publication
    PUBLIC = "public"  # what was shown, in units of five


class PackState(StrEnum):
    WAITING = "waiting"  # behind others: one is made at a time
    MAKING = "making"
    MADE = "made"
    FAILED = "failed"


IN_HAND = (PackState.WAITING, PackState.MAKING)


class Pack(SQLModel, table=True):
    __table_args__ = {"sqlite_autoincrement": True}

    id: int = Field(default=None, primary_key=True)
    workshop_id: int = Field(foreign_key="workshop.id", index=True, ondelete="CASCADE")
    release: Release = Field(sa_type=words(Release))
    has_numbers: bool
    asked_by: str
    asked_at: datetime = Field(default_factory=now, sa_type=Moment)
    revision: int  # the workshop's, when its making began
    state: PackState = Field(default=PackState.WAITING, sa_type=words(PackState))
    done: int = 0
    files: int  # how many there will be
    failure: str = ""
    made_at: datetime | None = Field(default=None, sa_type=Moment)

    @property
    def is_in_hand(self) -> bool:
        return self.state in IN_HAND

    def begin(self, session: Session) -> None:
        self.state = PackState.MAKING
        self.revision = session.get_one(Workshop, self.workshop_id).rev

    def keep(self, session: Session, key: str, name: str, media_type: str, content: bytes) -> None:
        if self.state is not PackState.MAKING:
            raise Refusal(self.failure)
        size = len(content)
        session.add(PackFile(pack_id=self.id, key=key, name=name, media_type=media_type, size=size, content=content))
        self.done += 1

    def finish(self, session: Session) -> None:
        """Takes the place of older ones of its kind."""
        self.state, self.made_at = PackState.MADE, now()
        for older in _of_its_kind(session, self.workshop_id, self.release, has_numbers=self.has_numbers):
            if older.id < self.id:
                session.delete(older)

    def fail(self, session: Session, sentence: str) -> None:
        """An older one of its kind stays; of this one nothing does."""
        self.state, self.failure, self.done = PackState.FAILED, sentence, 0
        session.exec(delete(PackFile).where(col(PackFile.pack_id) == self.id))


class PackFile(SQLModel, table=True):
    __tablename__ = "pack_file"

    pack_id: int = Field(foreign_key="pack.id", primary_key=True, ondelete="CASCADE")
    key: str = Field(primary_key=True)
    name: str
    media_type: str
    size: int
    content: bytes = Field(sa_type=LargeBinary)


def ask(session: Session, workshop_id: int, release: Release, *, has_numbers: bool, files: int, by: str) -> Pack:
    """Asked twice while it is in hand it is the same one. A failed one goes."""
    for pack in _of_its_kind(session, workshop_id, release, has_numbers=has_numbers):
        if pack.is_in_hand:
            return pack
        if pack.state is PackState.FAILED:
            session.delete(pack)
    revision = session.get_one(Workshop, workshop_id).rev
    pack = Pack(
        workshop_id=workshop_id, release=release, has_numbers=has_numbers, files=files, asked_by=by, revision=revision
    )
    session.add(pack)
    session.flush()
    return pack


def next_waiting(session: Session) -> Pack | None:
    waiting = select(Pack).where(col(Pack.state) == PackState.WAITING).order_by(col(Pack.id)).limit(1)
    return session.exec(waiting).first()


def leave_interrupted(session: Session) -> None:
    """At a start: whoever had them in hand is gone."""
    for pack in session.exec(select(Pack).where(col(Pack.state).in_(IN_HAND))).all():
        pack.fail(session, INTERRUPTED)


def forget(session: Session, workshop_id: int, release: Release | None = None) -> None:
    """What is taken out of the record leaves the packs, too: they are made again without it. `release`: of one kind."""
    for pack in packs_of(session, workshop_id):
        if release not in (None, pack.release):
            continue
        if pack.state is PackState.MAKING:
            pack.fail(session, REMOVED_FROM)
        elif pack.made_at:
            session.delete(pack)


def packs_of(session: Session, workshop_id: int) -> Sequence[Pack]:
    """The public ones first, the newest of each first."""
    of_it = select(Pack).where(Pack.workshop_id == workshop_id)
    return session.exec(of_it.order_by(col(Pack.release), col(Pack.id).desc())).all()


def sizes_of(session: Session, pack_id: int) -> dict[str, int]:
    """By key, in bytes; without reading what they hold."""
    return dict(session.exec(select(PackFile.key, PackFile.size).where(PackFile.pack_id == pack_id)).all())


def made_pack(session: Session, workshop_id: int, pack_id: int) -> Pack:
    pack = in_workshop(session, Pack, pack_id, workshop_id)
    if pack.state is not PackState.MADE:
        raise NotFound("This pack is not made yet. Go back to its page, which says how far it is.")
    return pack


def file_of(session: Session, pack: Pack, key: str) -> PackFile:
    file = session.get(PackFile, (pack.id, key))
    if file is None:
        raise NotFound("There is no such file in this pack. Go back to its page, which lists those there are.")
    return file


def files_of(session: Session, pack: Pack) -> Sequence[PackFile]:
    return session.exec(select(PackFile).where(PackFile.pack_id == pack.id)).all()


def _of_its_kind(session: Session, workshop_id: int, release: Release, *, has_numbers: bool) -> Sequence[Pack]:
    kind = (Pack.workshop_id == workshop_id, Pack.release == release, Pack.has_numbers == has_numbers)
    return session.exec(select(Pack).where(*kind)).all()
