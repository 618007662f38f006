"""What a closed workshop's file holds beside the report, so that another server can hold the workshop."""

from sqlmodel import Session

from app import models
from app.divergence import Finding
from app.divergence.codes import CONSOLE_ONLY
from app.exports.contents.archive import Archive, EvidenceAsked, LocalTheme, Remarks
from app.models.ending.cutting import people_in
from app.models.ending.hold import holds_of
from app.models.evidence.listing import EvidenceList
from app.revealed.round import Revealed, shown_by


def archive_of(session: Session, workshop: models.Workshop, evidence: EvidenceList) -> Archive | None:
    """None before the close: what still goes on is moved to no other server."""
    if not workshop.has_ended:
        return None
    return Archive(
        framework=workshop.edition.framework.model_dump(mode="json", exclude_unset=True),  # as pinned
        shows_printed_labels=workshop.shows_printed_labels,
        planned_minutes=workshop.planned_minutes,
        order=tuple(standard.number for standard in workshop.standards),
        themes=tuple(_theme(standard) for standard in workshop.standards if standard.is_local),
        evidence_asked=_asked(evidence),
        remarks=tuple(_remarks(round_) for round_ in revealed_rounds(workshop)),
        closed_at=workshop.closed_at,
        links_cut_at=workshop.links_cut_at,
        seats_erased_at=workshop.seats_erased_at,
        people_shown=_people_shown(session, workshop),
        holds=tuple(hold.set_at for hold in holds_of(session, workshop.id)),
    )


def revealed_rounds(workshop: models.Workshop) -> list[models.Round]:
    rated = [*workshop.standards, *([workshop.arrow] if workshop.arrow else [])]
    return [round_ for row in rated for round_ in row.rounds if round_.sitting.revealed_at and round_.is_frozen]


def told_findings(round_: models.Round, release: Revealed) -> tuple[Finding, ...]:
    """What may point at somebody is told in a file where it was put on stage."""
    staged = round_.staged_findings
    return tuple(finding for finding in release.findings if finding.code not in CONSOLE_ONLY or finding.code in staged)


def _theme(standard: models.Standard) -> LocalTheme:
    theme = standard.theme
    return LocalTheme(
        number=theme.number, title=theme.title, about=theme.about, questions=theme.questions, domain=theme.domain
    )


def _asked(evidence: EvidenceList) -> tuple[EvidenceAsked, ...]:
    return tuple(
        EvidenceAsked(
            standard=asked.standard,
            title=asked.title,
            offered=tuple(
                place for place, item in enumerate(evidence.of(asked.standard)) if item.asked_id == asked.asked_id
            ),
        )
        for asked in evidence.asked
    )


def _remarks(round_: models.Round) -> Remarks:
    release = shown_by(round_)
    told = told_findings(round_, release)
    moved = release.movement if release.movement and release.movement.sentence else None
    return Remarks(
        standard=round_.standard.number,
        round=round_.number,
        tiers={finding.code: finding.tier for finding in told},
        questions={finding.code: finding.question for finding in told if finding.question},
        question=moved.question if moved else None,
    )


def _people_shown(session: Session, workshop: models.Workshop) -> int:
    if workshop.people_shown is not None:
        return workshop.people_shown
    return people_in(session, [round_ for round_ in revealed_rounds(workshop) if round_.shown_at])
