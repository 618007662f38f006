"""The occasion: what is prepared for it, who comes in, and how far it has gone."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Optional

from sqlalchemy import JSON
from sqlmodel import Field, Relationship, Session, SQLModel, select

from app.clock import in_london, now, today
from app.divergence import DEFAULT
from app.errors import Incomplete, Refusal
from app.frameworks import Framework, Scale, arranged
from app.models.columns import Moment, words
from app.models.workshop.choices import AttributionRule, Door, Grant, Purpose
from app.models.workshop.edition import Edition
from app.models.workshop.event import record
from app.models.workshop.group import StakeholderGroup
from app.models.workshop.state import SPOKEN, WorkshopState
from app.tokens import random_code

if TYPE_CHECKING:
    from app.models.rounds.standard import Standard

UNDO_WITHIN = timedelta(minutes=10)  # from the close
COMMENTS_FOR = timedelta(days=7)  # likewise
WARNING = "Under “Open” everybody can tell whose rating it is in: {}. Tick that you know this, or choose another rule."


def _rows(which: str) -> dict[str, Any]:
    """Of all rows that people rate, the standards or the one for the whole. They are made and deleted as rows."""
    join = f"and_(Workshop.id == Standard.workshop_id, {which})"
    return {"primaryjoin": join, "order_by": "Standard.place", "viewonly": True}


class Workshop(SQLModel, table=True):
    id: int = Field(default=None, primary_key=True)
    owner_id: int = Field(foreign_key="account.id")
    run_by_id: int | None = Field(default=None, foreign_key="account.id")  # a second facilitator who took over
    council: str
    title: str
    held_on: date
    purpose: Purpose = Field(sa_type=words(Purpose))
    edition_id: int = Field(foreign_key="edition.id", index=True)
    shows_printed_labels: bool = False  # the bands' labels as they stand in print, slips and all
    words_on_stage: str = ""  # the slug of the position whose words the stage shows; empty for none
    explained_term: str | None = None  # the glossary's entry that stage and phones show right now
    attribution_rule: AttributionRule = Field(default=AttributionRule.BY_GROUP, sa_type=words(AttributionRule))
    planned_minutes: int = 75
    ground_rules: str = ""
    responsible: str
    data_contact: str
    lawful_basis: str
    erase_seats_on: date
    erase_record_on: date
    thresholds: dict[str, Any] = Field(default_factory=DEFAULT.to_dict, sa_type=JSON)
    state: WorkshopState = Field(default=WorkshopState.DRAFT, sa_type=words(WorkshopState))
    join_code: str | None = Field(default=None, unique=True)
    door: Door = Field(default=Door.OPEN, sa_type=words(Door))
    admits_everybody: bool = False  # neither latch nor plan: for demo and rehearsal, set by nothing else
    rev: int = 0
    typed: int = 0  # raised by what is typed and not settled, which consoles alone read
    closed_at: datetime | None = Field(default=None, sa_type=Moment)  # the last time, if closing was undone
    links_cut_at: datetime | None = Field(default=None, sa_type=Moment)  # from seats to what they said
    confirmed_at: datetime | None = Field(default=None, sa_type=Moment)
    scribe_exports: bool = False  # once it is closed, if the facilitator granted it; likewise the next
    scribe_finishes: bool = False
    people: int | None = None  # how many answered in revealed rounds: kept here once their answers are gone
    people_shown: int | None = None  # likewise, in those that were shown
    seats_erased_at: datetime | None = Field(default=None, sa_type=Moment)
    record_erased_at: datetime | None = Field(default=None, sa_type=Moment)
    imported_at: datetime | None = Field(default=None, sa_type=Moment)  # it was held on another server
    created_at: datetime = Field(default_factory=now, sa_type=Moment)
    # All standards by group
    overview_on_stage: bool = False  # the table of what was shown, in place of one picture

    # A rehearsal is a workshop of its own: its people are simulated, nothing of it is exported, and it is thrown away.
    is_rehearsal: bool = False
    # The stage, and the time that people are told they have.
    stage_frozen: str = ""  # what the stage holds on to, in words of `app/live/on_stage.py`; empty: it follows the room
    stage_is_blank: bool = False
    timer_ends_at: datetime | None = Field(default=None, sa_type=Moment)
    # Preparing: by step, the fields as they were typed and do not hold yet; and when the draft was last saved.
    half_filled: dict[str, dict[str, Any]] = Field(default_factory=dict, sa_type=JSON)
    prepared_at: datetime | None = Field(default=None, sa_type=Moment)

    edition: Edition = Relationship()
    groups: list[StakeholderGroup] = Relationship(sa_relationship_kwargs={"order_by": "StakeholderGroup.place"})
    standards: list["Standard"] = Relationship(sa_relationship_kwargs=_rows("Standard.is_overall == False"))
    arrow: Optional["Standard"] = Relationship(
        sa_relationship_kwargs={**_rows("Standard.is_overall == True"), "uselist": False}
    )

    @property
    def framework(self) -> Framework:
        """The pinned edition in this workshop's order, with its local themes."""
        themes = [standard.theme for standard in self.standards if standard.is_local]
        return arranged(self.edition.framework, themes, [standard.number for standard in self.standards])

    @property
    def scale(self) -> Scale:
        return self.edition.framework.scale

    @property
    def assessing_group(self) -> StakeholderGroup | None:
        return next((group for group in self.groups if group.is_assessing), None)

    @property
    def runner_id(self) -> int:
        """The one account that has the facilitator's place now."""
        return self.run_by_id or self.owner_id

    @property
    def has_its_date(self) -> bool:
        """Not a copy, say, for which nobody has chosen one yet."""
        return bool(self.half_filled.get("occasion", {"held_on": "kept"}).get("held_on"))

    @property
    def goes_on(self) -> bool:
        """In its lobby or live: people sit in it, and what is done in it is done now."""
        return self.state in (WorkshopState.LOBBY, WorkshopState.LIVE)

    @property
    def has_ended(self) -> bool:
        """Closed, confirmed or not."""
        return self.state in (WorkshopState.CLOSED, WorkshopState.CONFIRMED)

    @property
    def is_thrown_away(self) -> bool:
        """Its row stays, so that its number is not given again; no list shows it."""
        return self.is_rehearsal and self.state is WorkshopState.ERASED

    @property
    def has_no_seats(self) -> bool:
        """Any more, or on this server: who sat in it cannot be told, nor how many answered what."""
        return self.imported_at is not None or self.seats_erased_at is not None

    @property
    def closing_can_be_undone(self) -> bool:
        """Only where it was closed: an imported workshop has nobody who could go on with it."""
        is_closed = self.state is WorkshopState.CLOSED and self.closed_at is not None and self.imported_at is None
        return is_closed and self.links_cut_at is None and now() < self.undo_ends_at

    @property
    def undo_ends_at(self) -> datetime:
        return (self.closed_at or self.created_at) + UNDO_WITHIN

    @property
    def comments_end_at(self) -> datetime:
        return (self.closed_at or self.created_at) + COMMENTS_FOR

    @property
    def was_erased_on_its_date(self) -> bool:
        """Or later, as after a hold; nobody but its facilitator erases it before."""
        return self.record_erased_at is not None and in_london(self.record_erased_at).date() >= self.erase_record_on

    @property
    def takes_comments(self) -> bool:
        return self.has_ended and now() < self.comments_end_at

    @property
    def grants(self) -> frozenset[Grant]:
        granted = {Grant.EXPORT: self.scribe_exports, Grant.FINISH: self.scribe_finishes}
        return frozenset(grant for grant, is_granted in granted.items() if is_granted)

    @property
    def is_joinable(self) -> bool:
        return self.goes_on and self.door is not Door.LOCKED

    @property
    def planned(self) -> int:
        return sum(group.expected for group in self.groups)

    @property
    def visible_groups(self) -> list[str]:
        """Groups under three whose people the open rule would show as themselves."""
        if self.attribution_rule is not AttributionRule.OPEN:
            return []
        return [group.name for group in self.groups if group.is_small]

    def must_be(self, *states: WorkshopState) -> None:
        if self.state not in states:
            raise Refusal(f"That is not possible while the workshop is {SPOKEN[self.state]}.")

    def must_go_on(self) -> None:
        self.must_be(WorkshopState.LOBBY, WorkshopState.LIVE)

    def open_lobby(
        self, session: Session, *, by: str, knows_who_is_visible: bool = False, facilitator: str = ""
    ) -> str:
        """Gives the workshop its join code and fixes standards, groups, rule and thresholds. Asking twice is safe.

        Under the open rule a rating in a group of one or two is visibly somebody's: opening needs a yes to that.
        `facilitator` is the name of the account that runs it, and is kept where it can be erased.
        """
        if self.state is WorkshopState.LOBBY and self.join_code:
            return self.join_code
        self.must_be(WorkshopState.DRAFT)
        if not self.standards or len(self.groups) < 2:
            raise Incomplete(
                {"standards": "Choose at least one standard and name at least two groups before opening the lobby."}
            )
        if self.erase_seats_on <= today():
            raise Incomplete({"erase_seats_on": "Seats and reasons would be erased at once: choose a later date."})
        if self.visible_groups and not knows_who_is_visible:
            raise Incomplete({"attribution_rule": WARNING.format(", ".join(self.visible_groups))})
        self.join_code = _free_code(session)
        self.state = WorkshopState.LOBBY
        name = {"facilitator": facilitator} if facilitator else {}
        record(session, self.id, by, "opened the lobby", rule=self.attribution_rule, thresholds=self.thresholds, **name)
        return self.join_code

    def start(self, session: Session, *, by: str) -> None:
        if self.state is WorkshopState.LIVE:
            return
        self.must_be(WorkshopState.LOBBY)
        self.state = WorkshopState.LIVE
        if self.door is Door.OPEN:
            self.door = self._unlocked
        record(session, self.id, by, "started", door=self.door)

    def lock(self, session: Session, *, locked: bool, by: str) -> None:
        self.must_go_on()
        if locked != (self.door is Door.LOCKED):
            self.door = Door.LOCKED if locked else self._unlocked
            record(session, self.id, by, "locked the door" if locked else "unlocked the door", door=self.door)

    @property
    def _unlocked(self) -> Door:
        is_on_the_latch = self.state is WorkshopState.LIVE and not self.admits_everybody
        return Door.LATCH if is_on_the_latch else Door.OPEN

    def explain(self, session: Session, term: str, by: str) -> None:
        """Shows the glossary's entry to everybody, in place of one shown before. Nobody is told who asked."""
        self.must_go_on()
        entry = self.edition.framework.term(term)
        if entry is None:
            raise Refusal("That word is not in the list of words for this workshop. Choose one of the list.")
        if self.explained_term != entry.term:
            self.explained_term = entry.term
            record(session, self.id, by, "explained a word", term=entry.term)

    def put_away(self, session: Session, by: str, term: str | None = None) -> None:
        """Possible at any time: a word stays on the screens until then, whatever opens or closes meanwhile.

        `term` is the one that a page showed: another that somebody asked for since stays. None for whatever is shown.
        """
        if self.explained_term is not None and term in (None, self.explained_term):
            record(session, self.id, by, "put a word away", term=self.explained_term)
            self.explained_term = None


def _free_code(session: Session) -> str:
    while True:
        code = random_code(6)
        if not session.exec(select(Workshop).where(Workshop.join_code == code)).first():
            return code
