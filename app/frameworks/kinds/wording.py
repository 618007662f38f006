"""A file of official wording: whose it is, and the words."""

from app.frameworks.kind import Column, Kind, Type
from app.frameworks.kinds.columns import line, text

WORDING = Kind(
    "Wording",
    "",
    "wording",
    "Whose official wording this is, and of which framework.",
    (
        Column("wording_of", Type.KEY, "The key of the framework it belongs to.", needed=True),
        line("edition", "What the edition with the official wording is called.", needed=True),
        line("supplied_by", "Who supplies it, and may.", needed=True),
    ),
    fewest=1,
    most=1,
    identity="",
)

ITEMS = Kind(
    "Items",
    "items",
    "item",
    "The official words of numbered items.",
    (
        Column("number", Type.ITEM, "Such as 3.1, 3a, P1.1, “standard 3”, “domain 1”, “consideration 2”.", needed=True),
        text("text", "The official words.", needed=True),
    ),
    most=2_000,
)

TERMS = Kind(
    "Terms",
    "terms",
    "term",
    "The official words of glossary terms.",
    (line("term", "The term as the glossary has it.", needed=True), text("text", "The official words.", needed=True)),
    identity="term",
)
