"""Domains, standards, and what stands under a standard."""

from app.frameworks.kinds.standards import CRITERIA, DOMAINS, QUESTIONS, STANDARDS
from app.frameworks.standard import MOST_STANDARDS


def test_in_a_sheet_each_says_what_it_stands_under() -> None:
    assert [kind.parent for kind in (DOMAINS, STANDARDS, CRITERIA, QUESTIONS)] == ["", "domain", "standard", "standard"]
    for kind, above in ((STANDARDS, DOMAINS), (CRITERIA, STANDARDS), (QUESTIONS, STANDARDS)):
        column = kind.column(kind.parent)
        assert column and column.needed and column.refers == above.name


def test_there_may_be_as_many_standards_as_its_help_says() -> None:
    assert STANDARDS.most == MOST_STANDARDS and str(MOST_STANDARDS) in STANDARDS.help
