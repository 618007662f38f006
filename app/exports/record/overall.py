"""The whole: the arrow with every group's mark, the agreed marker, the position, and how far the partners agree."""

from app.exports import drawing
from app.exports.contents.report import Report
from app.exports.in_words import arrow_in_words
from app.exports.record.blocks import Line, Picture, Section, Text, plain, told
from app.exports.record.rounds import rows, what_is_drawn
from app.exports.record.subject import asked, later, position

TITLE = "Overall position"
NO_MARKER = "The partners said that there is no agreed marker."


def overall(report: Report) -> Section:
    whole = report.overall
    settled = whole.position
    no_marker = Text((Line(NO_MARKER, "soft"),)) if settled and settled.has_no_marker else None
    blocks = (
        *position(whole),
        no_marker,
        _arrow(report),
        *rows(report, whole),
        *later(report, whole),
        *asked(whole),
    )
    return Section("overall", TITLE, told(*blocks))


def _arrow(report: Report) -> Picture:
    caption = f"{TITLE}: {what_is_drawn(report)}" if report.overall.told else "The arrow, with nothing marked on it"
    return Picture(drawing.arrow_svg(report), plain(arrow_in_words(report)), caption)
