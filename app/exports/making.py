"""A pack is made: one report, and each of its files written from it in turn."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sqlmodel import Session

from app.errors import CannotStart
from app.exports.contents.report import Report
from app.exports.formats import FORMATS, Format, file_name
from app.exports.numbers import without_numbers
from app.exports.publishing import public_report
from app.exports.report import report
from app.log import failed
from app.models import Release, Workshop
from app.models.ending.rehearsing import must_not_be_a_rehearsal


class File(NamedTuple):
    form: Format
    name: str
    content: bytes


def chosen(only: str = "") -> tuple[Format, ...]:
    """Every format, or those whose keys `only` lists, in the order of the pack."""
    keys = [key.strip().lower() for key in only.split(",") if key.strip()]
    if unknown := [key for key in keys if key not in FORMATS]:
        raise CannotStart(f"There is no file “{unknown[0]}” in a pack. Choose among {', '.join(FORMATS)}.")
    return tuple(form for form in FORMATS.values() if form.key in keys or not keys)


def released(session: Session, workshop_id: int, release: Release, *, has_numbers: bool) -> Report:
    """What all files of a pack are written from. Refuses a public one while sentences wait to be decided about."""
    must_not_be_a_rehearsal(session.get_one(Workshop, workshop_id), "exported")
    whole = public_report(session, workshop_id) if release is Release.PUBLIC else report(session, workshop_id)
    return whole if has_numbers else without_numbers(whole)


def made(written_from: Report, forms: Iterable[Format]) -> Iterator[File]:
    for form in forms:
        yield File(form, file_name(written_from, form), _content(written_from, form))


def _content(written_from: Report, form: Format) -> bytes:
    try:
        return form.make(written_from)
    except Exception as error:
        failed("a file of a pack could not be made", error, workshop=written_from.workshop.id, format=form.key)
        raise CannotStart(
            f"“{form.title}” could not be made: something is wrong in this program. Tell whoever runs it; its log says "
            "where."
        ) from error
