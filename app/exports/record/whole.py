"""The whole record in the order it is read: who was heard, each domain, what is to be done, the whole, the rest."""

from app.clock import in_london
from app.exports import front
from app.exports.contents.report import Report
from app.exports.record.actions import actions
from app.exports.record.blocks import (
    Block,
    Fact,
    Facts,
    Line,
    Panel,
    Panels,
    Record,
    Section,
    Text,
    clean,
    head,
    lines,
    plain,
    told,
)
from app.exports.record.domain import domain
from app.exports.record.evidence import evidence
from app.exports.record.overall import overall


def record(report: Report) -> Record:
    held = report.workshop
    sections = (
        *(domain(report, one, number) for number, one in enumerate(report.domains, 1)),
        actions(report),
        overall(report),
        evidence(report),
        Section("method", front.METHOD, (Text(tuple(map(Line, front.method(report)))), *_about_fingerprint(report))),
    )
    return clean(
        Record(
            title=head(f"{plain(held.council)}: {plain(held.title)}"),
            about=f"{head(held.framework.title)}, {front.spoken(held.held_on)}",
            marks=front.marks(report),
            front=_front(report),
            sections=sections,
            foot=_foot(report),
        )
    )


def _about_fingerprint(report: Report) -> tuple[Block, ...]:
    about = tuple(map(Line, front.about_fingerprint(report)))
    return (Text((Line(front.ABOUT_FINGERPRINT, "strong"), *about)),) if about else ()


def _front(report: Report) -> tuple[Block, ...]:
    marks = zip(front.marks(report), front.about_marks(report), strict=True)
    return told(
        Panels(tuple(Panel("mark", mark, (Line(about),)) for mark, about in marks)),
        Text((Line(front.whose_views(report), "strong"), Line(front.NOT_A_RATING))),
        Facts(tuple(_facts(report))),
        Text(
            (
                Line(front.METHOD, "strong"),
                Line(front.how_counted(report)),
                Line("More about the method stands at the end of this file.", to="#method"),
            )
        ),
    )


def _facts(report: Report) -> list[Fact]:
    held = report.workshop
    texts = (
        ("Groups heard", front.heard(report)),
        ("Groups not heard", front.not_heard(report)),
        ("Purpose", held.purpose[:1].upper() + held.purpose[1:]),
        ("Framework", f"{held.framework.title}, edition {held.framework.edition}"),
        ("Record", front.standing(report)),
        ("Still open", "Something is still being rated." if front.is_still_rated(report) else ""),
        ("Ground rules", held.ground_rules),
        ("Responsible for the data", held.responsible),
        ("Questions about the data", held.data_contact),
        ("Erased", front.erased_on(report)),
    )
    return [Fact(name, lines(text)) for name, text in texts if plain(text)]


def _foot(report: Report) -> str:
    when = in_london(report.exported_at)
    council = head(report.workshop.council)
    return f"{council}, made on {front.spoken(when)} at {when:%H:%M} from revision {report.revision} of the record"
