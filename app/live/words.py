"""What screens show of positions: the words, whether they can stand, and who does not agree.

Who asks is told for the room alone how many have answered, until asking has ended; so are words that disagree, for
one that comes while it is asked tells who has just answered.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session, col, func, select

from app.live.record import Step, Written, steps_of, written_of
from app.models import Action, Assent, Position, PositionState, ReadBack, Role, Workshop
from app.models.record.action import actions_of
from app.models.record.missing import MissingVoice, missing_of
from app.models.record.position import IN_THE_ROOM
from app.models.record.read_back import answers_by_seat, askings_of
from app.models.record.settling import Positions, can_be_undone
from app.models.record.subject import Key, Level, Subject
from app.models.record.told_assent import UnitAssent, told_by_unit
from app.models.record.told_dissent import ToldDissent, dissents_of, for_others
from app.models.record.voices import Voices, voices

NOBODY = Voices((), frozenset())


@dataclass(frozen=True)
class PositionScene:
    """The newest version of one subject's position, or that there is none yet."""

    key: Key
    title: str
    heading: str
    is_revealed: bool
    is_shown: bool  # its picture on the stage
    version: int = 0
    state: str = ""
    wording: str = ""
    number: int | None = None
    has_no_marker: bool = False
    band: str | None = None
    is_settled: bool = False
    settled_at: datetime | None = None
    can_be_undone: bool = False
    unheard: tuple[MissingVoice, ...] = ()  # for the console alone: it may be of rounds that are not shown
    actions: int = 0
    written: tuple[Written, ...] = ()  # of a closed workshop, with the next: its record as everybody in it may read it
    steps: tuple[Step, ...] = ()

    @property
    def in_the_room(self) -> str:
        """The mark of what was not written afterwards, where anything was; else nothing needs one."""
        has_both = any(text.is_afterwards for text in self.written)
        return IN_THE_ROOM[PositionState(self.state)] if has_both else ""

    @property
    def slug(self) -> str:
        return self.key.slug

    @property
    def spoken(self) -> str:
        return f"{self.key.level.capitalize()} {self.key.number}" if self.key.number else "Overall"

    @property
    def needs(self) -> str:
        """Changes when a console page made before no longer has the right form for this position."""
        return f"{self.is_revealed} {self.version} {self.is_settled}"

    @property
    def as_told(self) -> "PositionScene":
        """To stage and phones: what was settled, with the number that everybody sees on the arrow."""
        told = replace(self, can_be_undone=False, unheard=(), actions=0, band=None)
        if not self.is_settled:
            return replace(told, state="", wording="", number=None, has_no_marker=False, written=())
        return told if self.key.level is Level.OVERALL else replace(told, number=None)


@dataclass(frozen=True)
class AskingScene:
    """One wording as it was read back. `heard` is what answers are told by; no template reads it."""

    id: int
    key: Key
    heading: str
    state: str
    wording: str
    marker: int | None
    is_open: bool
    heard: Voices
    row: ReadBack
    asked: int = 0
    answered: int = 0
    units: tuple[UnitAssent, ...] = ()
    dissents: tuple[ToldDissent, ...] = ()

    @property
    def slug(self) -> str:
        return self.key.slug

    def told_to(self, role: Role, *, everywhere: bool) -> "AskingScene":
        """Words for the facilitator alone are nobody else's; what is held back is seen on the console, and no more."""
        dissents = self.dissents if role is Role.FACILITATOR and everywhere else for_others(self.dissents)
        if not everywhere:
            dissents = tuple(dissent for dissent in dissents if not dissent.is_held_back)
        return replace(self, dissents=dissents, heard=NOBODY)

    @property
    def is_cut(self) -> bool:
        """From seats: what units say is kept, and how many answered is not."""
        return "everybody" in self.row.told

    def is_about(self, position: PositionScene) -> bool:
        """Whether these are the words that were settled."""
        marker = position.number if self.key.level is Level.OVERALL else None
        return (self.state, self.wording, self.marker) == (position.state, position.wording, marker)


def read_positions(session: Session, workshop: Workshop, positions: Positions) -> tuple[PositionScene, ...]:
    actions = actions_of(session, workshop.id)
    askings = askings_of(session, workshop.id)
    scenes = [
        _position(session, subject, positions.get(subject.key, ()), missing_of(subject, askings.get(subject.key, ())))
        for subject in subjects_of(workshop)
    ]
    return tuple(_with_record(scene, workshop, positions, actions) for scene in scenes)


def _with_record(
    scene: PositionScene, workshop: Workshop, positions: Positions, actions: Sequence[Action]
) -> PositionScene:
    own = [action for action in actions if action.key == scene.key]
    if not workshop.has_ended:
        return replace(scene, actions=len(own))
    *_, newest = (None, *positions.get(scene.key, ()))
    written = written_of(newest, workshop.framework.forms) if newest else ()
    return replace(scene, actions=len(own), written=written, steps=steps_of(own))


def subjects_of(workshop: Workshop) -> list[Subject]:
    """Every standard in its order, every domain that has one, the whole."""
    domains = dict.fromkeys(workshop.framework.domain_of(standard.number).number for standard in workshop.standards)
    return [
        *[Subject.standard(standard) for standard in workshop.standards],
        *[Subject.domain(workshop, number) for number in domains],
        Subject.overall(workshop),
    ]


def _position(
    session: Session, subject: Subject, versions: Sequence[Position], missing: tuple[MissingVoice, ...]
) -> PositionScene:
    *_, newest = (None, *versions)
    scene = PositionScene(
        subject.key,
        subject.title,
        subject.heading,
        is_revealed=subject.is_revealed,
        is_shown=any(standard.is_shown for standard in subject.rated) and subject.key.level is not Level.DOMAIN,
        unheard=missing,
    )
    if newest is None:
        return scene
    return replace(
        scene,
        version=newest.version,
        state=newest.state.value,
        wording=newest.wording,
        number=newest.number,
        has_no_marker=newest.has_no_marker,
        band=newest.band,
        is_settled=newest.is_settled,
        settled_at=_settled_at(versions),
        can_be_undone=newest.is_settled and can_be_undone(session, newest),
    )


def _settled_at(versions: Sequence[Position]) -> datetime | None:
    """When these words were settled: what was finished later made a version of its own, and settled nothing."""
    since: datetime | None = None
    for position in versions:
        since = None if position.reopened_at else since or position.written_at
    return since


def read_outline(session: Session, workshop: Workshop) -> tuple[AskingScene, ...]:
    """The newest wording of each subject, with the units that it is told by: changed by acts alone."""
    askings = []
    for key, rows in askings_of(session, workshop.id).items():
        subject = Subject.of(workshop, key)
        heard, newest = voices(session, subject), rows[-1]
        askings.append(
            AskingScene(
                newest.id, key, subject.heading, newest.state.value, newest.wording, newest.marker, newest.is_open,
                heard, newest, asked=len(heard.people),
            )
        )  # fmt: skip
    return tuple(sorted(askings, key=lambda asking: _order(workshop, asking.key)))


def _order(workshop: Workshop, key: Key) -> int:
    keys = [subject.key for subject in subjects_of(workshop)]
    return keys.index(key)


def with_answers(session: Session, workshop_id: int, outline: tuple[AskingScene, ...]) -> tuple[AskingScene, ...]:
    """What every answer changes: how many have answered, and once asking has ended what units and people say."""
    if not outline:
        return outline
    ended = {asking.key: asking.heard for asking in outline if not asking.is_open}
    dissents = dissents_of(session, workshop_id, ended) if ended else ()
    answered = _answered(session, [asking.id for asking in outline])
    return tuple(_with_answers(session, asking, answered.get(asking.id, 0), dissents) for asking in outline)


def _answered(session: Session, ids: list[int]) -> Mapping[int, int]:
    counting = select(Assent.read_back_id, func.count()).where(col(Assent.read_back_id).in_(ids))
    return dict(session.exec(counting.group_by(col(Assent.read_back_id))).all())


def _with_answers(session: Session, asking: AskingScene, answered: int, dissents: Iterable[ToldDissent]) -> AskingScene:
    if asking.is_open:
        return replace(asking, answered=answered)
    units = told_by_unit(asking.row, asking.heard, answers_by_seat(session, asking.id))
    own = tuple(dissent for dissent in dissents if dissent.key == asking.key)
    return replace(asking, answered=answered, units=units, dissents=own)
