"""A round of the record has no place for a rating."""

import pytest
from pydantic import ValidationError
from sqlmodel import Session

from app.exports import report
from app.exports.contents.rounds import Round
from tests.exports.conftest import Northvale


def test_a_round_has_no_place_for_a_rating_beside_what_was_shown(session: Session, northvale: Northvale) -> None:
    """Blindness by structure: what is not in the schema cannot be written by mistake."""
    (told,) = report(session, northvale.id).domains[0].standards[0].rounds
    with pytest.raises(ValidationError, match="Extra inputs are not permitted"):
        Round(**dict(told), ratings=(8, 3))  # type: ignore[call-arg]
    with pytest.raises(ValidationError, match="frozen"):
        told.shown = None  # type: ignore[misc]
