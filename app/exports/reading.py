"""The record of a workshop's subjects as an export tells it: what screens may tell of it, and no more.

While a subject's newest wording is being asked about, nothing that anybody answers or writes about it is read.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, func, select

from app import models
from app.exports.contents import recorded
from app.exports.contents.recorded import HowAsked, Recorded
from app.models import ReadBack, Reason, Round, Workshop
from app.models.record import action
from app.models.record.position import LATER
from app.models.record.read_back import CanStand, answers_by_seat, askings_of
from app.models.record.settling import Positions, positions_of
from app.models.record.subject import Key, Subject
from app.models.record.told_assent import UnitAssent as ToldAssent
from app.models.record.told_assent import told_by_unit
from app.models.record.told_dissent import ToldDissent, dissents_of, for_others
from app.models.record.voices import voices


@dataclass(frozen=True)
class Record:
    """Of all subjects of one workshop, read once."""

    positions: Positions
    askings: Mapping[Key, Sequence[recorded.Asking]]
    dissents: Sequence[ToldDissent]
    actions: Sequence[action.Action]
    held_back: Mapping[int, int]  # round -> how many reasons

    def of(self, key: Key) -> Recorded:
        versions, askings = self.positions.get(key, ()), self.askings.get(key, ())
        return Recorded(
            is_settled=bool(versions) and versions[-1].is_settled,
            positions=tuple(_position(position, versions[-1]) for position in versions),
            how_asked=_how_asked(askings),
            askings=tuple(askings),
            dissents=tuple(_dissent(dissent) for dissent in _in_order(self.dissents) if dissent.key == key),
            actions=tuple(_action(row) for row in self.actions if row.key == key),
        )


def read_record(session: Session, workshop: Workshop) -> Record:
    positions, rows = positions_of(session, workshop.id), askings_of(session, workshop.id)
    ended = [key for key, askings in rows.items() if not askings[-1].is_open]
    heard = {key: voices(session, Subject.of(workshop, key)) for key in ended}
    return Record(
        positions,
        {key: _askings(session, workshop, key, askings, positions) for key, askings in rows.items()},
        for_others(dissents_of(session, workshop.id, heard)) if heard else (),
        action.actions_of(session, workshop.id),
        _held_back(session, workshop.id),
    )


def _held_back(session: Session, workshop_id: int) -> dict[int, int]:
    """Those that are there, and those that were kept count of when they were erased."""
    rows = select(Reason.round_id, func.count()).join(Round, col(Round.id) == Reason.round_id)
    rows = rows.where(Round.workshop_id == workshop_id, col(Reason.held_back_at).is_not(None))
    there = dict(session.exec(rows.group_by(col(Reason.round_id))).all())
    kept = session.exec(select(Round.id, Round.reasons_held_back).where(Round.workshop_id == workshop_id))
    return {round_id: there.get(round_id, 0) + erased for round_id, erased in kept}


def _in_order(dissents: Iterable[ToldDissent]) -> list[ToldDissent]:
    """What is held back comes last: its place among the others would tell how it begins."""
    return sorted(dissents, key=lambda dissent: (dissent.is_held_back, dissent.is_held_back and dissent.held_back_why))


def _position(position: models.Position, newest: models.Position) -> recorded.Position:
    """`LATER` is the one table of the fields that may be finished later: a new one is told without a change here."""
    same = ("version", "state", "wording", *LATER, "written_by", "written_at", "reopened_at", "confirmed_at")
    fields = {name: getattr(position, name) for name in same}
    return recorded.Position(
        **fields, is_current=position is newest, missing=tuple(position.missing), afterwards=tuple(position.afterwards)
    )


def _askings(
    session: Session, workshop: Workshop, key: Key, rows: Iterable[ReadBack], positions: Positions
) -> tuple[recorded.Asking, ...]:
    heard, versions = voices(session, Subject.of(workshop, key)), positions.get(key, ())
    return tuple(
        recorded.Asking(
            state=row.state,
            wording=row.wording,
            marker=row.marker,
            is_of_position=bool(versions) and row.is_of_position(versions[-1]),
            asked_at=row.asked_at,
            asked_by=row.asked_by,
            ended_at=row.ended_at,
            units=tuple(_assent(unit) for unit in told_by_unit(row, heard, answers_by_seat(session, row.id))),
        )
        for row in rows
    )


def _how_asked(askings: Sequence[recorded.Asking]) -> HowAsked:
    if not askings:
        return HowAsked.NOT_ASKED
    if askings[-1].ended_at is None:
        return HowAsked.STILL_ASKED
    return HowAsked.ASKED if any(asking.is_of_position for asking in askings) else HowAsked.OTHER_WORDS


def _assent(unit: ToldAssent) -> recorded.UnitAssent:
    counts = dict(unit.counts)
    return recorded.UnitAssent(
        unit=unit.name,
        agree=counts.get(CanStand.AGREE),
        can_live_with_it=counts.get(CanStand.LIVE_WITH_IT),
        do_not_agree=counts.get(CanStand.DO_NOT_AGREE),
        can_stand=unit.can_stand,
        is_of_one_mind=unit.is_of_one_mind if counts else None,
        sentence=unit.sentence,
    )


def _dissent(dissent: ToldDissent) -> recorded.Dissent:
    """Of one that is held back, that it is and why: not what it says, nor who stands behind it."""
    if dissent.is_held_back:
        return recorded.Dissent(
            unit="", words="", may_publish=None, behind=None, of_people=None,
            is_held_back=True, held_back_why=dissent.held_back_why,
        )  # fmt: skip
    return recorded.Dissent(
        unit=dissent.unit, words=dissent.text, may_publish=dissent.may_publish, behind=dissent.behind,
        of_people=dissent.of_people, is_held_back=False, held_back_why="",
    )  # fmt: skip


def _action(row: action.Action) -> recorded.Action:
    fields = {name: getattr(row, name) for name in recorded.Action.model_fields if name != "who"}
    return recorded.Action(**fields, who=tuple(row.who))
