"""What one person said of a subject, as it may be shown to that person: ratings, answers to words, own words.

What another phone of this seat recorded before it moved here is "recorded", and has no value: not in these classes
either, so that no template can tell it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from app.live.mine import read_mine
from app.live.stand import SAID
from app.live.words import AskingScene, PositionScene
from app.models import Assent, Dissent, ReadBack, Round, RoundState, Seat, Standard, StandsBehind
from app.models.record.dissent import Shown, own_dissent
from app.models.record.read_back import askings_of, marker_of
from app.models.record.subject import Key
from app.models.record.told_dissent import ToldDissent
from app.models.rounds.first_view import kept_view, own_movement
from app.models.rounds.rating import came_before
from app.models.rounds.reason import held_back

YOURS = {
    Shown.WITH_UNIT: "with your group’s name",
    Shown.WITHOUT_NAME: "without a name",
    Shown.FACILITATOR_ONLY: "to the facilitator only",
}
TOO_SMALL = "without a name: your group has become too small to be named"


@dataclass(frozen=True)
class OwnRating:
    number: int  # of the round
    value: str = ""  # empty where nothing is recorded, or nothing may be shown
    is_cant_tell: bool = False
    is_hidden: bool = False  # recorded on another phone
    is_open: bool = False
    joins_next: bool = False
    reason: str = ""
    may_quote: bool = False
    held_back_why: str = ""

    @property
    def is_after_seeing(self) -> bool:
        return self.number > 1


@dataclass(frozen=True)
class OwnAnswer:
    """`words`: those that it was given to, where they are not the ones that were settled."""

    answer: str
    is_hidden: bool
    words: str


@dataclass(frozen=True)
class OwnWordsSaid:
    text: str
    is_hidden: bool
    shown: str
    may_publish: bool | None
    how_many: str  # stand behind it, where phones are told so
    is_held_back: bool
    held_back_why: str

    @property
    def is_for_facilitator(self) -> bool:
        return self.shown == YOURS[Shown.FACILITATOR_ONLY]


@dataclass(frozen=True)
class SaidByMe:
    ratings: tuple[OwnRating, ...] = ()
    keeps_first_view: bool = False
    answers: tuple[OwnAnswer, ...] = ()
    words: OwnWordsSaid | None = None
    behind: tuple[str, ...] = ()  # words of others in the own group


def said_by_me(
    session: Session, seat: Seat, standard: Standard | None, position: PositionScene, asking: AskingScene | None
) -> SaidByMe:
    """`asking`: as phones are told of it."""
    rounds: Sequence[Round] = standard.rounds if standard else ()
    return SaidByMe(
        tuple(_rating(session, seat, round_) for round_ in rounds),
        any(_keeps_first_view(session, seat, round_) for round_ in rounds),
        tuple(_answers(session, seat, position)),
        _words(session, seat, position.key, asking),
        tuple(_behind(session, seat, position.key)),
    )


def _rating(session: Session, seat: Seat, round_: Round) -> OwnRating:
    mine, is_open = read_mine(session, seat, round_.id), round_.state is RoundState.OPEN
    if mine.is_hidden or not mine.is_recorded:
        return OwnRating(round_.number, is_hidden=mine.is_hidden, is_open=is_open, joins_next=mine.joins_next)
    return OwnRating(
        round_.number,
        mine.value,
        mine.score is None,
        is_open=is_open,
        reason=mine.reason,
        may_quote=mine.may_quote,
        held_back_why=held_back(session, round_.id, mine.reason),
    )


def _keeps_first_view(session: Session, seat: Seat, round_: Round) -> bool:
    return own_movement(session, seat, round_) is not None and kept_view(session, seat.id, round_.id) is not None


def _answers(session: Session, seat: Seat, position: PositionScene) -> Iterator[OwnAnswer]:
    """The one to the settled words first, then those to others, the newest first."""
    asked = askings_of(session, seat.workshop_id).get(position.key, [])
    own = select(Assent).where(Assent.seat_id == seat.id, col(Assent.read_back_id).in_([each.id for each in asked]))
    answers = {answer.read_back_id: answer for answer in session.exec(own)}
    settled = [each for each in asked if _is_about(each, position)]
    others = [each for each in reversed(asked) if each not in settled]
    for each in (*settled, *others):
        if answer := answers.get(each.id):
            hidden = came_before(answer.recorded_at, seat.rejoined_at)
            words = "" if each in settled else f"{each.state.capitalize()}: {each.wording}"
            yield OwnAnswer("" if hidden else SAID[answer.answer], hidden, words)


def _is_about(asking: ReadBack, position: PositionScene) -> bool:
    settled = position.state, position.wording, marker_of(position.key, position.number)
    return position.is_settled and (asking.state, asking.wording, asking.marker) == settled


def _words(session: Session, seat: Seat, key: Key, asking: AskingScene | None) -> OwnWordsSaid | None:
    row = own_dissent(session, seat.id, key)
    if row is None:
        return None
    hidden = came_before(row.written_at, seat.rejoined_at)
    told = next((each for each in asking.dissents if each.id == row.id), None) if asking else None
    return OwnWordsSaid(
        "" if hidden else row.text,
        hidden,
        _shown(row, told),
        row.may_publish,
        told.how_many if told else "",
        row.is_held_back,
        row.held_back_why,
    )


def _shown(row: Dissent, told: ToldDissent | None) -> str:
    if told is None or row.shown is not Shown.WITH_UNIT:
        return YOURS[row.shown]
    return f"with the name “{told.unit}”" if told.unit else TOO_SMALL


def _behind(session: Session, seat: Seat, key: Key) -> Iterator[str]:
    """In no order of arrival."""
    standing = select(Dissent, StandsBehind).join(StandsBehind, col(StandsBehind.dissent_id) == Dissent.id)
    standing = standing.where(StandsBehind.seat_id == seat.id, Dissent.asks_group, col(Dissent.held_back_at).is_(None))
    standing = standing.where(Dissent.level == key.level, Dissent.subject_number == key.number)
    for words, stands in session.exec(standing.order_by(Dissent.text)):
        if words.workshop_id == seat.workshop_id and not came_before(stands.stood_at, seat.rejoined_at):
            yield words.text
