"""One's own answer in words, and what becomes of it if it is changed now."""

from datetime import UTC, datetime

import pytest

from app.live.stand import After, Stand, after_asking, stand_receipt
from app.models import CanStand, ReadBack
from app.models.record.position import PositionState
from app.models.record.subject import Level
from app.models.record.voices import Voice, Voices

AT = datetime(2026, 11, 26, 14, 32, tzinfo=UTC)
HEARD = Voices((Voice("Council", frozenset({"Council"}), frozenset({1, 2}), is_guarded=False, by_consent=False),),
               frozenset({1, 2, 3}))  # fmt: skip


@pytest.mark.parametrize(
    ("stand", "sentence"),
    [
        (Stand(7), "Not answered yet"),
        (Stand(7, spoke_before=True), "The words have changed since you answered"),
        (Stand(7, is_asked=False), "You join from the next standard"),
        (Stand(7, CanStand.DO_NOT_AGREE, AT), "Recorded: I do not agree, 14:32"),
        (Stand(7, CanStand.DO_NOT_AGREE, AT, is_hidden=True), "Recorded on your other phone, 14:32"),
    ],
)
def test_it_is_told_in_one_sentence(stand: Stand, sentence: str) -> None:
    assert stand.sentence == sentence


def test_a_change_is_told_counted_or_only_kept() -> None:
    asking = ReadBack(id=7, workshop_id=1, level=Level.STANDARD, subject_number="6", state=PositionState.AGREED,
                      wording="Thin.", asked_by="facilitator")  # fmt: skip
    assert after_asking(asking, 1) is After.OPEN
    asking.ended_at, asking.told = AT, {"rows": {}, "counted": ["Council"], "seats": {"Council": [1, 2]}}
    assert [after_asking(asking, seat) for seat in (1, 3)] == [After.COUNTED, After.KEPT]


@pytest.mark.parametrize("after", After)
def test_receipts_are_as_long_whatever_was_answered_and_tell_no_hidden_answer(after: After) -> None:
    receipts = [stand_receipt(Stand(7, answer, AT, after=after)) for answer in CanStand]
    assert len({len(receipt.encode()) for receipt in receipts}) == 1
    hidden = stand_receipt(Stand(7, CanStand.DO_NOT_AGREE, AT, is_hidden=True, after=after))
    assert "on your other phone" in hidden and "agree" not in hidden


@pytest.mark.parametrize("after", After)
def test_its_receipt_is_as_long_whether_anything_was_answered(after: After) -> None:
    """Not asked, asked again, and not answered yet as well."""
    stands = [Stand(7, answer, AT, is_hidden=hidden, after=after) for answer in CanStand for hidden in (False, True)]
    stands += [Stand(7, after=after), Stand(7, is_asked=False, after=after), Stand(7, spoke_before=True, after=after)]
    receipts = {stand_receipt(stand) for stand in stands}
    assert len({len(receipt.encode()) for receipt in receipts}) == 1 and len(receipts) > 5
