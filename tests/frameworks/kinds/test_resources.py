"""Where more can be read: three lists, of which one says whose it is and where it stands."""

from app.frameworks.kinds.resources import GENERAL, OUTCOMES, WORKS
from app.frameworks.resources import Resource, Work


def test_every_field_has_a_column_and_none_tells_two_apart() -> None:
    for kind, part in ((OUTCOMES, Resource), (GENERAL, Resource), (WORKS, Work)):
        assert set(kind.names) == set(part.model_fields)
        assert kind.identity == ""
