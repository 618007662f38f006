"""Who signs in: one account for an address, and always somebody who can look after the others."""

import pytest

from app.errors import Incomplete
from app.models.people.account import checked


def test_address_and_password_are_told_together() -> None:
    with pytest.raises(Incomplete) as refusal:
        checked("fay", "password")
    assert set(refusal.value.problems) == {"email", "password"}
