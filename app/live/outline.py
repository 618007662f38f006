"""The outline of a scene: all that acts alone change, kept from one reading to the next.

Everything that changes an outline is an act and records an event; joining and answering record none. So the number of
the newest event tells whether one that was read before still holds.
"""

import time
from collections import Counter, OrderedDict
from dataclasses import replace
from threading import Lock
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, bindparam, func
from sqlalchemy.orm import selectinload
from sqlmodel import Session, col, select

from app.frameworks import Framework
from app.live.progress import GroupProgress, Progress, SittingScene
from app.live.scene import Deferral, End, Scene
from app.live.standard_scene import StandardScene
from app.live.words import read_outline, read_positions
from app.models import Chain, Event, Round, Seat, Sitting, Standard, Workshop, WorkshopState
from app.models.ending.hold import holds_of
from app.models.prepared import Prepared
from app.models.record.deferring import deferred_together
from app.models.record.settling import Positions, positions_of
from app.models.record.subject import Key, Level
from app.models.rounds.person import Person, came_later
from app.models.rounds.sitting import current_sitting
from app.models.workshop.group import StakeholderGroup
from app.revealed.round import Revealed, shown_by

Outlines = OrderedDict[int, tuple[int, Scene, float]]  # workshop -> newest event, outline, when it was asked for last
MOST_IDLE = 16  # each is half a megabyte once much was revealed; of rooms that go on all are kept
IDLE_AFTER = 60.0  # seconds without a reading; where a console is open one comes more often

WHOLE = (
    selectinload(Workshop.groups),  # type: ignore[arg-type]
    *[
        selectinload(rated).options(  # type: ignore[arg-type]
            selectinload(Standard.rounds).joinedload(Round.sitting),  # type: ignore[arg-type]
        )
        for rated in (Workshop.standards, Workshop.arrow)
    ],
)
NEWEST_EVENT = Prepared(select(func.max(Event.id)).where(Event.workshop_id == bindparam("workshop_id")))
PEOPLE = (  # of first reveals, by standard and group: those who are still here, in the group they sat in then
    select(Person.standard_id, StakeholderGroup.name, func.count())
    .join(Seat, (col(Seat.id) == Person.seat_id) & (col(Seat.group_id) == Person.group_id))
    .join(StakeholderGroup, col(StakeholderGroup.id) == Person.group_id)
    .where(Seat.workshop_id == bindparam("workshop_id"), Seat.removed_at == None, Seat.admitted_at != None)
    .group_by(col(Person.standard_id), col(StakeholderGroup.name))
)

_outlines: WeakKeyDictionary[Engine, Outlines] = WeakKeyDictionary()
_reading = Lock()


def newest_act(session: Session, workshop_id: int) -> int:
    """Its event. While it is the same, nothing has changed but counts, and what somebody said for themselves."""
    row = NEWEST_EVENT.first(session.connection(), {"workshop_id": workshop_id})
    return row[0] or 0 if row else 0


def outline_of(session: Session, workshop_id: int) -> Scene:
    """Phones, stage and consoles hear of an act at once: one of them reads, and the others wait for that."""
    engine = session.get_bind()
    assert isinstance(engine, Engine)
    newest = newest_act(session, workshop_id)
    with _reading:
        outlines = _outlines.setdefault(engine, OrderedDict())
        after, outline, _ = outlines.pop(workshop_id, (None, None, 0.0))
        if outline is None or after != newest:
            outline = _read_outline(session, workshop_id)
            outline = replace(outline, by_group=outline.overview)
        if outline.state is not WorkshopState.DRAFT:  # a draft is edited without events
            outlines[workshop_id] = newest, outline, time.monotonic()
        _drop_idle(outlines)
        return outline


def _drop_idle(outlines: Outlines) -> None:
    """Not those of rooms that go on, however many: each would be read anew for every answer."""
    while len(outlines) > MOST_IDLE:
        workshop_id, (_, _, asked_for) = next(iter(outlines.items()))
        if asked_for > time.monotonic() - IDLE_AFTER:
            return
        del outlines[workshop_id]


def _read_outline(session: Session, workshop_id: int) -> Scene:
    workshop = session.get_one(Workshop, workshop_id, options=WHOLE)
    sitting, framework = current_sitting(session, workshop_id), workshop.framework
    groups = tuple(GroupProgress(group.id, group.name, 0, 0, group.expected) for group in workshop.groups)
    positions, people = positions_of(session, workshop_id), _people(session, workshop_id)
    return Scene(
        workshop_id=workshop_id,
        council=workshop.council,
        title=workshop.title,
        purpose=workshop.purpose,
        state=workshop.state,
        rule=workshop.attribution_rule,
        join_code=workshop.join_code,
        door=workshop.door,
        admits_everybody=workshop.admits_everybody,
        is_rehearsal=workshop.is_rehearsal,
        groups=groups,
        arrow=_standard(framework, workshop.arrow, positions, people) if workshop.arrow else None,
        positions=read_positions(session, workshop, positions),
        askings=read_outline(session, workshop),
        words_on_stage="" if workshop.has_ended else workshop.words_on_stage,
        standards=tuple(_standard(framework, standard, positions, people) for standard in workshop.standards),
        sitting=_sitting(sitting, groups) if sitting else None,
        planned_minutes=workshop.planned_minutes,
        confirmed_at=workshop.confirmed_at,
        fingerprint=_fingerprint(session, workshop),
        has_no_seats=workshop.has_no_seats,
        # What was explained in the room has its place on no screen of a closed workshop.
        explained=None if workshop.has_ended else framework.term(workshop.explained_term or ""),
        has_glossary=bool(framework.glossary),
        end=_end(session, workshop),
        grants=workshop.grants,
        overview_on_stage=workshop.overview_on_stage and not workshop.has_ended,
        stage_frozen=workshop.stage_frozen,
        stage_is_blank=workshop.stage_is_blank,
        timer_ends_at=workshop.timer_ends_at,
        deferral=_deferral(session, workshop),
    )


def _deferral(session: Session, workshop: Workshop) -> Deferral | None:
    event = deferred_together(session, workshop.id)
    return Deferral(event.id, tuple(event.about["standards"])) if event else None


def _fingerprint(session: Session, workshop: Workshop) -> str:
    """Before the close it would be another with each act."""
    chain = session.get(Chain, workshop.id) if workshop.has_ended else None
    return chain.fingerprint if chain else ""


def _end(session: Session, workshop: Workshop) -> End:
    closed_at = workshop.closed_at
    held_since = next((hold.set_at for hold in holds_of(session, workshop.id)), None)
    dates = (workshop.erase_seats_on, workshop.erase_record_on, workshop.seats_erased_at, held_since)
    if closed_at is None:
        return End(None, None, None, *dates)
    return End(closed_at, workshop.undo_ends_at, workshop.comments_end_at, *dates)


def _sitting(sitting: Sitting, groups: tuple[GroupProgress, ...]) -> SittingScene:
    rounds = sorted(sitting.rounds, key=lambda round_: round_.standard.place)
    progress = tuple(_to_answer(round_, groups) for round_ in rounds)
    moments = (sitting.opened_at, sitting.reveal_due_at)
    return SittingScene(sitting.id, sitting.state, *moments, sitting.turn, progress, closed_at=sitting.closed_at)


def _to_answer(round_: Round, groups: tuple[GroupProgress, ...]) -> Progress:
    snapshot = round_.earlier.frozen if round_.earlier else None
    progress = Progress(round_.id, round_.standard.number, round_.standard.title, groups)
    if snapshot is None or snapshot.withheld:
        return progress
    guarded = bool(snapshot.released.guarded)
    return replace(progress, is_again=True, came_later=came_later(snapshot), has_guarded=guarded)


People = dict[int, Counter[str]]  # standard -> group -> how many


def _people(session: Session, workshop_id: int) -> People:
    people: People = {}
    for standard, group, count in session.connection().execute(PEOPLE, {"workshop_id": workshop_id}):
        people.setdefault(standard, Counter())[group] = count
    return people


def _standard(framework: Framework, standard: Standard, positions: Positions, people: People) -> StandardScene:
    source = framework.standard(standard.number)
    revealed: Round | None = standard.revealed_round
    key = Key(Level.OVERALL) if standard.is_overall else Key(Level.STANDARD, standard.number)
    position = next(reversed(positions.get(key, ())), None)
    fixed, later = _asked_again(revealed, people.get(standard.id, Counter()))
    return StandardScene(
        number=standard.number,
        title=standard.title,
        domain="" if standard.is_overall else framework.domain_of(standard.number).title,
        plain=source.plain,
        state=standard.state,
        is_shown=standard.is_shown,
        is_parked=standard.is_parked,
        rounds=len(standard.rounds),
        round_id=standard.latest_round.id if standard.latest_round else None,
        revealed=shown_by(revealed) if revealed else None,
        revealed_at=revealed.sitting.revealed_at if revealed else None,
        revealed_number=revealed.number if revealed else None,
        revealed_round_id=revealed.id if revealed else None,
        position_version=position.version if position else 0,
        position_state=position.state.value if position else None,
        position_wording=position.wording if position else None,
        position_number=position.number if position else None,
        position_band=position.band if position else None,
        earlier=tuple(shown_by(round_) for round_ in standard.rounds if revealed and round_.number < revealed.number),
        is_pinned=standard.is_pinned,
        criteria=source.criteria,
        first_shown=_first_shown(standard),
        staged=tuple(revealed.staged_findings) if revealed else (),
        people=fixed,
        came_later=later,
        last_shown=_last_shown(standard),
        talk_place=standard.talk_place,
        talked_since=revealed.shown_at if revealed else None,
    )


def _last_shown(standard: Standard) -> Revealed | None:
    shown = [round_ for round_ in standard.rounds if round_.shown_at]
    return shown_by(shown[-1]) if shown else None


def _asked_again(revealed: Round | None, people: Counter[str]) -> tuple[int | None, frozenset[str]]:
    snapshot = revealed.frozen if revealed and revealed.told is None else None
    if snapshot is None or snapshot.withheld:
        return None, frozenset()
    later = came_later(snapshot)
    return sum(count for group, count in people.items() if group not in later), later


def _first_shown(standard: Standard) -> Revealed | None:
    """Nothing of a round leaves the console before it was shown, beside a later one either."""
    newest = standard.revealed_round
    earlier = [round_ for round_ in standard.rounds if newest and round_.number < newest.number and round_.shown_at]
    return shown_by(earlier[-1]) if earlier else None
