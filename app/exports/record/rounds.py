"""How views compared: the picture, the rows behind it, what they say in sentences, and what may not be told."""

from collections.abc import Iterator

from app.exports import drawing
from app.exports.contents.report import Report
from app.exports.contents.rounds import Interval, Round, Shown, Unit
from app.exports.contents.subjects import Overall, Standard
from app.exports.in_words import told_in_words
from app.exports.record.blocks import Block, Items, Line, Lines, Picture, Table, Text, line, plain, told
from app.models import Release

COLUMNS = (("Group", 4), ("Gave a number", 2), ("I can’t tell", 2))
NUMBERED = (("Middle", 2), ("Band", 3))


def views(report: Report, subject: Standard | Overall, name: str) -> tuple[Block, ...]:
    return told(_picture(report, subject, name), *rows(report, subject))


def rows(report: Report, subject: Standard | Overall) -> tuple[Block, ...]:
    return told(*(block for round_ in subject.told for block in _round(report, round_, len(subject.rounds) > 1)))


def _picture(report: Report, subject: Standard | Overall, name: str) -> Picture | None:
    if not any(unit.place for round_ in subject.told for unit in _shown(round_).units):
        return None
    bands = report.workshop.framework.bands
    return Picture(
        drawing.standard_svg(subject.told, bands, has_numbers=report.has_numbers),
        plain(told_in_words(subject.told, has_numbers=report.has_numbers)),
        f"{name}: {what_is_drawn(report)}",
    )


def what_is_drawn(report: Report) -> str:
    return "where each group stands" if report.has_numbers else "how far apart the groups stand"


def _shown(round_: Round) -> Shown:
    assert round_.shown
    return round_.shown


def _round(report: Report, round_: Round, is_one_of_several: bool) -> Iterator[Block | None]:
    shown = _shown(round_)
    name = f"Round {round_.number}{', after seeing' if round_.is_after_seeing else ''}"
    caption = f"{name}: what each group said" if is_one_of_several else "What each group said"
    findings = [*(finding.sentence for finding in shown.findings), shown.movement or ""]
    yield Items(tuple(part for sentence in findings for part in line(sentence)))
    yield _units(shown.units, caption, with_numbers=report.has_numbers)
    yield Text(tuple(_notes(report, round_)))


def _units(units: tuple[Unit, ...], caption: str, *, with_numbers: bool) -> Table:
    columns = (*COLUMNS, *(NUMBERED if with_numbers else ()))
    return Table(
        caption,
        tuple(name for name, _ in columns),
        tuple(width for _, width in columns),
        tuple(_row(unit, with_numbers=with_numbers) for unit in units),
    )


def _row(unit: Unit, *, with_numbers: bool) -> tuple[Lines, ...]:
    middle = points(unit.middle) if unit.middle else "None"
    numbered = (line(middle), line(" to ".join(unit.bands))) if with_numbers else ()
    return (line(unit.name), line(str(unit.rated)), line(str(unit.cant_tell)), *numbered)


def points(interval: Interval) -> str:
    low, high = interval
    return str(low) if low == high else f"{low} to {high}"


def _notes(report: Report, round_: Round) -> Iterator[Line]:
    """What the picture does not say; who speaks through which row stands in it."""
    shown = _shown(round_)
    middles = ((shown.middle_by_group, "each group"), (shown.middle_by_person, "each person"))
    for middle, who in middles:
        if middle:
            yield Line(f"The room’s middle where {who} speaks once: {points(middle)}.", "soft")
    for names, sentence in ((shown.withheld, "Too few answered for anything to be shown of {}."),):
        if names:
            yield from line(sentence.format(", ".join(names)), "soft")
    if shown.kept_first_views and report.has_numbers:
        kept = ", ".join(map(str, shown.kept_first_views))
        yield Line(f"First views that people who then moved want in the record: {kept}.", "soft")
    if shown.reasons_held_back:
        yield Line(f"Reasons that are held back: {shown.reasons_held_back}.", "soft")
    if round_.shown_at is None and report.release is Release.WORKING:
        yield Line("This round was not shown to the room.", "soft")
