"""The published domain and summary forms, filled in with what has been settled, and with nothing else."""

from datetime import datetime

from app.clock import in_london
from app.exports import front
from app.exports.contents.report import Report
from app.exports.forms.arrow import arrow
from app.exports.forms.asking import asked_table
from app.exports.forms.blocks import Pages
from app.exports.forms.domains import domain_forms
from app.exports.forms.evidence import evidence_tables
from app.exports.forms.opening import first_page, last_page
from app.exports.forms.summary import summary


def pages(report: Report) -> Pages:
    held = report.workshop
    parts = (first_page, domain_forms, summary, arrow, asked_table, evidence_tables, last_page)
    return Pages(
        title=f"{held.council}: {held.title}",
        subject=f"{held.framework.title}, {front.spoken(held.held_on)}",
        header=" · ".join(front.marks(report)),
        footer=f"Exported {_moment(report.exported_at)} from the record of {held.council}, revision {report.revision}",
        blocks=tuple(block for part in parts for block in part(report)),
    )


def _moment(when: datetime) -> str:
    local = in_london(when)
    return f"{front.spoken(local)} {local:%H:%M}"
