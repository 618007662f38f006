"""Where more can be looked up and read."""

from app.frameworks.kind import Column, Kind, Type
from app.frameworks.kinds.columns import PAGE, line, text, whole

RESOURCE_COLUMNS = (
    line("title", "What it is called.", "Northvale library", needed=True),
    text("text", "What it offers.", "Cookery books in large print."),
    Column("url", Type.ADDRESS, "Its address on the web.", ("https://library.northvale.example",)),
    Column("more", Type.ADDRESS, "A second address."),
    PAGE,
)

OUTCOMES = Kind(
    "Outcome resources",
    "resources.outcomes",
    "resource",
    "Where published outcomes can be looked up.",
    RESOURCE_COLUMNS,
    identity="",
)

GENERAL = Kind(
    "General resources", "resources.general", "resource", "Where to read more.", RESOURCE_COLUMNS, identity=""
)

WORKS = Kind(
    "Reading",
    "resources.works",
    "resource",
    "Books, reports and pages that the framework names, each under a heading.",
    (
        line("under", "The heading it stands under.", "Cooking", needed=True),
        line("by", "Who wrote it.", "Ada Okoro"),
        whole("year", "The year it came out.", 2020, at_most=2_200, at_least=1_800, needed=False),
        *RESOURCE_COLUMNS,
    ),
    identity="",
)
