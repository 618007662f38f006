"""Whether what a file holds for another server is about the report beside it: every number is one of the report's.

Pure. A stranger who seals a file anew may write anything into it, and no row is made from what belongs to nothing.
"""

from collections import Counter
from collections.abc import Iterator

from app.exports.contents.archive import Archive
from app.exports.contents.report import Report
from app.exports.contents.rounds import Round
from app.frameworks import OVERALL
from app.frameworks.local import LOCAL


def misfits(report: Report, archive: Archive) -> list[str]:
    """Names of what does not belong; none for a file that a program wrote."""
    found = {
        "standards": not _has_its_standards(report),
        "order": Counter(archive.order) != Counter(standard.number for standard in report.standards),
        "themes": not _are_its_themes(report, archive),
        "evidence asked for": not _is_its_evidence(report, archive),
        "remarks": not _are_its_remarks(report, archive),
        "people": archive.people_shown > report.front.people,
    }
    return [name for name, is_strange in found.items() if is_strange]


def _has_its_standards(report: Report) -> bool:
    """Each once, and each of its rounds."""
    numbers = [
        *(standard.number for standard in report.standards),
        *(f"domain {each.number}" for each in report.domains),
    ]
    rounds = [(number, round_.number) for number, round_ in _rounds(report)]
    return len(set(numbers)) == len(numbers) and len(set(rounds)) == len(rounds)


def _rounds(report: Report) -> Iterator[tuple[str, Round]]:
    for standard in report.standards:
        yield from ((standard.number, round_) for round_ in standard.rounds)
    yield from ((OVERALL, round_) for round_ in report.overall.rounds)


def _are_its_themes(report: Report, archive: Archive) -> bool:
    numbers = [theme.number for theme in archive.themes]
    domains = {domain.number for domain in report.domains} | {LOCAL}
    is_placed = all(theme.domain in domains for theme in archive.themes)
    return len(set(numbers)) == len(numbers) and set(numbers) <= set(archive.order) and is_placed


def _is_its_evidence(report: Report, archive: Archive) -> bool:
    items = {standard.number: range(len(standard.evidence)) for standard in report.standards}
    answers = [(asked.standard, place) for asked in archive.evidence_asked for place in asked.offered]
    is_there = all(number in items and place in items[number] for number, place in answers)
    return is_there and len(set(answers)) == len(answers) and all(a.standard in items for a in archive.evidence_asked)


def _are_its_remarks(report: Report, archive: Archive) -> bool:
    """One beside every revealed round, about every finding that the round tells."""
    told = {
        (number, round_.number): {finding.code for finding in round_.shown.findings}
        for number, round_ in _rounds(report)
        if round_.shown
    }
    beside = {(each.standard, each.round): each for each in archive.remarks}
    is_one_each = beside.keys() == told.keys() and len(archive.remarks) == len(told)
    return is_one_each and all(
        each.tiers.keys() == told[key] and each.questions.keys() <= told[key] for key, each in beside.items()
    )
