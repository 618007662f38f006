"""Every kind of thing in a framework file: one table for both readers, the checker, the writers and the template."""

from app.frameworks.kind import Example, Kind
from app.frameworks.kinds.around import CONSIDERATIONS, CORRECTIONS, FORMS, FRAMEWORK, GLOSSARY, GROUPS, PASSAGES
from app.frameworks.kinds.evidence import HEADINGS, MINIMUM, POTENTIAL
from app.frameworks.kinds.resources import GENERAL, OUTCOMES, WORKS
from app.frameworks.kinds.scale import BANDS, RAG, SCALE
from app.frameworks.kinds.standards import CRITERIA, DOMAINS, QUESTIONS, STANDARDS
from app.frameworks.kinds.wording import ITEMS, TERMS, WORDING

KINDS = (
    FRAMEWORK,
    CONSIDERATIONS,
    SCALE,
    BANDS,
    RAG,
    FORMS,
    GROUPS,
    DOMAINS,
    STANDARDS,
    CRITERIA,
    QUESTIONS,
    HEADINGS,
    MINIMUM,
    POTENTIAL,
    OUTCOMES,
    GENERAL,
    WORKS,
    PASSAGES,
    GLOSSARY,
    CORRECTIONS,
)
WORDING_KINDS = (WORDING, ITEMS, TERMS)

Examples = dict[str, Example]


def example_rows(kind: Kind) -> tuple[Examples, ...]:
    """The rows of the template, each by column."""
    count = max(len(column.examples) for column in kind.columns)
    return tuple(
        {column.name: column.examples[row] for column in kind.columns if row < len(column.examples)}
        for row in range(count)
    )
