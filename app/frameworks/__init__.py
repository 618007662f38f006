"""Frameworks of standards: what one holds, the ones that come with the program, and anyone's own from a file."""

from app.frameworks.framework import (
    LONGEST_NUMBER,
    MOST_CRITERIA,
    MOST_STANDARDS,
    OVERALL,
    Band,
    Correction,
    Criterion,
    Domain,
    Framework,
    Question,
    Scale,
    Standard,
    Term,
)
from app.frameworks.local import LOCAL, Theme, arranged
from app.frameworks.published import DEFAULT, framework, framework_keys

__all__ = [
    "DEFAULT",
    "LOCAL",
    "LONGEST_NUMBER",
    "MOST_CRITERIA",
    "MOST_STANDARDS",
    "OVERALL",
    "Band",
    "Correction",
    "Criterion",
    "Domain",
    "Framework",
    "Question",
    "Scale",
    "Standard",
    "Term",
    "Theme",
    "arranged",
    "framework",
    "framework_keys",
]
