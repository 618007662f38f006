"""Every sentence of people that a report holds, at its place in the record: one walk reads them and replaces them."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from app.exports.contents.evidence import EvidenceItem, EvidenceMissing
from app.exports.contents.recorded import Action, Asking, Position, Recorded
from app.exports.contents.report import Report
from app.exports.contents.subjects import Domain, Standard
from app.models.record.publishing import DISSENT, Sentence
from app.models.record.subject import Key, Level

Subject = TypeVar("Subject", bound=Recorded)
Change = Callable[[Sentence], str | None]  # what stands there instead; None where it is left out
TEXTS = ("evidence", "divergent_views", "how_known", "next_step", "good_practice", "narrative")
FIELDS = {
    "wording": "How are we doing?",
    "evidence": "Evidence of impact",
    "divergent_views": "Divergent views",
    "how_known": "How would we know?",
    "next_step": "Next step",
    "good_practice": "Good practice to develop",
    "narrative": "How far the partners agree",
    "number": "Number",
    "band": "Band",
    "importance": "Importance",
    "has_divergent_views": "Whether views differ",
    DISSENT: "Dissent",
    "action_what": "Action",
    "action_who": "Action: who",
    "action_due": "Action: by when",
    "action_how_known": "Action: how would we know?",
    "evidence_title": "Evidence: title",
    "evidence_note": "Evidence: note",
    "evidence_link": "Evidence: link",
    "evidence_asked": "Evidence that was asked for",
}  # as a person knows them who decides, and as columns and marks name them
LEFT_OUT = "Left out of what is published."


def sentences(report: Report) -> tuple[Sentence, ...]:
    """In the order of the record, each once."""
    found: dict[Sentence, None] = {}

    def note(sentence: Sentence) -> str:
        found[sentence] = None
        return sentence.text

    rewritten(report, note)
    return tuple(found)


def rewritten(report: Report, change: Change) -> Report:
    """An action, a dissent or an item of evidence goes with its own words; an empty field is nobody's sentence."""
    return report.model_copy(
        update={
            "domains": tuple(_domain(domain, change) for domain in report.domains),
            "overall": _recorded(report.overall, Key(Level.OVERALL), change),
            "evidence_missing": tuple(_missing(report.evidence_missing, change)),
        }
    )


def _domain(domain: Domain, change: Change) -> Domain:
    standards = tuple(_standard(standard, change) for standard in domain.standards)
    return _recorded(domain, Key(Level.DOMAIN, domain.number), change).model_copy(update={"standards": standards})


def _standard(standard: Standard, change: Change) -> Standard:
    key = Key(Level.STANDARD, standard.number)
    items = (_item(item, key, change) for item in standard.evidence)
    return _recorded(standard, key, change).model_copy(update={"evidence": tuple(filter(None, items))})


def _recorded(subject: Subject, key: Key, change: Change) -> Subject:
    dissents = ((it, _changed(key, DISSENT, it.words, change)) for it in subject.dissents)
    actions = (_action(action, key, change) for action in subject.actions)
    return subject.model_copy(
        update={
            "positions": tuple(_position(position, key, change) for position in subject.positions),
            "askings": tuple(_asking(asking, key, change) for asking in subject.askings),
            "dissents": tuple(it.model_copy(update={"words": words}) for it, words in dissents if words is not None),
            "actions": tuple(filter(None, actions)),
        }
    )


def _changed(key: Key, field: str, text: str, change: Change) -> str | None:
    return change(Sentence(key, field, text)) if text else text


def _or_nothing(key: Key, field: str, text: str, change: Change) -> str:
    return _changed(key, field, text, change) or ""


def _position(position: Position, key: Key, change: Change) -> Position:
    wording = _wording(key, position.wording, change)
    texts = {name: _or_nothing(key, name, getattr(position, name), change) for name in TEXTS}
    afterwards = tuple(name for name in position.afterwards if texts.get(name, name))  # no mark for what is left out
    return position.model_copy(update={**texts, "wording": wording, "afterwards": afterwards})


def _asking(asking: Asking, key: Key, change: Change) -> Asking:
    """The words that people were asked about are those of the position, and are decided about with them."""
    return asking.model_copy(update={"wording": _wording(key, asking.wording, change)})


def _wording(key: Key, text: str, change: Change) -> str:
    words = _changed(key, "wording", text, change)
    return LEFT_OUT if words is None else words


def _action(action: Action, key: Key, change: Change) -> Action | None:
    what = _changed(key, "action_what", action.what, change)
    who = (_changed(key, "action_who", name, change) for name in action.who)
    texts = {
        "who": tuple(filter(None, who)),
        "due": _or_nothing(key, "action_due", action.due, change),
        "how_known": _or_nothing(key, "action_how_known", action.how_known, change),
    }
    return None if what is None else action.model_copy(update={**texts, "what": what})


def _item(item: EvidenceItem, key: Key, change: Change) -> EvidenceItem | None:
    title = _changed(key, "evidence_title", item.title, change)
    note = _or_nothing(key, "evidence_note", item.note, change)
    link = _or_nothing(key, "evidence_link", item.link, change)
    return None if title is None else item.model_copy(update={"title": title, "note": note, "link": link})


def _missing(wanted: Iterable[EvidenceMissing], change: Change) -> Iterable[EvidenceMissing]:
    """Titles of the framework's own lists are nobody's sentences here."""
    for one in wanted:
        if not one.standard:
            yield one
        elif (title := _changed(Key(Level.STANDARD, one.standard), "evidence_asked", one.title, change)) is not None:
            yield one.model_copy(update={"title": title})
