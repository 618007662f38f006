"""A part of an export is frozen, has no place for more, and takes no time that no clock says."""

import pytest
from pydantic import ValidationError

from app.exports.contents.part import Part, When


class Seen(Part):
    at: When


@pytest.mark.parametrize("at", ["1989-12-31T23:59:59Z", "3000-01-01T00:00:00Z"])
def test_a_year_that_no_server_wrote_is_refused(at: str) -> None:
    with pytest.raises(ValidationError, match="no clock says the year"):
        Seen.model_validate({"at": at})


def test_a_time_without_its_zone_is_refused_and_so_is_anything_more() -> None:
    with pytest.raises(ValidationError, match="timezone"):
        Seen.model_validate({"at": "2026-12-03T10:00:00"})
    with pytest.raises(ValidationError, match="Extra inputs"):
        Seen.model_validate({"at": "2026-12-03T10:00:00Z", "seat": 3})
