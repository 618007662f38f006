"""Reading a scene: its outline, which only acts change, and the counts, which every join and every answer change.

Everything that changes a outline is an act and records an event; joining and answering record none. So the number of
the newest event tells whether a outline read before still holds, and a rating costs two or three counting statements
instead of a whole read.
"""

from collections import Counter, OrderedDict
from dataclasses import replace
from threading import Lock
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, bindparam, case, func
from sqlalchemy.orm import selectinload
from sqlmodel import Session, col, select

from app.frameworks import Framework
from app.live.progress import GroupOverall, GroupProgress, Progress, SittingScene
from app.live.scene import Deferral, End, Scene
from app.live.standard_scene import StandardScene
from app.live.words import read_outline, read_positions, with_answers
from app.models import Chain, Event, Rating, Round, Seat, Sitting, Standard, Workshop, WorkshopState
from app.models.ending.hold import holds_of
from app.models.people.seat import Role
from app.models.record.deferring import deferred_together
from app.models.record.settling import Positions, positions_of
from app.models.record.subject import Key, Level
from app.models.rounds.person import Person, came_later
from app.models.rounds.sitting import current_sitting
from app.models.workshop.group import StakeholderGroup
from app.revealed.round import Revealed, shown_by

Counts = dict[int, int]  # group -> people
Outlines = OrderedDict[int, tuple[int, Scene]]  # workshop -> (newest event, outline), the one read last at the end
MOST_OUTLINES = 16  # each is half a megabyte once much was revealed; a server has few workshops at a time

WHOLE = (
    selectinload(Workshop.groups),  # type: ignore[arg-type]
    *[
        selectinload(rated).options(  # type: ignore[arg-type]
            selectinload(Standard.rounds).joinedload(Round.sitting),  # type: ignore[arg-type]
        )
        for rated in (Workshop.standards, Workshop.arrow)
    ],
)
NEWEST_EVENT = select(func.max(Event.id)).where(Event.workshop_id == bindparam("workshop_id"))
PEOPLE = (  # of first reveals, by standard and group: those who are still here, in the group they sat in then
    select(Person.standard_id, StakeholderGroup.name, func.count())
    .join(Seat, (col(Seat.id) == Person.seat_id) & (col(Seat.group_id) == Person.group_id))
    .join(StakeholderGroup, col(StakeholderGroup.id) == Person.group_id)
    .where(Seat.workshop_id == bindparam("workshop_id"), Seat.removed_at == None, Seat.admitted_at != None)
    .group_by(col(Person.standard_id), col(StakeholderGroup.name))
)
IS_IN = col(Seat.admitted_at).is_not(None)
SEATED = (  # by group: who is let in, who waits, the newest of those; of who is in: who needs more time, has practised
    select(  # type: ignore[call-overload]  # its overloads end at four columns
        Seat.group_id,
        func.count(col(Seat.admitted_at)),
        func.count() - func.count(col(Seat.admitted_at)),
        func.max(case((col(Seat.admitted_at).is_(None), col(Seat.id)), else_=0)),
        func.sum(case((IS_IN & (col(Seat.more_time_in) == bindparam("sitting_id")), 1), else_=0)),
        func.sum(case((IS_IN & col(Seat.has_practised), 1), else_=0)),
    )
    .where(Seat.workshop_id == bindparam("workshop_id"), Seat.role == Role.PARTICIPANT, Seat.removed_at == None)
    .group_by(col(Seat.group_id))
)
ANSWERED = (
    select(Rating.round_id, Seat.group_id, func.count())
    .join(Seat, col(Seat.id) == Rating.seat_id)
    .join(Round, col(Round.id) == Rating.round_id)
    .where(Round.sitting_id == bindparam("sitting_id"), Seat.removed_at == None, Seat.role == Role.PARTICIPANT)
    .where(Seat.admitted_at != None)
    .group_by(col(Rating.round_id), col(Seat.group_id))
)
OF_EACH_SEAT = (
    select(Seat.group_id, func.count().label("answers"))
    .join(Rating, col(Rating.seat_id) == Seat.id)
    .join(Round, col(Round.id) == Rating.round_id)
    .where(Round.sitting_id == bindparam("sitting_id"), Seat.removed_at == None, Seat.role == Role.PARTICIPANT)
    .where(Seat.admitted_at != None)
    .group_by(col(Seat.id), col(Seat.group_id))
    .subquery()
)
BY_HOW_MANY = (  # by group and how many standards somebody has answered: how many people
    select(OF_EACH_SEAT.c.group_id, OF_EACH_SEAT.c.answers, func.count()).group_by(
        OF_EACH_SEAT.c.group_id, OF_EACH_SEAT.c.answers
    )
)
OF_ITS_PEOPLE = (  # who may answer a standard that is rated again
    select(Round.id, Seat.group_id, func.count())
    .join(Person, col(Person.standard_id) == Round.standard_id)
    .join(Seat, (col(Seat.id) == Person.seat_id) & (col(Seat.group_id) == Person.group_id))
    .where(Round.sitting_id == bindparam("sitting_id"), Seat.removed_at == None, Seat.admitted_at != None)
    .group_by(col(Round.id), col(Seat.group_id))
)

_outlines: WeakKeyDictionary[Engine, Outlines] = WeakKeyDictionary()
_reading = Lock()


def read_scene(session: Session, workshop_id: int) -> Scene:
    outline = _outline(session, workshop_id)
    connection = session.connection()
    is_open = outline.sitting is not None and outline.sitting.is_open
    sitting_id = outline.sitting.id if outline.sitting and is_open else 0
    rows = connection.execute(SEATED, {"workshop_id": workshop_id, "sitting_id": sitting_id}).all()
    seated = {row[0]: row[1] for row in rows}
    waiting = {row[0]: row[2] for row in rows}
    groups = tuple(
        replace(group, waiting_seats=waiting.get(group.id, 0)) for group in _count(outline.groups, seated, {})
    )
    newest_waiting = max((row[3] for row in rows), default=0)
    practised = sum(row[5] for row in rows)
    askings = with_answers(session, workshop_id, outline.askings)
    outline = replace(outline, groups=groups, newest_waiting=newest_waiting, askings=askings, practised=practised)
    if outline.sitting is None:
        return outline
    answered: dict[int, Counts] = {}
    for round_id, group, count in connection.execute(ANSWERED, {"sitting_id": outline.sitting.id}):
        answered.setdefault(round_id, {})[group] = count
    own: dict[int, Counts] = {}
    is_again = any(each.is_again for each in outline.sitting.progress)
    if is_again:
        for round_id, group, count in connection.execute(OF_ITS_PEOPLE, {"sitting_id": outline.sitting.id}):
            own.setdefault(round_id, {})[group] = count
    progress = tuple(
        _progress(each, seated, own.get(each.round_id, {}), answered.get(each.round_id, {}))
        for each in outline.sitting.progress
    )
    has_overall = len(progress) > 1 and not is_again
    more_time = sum(row[4] for row in rows)
    overall = _overall(connection, outline.sitting, seated) if has_overall else ()
    return replace(outline, sitting=replace(outline.sitting, progress=progress, overall=overall, more_time=more_time))


def _overall(connection: Connection, sitting: SittingScene, seated: Counts) -> tuple[GroupOverall, ...]:
    each, some = dict[int, int](), dict[int, int]()
    for group, answers, count in connection.execute(BY_HOW_MANY, {"sitting_id": sitting.id}):
        some[group] = some.get(group, 0) + count
        if answers == len(sitting.progress):
            each[group] = count
    return tuple(
        GroupOverall(one.name, seated.get(one.id, 0), each.get(one.id, 0), seated.get(one.id, 0) - some.get(one.id, 0))
        for one in sitting.progress[0].groups
    )


def _progress(progress: Progress, seated: Counts, own: Counts, answered: Counts) -> Progress:
    if not progress.is_again:
        return replace(progress, groups=_count(progress.groups, seated, answered))
    ids = {group.id for group in progress.groups if group.name in progress.came_later}
    asked = {group: count if group in ids else own.get(group, 0) for group, count in seated.items()}
    joining_next = sum(seated.values()) - sum(asked.values())
    again = replace(progress, groups=_count(progress.groups, asked, answered), joining_next=joining_next)
    return again.of_the_room if progress.has_guarded else again


def _count(groups: tuple[GroupProgress, ...], seated: Counts, answered: Counts) -> tuple[GroupProgress, ...]:
    return tuple(replace(group, seated=seated.get(group.id, 0), answered=answered.get(group.id, 0)) for group in groups)


def newest_act(session: Session, workshop_id: int) -> int:
    """Its event. While it is the same, nothing has changed but counts, and what somebody said for themselves."""
    return session.connection().execute(NEWEST_EVENT, {"workshop_id": workshop_id}).scalar() or 0


def _outline(session: Session, workshop_id: int) -> Scene:
    """Phones, stage and consoles hear of an act at once: one of them reads, and the others wait for that."""
    engine = session.get_bind()
    assert isinstance(engine, Engine)
    newest = newest_act(session, workshop_id)
    with _reading:
        outlines = _outlines.setdefault(engine, OrderedDict())
        after, outline = outlines.pop(workshop_id, (None, None))
        if outline is None or after != newest:
            outline = _read_outline(session, workshop_id)
        if outline.state is not WorkshopState.DRAFT:  # a draft is edited without events
            outlines[workshop_id] = newest, outline
        while len(outlines) > MOST_OUTLINES:
            outlines.popitem(last=False)
        return outline


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
