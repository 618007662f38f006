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


def test_only_what_is_out_of_the_ordinary_is_remarked() -> None:
    assert Tally(2, joined=2, sent=4, acknowledged=4).remarks() == []
    troubled = Tally(5, joined=2, waiting=1, sent=4, acknowledged=3, refused=1, unread=1, problems={"Full."})
    assert troubled.remarks() == [
        "1 refused because the round had closed",
        "1 acknowledged answers could not be read again",
        "2 people could not join",
        "1 people were never let in",
        "Full.",
    ]


def test_who_waits_at_the_door_is_told_while_it_goes_on_and_at_its_end() -> None:
    waiting = Tally(3, joined=1, waiting=2, sent=4, acknowledged=3)
    assert waiting.progress() == ("1 of 3 joined, 2 wait for the facilitator’s nod, 3 acknowledged, 1 on their way")
    assert "1 waits for" in Tally(1, waiting=1).progress()
    assert waiting.last_line() == "acknowledged 3 · lost 0 · not acknowledged 1 · never let in 2 · p50 none · p99 none"
