"""What is wrong with a file, all of it at once: where, why, and how to mend it."""

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NoReturn

from app.errors import Refusal

KEPT = 500  # more than anyone mends before trying again; it also bounds the work on a hostile file
TOLD = 50
WHOLE_FILE = "the whole file"


@dataclass(frozen=True)
class Problem:
    where: str  # “line 12”, “Criteria!B4” or “the whole file”
    cause: str
    mend: str

    def __str__(self) -> str:
        return f"{self.where}: {self.cause} {self.mend}"


class Stopped(Exception):
    """There is no going on with this file. What is wrong with it is already among the problems."""


class Problems(list[Problem]):
    def add(self, where: str, cause: str, mend: str) -> None:
        self.append(Problem(where, cause, mend))
        if len(self) >= KEPT:
            raise Stopped

    def stop(self, where: str, cause: str, mend: str) -> NoReturn:
        self.add(where, cause, mend)
        raise Stopped

    def must_be_none(self) -> None:
        if self:
            raise Stopped


class BrokenFile(Refusal):
    """A framework file that cannot be taken; nothing of it was."""

    status = 422

    def __init__(self, name: str, problems: Iterable[Problem]) -> None:
        self.name = name
        self.problems = tuple(sorted(problems, key=_in_reading_order))
        super().__init__("\n".join(self._lines()))

    def _lines(self) -> list[str]:
        lines = [f"{self.name}, {problem}" for problem in self.problems[:TOLD]]
        more = len(self.problems) - len(lines)
        return [*lines, f"{self.name}: and {more} more."] if more else lines


def _in_reading_order(problem: Problem) -> list[tuple[bool, int, str]]:
    """Line 9 before line 12, B4 before B12."""
    parts = re.split(r"([0-9]+)", problem.where)
    return [(part.isdecimal(), int(part) if part.isdecimal() else 0, part) for part in parts]


def quoted(words: object) -> str:
    """As a sentence can hold it: one line, no longer than the eye takes in."""
    line = "".join(character if character.isprintable() else " " for character in str(words)[:200])
    return f"“{line if len(line) <= 60 else line[:59] + '…'}”"


def listed(names: Iterable[str]) -> str:
    return ", ".join(map(quoted, names))


def nearest(word: str, names: Iterable[str]) -> str:
    """A question after a slip of the keys, or nothing if no known word is near."""
    by_folded = {name.casefold(): name for name in names}
    found = difflib.get_close_matches(word[:60].casefold(), by_folded, n=1, cutoff=0.6)
    return f"Did you mean {quoted(by_folded[found[0]])}? " if found else ""
