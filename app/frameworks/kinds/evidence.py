"""What is always asked for, and what else may be shown."""

from app.frameworks.kind import Column, Kind, Type
from app.frameworks.kinds.columns import PAGE, line, number, of, text, whole

HEADINGS = Kind(
    "Evidence headings",
    "evidence.headings",
    "heading",
    "What stands over each column of the documents that are always asked for.",
    (
        whole("column", "Which column of the table.", 1, at_most=12),
        line("title", "What stands over it.", "On paper", needed=True),
        PAGE,
    ),
    most=12,
    identity="column",
)

MINIMUM = Kind(
    "Minimum evidence",
    "evidence.minimum",
    "evidence item",
    "Documents that are always asked for, in the columns of the printed table.",
    (
        number("M1.1"),
        whole("column", "Which column of the table.", 1, at_most=12),
        line("title", "What the document is.", "The guest book", needed=True),
        PAGE,
        Column("is_inferred", Type.YES_NO, "Yes, if the print does not say which column it stands in.", (False,)),
    ),
)

POTENTIAL = Kind(
    "Potential evidence",
    "evidence.potential",
    "evidence item",
    "What else may be shown for a domain.",
    (
        number("P1.1"),
        of("Domains", "1"),
        text("text", "What may be shown.", "Letters from guests.", needed=True),
        PAGE,
    ),
)
