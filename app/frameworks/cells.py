"""One cell against its column: the value that the column wants, or what is wrong with it."""

import math
import re
from collections.abc import Callable
from datetime import date, time
from unicodedata import category

from app.frameworks.entries import Cell
from app.frameworks.kind import Column, Type
from app.frameworks.pictures import PICTURES
from app.frameworks.problems import listed, nearest, quoted
from app.frameworks.standard import OVERALL

Value = str | int | bool | tuple[str, ...]
TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


class Wrong(Exception):
    """`cause` follows the column's name in the sentence."""

    def __init__(self, cause: str, mend: str) -> None:
        self.cause = cause
        self.mend = mend


def value_of(cell: Cell, column: Column) -> Value | None:
    """None for an empty cell. Raises Wrong."""
    if cell.is_empty:
        if column.needed:
            raise Wrong("is missing.", f"Fill it in: {column.help}")
        return None
    return READERS[column.type](cell.value, column)


def _line(value: object, column: Column) -> str:
    text = _text(value, column)
    if "\n" in text or "\t" in text:
        raise Wrong("runs over more than one line.", "Write it on one line.")
    return text


def _text(value: object, column: Column) -> str:
    if not isinstance(value, str):
        raise Wrong(f"is {_called(value)}, not words.", 'Put words in quotes, such as "2026".')
    text = value.replace("\r\n", "\n").strip()
    if any(_is_control(character) for character in text):
        raise Wrong(f"holds a control character in {quoted(text)}.", "Type the words again without it.")
    if len(text) > column.longest:
        raise Wrong(
            f"has {len(text):,} characters; the most is {column.longest:,}.", "Shorten it, or make two items of it."
        )
    return text


def _is_control(character: str) -> bool:
    """Line breaks and tabs are none. Surrogates and U+FFFE, U+FFFF cannot be written to a file; what turns the
    direction of writing would turn whatever stands behind it on a screen, too.
    """
    if character in "\n\t":
        return False
    return category(character) in ("Cc", "Cs") or character in "\ufffe\uffff" or character in TURNING


def _key(value: object, column: Column) -> str:
    key = _line(value, column)
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", key):
        raise Wrong(
            f"is {quoted(key)}.", "Use small letters a to z, digits, and hyphens between them, such as “lunch-club”."
        )
    return key


def _number(value: object, column: Column) -> str:
    """A file may write 3, 1.1 or "1.1". Once a program made 1.1 of 1.10, only a second 1.1 gives it away."""
    number = _item(value, column)
    if not re.fullmatch(r"[A-Za-z0-9]+([.-][A-Za-z0-9]+)*", number):
        raise Wrong(
            f"is {quoted(number)}.",
            "Use letters and digits, with dots or hyphens between them, such as “3”, “1.1” or “3a”.",
        )
    if number == OVERALL:
        raise Wrong(f"is {quoted(number)}.", "That word is kept for the whole: give this a number of its own.")
    return number


def _item(value: object, column: Column) -> str:
    if isinstance(value, float) and math.isfinite(value):
        value = f"{value:.10g}"
    elif isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    return _line(value, column)


def _standard(value: object, column: Column) -> str:
    number = _number(value, column)
    if re.fullmatch(r"[Ll][0-9]*", number):
        raise Wrong(
            f"is {quoted(number)}, which is kept for a workshop’s own themes.", "Choose another number, such as “S1”."
        )
    return number


def _whole(value: object, column: Column) -> int:
    found = _as_whole(value)
    if found is None:
        raise Wrong(f"is {_shown(value)}, not a whole number.", f"Write a whole number, such as {column.at_least}.")
    if not column.at_least <= found <= column.at_most:
        raise Wrong(
            f"is {quoted(found)}.",
            f"Write a whole number from {column.at_least:,} to {column.at_most:,}.",
        )
    return found


def _as_whole(value: object) -> int | None:
    if isinstance(value, str) and re.fullmatch(r"\s*-?[0-9]{1,9}\s*", value):
        return int(value)
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**9 else None


def _yes_no(value: object, _: Column) -> bool:
    answer = str(value).strip().casefold()
    if answer not in YES and answer not in NO:
        raise Wrong(f"is {_shown(value)}.", "Write yes or no; in a TOML file true or false.")
    return answer in YES


YES = {"yes", "y", "true"}
NO = {"no", "n", "false"}


def _list(value: object, column: Column) -> tuple[str, ...]:
    parts = value.split(";") if isinstance(value, str) else list(value) if isinstance(value, tuple) else value
    if not isinstance(parts, list) or not all(isinstance(part, str) for part in parts):
        raise Wrong("is no list of words.", 'Write such as ["Red", "Green"]; in a sheet: Red; Green.')
    one = Column(column.name, Type.LINE, column.help)
    return tuple(_line(part, one) for part in parts if part.strip())


def _address(value: object, column: Column) -> str:
    address = _line(value, column)
    if not is_address(address):
        raise Wrong(
            f"is {quoted(address)}, no address on the web.", "Begin it with https:// or http://, without spaces."
        )
    return address


def _picture(value: object, column: Column) -> str:
    name = _line(value, column)
    if name not in PICTURES:
        raise Wrong(
            f"is {quoted(name)}, no picture of ours.", f"{nearest(name, PICTURES)}Use one of {listed(PICTURES)}."
        )
    return name


def is_address(words: str) -> bool:
    return bool(re.fullmatch(r"https?://[^\s/\"<>]+[^\s\"<>]*", words))


def _shown(value: object) -> str:
    return quoted(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else _called(value)


def _called(value: object) -> str:
    """The kind of value in everyday words; true and false count as numbers to the language, so they come first."""
    names: list[tuple[type | tuple[type, ...], str]] = [
        (bool, "true or false"),
        ((int, float), f"the number {str(value)[:20]}"),
        ((date, time), "a date or a time"),
        (list, "a list"),
        (dict, "a table of its own"),
    ]
    return next((name for types, name in names if isinstance(value, types)), "something else")


READERS: dict[Type, Callable[[object, Column], Value]] = {
    Type.LINE: _line,
    Type.TEXT: _text,
    Type.KEY: _key,
    Type.NUMBER: _number,
    Type.ITEM: _item,
    Type.STANDARD: _standard,
    Type.WHOLE: _whole,
    Type.YES_NO: _yes_no,
    Type.LIST: _list,
    Type.ADDRESS: _address,
    Type.PICTURE: _picture,
}
