"""One workshop as a report that knows no format: every export is written from this, and from nothing else.

People enter it through frozen snapshots, and through what units and people said to words that were read back. No
rating, seat, label or code is read here; of reasons, how many are held back; of seats, how many answered.
"""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from app import models
from app.clock import now
from app.errors import NotFound, Refusal
from app.exports.archiving import archive_of, revealed_rounds
from app.exports.chaining import chain_told, chained
from app.exports.contents import occasion, subjects
from app.exports.contents.evidence import EvidenceItem, EvidenceMissing
from app.exports.contents.log import Act
from app.exports.contents.report import SCHEMA_VERSION, Report
from app.exports.reading import Record, read_record
from app.exports.reporting_occasion import occasion_of, title_of
from app.exports.reporting_rounds import round_of
from app.frameworks import Domain
from app.models import WorkshopState
from app.models.ending.cutting import people_in
from app.models.evidence.listing import EvidenceList, Offered, evidence_list
from app.models.record.subject import Key, Level
from app.models.workshop.event import OUTSIDE, entries_of


def report(session: Session, workshop_id: int) -> Report:
    workshop = session.get(models.Workshop, workshop_id)
    if workshop is None:
        raise NotFound(f"There is no workshop {workshop_id}. Check its number or join code.")
    if workshop.state is WorkshopState.ERASED:
        raise Refusal("The record of this workshop was erased, so there is nothing to export.")
    evidence, record = evidence_list(session, workshop), read_record(session, workshop)
    entries = entries_of(session, workshop.id)
    return Report(
        schema_version=SCHEMA_VERSION,
        release=models.Release.WORKING,
        has_numbers=True,
        front=front_of(session, workshop, revealed_rounds(workshop), workshop.people),
        exported_at=now(),
        revision=workshop.rev,
        workshop=occasion_of(workshop),
        groups=tuple(
            occasion.Group(name=group.name, expected=group.expected, is_assessing=group.is_assessing)
            for group in workshop.groups
        ),
        domains=_domains(workshop, evidence, record),
        overall=_overall(workshop, record),
        evidence_missing=tuple(
            EvidenceMissing(
                number=wanted.number,
                standard=wanted.standard,
                title=wanted.title,
                heading=workshop.framework.evidence.heading_over(wanted.number),
            )
            for wanted in evidence.missing
        ),
        events=_events(session, workshop.id),
        chained=chained(session.get(models.Chain, workshop.id), entries),
        chain=chain_told(session, workshop.id, entries),
        archive=archive_of(session, workshop, evidence),
    )


def front_of(
    session: Session, workshop: models.Workshop, rounds: Sequence[models.Round], people: int | None
) -> occasion.Front:
    """Of these rounds, whatever units people speak through: how many they are (`people`, where it was kept)."""
    heard = {group for round_ in rounds for group in heard_in(round_.frozen)}
    names = [group.name for group in workshop.groups]
    return occasion.Front(
        people=people_in(session, rounds) if people is None else people,
        heard=tuple(name for name in names if name in heard),
        not_heard=tuple(name for name in names if rounds and name not in heard),  # before a reveal nobody was asked
    )


def heard_in(snapshot: models.Snapshot) -> set[str]:
    alone = {unit.name for unit in snapshot.units if not unit.is_silent}
    return alone | {*snapshot.pooled, *snapshot.withheld, *snapshot.late}


def _domains(workshop: models.Workshop, evidence: EvidenceList, record: Record) -> tuple[subjects.Domain, ...]:
    chosen = {standard.number: standard for standard in workshop.standards}
    domains = (_domain(domain, workshop, chosen, evidence, record) for domain in workshop.framework.domains)
    return tuple(domain for domain in domains if domain.standards)


def _domain(
    domain: Domain,
    workshop: models.Workshop,
    chosen: dict[str, models.Standard],
    evidence: EvidenceList,
    record: Record,
) -> subjects.Domain:
    standards = [(title_of(published, workshop), chosen.get(published.number)) for published in domain.standards]
    return subjects.Domain(
        number=domain.number,
        title=domain.form_title,
        summary_title=domain.summary_title,
        standards=tuple(
            _standard(title, standard, evidence.of(standard.number), record)
            for title, standard in standards
            if standard
        ),
        **dict(record.of(Key(Level.DOMAIN, domain.number))),
    )


def _standard(
    title: str, standard: models.Standard, evidence: tuple[Offered, ...], record: Record
) -> subjects.Standard:
    return subjects.Standard(
        number=standard.number,
        title=title,
        state=standard.state,
        is_parked=standard.is_parked,
        rounds=tuple(round_of(round_, record) for round_ in standard.rounds),
        evidence=tuple(_item(item) for item in evidence),
        **dict(record.of(Key(Level.STANDARD, standard.number))),
    )


def _overall(workshop: models.Workshop, record: Record) -> subjects.Overall:
    arrow = workshop.arrow
    return subjects.Overall(
        title=workshop.framework.forms.overall,
        rounds=tuple(round_of(round_, record) for round_ in arrow.rounds) if arrow else (),
        **dict(record.of(Key(Level.OVERALL))),
    )


def _item(item: Offered) -> EvidenceItem:
    return EvidenceItem(
        title=item.title,
        link=item.link,
        note=item.note,
        strength=item.strength,
        criterion=item.criterion,
        answers=item.answers,
        offered_by=item.offered_by,
    )


def _events(session: Session, workshop_id: int) -> tuple[Act, ...]:
    query = select(models.Event).where(models.Event.workshop_id == workshop_id).order_by(col(models.Event.id))
    events = [event for event in session.exec(query) if event.act not in OUTSIDE]
    return tuple(Act(at=event.at, by=event.by, act=event.act, about=_told(event)) for event in events)


def _told(event: models.Event) -> dict[str, int | str | tuple[str, ...]]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in event.about_told.items()}
