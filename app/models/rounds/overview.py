"""All standards by group, on the stage: asked for by the facilitator, in place of whatever stands there.

It tells of a standard what was on stage before, and so nothing new: of one that was never shown, nothing at all.
"""

from sqlmodel import Session

from app.errors import Refusal
from app.models.workshop.event import record
from app.models.workshop.workshop import Workshop


def show_overview(session: Session, workshop: Workshop, *, by: str) -> None:
    """Puts it, and nothing else, on stage and phones. Asking twice is safe."""
    workshop.must_go_on()
    if not any(round_.shown_at for standard in workshop.standards for round_ in standard.rounds):
        raise Refusal("No standard has been shown yet, so there is nothing to tell. Show one on stage first.")
    if workshop.overview_on_stage:
        return
    workshop.overview_on_stage, workshop.words_on_stage = True, ""
    for standard in (*workshop.standards, *[arrow for arrow in (workshop.arrow,) if arrow]):
        standard.is_shown = False
    record(session, workshop.id, by, "showed the overview")


def hide_overview(session: Session, workshop: Workshop, *, by: str) -> None:
    workshop.must_go_on()
    if workshop.overview_on_stage:
        workshop.overview_on_stage = False
        record(session, workshop.id, by, "hid the overview")
