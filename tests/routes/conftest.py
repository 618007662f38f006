"""The server for the routes of this folder."""

from collections.abc import Callable

import pytest

from tests.northvale import Town


@pytest.fixture(scope="session")
def town(town_with: Callable[..., Town]) -> Town:
    """Where a reveal may be cancelled for as long as anywhere."""
    return town_with()
