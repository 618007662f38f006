"""From a draft to rows: everything may change until the lobby opens, and nothing of this after."""

from dataclasses import replace
from typing import Any

from sqlmodel import Session

from app import divergence
from app.errors import NotFound
from app.frameworks import Framework, arranged
from app.models.rounds.standard import Standard
from app.models.texts import clean_label, cleaned
from app.models.workshop.draft import Draft
from app.models.workshop.edition import Edition, named
from app.models.workshop.group import StakeholderGroup
from app.models.workshop.workshop import Workshop, WorkshopState


def create(session: Session, owner_id: int, draft: Draft) -> Workshop:
    edition = _edition(session, draft)
    workshop = Workshop(
        owner_id=owner_id, edition_id=edition.id, thresholds=_thresholds(edition.framework), **_columns(draft)
    )
    session.add(workshop)
    session.flush()
    _lay_out(session, workshop, draft)
    return workshop


def edit(session: Session, workshop: Workshop, draft: Draft) -> None:
    workshop.must_be(WorkshopState.DRAFT)
    edition = _edition(session, draft)
    for name, value in _columns(draft).items():
        setattr(workshop, name, value)
    workshop.edition_id, workshop.thresholds = edition.id, _thresholds(edition.framework)
    for row in (*workshop.groups, *workshop.standards):
        session.delete(row)
    session.flush()
    session.refresh(workshop)
    _lay_out(session, workshop, draft)


def _edition(session: Session, draft: Draft) -> Edition:
    """The edition that this draft pins, once everything in it holds."""
    try:
        edition = named(session, draft.framework_key)
    except NotFound:
        draft.must_hold(None)
        raise
    draft.must_hold(edition.framework)
    return edition


def _columns(draft: Draft) -> dict[str, Any]:
    apart = ("framework_key", "standards", "groups", "themes")
    columns = {name: getattr(draft, name) for name in Draft.__dataclass_fields__ if name not in apart}
    return {name: cleaned(value) if type(value) is str else value for name, value in columns.items()}


def _thresholds(chosen: Framework) -> dict[str, Any]:
    """The model's own, on the scale that this framework brings."""
    bands = tuple(divergence.Band(band.low, band.high, band.name) for band in chosen.scale.bands)
    return replace(divergence.DEFAULT, scale=divergence.Scale(chosen.scale.points, bands)).to_dict()


def _lay_out(session: Session, workshop: Workshop, draft: Draft) -> None:
    _lay_out_standards(session, workshop, draft)
    for place, group in enumerate(draft.groups):
        session.add(
            StakeholderGroup(
                workshop_id=workshop.id,
                place=place,
                name=clean_label(group.name),
                expected=group.expected,
                is_assessing=group.is_assessing,
                asks_for_label=group.asks_for_label,
            )
        )
    session.flush()
    session.refresh(workshop)


def _lay_out_standards(session: Session, workshop: Workshop, draft: Draft) -> None:
    """In the draft's order, as far as the standards of a domain stay together."""
    themes = {theme.number: theme for theme in draft.themes}
    everything = arranged(workshop.edition.framework, draft.themes, draft.standards).standards
    chosen = [standard for standard in everything if standard.number in {*draft.standards, *themes}]
    for place, standard in enumerate(chosen):
        row = Standard(workshop_id=workshop.id, place=place, number=standard.number, title=cleaned(standard.title))
        if theme := themes.get(standard.number):
            row.is_local, row.domain, row.about = True, theme.domain, cleaned(theme.about)
            row.questions = [cleaned(question) for question in theme.questions]
        session.add(row)
