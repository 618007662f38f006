"""What verifying a record comes to, in sentences: the first says it, the others why, and what it does not prove.

“Intact” is said where everything was compared, and nowhere else.
"""

from dataclasses import dataclass

from app.errors import Incomplete
from app.exports.contents.log import Chained, Entry
from app.models.workshop.chain import LETTERS, fingerprint
from app.models.workshop.event import ACT
from app.tokens import typed_code

ITSELF = (
    "Without a printed fingerprint this says that the record fits itself. Whoever can write to the server, or to this "
    "file, could have made all of it anew: compare the fingerprint with one that was printed or read aloud at the time."
)
PRINTED = (
    "The fingerprint that you gave is that of the newest entry: nothing that the chain fixes was changed since it was "
    "printed."
)
AFTER = (
    "The fingerprint that you gave is that of entry {number}: nothing up to it was changed since it was printed. "
    "Then {more}. About what came later it says nothing."
)
OTHER = (
    "The fingerprint that you gave is of no entry of this chain: it was printed of another record, or this one was "
    "made anew, or cut off, since."
)
UNCOMPARED = "The fingerprint that you gave was not compared: this file has no chain that it could be compared with."
REWRITTEN = "Another program has rewritten this file, and changed nothing in it."
PART = "Verified in part: {count}, fingerprint {fingerprint}. {why}"
MISTYPED = "A fingerprint has {letters} letters, in groups of four; what you gave has {given}. Type it again."
MOST = 20  # sentences


@dataclass(frozen=True)
class Verdict:
    """`differences`: what is not as it was. `unverified`: what was compared with nothing, and why."""

    fingerprint: str
    entries: int
    differences: tuple[str, ...]
    unverified: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    is_as_written: bool = True  # byte for byte; what is written otherwise says the same

    @property
    def is_intact(self) -> bool:
        return not self.differences and not self.unverified

    @property
    def sentence(self) -> str:
        if self.differences:
            return f"Not intact. {self.differences[0]}"
        if self.unverified:
            return self._in_part
        if not self.is_as_written:
            return "Rewritten by another program, nothing changed: the record in this file is intact."
        return f"Intact: {entries_in_words(self.entries)}, fingerprint {self.fingerprint}."

    @property
    def _in_part(self) -> str:
        why = self.unverified[0]
        if not self.entries:
            return f"Not verified. {why}"
        return PART.format(count=entries_in_words(self.entries), fingerprint=self.fingerprint, why=why)

    @property
    def details(self) -> tuple[str, ...]:
        """The first of them: a file may be made to differ a million times."""
        partly = () if self.differences else self.unverified[1:]
        said = (*self.differences[1:], *partly)
        more = (f"And {len(said) - MOST} more.",) if len(said) > MOST else ()
        rewritten = (REWRITTEN,) if self.unverified and not self.is_as_written else ()
        return (*said[:MOST], *more, *rewritten, *self.remarks)


def compared(typed: str, chained: Chained, entries: tuple[Entry, ...]) -> tuple[list[str], list[str]]:
    """(differences, remarks) about a fingerprint as somebody typed it from paper. Nothing typed is a remark, too."""
    letters = typed_code(typed)
    if not letters:
        return [], [ITSELF]
    if len(letters) != LETTERS:
        raise Incomplete({"fingerprint": MISTYPED.format(letters=LETTERS, given=len(letters))})
    if not entries:
        return [], [UNCOMPARED]
    if letters == typed_code(chained.fingerprint):
        return [], [PRINTED]
    number = next((entry.number for entry in entries if letters == typed_code(_of(entry))), 0)
    if not number:
        return [OTHER], []
    return [], [AFTER.format(number=number, more=_more(entries[number:]))]


def _of(entry: Entry) -> str:
    try:
        return fingerprint(entry.link)
    except ValueError:  # a link that was changed is no number
        return ""


def _more(entries: tuple[Entry, ...]) -> str:
    acts = [str(entry.parts[ACT].get("act")) for entry in entries if isinstance(entry.parts.get(ACT), dict)]
    told = ", ".join(f"“{act}”" for act in dict.fromkeys(acts))
    return f"{entries_in_words(len(entries), 'more ')} came ({told})"


def entries_in_words(count: int, more: str = "") -> str:
    return f"{count} {more}{'entry' if count == 1 else 'entries'}"
