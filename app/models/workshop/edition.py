"""One edition of a framework, kept whole, so that nothing that comes later can change a workshop that pins it."""

from datetime import datetime
from functools import lru_cache
from hashlib import sha256

from sqlmodel import Field, Session, SQLModel, col, func, select

from app.clock import now
from app.errors import NotFound, Refusal
from app.frameworks import Framework, framework, framework_keys
from app.models.columns import Moment


class Edition(SQLModel, table=True):
    id: int = Field(default=None, primary_key=True)
    key: str = Field(index=True)
    name: str  # the edition's own name
    title: str
    points: int  # of its scale; beside the content, so that a rating is checked without reading that
    digest: str = Field(unique=True)
    content: str  # the whole framework as JSON
    is_imported: bool
    is_listed: bool = True  # whether a new workshop may choose it
    added_at: datetime = Field(default_factory=now, sa_type=Moment)

    @property
    def framework(self) -> Framework:
        return _read(self.content)

    @property
    def told(self) -> str:
        count = len(self.framework.standards)
        return f"{self.title}, {self.name}: {count} standards. New workshops can choose it now."

    @property
    def choice(self) -> str:
        """How a form names exactly this edition; a bare key means its newest."""
        return f"{self.key}@{self.digest[:12]}"

    def withdraw(self) -> None:
        """No longer in the list for new workshops; those that pin it keep it."""
        if not self.is_imported:
            raise Refusal("This framework comes with the program and stays in the list.")
        self.is_listed = False


def pin(session: Session, chosen: Framework, *, is_imported: bool = False) -> Edition:
    """The stored edition that equals this framework to the letter, stored now if it is not there yet."""
    return _stored(session, chosen, chosen.model_dump_json(), is_imported=is_imported)


def _stored(session: Session, chosen: Framework, content: str, *, is_imported: bool = False) -> Edition:
    digest = sha256(content.encode()).hexdigest()
    stored = session.exec(select(Edition).where(Edition.digest == digest)).first()
    if stored:
        return stored
    edition = Edition(
        key=chosen.key,
        name=chosen.edition,
        title=chosen.title,
        points=chosen.scale.points,
        digest=digest,
        content=content,
        is_imported=is_imported,
    )
    session.add(edition)
    session.flush()
    return edition


def add_edition(session: Session, chosen: Framework) -> Edition:
    """Takes in somebody's own framework. Asking twice is safe; other content under the same name is refused."""
    for earlier in session.exec(select(Edition).where(Edition.key == chosen.key, Edition.name == chosen.edition)):
        if earlier.framework == chosen:
            earlier.is_imported, earlier.is_listed = earlier.is_imported or not earlier.is_listed, True
            return earlier
        # An earlier program's reading of the same print stands in nobody's way.
        if earlier.is_imported or earlier.is_listed:
            raise Refusal(
                f"There is an edition “{chosen.edition}” of {chosen.key} already, and it says something else. Give "
                "this one a name of its own under “edition”: workshops go on with the edition they were prepared with."
            )
    return pin(session, chosen, is_imported=True)


def keep(session: Session, chosen: Framework) -> Edition:
    """Of a workshop from another server; new ones are not offered what nobody here took in.

    To the letter, without what its server's program had no field for: so it has the digest that it had there.
    """
    before = session.exec(select(func.max(Edition.id))).one() or 0
    edition = _stored(session, chosen, chosen.model_dump_json(exclude_unset=True))
    if edition.id > before:
        edition.is_listed = False
    return edition


def keep_published(session: Session) -> None:
    """Stores what comes with the program, as it reads today; an earlier reading stays for the workshops that pin it."""
    today = {pin(session, framework(key)).id for key in framework_keys()}
    for edition in session.exec(select(Edition).where(col(Edition.is_imported).is_(False))):
        edition.is_listed = edition.id in today


def listed(session: Session) -> list[Edition]:
    """What a new workshop may choose: what comes with the program, then what was imported, newest first."""
    return list(
        session.exec(
            select(Edition).where(Edition.is_listed).order_by(col(Edition.is_imported), col(Edition.id).desc())
        )
    )


def named(session: Session, choice: str) -> Edition:
    """By what a form or a person typed: a key and digest for exactly one, or a key for the newest that is listed.

    What was imported counts as newer: an upgrade of the program must not take back official wording.
    """
    key, _, digest = choice.partition("@")
    newest = (col(Edition.is_imported).desc(), col(Edition.id).desc())
    editions = session.exec(select(Edition).where(Edition.key == key).order_by(*newest)).all()
    found = [edition for edition in editions if (edition.digest.startswith(digest) if digest else edition.is_listed)]
    if not found:
        raise NotFound(f"There is no framework “{choice}”. Choose one of the list.")
    return found[0]


@lru_cache(maxsize=64)
def _read(content: str) -> Framework:
    return Framework.model_validate_json(content)
