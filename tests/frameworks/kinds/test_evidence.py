"""What is asked for stands in a column of the printed table; what else may be shown belongs to a domain."""

from app.frameworks.evidence import ColumnHeading, Minimum, Potential
from app.frameworks.kinds.evidence import HEADINGS, MINIMUM, POTENTIAL


def test_a_heading_stands_over_as_many_columns_as_evidence_may_be_in() -> None:
    over, under = HEADINGS.column("column"), MINIMUM.column("column")
    assert over and under and over.at_most == under.at_most == HEADINGS.most
    assert HEADINGS.identity == "column"


def test_every_field_has_a_column_but_the_owners_words() -> None:
    for kind, part in ((HEADINGS, ColumnHeading), (MINIMUM, Minimum), (POTENTIAL, Potential)):
        assert set(kind.names) == set(part.model_fields) - {"official"}
