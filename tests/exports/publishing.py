"""What a facilitator does before a record is published: every standard is shown, every sentence decided about."""

from sqlmodel import Session

from app.exports.publishing import to_decide
from app.models import Workshop
from app.models.record.publishing import keep


def show_all(session: Session, workshop: Workshop) -> None:
    session.expire_all()
    for row in (*workshop.standards, *([workshop.arrow] if workshop.arrow else [])):
        if row.revealed_round:
            row.show(session, by="facilitator")
    session.flush()
    session.expire_all()


def keep_all(session: Session, workshop: Workshop) -> None:
    for waiting in to_decide(session, workshop):
        keep(session, workshop, waiting.sentence, by="facilitator")
