"""A column of each type in few words, as the tables of kinds write it."""

from app.frameworks.kind import Column, Type


def line(name: str, help_: str, *examples: str, needed: bool = False, at_most: int = 0) -> Column:
    return Column(name, Type.LINE, help_, examples, needed, at_most)


def text(name: str, help_: str, *examples: str, needed: bool = False) -> Column:
    return Column(name, Type.TEXT, help_, examples, needed)


def whole(name: str, help_: str, *examples: int, at_most: int, at_least: int = 1, needed: bool = True) -> Column:
    return Column(name, Type.WHOLE, help_, examples, needed, at_most, at_least)


def number(*examples: str, type_: Type = Type.NUMBER) -> Column:
    return Column("number", type_, "The number printed beside it; each number only once.", examples, needed=True)


def of(kind: str, *examples: str) -> Column:
    help_ = f"The number of the {kind.lower()[:-1]} it belongs to."
    return Column(kind.lower()[:-1], Type.STANDARD, help_, examples, needed=True, refers=kind)


PAGE = whole("page", "The page it is printed on.", at_most=9_999, needed=False)
