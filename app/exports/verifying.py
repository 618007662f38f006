"""Whether a JSON record is what it was: its bytes, its chain, and the report that stands beside the chain.

Pure: no database, nothing kept. Whoever changes a record and makes seal, commitments and links anew is found by a
fingerprint that was printed before, and by nothing else.
"""

from app.errors import Refusal
from app.exports import acted, beside, linking
from app.exports.contents.log import Entry
from app.exports.contents.report import Report
from app.exports.numbers import without_numbers
from app.exports.parsing import BrokenRecord, Parsed, parsed
from app.exports.sealing import SAID, SENTENCES, begins_of, differing, fixed_parts, is_fixed
from app.exports.verdict import Verdict, compared, entries_in_words
from app.models import Release, WorkshopState
from app.models.workshop.event import ACT

UNSEALED = (
    "It was changed after it was written: its seal does not fit. Where, its chain cannot tell: in a part that no entry "
    "of it fixes."
)
STRANGE = "The chain holds parts that this program never writes."
PUBLIC = (
    "A public file has no chain: its seal fits, which whoever changes a file can make anew. Verify the working file "
    "beside it."
)
NO_CHAIN = "This file has no chain: its seal fits, which whoever changes a file can make anew. Export the record again."
GONE = "The chain is missing: the file says that it had {count}."
QUIET = (
    "Who did what was compared. The words of this file were not: they are fixed when the workshop is closed. A file "
    "with numbers has more to compare before that."
)
TOGETHER = (
    "Who did what was compared. The words of this file were not: an older program fixed this record, its words and "
    "numbers together. Verify the file with numbers."
)
NOT_QUIET = "The file says that numbers are left out, and holds what only a file with numbers has."
OPEN = (
    "Acts, positions and what was revealed were compared. The rest of the record was not: it is fixed when the "
    "workshop is closed."
)
WENT_ON = (
    "The close was undone after entry {number} fixed the record. Acts, positions and what was revealed were compared; "
    "the rest is fixed when the workshop is closed again."
)
MAY_CHANGE = (
    "Since entry {number} people have said otherwise, as they may until the workshop is confirmed. What they say now "
    "was not verified: {names}."
)
RESAID = (
    "Sentences that a program makes of the figures are not those of entry {number}: another version of the program "
    "wrote this file, or somebody changed them. The figures under them are as they were fixed."
)
CLOSED_UP = (
    "Since entry {number} people have taken words back or changed them, as they may until the workshop is confirmed, "
    "and what opens the older ones went with them. Not verified: {names}."
)
TAKEN_OUT = "What opens this part of entry {number} was taken out of the file, so that nobody can verify it: {name}."
EVERYTHING = "undid closing"  # after it, all that was fixed may differ
Found = tuple[list[str], list[str]]  # what differs, and what could not be verified


def verdict(content: bytes, fingerprint: str = "") -> Verdict:
    """Raises a refusal in one sentence for what cannot be read at all."""
    return verdict_of(parsed(content), fingerprint)


def verdict_of(file: Parsed, fingerprint: str = "") -> Verdict:
    chained, entries = file.report.chained, file.report.chain
    differences, unverified = _record(file)
    if not file.is_sealed:
        differences = differences or [UNSEALED]
    not_printed, printed = compared(fingerprint, chained, entries)
    return Verdict(
        chained.fingerprint,
        len(entries),  # what a file says of a chain that is not in it was compared with nothing
        (*differences, *not_printed),
        tuple(unverified),
        tuple(printed),
        file.is_as_written,
    )


def read(content: bytes) -> Report:
    """For whoever goes on with it: a file in which nothing differs, byte for byte as it was written, or a refusal."""
    file = parsed(content)
    found = verdict_of(file)
    if found.differences:
        raise BrokenRecord(f"{found.sentence} Nothing was taken from this file.")
    if not found.is_as_written:
        raise BrokenRecord("Another program has rewritten this file. Take it again from where it was kept.")
    return file.report


def _record(file: Parsed) -> Found:
    if file.report.release is Release.PUBLIC:
        return [], [PUBLIC]
    try:
        return _chain_and_report(file)
    except Refusal:
        raise
    except (AttributeError, KeyError, TypeError, ValueError):  # parts are anything: a stranger may have written them
        return [STRANGE], []


def _chain_and_report(file: Parsed) -> Found:
    report = file.report
    if not report.chain:
        return [GONE.format(count=entries_in_words(report.chained.entries))] if report.chained.entries else [], [
            NO_CHAIN
        ]
    found = linking.differences(report.chained, report.chain)
    if found:
        return found, []
    found = beside.differences(file.content, report)
    if not report.has_numbers and without_numbers(report) != report:
        found.append(NOT_QUIET)
    whole, unverified = _whole(file)
    return found or whole, unverified


def _whole(file: Parsed) -> Found:
    """The report beside the newest entry that fixed all of it."""
    report = file.report
    newest = next((entry for entry in reversed(report.chain) if is_fixed(entry.commitments)), None)
    if newest is None:
        return [], [OPEN if report.has_numbers else QUIET]
    after = report.chain[newest.number :]
    if any(entry.parts[ACT]["act"] == EVERYTHING for entry in after):
        return [], [WENT_ON.format(number=newest.number) if report.has_numbers else QUIET]
    parts, begins = fixed_parts(file.content), begins_of(file.content)
    if not any(name.startswith(begins) for name in newest.commitments):
        return [], [TOGETHER]  # no forger can get here: an entry without its commitments fits no chain
    return _judged(differing(newest.commitments, newest.salts, parts, begins), newest, report)


def _judged(changed: list[str], newest: Entry, report: Report) -> Found:
    """What people may still say otherwise is told as not verified, and so are the program's own sentences."""
    may_change = acted.state_by(acted.dates_of(report)) is WorkshopState.CLOSED
    said = [name for name in changed if name.endswith(SAID) and may_change]
    closed_up = [name for name in said if _cannot_be_opened(newest, name)]
    resaid = [name for name in changed if name.endswith(f":{SENTENCES}") and not _cannot_be_opened(newest, name)]
    otherwise = [name for name in said if name not in closed_up]
    unverified = [
        sentence.format(number=newest.number, names=", ".join(map(_spoken, names)))
        for sentence, names in ((CLOSED_UP, closed_up), (MAY_CHANGE, otherwise), (RESAID, resaid))
        if names
    ]
    left = [name for name in changed if name not in (*said, *resaid)]
    return [_differs(newest, name) for name in left], unverified


def _cannot_be_opened(entry: Entry, name: str) -> bool:
    return name in entry.commitments and name not in entry.salts


def _differs(entry: Entry, name: str) -> str:
    if _cannot_be_opened(entry, name):
        return TAKEN_OUT.format(number=entry.number, name=_spoken(name))
    return f"{_spoken(name)} differs from entry {entry.number}, which fixed the whole record."


def _spoken(name: str) -> str:
    subject, _, said = name.partition(":")[2].partition(":")
    spoken = "The whole" if subject == "overall" else subject.replace("-", " ", 1).capitalize()
    return f"{spoken} (what was said of its words)" if said else spoken
