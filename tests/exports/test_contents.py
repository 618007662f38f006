"""What an export may hold: every part of the schema is described, and holds nothing that is not in it."""

from typing import Any

import pytest
from pydantic import ValidationError
from sqlmodel import Session

from app.exports import report
from app.exports.as_json import schema
from app.exports.contents import Round
from app.models import StandardState
from tests.exports.conftest import Northvale


def test_every_property_of_the_schema_is_described() -> None:
    parts: dict[str, Any] = {"Report": schema(), **schema()["$defs"]}
    properties = {(name, key): told for name, part in parts.items() for key, told in part.get("properties", {}).items()}
    assert len(properties) > 60
    assert [key for key, told in properties.items() if not told.get("description")] == []
    assert all(part["additionalProperties"] is False for part in parts.values() if "properties" in part)


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


def test_a_round_has_no_place_for_a_rating_beside_what_was_shown(session: Session, northvale: Northvale) -> None:
    """Blindness by structure: what is not in the schema cannot be written by mistake."""
    (told,) = report(session, northvale.id).domains[0].standards[0].rounds
    with pytest.raises(ValidationError, match="Extra inputs are not permitted"):
        Round(**dict(told), ratings=(8, 3))  # type: ignore[call-arg]
    with pytest.raises(ValidationError, match="frozen"):
        told.shown = None  # type: ignore[misc]
