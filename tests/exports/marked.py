"""One small report as it is exported after the close: with a fingerprint, and texts that were written afterwards."""

import re
from typing import TypeVar

from app.exports import FORMATS, Report
from app.exports.contents.recorded import Recorded
from tests.exports.paragraphs import paragraphs

Subject = TypeVar("Subject", bound=Recorded)

PRINT = "K7QM-2XVD-9HTR-4WJB-7PNA"
MARK = re.compile(r"(?:written|agreed) (?:in the room|afterwards)", re.IGNORECASE)
ALONE = re.compile(rf"(?:{MARK.pattern})\.?", re.IGNORECASE)
CHAINED = {"mark": "0" * 32, "entries": 61, "fingerprint": PRINT, "began_late": False}


def small(told: Report) -> Report:
    """Standard 6, its domain and the whole, with no round: nothing has to be drawn."""
    domain = next(one for one in told.domains if one.position)
    rows = tuple(row.model_copy(update={"rounds": ()}) for row in domain.standards if row.number == "6")
    changes = {
        "domains": (domain.model_copy(update={"standards": rows}),),
        "overall": told.overall.model_copy(update={"rounds": ()}),
        "evidence_missing": (), "chain": (), "chained": told.chained.model_copy(update=CHAINED),
    }  # fmt: skip
    return told.model_copy(update=changes)


def finished(told: Report) -> Report:
    """The same, where evidence, next step and band of 6 came after the close, and the narrative of the whole."""
    made = small(told)
    (domain,) = made.domains
    rows = tuple(_late(row, "band", "evidence", "next_step") for row in domain.standards)
    changes = {"domains": (domain.model_copy(update={"standards": rows}),), "overall": _late(made.overall, "narrative")}
    return made.model_copy(update=changes)


def _late(subject: Subject, *fields: str) -> Subject:
    *earlier, newest = subject.positions
    return subject.model_copy(update={"positions": (*earlier, newest.model_copy(update={"afterwards": fields}))})


def unchained(told: Report) -> Report:
    empty = {"mark": "", "entries": 0, "fingerprint": ""}
    return small(told).model_copy(update={"chained": told.chained.model_copy(update=empty)})


def read(report: Report, key: str) -> list[str]:
    return paragraphs(FORMATS[key].make(report), FORMATS[key].ending)


def marks(lines: list[str]) -> set[tuple[str, str]]:
    """(what is marked, mark): the paragraph before one that is a mark and nothing else; or what a mark stands in."""
    found = set()
    for before, line in zip(["", *lines], lines, strict=False):
        for mark in MARK.findall(line):
            found.add((before if ALONE.fullmatch(line) else line, mark.lower()))
    return found
