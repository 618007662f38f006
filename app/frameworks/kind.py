"""What one kind of thing in a framework file looks like: its columns, and where it stands in either format."""

import re
from dataclasses import dataclass
from enum import Enum, auto


class Type(Enum):
    LINE = auto()  # words on one line
    TEXT = auto()  # words, paragraphs allowed
    KEY = auto()  # a short name for addresses and commands
    NUMBER = auto()  # what is printed beside an item: 3, 1.1, 3a, P1.12; always text
    ITEM = auto()  # a number, or a noun and a number: “standard 3”
    STANDARD = auto()  # a number that leaves L, L1, L2 … to the themes that a workshop adds
    WHOLE = auto()
    YES_NO = auto()
    LIST = auto()  # in a sheet one cell, parted by semicolons
    ADDRESS = auto()
    PICTURE = auto()  # the name of one of our line drawings


LONGEST = {
    Type.LINE: 200,
    Type.TEXT: 2_000,
    Type.KEY: 60,
    Type.ITEM: 60,
    Type.STANDARD: 8,
    Type.NUMBER: 20,
    Type.ADDRESS: 500,
    Type.PICTURE: 60,
}
Example = str | int | bool | tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Column:
    name: str
    type: Type
    help: str
    examples: tuple[Example, ...] = ()  # of the template's first row, its second, ...
    needed: bool = False
    at_most: int = 0  # characters, or for a whole number its value; 0: what the type says
    at_least: int = 1
    refers: str = ""  # the kind whose rows this must name

    @property
    def longest(self) -> int:
        return self.at_most or LONGEST.get(self.type, 0)


@dataclass(frozen=True, eq=False)
class Kind:
    name: str  # also its sheet's
    place: str  # in TOML; "" is the top of the file
    noun: str
    help: str
    columns: tuple[Column, ...]
    fewest: int = 0
    most: int = 300
    identity: str = "number"  # the column that tells rows apart, "" if none does
    parent: str = ""  # the column that a sheet needs to say where a row belongs; TOML says it by nesting
    titled: bool = False  # has every printed form of its title in columns titles.form, titles.summary, ...

    @property
    def is_one(self) -> bool:
        return self.most == 1

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    @property
    def header(self) -> str:
        """How a row of it begins in TOML."""
        return f"[{self.place}]" if self.is_one else f"[[{self.place}]]"

    def column(self, name: str) -> Column | None:
        found = next((column for column in self.columns if column.name == name), None)
        if found is None and self.titled and re.fullmatch(TITLE, name):
            return Column(name, Type.LINE, "Its title as it is printed there.")
        return found


TITLES = "titles."
TITLE = r"titles\.[a-z0-9_-]{1,30}"
