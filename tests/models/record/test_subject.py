"""What a position is about: one standard, a domain as far as it is in this workshop, or the whole."""

import pytest

from app.errors import NotFound, Refusal
from app.models.record.position import PositionState, Wording
from app.models.record.settling import reopen, settle
from app.models.record.subject import Subject
from tests.conftest import Lobby

AGREED = Wording(PositionState.AGREED, "People are asked what matters to them.")

ANSWERS: dict[str, int | None] = {"Olu": 7, "Priya": 3, "Pat": 3, "Petra": 4}


@pytest.mark.parametrize("number", ["1", "9", ""])
def test_a_domain_without_a_standard_of_this_workshop_is_not_here(room: Lobby, number: str) -> None:
    """Domain 1 has standards 1 and 2, and the workshop has 4, 6 and 9."""
    room.revealed(ANSWERS)
    for act in (
        lambda: settle(room.session, Subject.domain(room.workshop, number), AGREED, "scribe 1", 0),
        lambda: reopen(room.session, Subject.domain(room.workshop, number), "A report came in", "facilitator"),
    ):
        with pytest.raises(NotFound):
            act()


def test_another_domains_reveal_is_not_enough(room: Lobby) -> None:
    room.revealed(ANSWERS, "4")
    with pytest.raises(Refusal, match="Close and reveal a standard of this domain first"):
        settle(room.session, Subject.domain(room.workshop, "3"), AGREED, "scribe 1", 0)
