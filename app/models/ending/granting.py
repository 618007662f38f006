"""What the facilitator lets a scribe do once the workshop is closed. Nothing, unless it is granted."""

from sqlmodel import Session

from app.models.workshop.event import record
from app.models.workshop.state import WorkshopState
from app.models.workshop.workshop import Workshop


def grant(session: Session, workshop: Workshop, *, exports: bool, finishes: bool, by: str) -> None:
    """Both switches as they stand from now on. Asking twice is safe."""
    workshop.must_be(WorkshopState.CLOSED, WorkshopState.CONFIRMED)
    if (exports, finishes) == (workshop.scribe_exports, workshop.scribe_finishes):
        return
    workshop.scribe_exports, workshop.scribe_finishes = exports, finishes
    record(session, workshop.id, by, "granted to the scribe", exports=exports, finishes=finishes)
