"""The rows of a workshop made again from its file: what there was of it, and nothing of who sat in it."""

from collections.abc import Iterator
from datetime import datetime

from sqlmodel import Session

from app.clock import now
from app.divergence import Thresholds
from app.errors import Incomplete
from app.errors.saving import NotImported
from app.exports.contents import subjects
from app.exports.contents.archive import Archive
from app.exports.contents.report import Report
from app.exports.rebuilding_acts import rebuild_acts
from app.exports.rebuilding_rounds import rebuild_rounds
from app.exports.rebuilding_words import rebuild_words
from app.frameworks import OVERALL, Framework
from app.models import EvidenceAsked, EvidenceItem, Standard, Workshop
from app.models.evidence.offer import Offer, title_problem
from app.models.workshop import edition
from app.models.workshop.group import StakeholderGroup
from app.tokens import new_token

SAME = (
    "council", "title", "held_on", "purpose", "state", "attribution_rule", "ground_rules", "responsible",
    "data_contact", "lawful_basis", "erase_seats_on", "erase_record_on", "confirmed_at", "thresholds",
)  # fmt: skip
ARCHIVED = (
    "shows_printed_labels", "planned_minutes", "closed_at", "links_cut_at", "seats_erased_at", "people_shown",
)  # fmt: skip


def rebuild(session: Session, report: Report, archive: Archive, owner_id: int) -> Workshop:
    workshop = _workshop(session, report, archive, owner_id)
    _groups(session, workshop, report)
    _standards(session, workshop, report, archive)
    session.flush()
    session.refresh(workshop)
    rebuild_rounds(session, workshop, report, archive)
    _evidence(session, workshop, report, archive)
    rebuild_words(session, workshop, report)
    rebuild_acts(session, workshop, report, archive)
    session.flush()
    session.expire_all()  # what was built is read again as rows
    return workshop


def _workshop(session: Session, report: Report, archive: Archive, owner_id: int) -> Workshop:
    Thresholds.from_dict(report.workshop.thresholds)  # or what its rounds are compared by is none
    workshop = Workshop(
        owner_id=owner_id,
        edition_id=edition.keep(session, _framework(archive)).id,
        people=report.front.people,
        imported_at=now(),
        **{name: getattr(report.workshop, name) for name in SAME},
        **{name: getattr(archive, name) for name in ARCHIVED},
    )
    session.add(workshop)
    session.flush()
    return workshop


def _framework(archive: Archive) -> Framework:
    """Exactly as it was used: a field that this program does not know would be lost in silence. What an older program
    had no field for is left out on both sides."""
    framework = Framework.model_validate(archive.framework)
    if framework.model_dump(mode="json", exclude_unset=True) != archive.framework:
        raise NotImported("its framework is written in a newer form than this program reads. Update this program.")
    links = [link for each in framework.resources.all for link in (each.url, each.more) if link]
    if not all(link.startswith(("https://", "http://")) for link in links):  # it would stand on a page, to be pressed
        raise NotImported("its framework links to something that is no address on the web.")
    return framework


def _groups(session: Session, workshop: Workshop, report: Report) -> None:
    for place, group in enumerate(report.groups):
        row = StakeholderGroup(workshop_id=workshop.id, place=place, name=group.name, expected=group.expected or 0)
        row.is_assessing = group.is_assessing
        session.add(row)


def _standards(session: Session, workshop: Workshop, report: Report, archive: Archive) -> None:
    titles = {standard.number: standard.title for standard in workshop.edition.framework.standards}
    titles |= {theme.number: theme.title for theme in archive.themes}
    themes = {theme.number: theme for theme in archive.themes}
    told = {standard.number: standard for standard in report.standards}
    for place, number in enumerate(archive.order):
        row = Standard(workshop_id=workshop.id, place=place, number=number, title=titles[number])
        row.is_parked, row.settled_at = told[number].is_parked, _settled_at(told[number])
        if theme := themes.get(number):
            row.is_local, row.domain, row.about = True, theme.domain, theme.about
            row.questions = list(theme.questions)
        session.add(row)
    if report.overall.rounds:
        title = workshop.edition.framework.whole.title
        row = Standard(workshop_id=workshop.id, place=len(archive.order), number=OVERALL, title=title, is_overall=True)
        row.settled_at = _settled_at(report.overall)
        session.add(row)


def _settled_at(subject: subjects.Standard | subjects.Overall) -> datetime | None:
    return subject.positions[-1].written_at if subject.is_settled else None


# -- Evidence


def _evidence(session: Session, workshop: Workshop, report: Report, archive: Archive) -> None:
    asked = dict(_asked(session, workshop, archive))
    for standard in report.standards:
        for place, item in enumerate(standard.evidence):
            same = {name: getattr(item, name) for name in ("title", "link", "note", "strength", "criterion", "answers")}
            Offer(standard=standard.number, **same).must_fit(workshop)  # what a file brings is somebody's form too
            row = EvidenceItem(
                workshop_id=workshop.id,
                standard=standard.number,
                asked_id=asked.get((standard.number, place)),
                told_as=item.offered_by,
                added_by="",
                submission_key=new_token(),
                **same,
            )
            session.add(row)


def _asked(session: Session, workshop: Workshop, archive: Archive) -> Iterator[tuple[tuple[str, int], int]]:
    """(standard, place of an item) -> what it was asked for as."""
    for asked in archive.evidence_asked:
        if problem := title_problem(asked.title):
            raise Incomplete({"title": problem})
        row = EvidenceAsked(workshop_id=workshop.id, standard=asked.standard, title=asked.title)
        session.add(row)
        session.flush()
        yield from (((asked.standard, place), row.id) for place in asked.offered)
