"""The server for the routes of this folder; lines to it as in live/, and the record of exports/."""

from collections.abc import Callable

import pytest

from tests.exports.conftest import northvale
from tests.live.conftest import dial
from tests.northvale import Town

__all__ = ["dial", "northvale"]


@pytest.fixture(scope="session")
def town(town_with: Callable[..., Town]) -> Town:
    """Where a reveal may be cancelled for as long as anywhere."""
    return town_with()
