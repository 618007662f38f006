"""A report with its numbers left out, as every file is unless somebody asks for them: the words come first, and alone.

A band is a number in words, so it goes too. How far apart the units stand is kept, up to half the scale: it says that
views differ, and not where on the scale anybody stands, as two middles at both ends of it would.
"""

from typing import TypeVar

from app.exports.chaining import only, tells_no_number
from app.exports.contents.recorded import Position, Recorded
from app.exports.contents.report import Report
from app.exports.contents.rounds import Finding, Interval, Round, Shown, Unit
from app.exports.in_words import furthest

Subject = TypeVar("Subject", bound=Recorded)


def without_numbers(report: Report) -> Report:
    far = furthest(report.workshop.framework.bands[-1].high)
    domains = [
        _words_alone(domain).model_copy(update={"standards": tuple(_rated(row, far) for row in domain.standards)})
        for domain in report.domains
    ]
    chain = tuple(only(entry, tells_no_number) for entry in report.chain)
    overall = _rated(report.overall, far)
    changes = {"has_numbers": False, "domains": tuple(domains), "overall": overall, "chain": chain, "archive": None}
    return report.model_copy(update=changes)


def _rated(subject: Subject, far: int) -> Subject:
    rounds = tuple(_round(round_, far) for round_ in getattr(subject, "rounds", ()))
    return _words_alone(subject).model_copy(update={"rounds": rounds})


def _words_alone(subject: Subject) -> Subject:
    positions = (_without_number(it) for it in subject.positions)
    askings = (it.model_copy(update={"marker": None}) for it in subject.askings)
    return subject.model_copy(update={"positions": tuple(positions), "askings": tuple(askings)})


def _without_number(position: Position) -> Position:
    """Nor does it say that there was one, written after the close."""
    afterwards = tuple(name for name in position.afterwards if name not in ("number", "band"))
    return position.model_copy(update={"number": None, "band": None, "afterwards": afterwards})


def _round(round_: Round, far: int) -> Round:
    return round_.model_copy(update={"shown": _shown(round_.shown, far)}) if round_.shown else round_


def _shown(shown: Shown, far: int) -> Shown:
    return shown.model_copy(
        update={
            "units": tuple(_unit(unit, far) for unit in shown.units),
            "middle_by_group": None,
            "middle_by_person": None,
            "findings": tuple(_finding(finding) for finding in shown.findings if finding.words),
            "kept_first_views": (),
        }
    )


def _unit(unit: Unit, far: int) -> Unit:
    place = _no_further(unit.place, far) if unit.place else None
    return unit.model_copy(update={"middle": None, "place": place, "bands": (), "dots": ()})


def _no_further(place: Interval, far: int) -> Interval:
    return min(place[0], far), min(place[1], far)


def _finding(finding: Finding) -> Finding:
    return finding.model_copy(update={"sentence": finding.words, "why": ""})
