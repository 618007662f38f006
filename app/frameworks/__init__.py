"""Frameworks of standards: what one holds, the ones that come with the program, and anyone's own from a file."""

from app.frameworks.around import Correction, Term
from app.frameworks.framework import Framework
from app.frameworks.local import LOCAL, Theme, arranged
from app.frameworks.part import LONGEST_NUMBER
from app.frameworks.published import DEFAULT, framework, framework_keys
from app.frameworks.scale import Band, Scale
from app.frameworks.standard import MOST_CRITERIA, MOST_STANDARDS, OVERALL, Criterion, Domain, Question, Standard

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
