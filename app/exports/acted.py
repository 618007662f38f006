"""The list of acts beside the chain, then state and dates beside the acts: nobody closes or confirms without one."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from types import MappingProxyType

from app.exports.contents.log import Act
from app.exports.contents.report import Report
from app.models import WorkshopState
from app.models.workshop.chain import digest
from app.models.workshop.event import ABOUT, ACT

CLOSED, UNDID, CONFIRMED = "closed the workshop", "undid closing", "confirmed the workshop"
ERASED = "erased the seats"
ENDED = (WorkshopState.CLOSED, WorkshopState.CONFIRMED)
Dates = Mapping[str, datetime]  # by the act


def differences(report: Report) -> Iterator[str]:
    yield from _acts(report)
    yield from _older_acts(report)
    dates = dates_of(report)
    yield from _state(report, dates)
    yield from _confirmed(report, dates.get(CONFIRMED))
    yield from _archived(report, dates)
    if report.events and report.exported_at < max(act.at for act in report.events):
        yield "The file says that it was exported before the newest of its acts."


def _acts(report: Report) -> Iterator[str]:
    """The newest of the acts that are told are the entries of the chain, one by one."""
    acts = report.events[len(report.events) - len(report.chain) :] if report.chain else ()
    if len(acts) != len(report.chain) or (len(acts) != len(report.events) and not report.chained.began_late):
        yield "The list of acts is not that of the chain: some are missing, or were put in."
        return
    for act, entry in zip(acts, report.chain, strict=True):
        told = (act.at, act.by, act.act)
        fixed = (datetime.fromisoformat(entry.parts[ACT]["at"]), entry.parts[ACT]["by"], entry.parts[ACT]["act"])
        about = {name: list(value) if isinstance(value, tuple) else value for name, value in act.about.items()}
        if told != fixed or about != entry.parts.get(ABOUT, {}):
            yield f"The list of acts differs from entry {entry.number}, which fixed who did what."


def _older_acts(report: Report) -> Iterator[str]:
    """Of a chain that began late its first entry fixed what came before."""
    if report.chained.began_late and report.chain:
        older = report.events[: len(report.events) - len(report.chain)]
        told = [[act.at, act.by, act.act, act.about] for act in older]
        if report.chain[0].parts.get("before") != {"acts": len(older), "told": digest(told)}:
            yield "The acts from before the chain began are not those that entry 1 fixed."


def dates_of(report: Report) -> Dates:
    """Of what stands: a close that was undone has none."""
    dates: dict[str, datetime] = {}
    for act in report.events:
        dates = _after(dates, act)
    return MappingProxyType(dates)


def state_by(dates: Dates) -> WorkshopState | None:
    """None while it goes on."""
    if CONFIRMED in dates:
        return WorkshopState.CONFIRMED
    return WorkshopState.CLOSED if CLOSED in dates else None


def _after(dates: dict[str, datetime], act: Act) -> dict[str, datetime]:
    if act.act == UNDID:
        return {name: at for name, at in dates.items() if name not in (CLOSED, CONFIRMED)}
    return {**dates, act.act: act.at} if act.act in (CLOSED, CONFIRMED, ERASED) else dates


def _state(report: Report, dates: Dates) -> Iterator[str]:
    stated, by_acts = report.workshop.state, state_by(dates)
    if by_acts != (stated if stated in ENDED else None):
        yield f"The file says that the workshop is {stated.value}, and its acts say {_spoken(by_acts)}."


def _confirmed(report: Report, at: datetime | None) -> Iterator[str]:
    subjects = (*report.domains, *report.standards, report.overall)
    on_positions = {position.confirmed_at for subject in subjects for position in subject.positions} - {None}
    if report.workshop.confirmed_at != at or on_positions - {at}:
        yield "The day on which the record was confirmed is not that of its acts."


def _archived(report: Report, dates: Dates) -> Iterator[str]:
    if report.archive is None:
        return
    if report.archive.closed_at != dates.get(CLOSED):
        yield "The day on which the workshop was closed is not that of its acts."
    if report.archive.seats_erased_at != dates.get(ERASED):
        yield "The day on which seats were erased is not that of its acts."


def _spoken(state: WorkshopState | None) -> str:
    return f"that it is {state.value}" if state else "that it goes on"
