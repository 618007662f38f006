"""What is written down after the talk, and how the day ends."""

from datetime import timedelta

from sqlmodel import Session

from app.clock import now
from app.demo.agreed import DISSENTS, SAID_TO, WORDINGS
from app.models import CanStand, Workshop
from app.models.ending import closing
from app.models.record import dissent, typed_text
from app.models.record.asking import assent, read_back, show_words
from app.models.record.comment import comment
from app.models.record.subject import Key, Subject
from app.models.rounds.overview import show_overview
from app.models.rounds.standard import numbered
from app.tokens import new_token
from pictures.rounds import FAY, people_of

SAM = "scribe 1"
TYPED = {
    "state": WORDINGS["6"][0].value,
    "wording": WORDINGS["6"][1],
    "divergent_views": "Providers rate this at 3 and the council at 8: fees and closures are seen from two sides.",
    "action_what": "Open-book review of fees with providers",
}


def typed(session: Session, workshop: Workshop) -> None:
    subject = _of(workshop, "standard-6")
    for field, text in TYPED.items():
        typed_text.type_text(session, subject, typed_text.Keystrokes(field, text, 0, new_token()[:32]), by=SAM)


def read(session: Session, workshop: Workshop) -> None:
    """The sixth, read back, and answered by most; one of the providers writes why not."""
    typed(session, workshop)
    subject = _of(workshop, "standard-6")
    asking = read_back(session, subject, *WORDINGS["6"], by=FAY)
    for group, answers in SAID_TO["standard-6"].items():
        for seat, answer in zip(people_of(session, workshop, group), answers, strict=False):
            assent(session, subject, asking, seat.id, CanStand(answer), new_token())
    words = dissent.OwnWords(DISSENTS[0].words, dissent.Shown.WITH_UNIT, may_publish=True, asks_group=True)
    dissent.write(session, subject, people_of(session, workshop, "Providers")[0], words)


def domain_shown(session: Session, workshop: Workshop) -> None:
    show_words(session, _of(workshop, "domain-3"), by=FAY)


def whole_shown(session: Session, workshop: Workshop) -> None:
    show_words(session, _of(workshop, "overall"), by=FAY)


def one_mind_shown(session: Session, workshop: Workshop) -> None:
    show_words(session, _of(workshop, "standard-8"), by=FAY)


def arrow_shown(session: Session, workshop: Workshop) -> None:
    assert workshop.arrow is not None
    workshop.arrow.show(session, by=FAY)


def explained(session: Session, workshop: Workshop) -> None:
    workshop.explain(session, workshop.framework.glossary[0].term, FAY)


def by_group_shown(session: Session, workshop: Workshop) -> None:
    for number in ("7", "8", "9", "6"):
        numbered(session, workshop.id, number).show(session, by=FAY)
    show_overview(session, workshop, by=FAY)


def ended(session: Session, workshop: Workshop) -> None:
    closing.close(session, workshop, by=FAY, deferring="9")


def commented(session: Session, workshop: Workshop) -> None:
    """The next day: closing can be undone no longer, and two people have written."""
    ended(session, workshop)
    closed_at = workshop.closed_at
    assert closed_at is not None
    for seat, about in zip(people_of(session, workshop, "Providers"), ("standard-6", "overall"), strict=False):
        comment(session, workshop, seat.id, Key.of_slug(about), "The fee review should say by when it reports.")
    workshop.closed_at = now() - timedelta(hours=20)
    closing.start_window(session, workshop, by=FAY)


def confirmed(session: Session, workshop: Workshop) -> None:
    commented(session, workshop)
    closing.confirm(session, workshop, by=FAY)


def _of(workshop: Workshop, slug: str) -> Subject:
    return Subject.of(workshop, Key.of_slug(slug))
