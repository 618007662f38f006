"""One read of a workshop: everything its screens may show, as plain data.

Blindness is structural. `Progress` is all that an unrevealed round contributes, and it holds counts of people, not
values; ratings enter a scene only through a frozen snapshot.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from app.access.arrivals import Arrival
from app.clock import now
from app.divergence.analysis import AgendaKey
from app.frameworks import Term
from app.live.progress import GroupProgress, SittingScene
from app.live.staged import StagedWords, staged
from app.live.standard_scene import StandardScene
from app.live.timer import time_left
from app.live.words import AskingScene, PositionScene
from app.models import (
    AttributionRule,
    Door,
    Grant,
    Purpose,
    Role,
    StandardState,
    WorkshopState,
)
from app.models.people.seat import most_waiting
from app.models.record.subject import Key, Level
from app.revealed.fitting import entry_that_fits
from app.revealed.overview import Overview, overview


class Kind(StrEnum):
    PHONE = "phone"
    STAGE = "stage"
    CONSOLE = "console"
    WAITING = "waiting"  # the phone of a waiting seat: it is told when it may go on, and nothing else


@dataclass(frozen=True)
class End:
    """How a workshop ends, from the moment that it is closed; the dates are named from the beginning."""

    closed_at: datetime | None = None
    undo_ends_at: datetime | None = None
    comments_end_at: datetime | None = None
    erase_seats_on: date | None = None
    erase_record_on: date | None = None
    seats_erased_at: datetime | None = None
    held_since: datetime | None = None  # until the hold is lifted nothing is erased


@dataclass(frozen=True)
class Deferral:
    """All that was left, deferred in one act and undone in one, until anything else is done."""

    id: int
    numbers: tuple[str, ...]


@dataclass(frozen=True)
class Scene:
    workshop_id: int
    council: str
    title: str
    purpose: Purpose
    state: WorkshopState
    rule: AttributionRule
    join_code: str | None
    door: Door
    groups: tuple[GroupProgress, ...]  # answered: nothing to answer, so always 0; who has joined
    standards: tuple[StandardScene, ...]
    sitting: SittingScene | None
    planned_minutes: int
    arrow: StandardScene | None = None  # the whole as it was rated
    positions: tuple[PositionScene, ...] = ()  # of every standard, of each domain, of the whole
    askings: tuple[AskingScene, ...] = ()  # the newest wording of each that was read back
    words_on_stage: str = ""  # the slug of the position that the stage shows
    explained: Term | None = None  # shown to everybody right now
    has_glossary: bool = False  # whether the framework has a glossary
    connected: int = 0
    admits_everybody: bool = False
    is_rehearsal: bool = False
    newest_waiting: int = 0  # the newest waiting seat: whoever lets all in lets in those seen here
    confirmed_at: datetime | None = None
    fingerprint: str = ""  # of the record, once it is closed; empty before
    has_no_seats: bool = False
    alarm: str = ""  # what a console says about the doors of the whole service
    end: End = End()
    grants: frozenset[Grant] = frozenset()  # to the scribe, once it is closed
    practised: int = 0  # people who have tried the practice rating
    overview_on_stage: bool = False
    deferral: Deferral | None = None  # for consoles
    by_group: Overview | None = None  # as a console sees it, until `seen_by` leaves what another screen may know
    stage_frozen: str = ""  # what the stage holds on to
    stage_is_blank: bool = False
    timer_ends_at: datetime | None = None
    reached: Arrival | None = None  # the newest phone that came to this server, for consoles
    order_of_talk: tuple[str, ...] = ()  # for a stage alone: the one thing that it tells before anything is shown

    @property
    def time_left(self) -> str:
        return "" if self.has_ended else time_left(self.timer_ends_at)

    @property
    def has_ended(self) -> bool:
        return self.state in (WorkshopState.CLOSED, WorkshopState.CONFIRMED)

    @property
    def closing_can_be_undone(self) -> bool:
        """As of now; the verb, which alone knows whether links were cut, has the last word."""
        undo_ends_at = self.end.undo_ends_at
        return self.state is WorkshopState.CLOSED and undo_ends_at is not None and now() < undo_ends_at

    @property
    def takes_comments(self) -> bool:
        """Nobody is left to comment where no seat is kept."""
        ends_at = self.end.comments_end_at
        return self.has_ended and not self.has_no_seats and ends_at is not None and now() < ends_at

    @property
    def waiting_seats(self) -> int:
        return sum(group.waiting_seats for group in self.groups)

    @property
    def door_is_crowded(self) -> bool:
        return self.waiting_seats >= most_waiting(sum(group.expected for group in self.groups))

    def seen_by(self, kind: Kind, role: Role = Role.PARTICIPANT) -> "Scene":
        """What this kind of screen is handed: blindness between reveal and show must not rest on a template.

        A phone or stage gets no standard that is revealed and not shown, and of who has answered the room's total.
        """
        askings = tuple(asking.told_to(role, everywhere=kind is Kind.CONSOLE) for asking in self.askings)
        if kind is Kind.CONSOLE:
            return replace(self, askings=askings) if askings else self
        arrow = self.arrow and self.arrow.as_told
        sitting = self.sitting and replace(
            self.sitting,
            progress=tuple(asked.of_the_room for asked in self.sitting.progress),
            overall=(),
            more_time=0,
        )
        standards = tuple(standard.as_told for standard in self.standards)
        positions = tuple(position.as_told for position in self.positions)
        return replace(
            self, standards=standards, arrow=arrow, sitting=sitting, positions=positions, askings=askings,
            deferral=None,
            order_of_talk=self._order_of_talk if kind is Kind.STAGE else (),
            by_group=self._by_group_as_shown if self.overview_on_stage and kind is not Kind.WAITING else None,
        )  # fmt: skip

    @property
    def _order_of_talk(self) -> tuple[str, ...]:
        return tuple(standard.number for standard in self.agenda if standard.revealed)

    @property
    def overview(self) -> Overview:
        """Of everything revealed, in the order of the agenda."""
        rated = [(s.number, s.title, s.revealed) for s in self.agenda if s.revealed]
        return overview(rated, [group.name for group in self.groups])

    @property
    def _by_group_as_shown(self) -> Overview:
        """Of what was on stage, each round as it was there; in an order that tells nothing of what was not."""
        rated = [(s.number, s.title, s.last_shown) for s in self.standards if s.last_shown]
        return overview(rated, [group.name for group in self.groups])

    @property
    def shown(self) -> StandardScene | None:
        """On stage and phones, the arrow among them."""
        return next((standard for standard in self.rated if standard.is_shown), None)

    @property
    def rated(self) -> tuple[StandardScene, ...]:
        return (*self.standards, *[arrow for arrow in (self.arrow,) if arrow])

    @property
    def words(self) -> PositionScene | None:
        """The position whose words the stage shows."""
        return next((position for position in self.positions if position.slug == self.words_on_stage), None)

    @property
    def staged(self) -> StagedWords | None:
        """Those words: over whatever picture stands there."""
        return staged(self.words, self.asking(self.words_on_stage)) if self.words else None

    @property
    def arrow_shown(self) -> StandardScene | None:
        """The arrow where it stands on stage and phones; words of the whole stand beside it, and hide nothing."""
        arrow, words = self.arrow, self.staged
        is_covered = words is not None and words.key.level is not Level.OVERALL
        return arrow if arrow and arrow.is_shown and arrow.revealed and not is_covered else None

    @property
    def words_of_whole(self) -> StagedWords | None:
        """Beside the arrow: what is read back there now, else what was settled."""
        if self.staged and self.staged.key.level is Level.OVERALL:
            return self.staged
        whole = next((position for position in self.positions if position.key.level is Level.OVERALL), None)
        return staged(whole, self.asking(whole.slug)) if whole and whole.is_settled else None

    @property
    def on_stage(self) -> str:
        """The slug of whose picture or words stand there."""
        return self.staged.slug if self.staged else self.shown.slug if self.shown else ""

    @property
    def fills_the_phone(self) -> bool:
        """Whether phones tell first what stands on the stage; otherwise they begin with their list of today."""
        is_open = self.sitting is not None and self.sitting.is_open
        return bool(self.on_stage) and not is_open and not self.has_ended

    @property
    def domains(self) -> tuple[PositionScene, ...]:
        return tuple(position for position in self.positions if position.key.level is Level.DOMAIN)

    @property
    def undoable(self) -> PositionScene | None:
        """What was settled by the newest act of all."""
        return next((position for position in self.positions if position.can_be_undone), None)

    def of_domain(self, key: Key) -> tuple[PositionScene, ...]:
        """The positions of its standards."""
        domain = self.position(key.slug)
        numbers = {standard.number for standard in self.standards if domain and standard.domain == domain.title}
        return tuple(
            position
            for position in self.positions
            if position.key.number in numbers and position.key.level is Level.STANDARD
        )

    def rated_as(self, key: Key) -> StandardScene | None:
        """What was rated of this subject: the standard, or the arrow; nothing of a domain."""
        return next((standard for standard in self.rated if standard.slug == key.slug), None)

    def position(self, slug: str) -> PositionScene | None:
        return next((position for position in self.positions if position.slug == slug), None)

    def asking(self, slug: str) -> AskingScene | None:
        return next((asking for asking in self.askings if asking.slug == slug), None)

    @property
    def unasked(self) -> tuple[PositionScene, ...]:
        """Settled with words, about which nobody was asked."""
        about = {asking.slug: asking for asking in self.askings}
        settled = [position for position in self.positions if position.is_settled and position.wording]
        return tuple(it for it in settled if not (it.slug in about and about[it.slug].is_about(it)))

    @property
    def asked_now(self) -> tuple[AskingScene, ...]:
        return tuple(asking for asking in self.askings if asking.is_open)

    @property
    def explained_on_stage(self) -> str:
        """As many of the entry's sentences as find room beside the picture; phones have it whole."""
        return entry_that_fits(self.explained) if self.explained else ""

    @property
    def never_rated(self) -> tuple[StandardScene, ...]:
        """Neither revealed nor settled, as a closed workshop tells them: in one line."""
        heard = (StandardState.REVEALED, StandardState.SETTLED)
        return tuple(standard for standard in self.standards if standard.state not in heard)

    @property
    def seated(self) -> int:
        return sum(group.seated for group in self.groups)

    def may_answer_again(self, standard: StandardScene) -> int:
        """How many people a new round of it would be open for."""
        if standard.people is None:
            return self.seated
        return standard.people + sum(group.seated for group in self.groups if group.name in standard.came_later)

    @property
    def agenda(self) -> tuple[StandardScene, ...]:
        """Revealed standards in the order of talk, pins first; the others in their order."""
        revealed = [standard for standard in self.standards if standard.revealed]
        revealed.sort(key=_place_in_agenda)
        return (*revealed, *[standard for standard in self.standards if not standard.revealed])

    @property
    def talk_order(self) -> str:
        """As a page sends back what it showed."""
        placed = [standard for standard in self.standards if standard.talk_place is not None]
        return " ".join(standard.number for standard in sorted(placed, key=lambda standard: standard.talk_place or 0))

    @property
    def next_to_discuss(self) -> StandardScene | None:
        """The first of the agenda that is revealed and neither settled nor parked."""
        return next((s for s in self.agenda if s.state is StandardState.REVEALED and not s.is_parked), None)

    @property
    def needs(self) -> str:
        """The same for the page about the sitting, which is the same while it is open and until it is revealed."""
        alike = {StandardState.CLOSED: StandardState.OPEN}
        states = [f"{standard.number}:{alike.get(standard.state, standard.state)}" for standard in self.rated]
        return " ".join([self.state, *states])

    def standard(self, number: str) -> StandardScene | None:
        return next((standard for standard in self.rated if standard.number == number), None)


def _place_in_agenda(standard: StandardScene) -> tuple[bool, bool, int, AgendaKey]:
    """What was revealed by an older program, or comes from a file, has no place: the model orders it."""
    assert standard.revealed is not None
    place = standard.talk_place
    return not standard.is_pinned, place is None, place or 0, standard.revealed.analysis.agenda_key
