"""Where a person stands among the standards that are open together, and where skipping and recording lead on to."""

from app.live.onward import Step, Way


def way(here: int | None, *answered: bool) -> Way:
    return Way(tuple(Step(number, f"{number}.", said) for number, said in enumerate(answered, 6)), here)


def leads_to(step: Step | None) -> int | None:
    return step.round_id if step else None


def test_the_next_is_the_next_open_standard_without_an_answer_of_mine() -> None:
    onward = way(1, True, False, True, False)
    assert (leads_to(onward.skips_to), leads_to(onward.goes_to)) == (9, 9)


def test_skipping_leads_only_forward_and_recording_also_back_to_what_was_skipped() -> None:
    onward = way(3, False, True, True, False)
    assert (leads_to(onward.skips_to), leads_to(onward.goes_to)) == (None, 6)


def test_where_nothing_waits_or_this_round_is_not_open_it_is_the_list() -> None:
    assert [leads_to(way(0, False, True).goes_to), leads_to(way(None, False, False).goes_to)] == [None, None]
