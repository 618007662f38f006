"""Settling a subject, and opening it again: each time a new version of its position, and none is lost."""

from collections.abc import Mapping, Sequence

from sqlmodel import Session, col, select

from app.clock import now
from app.errors import Incomplete, NotFound, Refusal
from app.errors.acts import OlderPage
from app.models.record import asking, typed_text
from app.models.record.missing import missing_voices
from app.models.record.position import FOLDED, LATER, OF_LEVEL, Position, Wording
from app.models.record.subject import Key, Level, Subject
from app.models.texts import cleaned, must_be_shorter
from app.models.workshop.event import Event, record, role_of
from app.models.workshop.state import WorkshopState

LONGEST_REASON = 500
Positions = Mapping[Key, Sequence[Position]]  # every version, oldest first
UNTIL_CONFIRMED = (WorkshopState.LOBBY, WorkshopState.LIVE, WorkshopState.CLOSED)
TO_REVEAL = {
    Level.STANDARD: "this standard",
    Level.DOMAIN: "a standard of this domain",
    Level.OVERALL: "a standard",
}


def settle(
    session: Session,
    subject: Subject,
    wording: Wording,
    by: str,
    after_version: int,
    seen: Mapping[str, int] | None = None,
    page: str = "",
    *,
    keeps_typed: bool = False,
) -> Position:
    """Stores a new version. `after_version` is the version its writer had on screen (0 for none).

    `seen`: by field, the number of what was typed there when this `page` was sent; None where nobody typed on a page.
    """
    _must_be_here(subject)
    if not subject.is_revealed:
        raise Refusal(f"A position is written after the reveal. Close and reveal {TO_REVEAL[subject.key.level]} first.")
    newest, role = position_of(session, subject), role_of(by)
    if newest and _is_what_was_settled(newest, wording, role, after_version):
        return newest
    _must_follow(subject, newest, after_version)
    wording.must_fit(subject.workshop.scale, subject.key.level)
    if seen is not None:
        fields = ("state", "wording", *OF_LEVEL[subject.key.level], *typed_text.OF_AN_ACTION)
        typed_text.must_have_been_seen(session, subject, seen, page, fields)
    asking.end_all(session, subject, by=by)
    missing = missing_voices(session, subject)
    position = Position.of(subject, after_version + 1, wording, role, [str(voice) for voice in missing])
    session.add(position)
    if not keeps_typed:
        typed_text.clear(session, subject)
    _mark(subject, is_settled=True)
    if _is_on_stage(subject):
        subject.workshop.words_on_stage = subject.key.slug  # what was settled stands where it was talked about
    session.flush()
    about = {**subject.told, "version": position.version, "state": position.state}
    record(session, subject.workshop.id, by, "settled", {"position": position.fixed}, **about)
    return position


def _is_on_stage(subject: Subject) -> bool:
    """Its words or its picture, and nothing over it: what the stage shows is the facilitator's."""
    own = subject.standards if subject.key.level is Level.STANDARD else subject.arrow
    is_shown = any(standard.is_shown for standard in own) and not subject.workshop.words_on_stage
    return is_shown or subject.workshop.words_on_stage == subject.key.slug


def finish_later(
    session: Session,
    subject: Subject,
    changes: Mapping[str, object],
    by: str,
    after_version: int,
    seen: Mapping[str, int] | None = None,
    page: str = "",
) -> Position:
    """The folded fields of a settled position: a new version with the same words, about which nobody is asked again.

    Once the workshop is closed, and until it is confirmed, they are marked as written afterwards.
    """
    subject.workshop.must_be(*UNTIL_CONFIRMED)
    newest = position_of(session, subject)
    if newest is None or not newest.is_settled:
        raise Refusal(f"{subject.spoken} is not settled. Settle it with what you have typed here.")
    wording = newest.as_wording(**{name: changes[name] for name in FOLDED[subject.key.level] if name in changes})
    if newest.says(wording, newest.written_by):
        return newest
    if after_version != newest.version:
        raise Refusal(
            f"Someone saved version {newest.version} of this position while you were writing. Yours is kept below: "
            "compare the two and save again."
        )
    wording.must_fit(subject.workshop.scale, subject.key.level)
    if seen is not None:
        typed_text.must_have_been_seen(session, subject, seen, page, FOLDED[subject.key.level])
    position = Position.of(subject, newest.version + 1, wording, role_of(by), list(newest.missing))
    position.afterwards = _afterwards(newest, wording, has_ended=subject.workshop.has_ended)
    session.add(position)
    typed_text.clear(session, subject, LATER)
    session.flush()
    about = {**subject.told, "version": position.version}
    record(session, subject.workshop.id, by, "finished", {"position": position.fixed}, **about)
    return position


def _afterwards(newest: Position, wording: Wording, *, has_ended: bool) -> list[str]:
    """Fields of this version that were not written in the room. What the room writes anew is the room's again."""
    changed = {name for name in LATER if getattr(newest, name) != wording.columns()[name]}
    afterwards = {*newest.afterwards} | changed if has_ended else {*newest.afterwards} - changed
    return [name for name in LATER if name in afterwards]


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


def undo(session: Session, subject: Subject, version: int, *, by: str) -> None:
    """Of a settle that nothing was done after: no reason is asked. Later it is reopened, with one."""
    _must_be_here(subject)
    newest = position_of(session, subject)
    if newest is None or newest.version != version or not newest.is_settled:
        return
    if not can_be_undone(session, newest):
        raise Refusal(f"Something was done since {subject.spoken} was settled. Reopen it, with a reason.")
    take_back(session, subject, newest, by=by)


def take_back(session: Session, subject: Subject, newest: Position, *, by: str) -> None:
    """With the act that settled it, when that is undone."""
    _mark(subject, is_settled=False)
    event = record(session, subject.workshop.id, by, "undid settling", **subject.told, version=newest.version)
    newest.reopened_at = event.at


def can_be_undone(session: Session, position: Position) -> bool:
    """While settling it is the newest of what was done in the workshop."""
    events = select(Event).where(Event.workshop_id == position.workshop_id).order_by(col(Event.id).desc())
    newest = session.exec(events).first()
    if newest is None or newest.act != "settled" or newest.about.get("version") != position.version:
        return False
    return newest.about.get(position.level.value) == position.subject_number


def _mark(subject: Subject, *, is_settled: bool) -> None:
    """On what is rated itself, for rounds do not look up at the record: what is settled is not rated again."""
    for standard in subject.standards if subject.key.level is Level.STANDARD else subject.arrow:
        standard.settled_at = now() if is_settled else None
    if not is_settled and subject.workshop.words_on_stage == subject.key.slug:
        subject.workshop.words_on_stage = ""  # they hold no longer, and the picture under them comes back


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
