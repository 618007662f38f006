"""One standard of one workshop: where it stands, what is on stage, and what was settled about it."""

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Field, Relationship, Session, SQLModel, select

from app.clock import now
from app.divergence.codes import CONSOLE_ONLY
from app.errors import NotFound, Refusal
from app.errors.acts import OlderPage
from app.frameworks import OVERALL, Theme
from app.models.columns import Moment
from app.models.workshop.event import record
from app.models.workshop.stage import let_go
from app.models.workshop.workshop import Workshop

if TYPE_CHECKING:
    from app.models.rounds.round import Round


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
    is_overall: bool = False  # the row for the whole: the arrow's, and in no list of standards
    is_local: bool = False  # a theme of this workshop; the next three are its own words, and empty otherwise
    domain: str = ""
    about: str = ""
    questions: list[str] = Field(default_factory=list, sa_type=JSON)
    settled_at: datetime | None = Field(default=None, sa_type=Moment)
    # The console's agenda: the place in the order of talk, from the first reveal on.
    talk_place: int | None = None

    workshop: Workshop = Relationship()
    rounds: list["Round"] = Relationship(back_populates="standard", sa_relationship_kwargs={"order_by": "Round.number"})

    @property
    def spoken(self) -> str:
        return "The overall position" if self.is_overall else f"Standard {self.number}"

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
        """Derived, never stored: what the latest round says, and whether a position is settled."""
        if self.settled_at:
            return StandardState.SETTLED
        return StandardState(self.latest_round.state) if self.latest_round else StandardState.WAITING

    def must_show(self, round_id: int | None) -> None:
        """`round_id` is the newest revealed round that a page showed; None for whoever acts on what is so now."""
        if round_id is not None and (self.revealed_round is None or self.revealed_round.id != round_id):
            raise OlderPage(f"a newer round of {self.spoken[0].lower()}{self.spoken[1:]} was revealed")

    def show(self, session: Session, round_id: int | None = None, *, by: str) -> None:
        """Puts this standard, and no other, on stage and phones: the round that whoever presses has seen."""
        self.workshop.must_go_on()
        if self.revealed_round is None:
            raise Refusal("Nothing can be shown before the reveal. Close and reveal this standard first.")
        self.must_show(round_id)
        let_go(session, self.workshop, by=by)  # whoever shows something means everybody to see it
        if self.is_shown and not self.workshop.words_on_stage:
            return
        self.workshop.words_on_stage, self.workshop.overview_on_stage = "", False
        for other in _of_workshop(session, self.workshop_id):
            other.is_shown = other.id == self.id
        self.revealed_round.shown_at = self.revealed_round.shown_at or now()
        record(session, self.workshop_id, by, "showed", standard=self.number)

    def hide(self, session: Session, *, by: str) -> None:
        self.workshop.must_go_on()
        if self.is_shown:
            self.is_shown = False
            if self.is_overall and self.workshop.words_on_stage == OVERALL:  # the arrow's words stand beside it
                self.workshop.words_on_stage = ""
            record(session, self.workshop_id, by, "hid", standard=self.number)

    def stage_finding(self, session: Session, code: str, *, staged: bool, by: str, round_id: int | None = None) -> None:
        """Some findings may point at somebody: they stay on the console until the facilitator puts them on stage."""
        round_ = self.revealed_round
        if code not in CONSOLE_ONLY or round_ is None:
            raise Refusal("There is no such finding here to put on stage, or to take off it.")
        self.workshop.must_go_on()
        self.must_show(round_id)
        if staged == (code in round_.staged_findings):
            return
        others = [other for other in round_.staged_findings if other != code]
        round_.staged_findings = [*others, code] if staged else others
        act = "put a finding on stage" if staged else "took a finding off stage"
        record(session, self.workshop_id, by, act, standard=self.number, finding=code)

    def pin(self, session: Session, by: str, *, pinned: bool) -> None:
        """A pinned standard stands above the agenda's own order."""
        self._must_be_in_lists()
        self.workshop.must_go_on()
        if self.is_pinned != pinned:
            self.is_pinned = pinned
            record(session, self.workshop_id, by, "pinned" if pinned else "unpinned", standard=self.number)

    def park(self, session: Session, by: str, *, parked: bool) -> None:
        self._must_be_in_lists()
        self.workshop.must_go_on()
        if self.is_parked != parked:
            self.is_parked = parked
            record(session, self.workshop_id, by, "parked" if parked else "took up again", standard=self.number)

    def _must_be_in_lists(self) -> None:
        if self.is_overall:
            raise NotFound


def numbered(session: Session, workshop_id: int, number: str) -> Standard:
    standard = session.exec(
        select(Standard).where(Standard.workshop_id == workshop_id, Standard.number == number)
    ).first()
    if standard is None:
        raise NotFound
    return standard


def _of_workshop(session: Session, workshop_id: int) -> list[Standard]:
    return list(session.exec(select(Standard).where(Standard.workshop_id == workshop_id)))
