"""Settling a standard, and opening it again: each time a new version of its position, and none is lost."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlmodel import Session, col, select

from app.clock import now
from app.errors import Incomplete, OlderPage, Refusal
from app.models.record.position import Position, Wording
from app.models.rounds.standard import Standard
from app.models.texts import cleaned, must_be_shorter
from app.models.workshop.event import record, role_of

LONGEST_REASON = 500
Positions = Mapping[int, Sequence[Position]]  # every version, oldest first, by the id of its standard


def settle(session: Session, standard: Standard, wording: Wording, by: str, after_version: int) -> Position:
    """Stores a new version. `after_version` is the version its writer had on screen (0 for none)."""
    standard.workshop.must_go_on()
    if standard.latest_round is None or standard.latest_round.sitting.revealed_at is None:
        raise Refusal("A position is written after the reveal. Close and reveal this standard first.")
    newest = position_of(session, standard)
    role = role_of(by)
    if standard.settled_at and newest and _is_what_was_settled(newest, wording, role, after_version):
        return newest
    _must_follow(standard, newest, after_version)
    wording.must_fit(standard.workshop.scale)
    position = Position(standard_id=standard.id, version=after_version + 1, written_by=role, **wording.columns())
    session.add(position)
    standard.settled_at = now()
    about = {"standard": standard.number, "version": position.version, "state": position.state}
    record(session, standard.workshop_id, by, "settled", **about)
    session.flush()
    return position


def _is_what_was_settled(newest: Position, wording: Wording, role: str, after_version: int) -> bool:
    """The same form, sent twice."""
    return newest.version == after_version + 1 and newest.says(wording, role)


def _must_follow(standard: Standard, newest: Position | None, after_version: int) -> None:
    version = newest.version if newest else 0
    if standard.settled_at and after_version == version:
        raise Refusal(f"Standard {standard.number} is settled. Reopen it, with a reason, before writing a new version.")
    if after_version != version:
        raise Refusal(
            f"Someone saved version {version} of this position while you were writing. Yours is kept below: "
            "compare the two. It can be saved once the facilitator has reopened the position."
        )


def reopen(session: Session, standard: Standard, reason: str, by: str, version: int | None = None) -> None:
    """`version` is the one that a page showed as settled; None for whoever acts on what is so now."""
    standard.workshop.must_go_on()
    newest = position_of(session, standard)
    if not standard.settled_at or newest is None:
        return
    if version is not None and version != newest.version:
        raise OlderPage(f"a newer position of standard {standard.number} was settled")
    must_be_shorter("reason", reason, LONGEST_REASON)
    if not cleaned(reason):
        raise Incomplete({"reason": "Say in a few words why this is opened again; the reason stands in the record."})
    standard.settled_at = None
    record(session, standard.workshop_id, by, "reopened", standard=standard.number, reason=cleaned(reason))


def position_of(session: Session, standard: Standard) -> Position | None:
    """The newest version."""
    versions = select(Position).where(Position.standard_id == standard.id)
    return session.exec(versions.order_by(col(Position.version).desc())).first()


def positions_of(session: Session, workshop_id: int) -> Positions:
    """Of a whole workshop; empty for what nobody has written about."""
    versions = select(Position).join(Standard, col(Standard.id) == Position.standard_id)
    versions = versions.where(Standard.workshop_id == workshop_id).order_by(col(Position.version))
    positions: dict[int, list[Position]] = defaultdict(list)
    for position in session.exec(versions):
        positions[position.standard_id].append(position)
    return positions
