"""What may come after a record was fixed, beside the acts of its workshop: the end of its ten minutes, and holds.

Pure. State, close, confirmation and erasure are compared wherever a file is verified: see `acted`.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from app.exports.acted import CLOSED, CONFIRMED, ERASED, dates_of
from app.exports.contents.log import Act
from app.exports.contents.report import Report
from app.models.workshop.workshop import UNDO_WITHIN

HELD, LIFTED, CUT = "put a hold on erasure", "lifted a hold on erasure", "cut what was said from seats"
OTHERWISE = "{what} is not what the acts of the workshop say."
WINDOW, HOLDS = "The date of its window", "The list of holds on its erasure"


def differences(report: Report) -> list[str]:
    """Sentences; none for a file that says what its acts say."""
    if report.archive is None:
        return []
    is_as_acted = {
        WINDOW: _is_cut_as(report.archive.links_cut_at, report),
        HOLDS: _is_held_as(report.archive.holds, report.events),
    }
    return [OTHERWISE.format(what=what) for what, agrees in is_as_acted.items() if not agrees]


def _is_cut_as(cut_at: datetime | None, report: Report) -> bool:
    """An act tells it under some rules only; otherwise it is no earlier than closing could not be undone any more.

    Workshops from before the chain were cut as they were closed, if at all, without an act of their own.
    """
    dates, is_from_before = dates_of(report), report.chained.began_late
    by_act = next((act.at for act in reversed(report.events) if act.act == CUT), None)
    if by_act is not None:
        return cut_at == by_act
    closed_at, ended = dates.get(CLOSED), [dates[act] for act in (CONFIRMED, ERASED) if act in dates]
    if cut_at is None:
        return is_from_before or not ended
    if closed_at is None or cut_at > report.exported_at:
        return False
    return cut_at >= (closed_at if is_from_before else min([closed_at + UNDO_WITHIN, *ended]))


def _is_held_as(holds: Sequence[datetime], acts: Sequence[Act]) -> bool:
    """Each was set by an act; which of them were lifted no act tells, but how many."""
    standing, all_set = Counter(holds), Counter(act.at for act in acts if act.act == HELD)
    lifted = sum(act.act == LIFTED for act in acts)
    return standing <= all_set and standing.total() == all_set.total() - lifted
