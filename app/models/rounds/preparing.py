"""From a draft to rows, step by step: everything may change until the lobby opens, and nothing of this after."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlmodel import Session

from app import divergence
from app.clock import now
from app.errors import Incomplete, NotFound
from app.errors.acts import ChangedMeanwhile
from app.frameworks import Framework, arranged
from app.models.rounds.standard import Standard
from app.models.texts import clean_label, cleaned
from app.models.workshop.draft import Draft
from app.models.workshop.edition import Edition, named
from app.models.workshop.group import StakeholderGroup
from app.models.workshop.state import WorkshopState
from app.models.workshop.steps import Step, step_of
from app.models.workshop.typed_draft import Values, only_of, problems_of, read_draft, state_of, values_of
from app.models.workshop.workshop import Workshop

COLUMNS = {
    Step.OCCASION: ("council", "title", "held_on", "purpose", "planned_minutes"),
    Step.STANDARDS: ("shows_printed_labels",),
    Step.GROUPS: ("attribution_rule",),
    Step.TOLD: (
        "ground_rules",
        "responsible",
        "data_contact",
        "lawful_basis",
        "erase_seats_on",
        "erase_record_on",
    ),
}


def prepare(session: Session, workshop: Workshop, step: Step, typed: Mapping[str, Any], seen: str = "") -> bool:
    """Saves one step as it is typed, and takes it up where it holds: whether it does. Nothing typed is ever refused.

    `seen` is the state of the step that a page showed; a step that another page saved since is not written over.
    """
    workshop.must_be(WorkshopState.DRAFT)
    before, said = values_of(workshop), only_of(step, typed)
    if seen and state_of(step, before) not in (seen, state_of(step, said)):
        raise ChangedMeanwhile
    values = {**{name: value for name, value in before.items() if step_of(name) is not step}, **said}
    half = {name: typed for name, typed in workshop.half_filled.items() if name != step}
    if missing(session, values, step):
        half[step.value] = said
    else:
        _take_up(session, workshop, step, values)
    workshop.half_filled, workshop.prepared_at = half, now()
    session.flush()
    return step.value not in half


def missing(session: Session, values: Values, step: Step | None = None) -> dict[str, str]:
    """Field by field, what keeps this step, or the whole of it, from being done."""
    edition = chosen_edition(session, values)
    problems = problems_of(values, edition.framework if edition else None)
    return {field: sentence for field, sentence in problems.items() if step in (None, step_of(field))}


def must_be_whole(session: Session, workshop: Workshop) -> None:
    """Before its lobby opens; once it has, nobody asks again."""
    if workshop.state is WorkshopState.DRAFT and (problems := missing(session, values_of(workshop))):
        raise Incomplete(problems)


def chosen_edition(session: Session, values: Values) -> Edition | None:
    try:
        return named(session, str(values.get("framework_key", "")))
    except NotFound:
        return None


def _take_up(session: Session, workshop: Workshop, step: Step, values: Values) -> None:
    draft, _ = read_draft(values)
    columns = _columns(draft)
    for name in COLUMNS[step]:
        setattr(workshop, name, columns[name])
    if step is Step.STANDARDS:
        edition = named(session, draft.framework_key)
        workshop.edition_id, workshop.thresholds = edition.id, thresholds(edition.framework)
        for row in workshop.standards:
            session.delete(row)
    elif step is Step.GROUPS:
        for group in workshop.groups:
            session.delete(group)
    session.flush()
    session.refresh(workshop)
    if step is Step.STANDARDS:
        _lay_out_standards(session, workshop, draft)
    elif step is Step.GROUPS:
        _lay_out_groups(session, workshop, draft)
    session.flush()
    session.refresh(workshop)


def create(session: Session, owner_id: int, draft: Draft) -> Workshop:
    """One that is whole already."""
    edition = _edition(session, draft)
    workshop = Workshop(
        owner_id=owner_id,
        edition_id=edition.id,
        thresholds=thresholds(edition.framework),
        prepared_at=now(),
        **_columns(draft),
    )
    session.add(workshop)
    session.flush()
    _lay_out(session, workshop, draft)
    return workshop


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


def thresholds(chosen: Framework) -> dict[str, Any]:
    """The model's own, on the scale that this framework brings."""
    bands = tuple(divergence.Band(band.low, band.high, band.name) for band in chosen.scale.bands)
    return replace(divergence.DEFAULT, scale=divergence.Scale(chosen.scale.points, bands)).to_dict()


def _lay_out(session: Session, workshop: Workshop, draft: Draft) -> None:
    _lay_out_standards(session, workshop, draft)
    _lay_out_groups(session, workshop, draft)
    session.flush()
    session.refresh(workshop)


def _lay_out_groups(session: Session, workshop: Workshop, draft: Draft) -> None:
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
