"""How a draft begins: with what everybody knows first, or as a copy of what was prepared before."""

from datetime import date, timedelta
from typing import Any

from sqlmodel import Session

from app.clock import now, today
from app.frameworks import DEFAULT
from app.models.rounds.preparing import COLUMNS, thresholds
from app.models.rounds.standard import Standard
from app.models.texts import cleaned
from app.models.workshop.choices import Purpose
from app.models.workshop.draft import LONGEST_LINE, begins
from app.models.workshop.edition import named
from app.models.workshop.group import StakeholderGroup
from app.models.workshop.steps import Step
from app.models.workshop.typed_draft import only_of, values_of
from app.models.workshop.workshop import Workshop

ASKED_ANEW = ("held_on", "erase_seats_on", "erase_record_on")
# What stands in columns until people choose. Nobody sees these: the fields are empty until then.
UNTIL_CHOSEN: dict[str, Any] = {
    "purpose": Purpose.LGA_PEER_CHALLENGE,
    "responsible": "",
    "data_contact": "",
    "lawful_basis": "",
}


def begin(session: Session, owner_id: int, council: str, title: str, held_on: str) -> Workshop:
    """A new draft, of which nothing is known but what everybody knows first. Nothing is chosen for anybody."""
    day = begins(council, title, held_on)
    edition = named(session, DEFAULT)
    workshop = Workshop(
        owner_id=owner_id,
        council=cleaned(council),
        title=cleaned(title),
        edition_id=edition.id,
        thresholds=thresholds(edition.framework),
        prepared_at=now(),
        **_dates(day),
        **UNTIL_CHOSEN,
    )
    session.add(workshop)
    session.flush()
    session.refresh(workshop)
    _ask(workshop, Step.OCCASION, "purpose")
    _ask(workshop, Step.TOLD, "erase_seats_on", "erase_record_on")
    session.flush()
    return workshop


def copy(session: Session, workshop: Workshop, owner_id: int) -> Workshop:
    """Everything that was prepared, themes among it; no dates, no code, no people, and nothing that they wrote."""
    again = Workshop(
        owner_id=owner_id,
        edition_id=workshop.edition_id,
        thresholds=thresholds(workshop.edition.framework),
        prepared_at=now(),
        **prepared(workshop),
        **_dates(today()),
    )
    again.title = f"{workshop.title[: LONGEST_LINE - len(' (copy)')]} (copy)"
    session.add(again)
    session.flush()
    take_along(session, workshop, again)
    half = {step: {**typed} for step, typed in workshop.half_filled.items()}
    if "title" in half.get(Step.OCCASION, {}):
        half[Step.OCCASION]["title"] = again.title
    again.half_filled = half
    _ask(again, Step.OCCASION, "held_on")
    _ask(again, Step.TOLD, "erase_seats_on", "erase_record_on")
    session.flush()
    return again


def prepared(workshop: Workshop) -> dict[str, Any]:
    """The columns that people filled in for it, without those that are asked anew for each workshop."""
    return {name: getattr(workshop, name) for names in COLUMNS.values() for name in names if name not in ASKED_ANEW}


def take_along(session: Session, workshop: Workshop, again: Workshop) -> None:
    """Its groups and standards, as they were prepared."""
    for group in workshop.groups:
        session.add(StakeholderGroup(workshop_id=again.id, **group.model_dump(exclude={"id", "workshop_id"})))
    for row in workshop.standards:
        words = row.model_dump(include={"place", "number", "title", "is_local", "domain", "about", "questions"})
        session.add(Standard(workshop_id=again.id, **words))
    session.flush()
    session.refresh(again)


def _dates(day: date) -> dict[str, Any]:
    """Of a draft for which people have not chosen any: it goes some day, as everything does."""
    return {
        "held_on": day,
        "erase_seats_on": min(day, date.max - timedelta(days=730)) + timedelta(days=30),
        "erase_record_on": min(day, date.max - timedelta(days=730)) + timedelta(days=730),
    }


def _ask(workshop: Workshop, step: Step, *fields: str) -> None:
    typed = {**only_of(step, values_of(workshop)), **dict.fromkeys(fields, "")}
    workshop.half_filled = {**workshop.half_filled, step.value: typed}
