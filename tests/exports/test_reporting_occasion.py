"""The occasion in a report: the facts of the workshop, and the rule in words."""

from sqlmodel import Session

from app.exports.report import report
from tests.exports.conftest import Northvale


def test_the_facts_of_the_workshop_are_in_it(session: Session, northvale: Northvale) -> None:
    made = report(session, northvale.id)
    assert (made.workshop.council, made.workshop.purpose) == ("Northvale Council", "LGA peer challenge")
    assert "Smaller groups together" in made.workshop.attribution
    assert [(group.name, group.expected) for group in made.groups][:2] == [("Council officers", 3), ("Providers", 3)]
