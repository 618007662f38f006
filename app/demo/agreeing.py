"""How Northvale's day ends: words that were read back and settled, a dissent, actions, and the marker on the arrow."""

from collections.abc import Mapping

from sqlmodel import Session

from app.demo.agreed import ACTIONS, ARROW, DISSENTS, DOMAIN, MARKER, OVERALL_WORDS, SAID_TO, DissentOfTheDay
from app.demo.day import Day
from app.frameworks import OVERALL
from app.models import CanStand, PositionState, Seat, Workshop
from app.models.record import action, dissent
from app.models.record.asking import assent, read_back, show_words
from app.models.record.dissent import OwnWords, Shown
from app.models.record.position import Wording
from app.models.record.settling import settle
from app.models.record.subject import Key, Level, Subject
from app.models.rounds.opening import open_sitting
from app.models.rounds.rating import Answer, rate
from app.models.rounds.revealing import reveal
from app.models.rounds.standard import numbered
from app.tokens import new_token

FACILITATOR, SCRIBE = "facilitator", "scribe 1"
Seats = Mapping[str, list[Seat]]  # by group


def agree(session: Session, workshop: Workshop, day: Day, seats: Seats) -> None:
    for number in reversed(day.sitting):  # the first is left on stage, as it was before
        numbered(session, workshop.id, number).show(session, by=FACILITATOR)
    for number, (state, words) in day.wordings.items():
        wording = Wording(state, words, divergent_views=day.divergent.get(number, ""))
        _settle(session, Subject.standard(numbered(session, workshop.id, number)), wording, seats)
    if not day.is_northvales:
        return
    domain = Subject.of(workshop, Key(Level.DOMAIN, DOMAIN.number))
    settle(session, domain, Wording(DOMAIN.state, DOMAIN.words, good_practice=DOMAIN.good_practice), SCRIBE, 0)
    _arrow(session, workshop, seats)
    for dissenting in DISSENTS:
        _dissent(session, Subject.of(workshop, Key.of_slug(dissenting.slug)), dissenting, seats)
    for subject, typed in ACTIONS:
        action.write(session, Subject.of(workshop, Key.of_slug(subject)), action.Typed(**typed), by=SCRIBE)
    show_words(session, Subject.of(workshop, Key.of_slug(DISSENTS[0].slug)), by=FACILITATOR)


def _settle(session: Session, subject: Subject, wording: Wording, seats: Seats) -> None:
    """Read back, answered by everybody, settled."""
    asking = read_back(session, subject, wording.state, wording.wording, wording.number, by=FACILITATOR)
    for group, answers in SAID_TO.get(subject.key.slug, {}).items():
        for seat, answer in zip(seats.get(group, []), answers, strict=False):
            assent(session, subject, asking, seat.id, CanStand(answer), new_token())
    settle(session, subject, wording, SCRIBE, after_version=0)


def _dissent(session: Session, subject: Subject, words: DissentOfTheDay, seats: Seats) -> None:
    writer, *others = seats[words.group]
    typed = OwnWords(words.words, Shown.WITH_UNIT, may_publish=True, asks_group=True)
    written = dissent.write(session, subject, writer, typed)
    session.flush()
    assert written is not None
    for seat in others[: words.behind]:
        dissent.stand_behind(session, subject, written, seat, stands=True)


def _arrow(session: Session, workshop: Workshop, seats: Seats) -> None:
    """A blind round on the whole, and a marker that one group does not share."""
    sitting = open_sitting(session, workshop, [OVERALL], by=FACILITATOR)
    (round_,) = sitting.rounds
    for group, scores in ARROW.items():
        for seat, score in zip(seats[group], scores, strict=False):
            rate(session, seat.id, workshop.id, round_.id, Answer(score, key=new_token()))
    sitting.close(session, by=FACILITATOR)
    reveal(session, sitting, by=FACILITATOR)
    round_.standard.show(session, by=FACILITATOR)
    wording = Wording(PositionState.WITH_RESERVATIONS, OVERALL_WORDS, number=MARKER)
    _settle(session, Subject.overall(workshop), wording, seats)
