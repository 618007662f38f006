"""A standard of the record: what counts as its position, and its first views."""

from sqlmodel import Session

from app.exports import report
from app.models import StandardState
from tests.exports.conftest import Northvale


def test_a_reopened_standard_and_one_without_a_reveal_have_no_position(session: Session, northvale: Northvale) -> None:
    first, reopened = report(session, northvale.id).domains[0].standards
    unseen = first.model_copy(update={"rounds": ()})  # as a public report has one that the room was never shown
    assert first.position and unseen.position
    assert unseen.model_copy(update={"state": StandardState.WAITING}).position is None
    assert reopened.positions and reopened.position is None


def test_first_views_are_counted_over_all_rounds_that_were_shown(session: Session, northvale: Northvale) -> None:
    standard = report(session, northvale.id).domains[0].standards[0]
    assert standard.first_views_kept == 0
    (told,) = standard.rounds
    assert told.shown
    kept = told.model_copy(update={"shown": told.shown.model_copy(update={"kept_first_views": (3, 3)})})
    hidden = told.model_copy(update={"shown": None})
    assert standard.model_copy(update={"rounds": (kept, hidden, kept)}).first_views_kept == 4
