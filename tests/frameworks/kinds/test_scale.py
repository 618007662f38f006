"""The scale, its bands and colours: every field of each has a column."""

import pytest

from app.frameworks.kind import Kind
from app.frameworks.kinds.scale import BANDS, RAG, SCALE
from app.frameworks.part import Part
from app.frameworks.scale import Band, Rag, Scale


@pytest.mark.parametrize(("kind", "part"), [(SCALE, Scale), (BANDS, Band), (RAG, Rag)])
def test_every_field_is_a_column_or_a_kind_of_its_own(kind: Kind, part: type[Part]) -> None:
    assert set(kind.names) == set(part.model_fields) - ({"bands", "rag"} if part is Scale else set())


def test_a_scale_has_3_to_11_points_in_2_to_5_bands() -> None:
    points = SCALE.column("points")
    assert points and (points.at_least, points.at_most, BANDS.fewest, BANDS.most) == (3, 11, 2, 5)
