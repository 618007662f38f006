"""A position as people wrote it: words first, a number or a band only if they want one."""

from typing import Any

import pytest

from app.errors import Incomplete
from app.models import Standard, StandardState
from app.models.record.position import LONGEST, PositionState, Wording
from app.models.record.settling import position_of, settle
from app.models.record.subject import Subject
from app.models.rounds.revealing import reveal
from app.models.rounds.standard import numbered
from tests.conftest import Lobby

AGREED = Wording(PositionState.AGREED, "People are asked what matters to them.")


@pytest.fixture
def six(room: Lobby) -> Standard:
    """Standard 6, rated and revealed."""
    sitting = room.open("6", "9")
    for name, score in (("Priya", 3), ("Pat", 3), ("Petra", 4)):
        room.rate(name, room.round_of("6"), score)
    sitting.close(room.session, by="facilitator")
    reveal(room.session, sitting, by="facilitator")
    return numbered(room.session, room.workshop.id, "6")


def test_a_position_holds_what_was_typed_and_no_number_is_filled_in(room: Lobby, six: Standard) -> None:
    position = settle(room.session, Subject.standard(six), AGREED, "scribe", 0)
    assert (position.version, position.state, position.wording) == (1, PositionState.AGREED, AGREED.wording)
    assert (position.number, position.band, position.evidence, position.divergent_views) == (None, None, "", "")
    assert six.state is StandardState.SETTLED


@pytest.mark.parametrize("state", list(PositionState))
def test_every_way_to_finish_is_a_way_to_finish(room: Lobby, six: Standard, state: PositionState) -> None:
    assert settle(room.session, Subject.standard(six), Wording(state, "In words."), "scribe", 0).state is state


def test_only_deferring_needs_no_words(room: Lobby, six: Standard) -> None:
    with pytest.raises(Incomplete) as refusal:
        settle(room.session, Subject.standard(six), Wording(PositionState.NOT_AGREED, "  "), "scribe", 0)
    assert set(refusal.value.problems) == {"wording"}
    assert settle(room.session, Subject.standard(six), Wording(PositionState.DEFERRED, ""), "scribe", 0).version == 1


@pytest.mark.parametrize("number", [0, 11, -1])
def test_a_number_off_the_scale_is_refused(room: Lobby, six: Standard, number: int) -> None:
    with pytest.raises(Incomplete) as refusal:
        settle(room.session, Subject.standard(six), Wording(PositionState.AGREED, "Words.", number=number), "scribe", 0)
    assert set(refusal.value.problems) == {"number"}
    assert position_of(room.session, Subject.standard(six)) is None


def test_a_band_that_the_scale_does_not_have_is_refused(room: Lobby, six: Standard) -> None:
    with pytest.raises(Incomplete) as refusal:
        settle(
            room.session,
            Subject.standard(six),
            Wording(PositionState.AGREED, "Words.", band="Outstanding"),
            "scribe",
            0,
        )
    assert set(refusal.value.problems) == {"band"}


def test_a_band_of_the_scale_is_kept(room: Lobby, six: Standard) -> None:
    wording = Wording(PositionState.AGREED, "Words.", band="Amber/green")
    assert settle(room.session, Subject.standard(six), wording, "scribe", 0).band == "Amber/green"


@pytest.mark.parametrize("field", ["wording", "evidence", "divergent_views"])
def test_a_text_that_is_too_long_is_refused_at_its_field(room: Lobby, six: Standard, field: str) -> None:
    texts: dict[str, Any] = {"wording": "Words.", field: "x" * (LONGEST + 1)}
    with pytest.raises(Incomplete) as refusal:
        settle(room.session, Subject.standard(six), Wording(PositionState.AGREED, **texts), "scribe", 0)
    assert set(refusal.value.problems) == {field}
