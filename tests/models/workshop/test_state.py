"""What is possible in which state, in words."""

from collections.abc import Callable

import pytest
from sqlmodel import Session

from app.errors import Refusal
from app.models import Account, Workshop, WorkshopState
from app.models.ending.closing import close
from app.models.rounds.preparing import create
from app.models.workshop.state import SPOKEN
from tests.conftest import northvale_draft


@pytest.fixture
def draft(session: Session) -> Workshop:
    fay = Account.add(session, "fay@northvale.example", "Fay", "not a hash")
    return create(session, fay.id, northvale_draft())


def test_a_draft_is_not_started_locked_or_closed(session: Session, draft: Workshop) -> None:
    acts: tuple[Callable[[], object], ...] = (
        lambda: draft.start(session, by="facilitator"),
        lambda: close(session, draft, by="facilitator"),
        lambda: draft.lock(session, locked=True, by="facilitator"),
    )
    for act in acts:
        with pytest.raises(Refusal, match="while the workshop is still a draft"):
            act()
    assert draft.state is WorkshopState.DRAFT


def test_every_state_is_said_in_words() -> None:
    assert set(SPOKEN) == set(WorkshopState)
