"""One group's answers: what is refused as no rating, and what counts."""

import pytest

from app.divergence import analyse
from tests.divergence.cast import COUNCIL


@pytest.mark.parametrize("odd", [0, 11, 8.0, True, "dk", None])
def test_a_rating_off_the_scale_is_refused(odd: object) -> None:
    with pytest.raises(ValueError, match="whole number from 1 to 10"):
        analyse({COUNCIL: [odd]})  # type: ignore[list-item]


def test_the_last_point_belongs_to_the_scale() -> None:
    assert analyse({COUNCIL: [1, 10]}).n == 2
