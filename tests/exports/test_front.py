"""What stands first in every file says whose views these are, what they are not, and how they were counted."""

from datetime import UTC, date, datetime

import pytest

from app.exports import Report, front, without_numbers
from app.exports.contents.occasion import Front
from app.models import AttributionRule, WorkshopState
from tests.exports.marked import PRINT, small, unchained


def confirmed(report: Report) -> Report:
    held = report.workshop.model_copy(update={"confirmed_at": datetime(2026, 12, 1, 9, 30, tzinfo=UTC)})
    return report.model_copy(update={"workshop": held})


def of(report: Report, *, people: int, heard: tuple[str, ...] = (), not_heard: tuple[str, ...] = ()) -> Report:
    return report.model_copy(update={"front": Front(people=people, heard=heard, not_heard=not_heard)})


@pytest.mark.parametrize(("people", "said"), [(1, "one person"), (26, "26 people")])
def test_it_says_of_how_many_people_and_on_which_day(told: Report, people: int, said: str) -> None:
    assert front.whose_views(of(told, people=people)) == f"Views of {said} in the room on 23 November 2026"
    assert front.whose_views(of(told, people=0)).startswith("No ratings are told here")


def test_it_names_who_was_heard_and_who_was_not(told: Report) -> None:
    made = of(told, people=3, heard=("Council", "Carers"), not_heard=("Healthwatch",))
    assert (front.heard(made), front.not_heard(made)) == ("Council, Carers", "Healthwatch")
    assert front.heard(of(told, people=0)) == front.NOTHING_TOLD
    assert front.not_heard(of(told, people=0)) == front.NOTHING_TOLD
    assert front.not_heard(of(told, people=3, heard=("Council",))).startswith("None")


def test_a_working_file_is_not_for_publication_and_one_before_its_confirmation_says_so(
    told: Report, public_day: Report
) -> None:
    assert front.marks(told) == ("NOT FOR PUBLICATION", "Not yet confirmed")
    assert front.marks(public_day) == ("Not yet confirmed",)
    assert front.marks(confirmed(public_day)) == () and front.status(confirmed(told)) == "Confirmed on 1 December 2026"
    assert [len(front.about_marks(made)) for made in (told, public_day, confirmed(public_day))] == [2, 1, 0]


def test_from_the_close_to_the_confirmation_it_is_said_what_may_still_change(told: Report) -> None:
    def closed(rule: AttributionRule) -> Report:
        held = told.workshop.model_copy(update={"state": WorkshopState.CLOSED, "attribution_rule": rule})
        return told.model_copy(update={"workshop": held})

    assert front.about_marks(told)[1] == "The record may still change until the facilitator confirms it."
    by_group = front.about_marks(closed(AttributionRule.BY_GROUP))[1]
    assert "marked “written afterwards”, and people may answer otherwise." in by_group
    assert "people may answer" not in front.about_marks(closed(AttributionRule.NOT_ATTRIBUTABLE))[1], "it ended then"


def test_the_fingerprint_stands_with_the_entry_that_it_was_taken_after_and_beside_the_status(told: Report) -> None:
    made = small(told)
    assert front.standing(made) == f"Not yet confirmed. Fingerprint: {PRINT} (after entry 61)"
    assert front.standing(unchained(told)) == "Not yet confirmed"
    assert (front.fingerprint(unchained(told)), front.about_fingerprint(unchained(told))) == ("", ())


def test_it_is_said_what_a_fingerprint_proves_and_what_it_does_not(told: Report) -> None:
    made = small(told)
    late = made.model_copy(update={"chained": made.chained.model_copy(update={"began_late": True})})
    assert front.about_fingerprint(made) == (front.WHAT_IT_PROVES, front.WHAT_IT_DOES_NOT, front.OF_THE_MOMENT)
    assert front.about_fingerprint(confirmed(late))[2:] == (front.OF_AN_ENTRY, front.BEGAN_LATE)


def test_both_dates_of_erasure_are_told(told: Report) -> None:
    held = told.workshop.model_copy(
        update={"erase_seats_on": date(2026, 12, 26), "erase_record_on": date(2028, 11, 25)}
    )
    said = front.erased_on(told.model_copy(update={"workshop": held}))
    assert said == "Seats and reasons 26 December 2026, the record 25 November 2028, unless held"


def test_units_of_five_are_what_a_public_file_speaks_of_and_units_of_three_a_working_one(
    told: Report, public_day: Report
) -> None:
    assert "fewer than five" in front.how_counted(public_day) and "fewer than three" in front.how_counted(told)
    assert "five ratings or more" in " ".join(front.method(public_day))


def test_under_the_open_rule_a_working_file_puts_nobody_together(told: Report, public_day: Report) -> None:
    def opened(report: Report) -> Report:
        held = report.workshop.model_copy(update={"attribution_rule": AttributionRule.OPEN})
        return report.model_copy(update={"workshop": held})

    assert "put together" not in front.how_counted(opened(told))
    assert "put together" in front.how_counted(opened(public_day)), "consent and the open rule are for the room"


def test_the_method_says_that_numbers_are_left_out_where_they_are(told: Report) -> None:
    assert ["left out" in " ".join(front.method(made)) for made in (told, without_numbers(told))] == [False, True]


def test_what_is_rated_while_a_file_is_made_is_said(told: Report) -> None:
    assert front.is_still_rated(told)
    revealed = tuple(
        domain.model_copy(
            update={"standards": tuple(row.model_copy(update={"rounds": row.told}) for row in domain.standards)}
        )
        for domain in told.domains
    )
    assert not front.is_still_rated(told.model_copy(update={"domains": revealed}))
