"""Publishing a workshop's record: what people have to look at first, and the report that may then go anywhere."""

from dataclasses import dataclass

from sqlmodel import Session, select

from app import models
from app.divergence import POOL
from app.errors import NotFound, Refusal
from app.exports.archiving import revealed_rounds
from app.exports.checking import Found, Names, figures
from app.exports.contents.report import Report
from app.exports.public import public
from app.exports.published_rounds import published_rounds, shown_rounds
from app.exports.report import front_of, heard_in, report
from app.exports.sentences import FIELDS, rewritten, sentences
from app.models import Account, Workshop
from app.models.people.second_facilitator import seconds_of
from app.models.record.publishing import Decision, Decisions, Sentence, as_published, decisions_of, is_kept
from app.models.record.subject import Key, Level

HELD_ELSEWHERE = (
    "This workshop was imported. Its public files are made on the server where it was held: units of five people need "
    "what no file tells."
)


@dataclass(frozen=True)
class ToDecide:
    """A sentence that names a withheld group or a person, with what was decided about it."""

    recorded: Sentence  # as it stands in the record
    sentence: Sentence  # as it would be published; what a decision is about
    names: tuple[str, ...]  # that `sentence` holds; none once it was edited away
    decision: Decision | None  # the newest
    is_open: bool  # nothing can be published before

    @property
    def where(self) -> str:
        return where(self.recorded)


def where(sentence: Sentence) -> str:
    """As a person knows its place."""
    return f"{_spoken(sentence.key)}: {FIELDS[sentence.field]}"


def public_report(session: Session, workshop_id: int) -> Report:
    """With its numbers; refuses while a sentence that names somebody was neither kept, edited nor left out."""
    workshop = _workshop(session, workshop_id)
    waiting = [each for each in to_decide(session, workshop) if each.is_open]
    if waiting:
        raise Refusal(_refused(waiting))
    decisions = decisions_of(session, workshop.id)
    return rewritten(_unchecked(session, workshop), lambda sentence: as_published(sentence, decisions))


def to_decide(session: Session, workshop: Workshop) -> list[ToDecide]:
    """Every such sentence in the order of the record, decided or not."""
    made = _unchecked(session, workshop)
    names, decisions = _names(session, workshop, made), decisions_of(session, workshop.id)
    looked_at = (_looked_at(sentence, names, decisions) for sentence in sentences(made))
    return [each for each in looked_at if each]


def to_look_at(session: Session, workshop: Workshop) -> tuple[Found, ...]:
    """Sentences with a figure or a band's name, as they would be published: where numbers are left out they stay."""
    decisions = decisions_of(session, workshop.id)
    return figures(rewritten(_unchecked(session, workshop), lambda sentence: as_published(sentence, decisions)))


def sentence_of(session: Session, workshop: Workshop, slug: str, field: str, mark: str) -> Sentence:
    """As a page sends it back. Words that were changed meanwhile are not decided about unseen."""
    for each in to_decide(session, workshop):
        if (each.sentence.key.slug, each.sentence.field, each.sentence.mark) == (slug, field, mark):
            return each.sentence
    raise NotFound("This sentence was changed or taken out meanwhile. Load the page again and look at it as it is now.")


def _workshop(session: Session, workshop_id: int) -> Workshop:
    workshop = session.get(models.Workshop, workshop_id)
    if workshop is None:
        raise NotFound(f"There is no workshop {workshop_id}. Check its number or join code.")
    return workshop


def _unchecked(session: Session, workshop: Workshop) -> Report:
    if workshop.imported_at:
        raise Refusal(HELD_ELSEWHERE)
    front = front_of(session, workshop, shown_rounds(workshop), workshop.people_shown)
    return public(report(session, workshop.id), published_rounds(workshop), front)


def _looked_at(sentence: Sentence, names: Names, decisions: Decisions) -> ToDecide | None:
    row = decisions.get((sentence.key, sentence.field, sentence.mark))
    text = as_published(sentence, decisions)
    if text is None:
        return ToDecide(sentence, sentence, names.found_at(sentence), Decision.LEFT_OUT, is_open=False)
    stands = Sentence(sentence.key, sentence.field, text)
    found = names.found_at(stands)
    if row is None and not found:
        return None
    return ToDecide(
        sentence, stands, found, row.decision if row else None, is_open=bool(found) and not is_kept(stands, decisions)
    )


def _names(session: Session, workshop: Workshop, made: Report) -> Names:
    seats = session.exec(select(models.Seat.label).where(models.Seat.workshop_id == workshop.id)).all()
    owner = session.get(Account, workshop.owner_id)
    accounts = [*([owner] if owner else []), *(account for _, account in seconds_of(session, workshop.id))]
    return Names(
        groups=frozenset(_withheld(workshop, made)),
        people=frozenset(filter(None, [*seats, *(account.name for account in accounts)])),
    )


def _withheld(workshop: Workshop, made: Report) -> set[str]:
    """Groups that spoke in a revealed round, and are not told by themselves in every published one they spoke in."""
    spoke = {group for round_ in revealed_rounds(workshop) for group in heard_in(round_.frozen)}
    rounds = [*made.overall.told, *(round_ for standard in made.standards for round_ in standard.told)]
    told = [round_.shown for round_ in rounds if round_.shown]
    hidden = {group for shown in told for group in (*shown.pooled, *shown.withheld)}
    alone = {unit.name for shown in told for unit in shown.units if unit.rated}
    pools = {shown.pooled for shown in told} | {round_.frozen.pooled for round_ in revealed_rounds(workshop)}
    return spoke & hidden | spoke - alone | ({POOL} if len(pools) > 1 else set())  # not who the room called so


def _spoken(key: Key) -> str:
    return "The overall position" if key.level is Level.OVERALL else f"{key.level.capitalize()} {key.number}"


def _refused(waiting: list[ToDecide]) -> str:
    number, places = len(waiting), list(dict.fromkeys(each.where for each in waiting))
    sentences_ = "One sentence names" if number == 1 else f"{number} sentences name"
    return (
        f"Not made: {sentences_} a person, or a group that is not told by itself ({'; '.join(places)}). "
        "Look at each under “Before you publish” on the page of the pack: keep it, edit it or leave it out."
    )
