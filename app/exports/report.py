"""One workshop as a report that knows no format: every export is written from this, and from nothing else.

People enter it through frozen snapshots, and through what units and people said to words that were read back. No
rating, seat, label or code is read here; of reasons, how many are held back; of seats, how many answered.
"""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from app import models
from app.clock import now
from app.divergence import Finding
from app.errors import NotFound, Refusal
from app.exports.archiving import archive_of, revealed_rounds, told_findings
from app.exports.chaining import chain_told, chained
from app.exports.contents import occasion, rounds, subjects
from app.exports.contents.evidence import EvidenceItem, EvidenceMissing
from app.exports.contents.log import Act
from app.exports.contents.report import SCHEMA_VERSION, Report
from app.exports.reading import Record, read_record
from app.frameworks import Band, Domain
from app.frameworks.standard import Standard as PublishedStandard
from app.models import AttributionRule, WorkshopState
from app.models.ending.cutting import people_in
from app.models.evidence.listing import EvidenceList, Offered, evidence_list
from app.models.record.subject import Key, Level
from app.models.rounds.kept_view import FEWEST_KEPT
from app.models.workshop.event import OUTSIDE, entries_of
from app.revealed.round import Revealed, ShownRow, shown_by

ATTRIBUTION = {
    AttributionRule.BY_GROUP: (
        "By group: a group is shown as itself when three or more of its people rated the standard, or when every one "
        "of its members agreed to that. Other groups are shown as “Smaller groups together”."
    ),
    AttributionRule.OPEN: "Open: every group is shown as it is, and people’s ratings as dots, without names.",
    AttributionRule.NOT_ATTRIBUTABLE: (
        "Not attributable: groups with fewer than three ratings are always shown as “Smaller groups together”, "
        "and no rating is shown by itself."
    ),
}


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
        workshop=_workshop(workshop),
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


def _workshop(workshop: models.Workshop) -> occasion.Workshop:
    return occasion.Workshop(
        id=workshop.id,
        council=workshop.council,
        title=workshop.title,
        held_on=workshop.held_on,
        purpose=workshop.purpose,
        state=workshop.state,
        framework=_framework(workshop),
        attribution_rule=workshop.attribution_rule,
        attribution=ATTRIBUTION[workshop.attribution_rule],
        ground_rules=workshop.ground_rules,
        responsible=workshop.responsible,
        data_contact=workshop.data_contact,
        lawful_basis=workshop.lawful_basis,
        erase_seats_on=workshop.erase_seats_on,
        erase_record_on=workshop.erase_record_on,
        confirmed_at=workshop.confirmed_at,
        thresholds=workshop.thresholds,
    )


def _framework(workshop: models.Workshop) -> occasion.Framework:
    framework = workshop.framework
    return occasion.Framework(
        key=framework.key,
        title=framework.title,
        edition=framework.edition,
        bands=tuple(_band(band, printed=workshop.shows_printed_labels) for band in framework.scale.bands),
        scale_note=framework.scale.note,
        forms=occasion.Forms(**framework.forms.model_dump(exclude={"needed"})),
        domains=tuple(_form_domain(domain, workshop) for domain in framework.domains),
    )


def _form_domain(domain: Domain, workshop: models.Workshop) -> occasion.FormDomain:
    return occasion.FormDomain(
        number=domain.number,
        title=domain.form_title,
        summary_title=domain.summary_title,
        standards=tuple(
            occasion.FormStandard(
                number=each.number,
                title=_title(each, workshop),
                needed=workshop.framework.forms.needed_for(each.number),
            )
            for each in domain.standards
        ),
    )


def _band(band: Band, *, printed: bool) -> occasion.Band:
    kept = {name: getattr(band, name) for name in ("low", "high", "name", "label", "printed")}
    return occasion.Band(**kept, shown=band.shown_label(printed=printed))


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
    standards = [(_title(published, workshop), chosen.get(published.number)) for published in domain.standards]
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


def _title(published: PublishedStandard, workshop: models.Workshop) -> str:
    return workshop.framework.title_of_record(published, printed=workshop.shows_printed_labels)


def _standard(
    title: str, standard: models.Standard, evidence: tuple[Offered, ...], record: Record
) -> subjects.Standard:
    return subjects.Standard(
        number=standard.number,
        title=title,
        state=standard.state,
        is_parked=standard.is_parked,
        rounds=tuple(_round(round_, record) for round_ in standard.rounds),
        evidence=tuple(_item(item) for item in evidence),
        **dict(record.of(Key(Level.STANDARD, standard.number))),
    )


def _overall(workshop: models.Workshop, record: Record) -> subjects.Overall:
    arrow = workshop.arrow
    return subjects.Overall(
        title=workshop.framework.forms.overall,
        rounds=tuple(_round(round_, record) for round_ in arrow.rounds) if arrow else (),
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


def _round(round_: models.Round, record: Record) -> rounds.Round:
    return rounds.Round(
        number=round_.number,
        is_after_seeing=round_.is_after_seeing,
        state=round_.state,
        shown_at=round_.shown_at,
        shown=_shown(round_, record),
    )


def _shown(round_: models.Round, record: Record) -> rounds.Shown | None:
    """Asks for both the reveal and its snapshot: a frozen round that nobody revealed stays closed."""
    if round_.sitting.revealed_at is None or not round_.is_frozen:
        return None
    release = shown_by(round_)
    also = {
        "kept_first_views": _kept_first_views(round_, release),
        "reasons_held_back": record.held_back.get(round_.id, 0),
    }
    return shown_of(round_, release).model_copy(update=also)


def shown_of(round_: models.Round, release: Revealed) -> rounds.Shown:
    """What this release of a round tells, and of the round itself when it was revealed and what was put on stage."""
    assert round_.sitting.revealed_at is not None
    return rounds.Shown(
        revealed_at=round_.sitting.revealed_at,
        attribution_rule=AttributionRule(release.rule),
        answered=release.answered,
        rated=release.rated,
        cant_tell=release.cant_tell,
        units=units(release.every_row),
        pooled=release.pooled,
        withheld=release.withheld,
        late=release.late,
        middle_by_group=release.by_group,
        middle_by_person=release.by_person,
        has_shared_middle=release.has_shared_middle,
        findings=tuple(told_finding(finding) for finding in told_findings(round_, release)),
        movement=release.movement.sentence if release.movement else None,
        kept_first_views=(),
        reasons_held_back=0,
    )


def _kept_first_views(round_: models.Round, release: Revealed) -> tuple[int, ...]:
    """Together or not at all: one that appears by itself is the last person's who was asked."""
    kept = sorted(view.score for view in round_.kept_views)
    tells_all = release.rule == AttributionRule.OPEN
    return tuple(kept) if tells_all or (len(kept) >= FEWEST_KEPT and not release.withheld) else ()


def units(rows: Sequence[ShownRow]) -> tuple[rounds.Unit, ...]:
    lowest = min((row.middle[0] for row in rows if row.middle), default=0)
    return tuple(_unit(row, lowest) for row in rows)


def _unit(row: ShownRow, lowest: int) -> rounds.Unit:
    dots = tuple(rounds.Dot(score=score, people=people) for score, people in row.dots)
    return rounds.Unit(
        name=row.name,
        rated=row.n,
        cant_tell=row.cant_tell,
        middle=row.middle,
        place=(row.middle[0] - lowest, row.middle[1] - lowest) if row.middle else None,
        bands=row.bands,
        dots=dots,
        is_guarded=row.is_guarded,
    )


def told_finding(finding: Finding) -> rounds.Finding:
    return rounds.Finding(code=finding.code, sentence=finding.sentence, words=finding.words, why=finding.why)


def _events(session: Session, workshop_id: int) -> tuple[Act, ...]:
    query = select(models.Event).where(models.Event.workshop_id == workshop_id).order_by(col(models.Event.id))
    events = [event for event in session.exec(query) if event.act not in OUTSIDE]
    return tuple(Act(at=event.at, by=event.by, act=event.act, about=_told(event)) for event in events)


def _told(event: models.Event) -> dict[str, int | str | tuple[str, ...]]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in event.about_told.items()}
