"""The whole record fixed in its chain, as the working report tells it: everything in a file hangs on the fingerprint.

It is not stored a second time. Of each subject the chain holds commitments, to all of it and apart to its words: the
salts of the first go into working files with numbers, those of the second into files without, where nobody shall try
which numbers they were. From any older one they are taken away, for a word that was taken out could be guessed so.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from sqlmodel import Session, col, select

from app.exports.numbers import without_numbers
from app.exports.report import report
from app.models import Workshop, WorkshopState
from app.models.workshop.chain import commitment
from app.models.workshop.event import FIXED as BEGINS
from app.models.workshop.event import FIXED_SAID, FIXED_WHOLE, FIXED_WORDS, Event, entries_of, record

FIXED = "fixed the record"
SAID = FIXED_SAID
OCCASION, SENTENCES, ARCHIVE = "workshop", "sentences", "archive"  # names of parts, beside those of subjects
APART = ("id", "attribution")  # of the occasion: its number is the server's own, and the other is a sentence
COMES_LATER = ("links_cut_at", "seats_erased_at", "holds")  # of the archive, after it was fixed
Content = Mapping[str, Any]  # of a report, as plain JSON


def fix_record(session: Session, workshop_id: int, by: str, act: str = FIXED) -> None:
    """In the same act as whatever ends something: the close, the confirmation, an erasure. Twice is once."""
    parts, entries = _parts_now(session, workshop_id), entries_of(session, workshop_id)
    fixed = [event for event in entries if is_fixed(event.commitments)]
    if fixed and fixed[-1] is entries[-1] and not _differs(fixed[-1], parts):
        return
    for event in fixed:
        event.erase(*fixed_names(event.commitments))
    record(session, workshop_id, by, act, None, parts)


def fix_what_ended(session: Session) -> None:
    """At a server's start: what ended before there were chains, or on a server that did not fix it, is fixed from now.

    A workshop that was imported keeps the fingerprint that it came with.
    """
    ended = col(Workshop.state).in_((WorkshopState.CLOSED, WorkshopState.CONFIRMED))
    for workshop_id in session.exec(select(Workshop.id).where(ended, col(Workshop.imported_at).is_(None))).all():
        if not any(is_fixed(event.commitments) for event in entries_of(session, workshop_id)):
            fix_record(session, workshop_id, "program")


def fix_after(session: Session, workshop_id: int, by: str, act: Callable[[Session], object]) -> None:
    """Does what no entry tells of, such as holding back a dissent; once a record is fixed, it is fixed anew after it.

    Only if a file tells of the act: an entry for one that is the facilitator's alone would tell of it.
    """
    if not any(is_fixed(event.commitments) for event in entries_of(session, workshop_id)):
        act(session)
        return
    before = _parts_now(session, workshop_id)
    act(session)
    if _parts_now(session, workshop_id) != before:
        fix_record(session, workshop_id, by)


def _differs(event: Event, parts: Mapping[str, Any]) -> bool:
    return bool(differing(event.commitments, event.salts, parts))


def _parts_now(session: Session, workshop_id: int) -> dict[str, Any]:
    session.flush()
    session.expire_all()
    made = report(session, workshop_id)
    return {
        name: part
        for each in (made, without_numbers(made))
        for name, part in fixed_parts(each.model_dump(mode="json")).items()
    }


def begins_of(content: Content) -> str:
    """How the names of the parts begin that fix a report like this."""
    return FIXED_WHOLE if content["has_numbers"] else FIXED_WORDS


def fixed_parts(content: Content) -> dict[str, Any]:
    """Of a report's JSON: by subject, with what people say of its words apart, and the program's sentences apart."""
    return {f"{begins_of(content)}{name}": part for name, part in _parts(content).items()}


def _parts(content: Content) -> dict[str, Any]:
    occasion = {name: value for name, value in content["workshop"].items() if name not in APART}
    beside = {name: content[name] for name in ("front", "groups", "evidence_missing")}
    parts: dict[str, Any] = {OCCASION: {"workshop": occasion, "subjects": _in_order(content), **beside}}
    if content["archive"]:
        parts[ARCHIVE] = _archived(content["archive"])
    for slug, subject in subjects_in(content):
        parts[slug] = _recorded(subject)
        parts[f"{slug}{SAID}"] = {name: subject[name] for name in ("how_asked", "askings", "dissents")}
    return {**parts, SENTENCES: _sentences(content)}


def _in_order(content: Content) -> list[Any]:
    """Which standard stands in which domain: each of them is fixed apart."""
    return [[domain["number"], [row["number"] for row in domain["standards"]]] for domain in content["domains"]]


def _archived(archive: Content) -> dict[str, Any]:
    return {name: value for name, value in archive.items() if name not in (*COMES_LATER, "remarks")}


def subjects_in(content: Content) -> Iterator[tuple[str, Content]]:
    for domain in content["domains"]:
        yield f"domain-{domain['number']}", domain
        for standard in domain["standards"]:
            yield f"standard-{standard['number']}", standard
    yield "overall", content["overall"]


def _recorded(subject: Content) -> dict[str, Any]:
    apart = ("standards", "how_asked", "askings", "dissents", "rounds", "positions")
    rounds = [{**round_, "shown": _without_sentences(round_["shown"])} for round_ in subject.get("rounds", ())]
    kept = {name: value for name, value in subject.items() if name not in apart}
    return {**kept, "positions": subject["positions"], "rounds": rounds}


def _without_sentences(shown: Content | None) -> dict[str, Any] | None:
    return {name: value for name, value in shown.items() if name != "findings"} if shown else None


def _sentences(content: Content) -> dict[str, Any]:
    """What a program makes of the figures: a later version of it may make others."""
    found = {
        slug: [round_["shown"] and round_["shown"]["findings"] for round_ in subject.get("rounds", ())]
        for slug, subject in subjects_in(content)
    }
    remarks = content["archive"]["remarks"] if content["archive"] else []
    return {"attribution": content["workshop"]["attribution"], "findings": found, "remarks": remarks}


def is_fixed(commitments: Mapping[str, str]) -> bool:
    return bool(fixed_names(commitments))


def fixed_names(commitments: Mapping[str, str]) -> list[str]:
    return [name for name in commitments if name.startswith(BEGINS)]


def differing(
    commitments: Mapping[str, str], salts: Mapping[str, str], parts: Mapping[str, Any], begins: str = ""
) -> list[str]:
    """Names of parts that are not as they were fixed, or that stand on one side alone. `begins`: of one kind alone."""
    names = dict.fromkeys([*(name for name in fixed_names(commitments) if name.startswith(begins)), *parts])
    return [
        name
        for name in names
        if name not in parts or name not in salts or commitment(salts[name], parts[name]) != commitments.get(name)
    ]
