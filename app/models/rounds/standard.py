"""One standard of one workshop: where it stands, what is on stage, and what was settled about it."""

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Field, Relationship, Session, SQLModel, select

from app.divergence.codes import CONSOLE_ONLY
from app.errors import Incomplete, NotFound, OlderPage, Refusal
from app.frameworks import Scale, Theme
from app.models.columns import Moment, now
from app.models.record.position import Position, Wording
from app.models.texts import cleaned, must_be_shorter
from app.models.workshop.event import record

if TYPE_CHECKING:
    from app.models.rounds.round import Round
    from app.models.workshop.workshop import Workshop


LONGEST_REASON = 500


class StandardState(StrEnum):
    WAITING = "waiting"
    OPEN = "open"
    CLOSED = "closed"
    REVEALED = "revealed"
    SETTLED = "settled"


class Standard(SQLModel, table=True):
    __table_args__ = (UniqueConstraint("workshop_id", "number"),)

    id: int = Field(default=None, primary_key=True)
    workshop_id: int = Field(foreign_key="workshop.id", index=True, ondelete="CASCADE")
    place: int
    number: str
    title: str
    is_shown: bool = False
    is_parked: bool = False
    is_pinned: bool = False
    is_local: bool = False  # a theme of this workshop; the next three are its own words, and empty otherwise
    domain: str = ""
    about: str = ""
    questions: list[str] = Field(default_factory=list, sa_type=JSON)
    settled_at: datetime | None = Field(default=None, sa_type=Moment)

    rounds: list["Round"] = Relationship(back_populates="standard", sa_relationship_kwargs={"order_by": "Round.number"})
    positions: list["Position"] = Relationship(sa_relationship_kwargs={"order_by": "Position.version"})

    @property
    def theme(self) -> Theme:
        return Theme(self.number, self.title, self.about, tuple(self.questions), self.domain)

    @property
    def latest_round(self) -> "Round | None":
        return self.rounds[-1] if self.rounds else None

    @property
    def revealed_round(self) -> "Round | None":
        """The newest round whose values are known: what is shown while another round is open is this one."""
        return next((round_ for round_ in reversed(self.rounds) if round_.sitting.revealed_at), None)

    @property
    def state(self) -> StandardState:
        """Derived, never stored: what the latest round and the position say."""
        if self.settled_at:
            return StandardState.SETTLED
        return StandardState(self.latest_round.state) if self.latest_round else StandardState.WAITING

    @property
    def position(self) -> "Position | None":
        return self.positions[-1] if self.positions else None

    def must_show(self, round_id: int | None) -> None:
        """`round_id` is the newest revealed round that a page showed; None for whoever acts on what is so now."""
        if round_id is not None and (self.revealed_round is None or self.revealed_round.id != round_id):
            raise OlderPage(f"a newer round of standard {self.number} was revealed")

    def show(self, session: Session, round_id: int | None = None) -> None:
        """Puts this standard, and no other, on stage and phones: the round that whoever presses has seen."""
        self._must_go_on(session)
        if self.revealed_round is None:
            raise Refusal("Nothing can be shown before the reveal. Close and reveal this standard first.")
        self.must_show(round_id)
        if self.is_shown:
            return
        for other in _of_workshop(session, self.workshop_id):
            other.is_shown = other.id == self.id
        self.revealed_round.shown_at = self.revealed_round.shown_at or now()
        record(session, self.workshop_id, "facilitator", "showed", standard=self.number)

    def hide(self, session: Session) -> None:
        self._must_go_on(session)
        if self.is_shown:
            self.is_shown = False
            record(session, self.workshop_id, "facilitator", "hid", standard=self.number)

    def settle(self, session: Session, wording: Wording, by: str, after_version: int) -> Position:
        """Stores a new version. `after_version` is the version its writer had on screen (0 for none)."""
        self._must_go_on(session)
        newest = self.position.version if self.position else 0
        if self.latest_round is None or self.latest_round.sitting.revealed_at is None:
            raise Refusal("A position is written after the reveal. Close and reveal this standard first.")
        if self._is_what_was_settled(wording, by, after_version):
            return self.positions[-1]
        if self.settled_at and after_version == newest:
            raise Refusal(f"Standard {self.number} is settled. Reopen it, with a reason, before writing a new version.")
        if after_version != newest:
            raise Refusal(
                f"Someone saved version {newest} of this position while you were writing. Yours is kept below: "
                "compare the two. It can be saved once the facilitator has reopened the position."
            )
        wording.must_fit(self._scale(session))
        position = Position(standard_id=self.id, version=newest + 1, written_by=by, **wording.columns())
        self.positions.append(position)
        self.settled_at = now()
        record(
            session,
            self.workshop_id,
            by,
            "settled",
            standard=self.number,
            version=position.version,
            state=position.state,
        )
        return position

    def _is_what_was_settled(self, wording: Wording, by: str, after_version: int) -> bool:
        """The same form, sent twice."""
        if not self.settled_at or self.positions[-1].version != after_version + 1:
            return False
        return self.positions[-1].says(wording, by)

    def reopen(self, session: Session, reason: str, by: str, version: int | None = None) -> None:
        """`version` is the one that a page showed as settled; None for whoever acts on what is so now."""
        self._must_go_on(session)
        if not self.settled_at:
            return
        if version is not None and version != self.positions[-1].version:
            raise OlderPage(f"a newer position of standard {self.number} was settled")
        must_be_shorter("reason", reason, LONGEST_REASON)
        if not cleaned(reason):
            raise Incomplete(
                {"reason": "Say in a few words why this is opened again; the reason stands in the record."}
            )
        self.settled_at = None
        record(session, self.workshop_id, by, "reopened", standard=self.number, reason=cleaned(reason))

    def stage_finding(self, session: Session, code: str, *, staged: bool, round_id: int | None = None) -> None:
        """Some findings may point at somebody: they stay on the console until the facilitator puts them on stage."""
        known = self.revealed_round
        if code not in CONSOLE_ONLY or known is None:
            raise Refusal("There is no such finding here to put on stage, or to take off it.")
        self._must_go_on(session)
        self.must_show(round_id)
        if staged == (code in known.staged_findings):
            return
        others = [other for other in known.staged_findings if other != code]
        known.staged_findings = [*others, code] if staged else others
        act = "put a finding on stage" if staged else "took a finding off stage"
        record(session, self.workshop_id, "facilitator", act, standard=self.number, finding=code)

    def pin(self, session: Session, by: str, *, pinned: bool) -> None:
        """A pinned standard stands above the agenda's own order."""
        self._must_go_on(session)
        if self.is_pinned != pinned:
            self.is_pinned = pinned
            record(session, self.workshop_id, by, "pinned" if pinned else "unpinned", standard=self.number)

    def park(self, session: Session, by: str, *, parked: bool) -> None:
        self._must_go_on(session)
        if self.is_parked != parked:
            self.is_parked = parked
            record(session, self.workshop_id, by, "parked" if parked else "took up again", standard=self.number)

    def _scale(self, session: Session) -> Scale:
        return self._workshop(session).scale

    def _must_go_on(self, session: Session) -> None:
        """Nothing about a standard changes once its workshop is closed."""
        from app.models.workshop.workshop import WorkshopState

        self._workshop(session).must_be(WorkshopState.LOBBY, WorkshopState.LIVE)

    def _workshop(self, session: Session) -> "Workshop":
        from app.models.workshop.workshop import Workshop  # the workshop's own module builds on this one

        return session.get_one(Workshop, self.workshop_id)


def numbered(session: Session, workshop_id: int, number: str) -> Standard:
    standard = session.exec(
        select(Standard).where(Standard.workshop_id == workshop_id, Standard.number == number)
    ).first()
    if standard is None:
        raise NotFound
    return standard


def _of_workshop(session: Session, workshop_id: int) -> list[Standard]:
    return list(session.exec(select(Standard).where(Standard.workshop_id == workshop_id)))
