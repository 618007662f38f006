"""Rounds of a file as rows: what each told when it was revealed, in place of the snapshot that no file holds."""

from datetime import datetime
from typing import Any

from sqlmodel import Session

from app.divergence.codes import CONSOLE_ONLY
from app.exports.contents.archive import Archive, Remarks
from app.exports.contents.report import Report
from app.exports.contents.rounds import Round, Shown
from app.frameworks import OVERALL
from app.models import Round as Row
from app.models import Sitting, Workshop
from app.models.record.subject import Subject
from app.models.rounds.kept_view import KeptView

Told = tuple[str, Round, Shown]  # a standard's number, its round, what that told


def rebuild_rounds(session: Session, workshop: Workshop, report: Report, archive: Archive) -> None:
    """Those that were revealed at one moment were one sitting."""
    rows = {row.number: row.id for row in Subject.overall(workshop).rated}
    remarks = {(each.standard, each.round): each for each in archive.remarks}
    sittings: dict[datetime, Sitting] = {}
    for number, round_, shown in sorted(_told(report), key=lambda told: told[2].revealed_at):
        sitting = sittings.get(shown.revealed_at) or _sitting(session, workshop, shown.revealed_at)
        sittings[shown.revealed_at] = sitting
        row = Row(
            workshop_id=workshop.id,
            sitting_id=sitting.id,
            standard_id=rows[number],
            number=round_.number,
            shown_at=round_.shown_at,
            told=_stored(shown, remarks[number, round_.number]),
            staged_findings=[finding.code for finding in shown.findings if finding.code in CONSOLE_ONLY],
            reasons_held_back=shown.reasons_held_back,
        )
        session.add(row)
        session.flush()
        session.add_all([KeptView(round_id=row.id, seat_id=None, score=score) for score in shown.kept_first_views])


def _told(report: Report) -> list[Told]:
    rated = [*((standard.number, standard.rounds) for standard in report.standards), (OVERALL, report.overall.rounds)]
    return [(number, round_, round_.shown) for number, rounds in rated for round_ in rounds if round_.shown]


def _sitting(session: Session, workshop: Workshop, revealed_at: datetime) -> Sitting:
    sitting = Sitting(workshop_id=workshop.id, opened_at=revealed_at, closed_at=revealed_at, revealed_at=revealed_at)
    session.add(sitting)
    session.flush()
    return sitting


def _stored(shown: Shown, remarks: Remarks) -> dict[str, Any]:
    told = shown.model_dump(mode="json")
    for finding in told["findings"]:
        code = finding["code"]
        finding["tier"], finding["question"] = remarks.tiers[code], remarks.questions.get(code)
    return {**told, "question": remarks.question}
