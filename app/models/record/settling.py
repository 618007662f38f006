"""Settling a subject, and opening it again: each time a new version of its position, and none is lost."""

from collections.abc import Mapping, Sequence

from sqlmodel import Session, col, select

from app.clock import now
from app.errors import Incomplete, NotFound, OlderPage, Refusal
from app.models.record.position import Position, Wording
from app.models.record.subject import Key, Level, Subject
from app.models.texts import cleaned, must_be_shorter
from app.models.workshop.event import record, role_of

LONGEST_REASON = 500
Positions = Mapping[Key, Sequence[Position]]  # every version, oldest first
TO_REVEAL = {
    Level.STANDARD: "this standard",
    Level.DOMAIN: "a standard of this domain",
    Level.OVERALL: "a standard",
}


def settle(session: Session, subject: Subject, wording: Wording, by: str, after_version: int) -> Position:
    """Stores a new version. `after_version` is the version its writer had on screen (0 for none)."""
    _must_be_here(subject)
    if not subject.is_revealed:
        raise Refusal(f"A position is written after the reveal. Close and reveal {TO_REVEAL[subject.key.level]} first.")
    newest, role = position_of(session, subject), role_of(by)
    if newest and _is_what_was_settled(newest, wording, role, after_version):
        return newest
    _must_follow(subject, newest, after_version)
    wording.must_fit(subject.workshop.scale)
    position = Position.of(subject, after_version + 1, wording, role)
    session.add(position)
    _mark(subject, is_settled=True)
    record(session, subject.workshop.id, by, "settled", **subject.told, version=position.version, state=position.state)
    session.flush()
    return position


def _must_be_here(subject: Subject) -> None:
    subject.workshop.must_go_on()
    if not subject.standards:
        raise NotFound


def _is_what_was_settled(newest: Position, wording: Wording, role: str, after_version: int) -> bool:
    """The same form, sent twice."""
    return newest.is_settled and newest.version == after_version + 1 and newest.says(wording, role)


def _must_follow(subject: Subject, newest: Position | None, after_version: int) -> None:
    version = newest.version if newest else 0
    if newest and newest.is_settled and after_version == version:
        raise Refusal(f"{subject.spoken} is settled. Reopen it, with a reason, before writing a new version.")
    if after_version != version:
        raise Refusal(
            f"Someone saved version {version} of this position while you were writing. Yours is kept below: "
            "compare the two. It can be saved once the facilitator has reopened the position."
        )


def reopen(session: Session, subject: Subject, reason: str, by: str, version: int | None = None) -> None:
    """`version` is the one that a page showed as settled; None for whoever acts on what is so now."""
    _must_be_here(subject)
    newest = position_of(session, subject)
    if newest is None or not newest.is_settled:
        return
    if version is not None and version != newest.version:
        raise OlderPage(f"a newer position of {subject.spoken[0].lower()}{subject.spoken[1:]} was settled")
    must_be_shorter("reason", reason, LONGEST_REASON)
    if not cleaned(reason):
        raise Incomplete({"reason": "Say in a few words why this is opened again; the reason stands in the record."})
    _mark(subject, is_settled=False)
    event = record(session, subject.workshop.id, by, "reopened", **subject.told, reason=cleaned(reason))
    newest.reopened_at = event.at


def _mark(subject: Subject, *, is_settled: bool) -> None:
    """On the standard itself, for rounds do not look up at the record: what is settled is not rated again."""
    if subject.key.level is Level.STANDARD:
        subject.standards[0].settled_at = now() if is_settled else None


def position_of(session: Session, subject: Subject) -> Position | None:
    """The newest version."""
    return next(reversed(positions_of(session, subject.workshop.id).get(subject.key, ())), None)


def positions_of(session: Session, workshop_id: int) -> Positions:
    """Of a whole workshop: nothing for what nobody has written about."""
    versions = select(Position).where(Position.workshop_id == workshop_id).order_by(col(Position.version))
    positions: dict[Key, list[Position]] = {}
    for position in session.exec(versions):
        positions.setdefault(position.key, []).append(position)
    return positions
