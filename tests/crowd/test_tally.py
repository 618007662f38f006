"""What came of a crowd, in numbers."""

from app.crowd.tally import Tally, percentile


def test_a_crowd_ends_well_only_if_all_is_acknowledged_and_stored() -> None:
    assert Tally(1, joined=1, sent=4, acknowledged=3, refused=1).ended_well
    assert not Tally(1, joined=1, sent=4, acknowledged=3).ended_well
    assert not Tally(1, joined=1, sent=4, acknowledged=4, lost=1).ended_well
    assert not Tally(1, joined=1, sent=4, acknowledged=4, unread=1).ended_well
    assert not Tally(2, joined=1).ended_well


def test_a_percentile_is_a_value_that_was_measured() -> None:
    assert percentile([4.0, 1.0, 3.0, 2.0], 50) == 2.0
    assert percentile([4.0, 1.0, 3.0, 2.0], 99) == 4.0
