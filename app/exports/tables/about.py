"""What stands first in a file of tables, and how it is named inside: the same sentences in each of them."""

from app.clock import in_london
from app.exports import front
from app.exports.contents.report import Report

ABOUT = "About"
METHOD = "The method"
TO_THE_METHOD = "More of it stands at the end: The method."


def title(report: Report) -> str:
    return f"{report.workshop.council}: {report.workshop.title}"


def mark(report: Report) -> str:
    """In one line, as it stands on every sheet."""
    return " · ".join(front.marks(report))


def facts(report: Report) -> tuple[tuple[str, str], ...]:
    """(name, sentence), in the order in which they are read."""
    held = report.workshop
    lines = (
        ("Mark", mark(report)),
        ("What the mark means", "\n".join(front.about_marks(report))),
        ("Whose views", front.whose_views(report)),
        ("Heard", front.heard(report)),
        ("Not heard", front.not_heard(report)),
        ("What this is", front.NOT_A_RATING),
        (front.METHOD, f"{front.how_counted(report)}\n{TO_THE_METHOD}"),
        ("Status", front.standing(report)),
        ("Framework", f"{held.framework.title}\n{held.framework.edition}"),
        ("Responsible", held.responsible),
        ("Data contact", held.data_contact),
        ("Exported", _exported(report)),
    )
    return tuple((name, sentence) for name, sentence in lines if sentence.strip())


def _exported(report: Report) -> str:
    local = in_london(report.exported_at)
    return f"{front.spoken(local)}, {local:%H:%M}, from revision {report.revision} of the record"
