"""At the door, for all who wait at once; and the plan, which decides who has to."""

from collections import Counter

from sqlmodel import Session

from app.clock import now
from app.errors import Incomplete, Refusal
from app.models.people.seat import Seat, waiting_seats
from app.models.workshop.choices import AttributionRule
from app.models.workshop.event import record, role_of
from app.models.workshop.group import SMALL
from app.models.workshop.state import WorkshopState
from app.models.workshop.workshop import WARNING, Workshop

MOST_EXPECTED = 500  # in one group, as in a draft


def nod_to_all(session: Session, workshop: Workshop, by: str, upto: int) -> None:
    """One yes to all who wait. `upto` is the newest seat on the facilitator's screen: nobody slips in behind it."""
    workshop.must_go_on()
    waiting = _seen(session, workshop, upto)
    for seat in waiting:
        seat.admitted_at = now()
    if waiting:
        record(session, workshop.id, by, "let in all who waited", groups=_by_group(waiting))


def turn_all_away(session: Session, workshop: Workshop, by: str, upto: int) -> None:
    workshop.must_go_on()
    waiting = _seen(session, workshop, upto)
    for seat in waiting:
        seat.removed_at, seat.removed_by = now(), role_of(by)
    if waiting:
        record(session, workshop.id, by, "turned away all who waited", groups=_by_group(waiting))


def _seen(session: Session, workshop: Workshop, upto: int) -> list[Seat]:
    return [seat for seat in waiting_seats(session, workshop.id) if seat.id <= upto]


def _by_group(seats: list[Seat]) -> dict[str, int]:
    return dict(Counter(seat.group_name for seat in seats))


def correct_plan(
    session: Session, workshop: Workshop, expected: dict[int, int | None], by: str, *, knows_who_is_visible: bool
) -> None:
    """Compared with the chairs before anything is opened. Afterwards the plan says who is small, and stands."""
    if workshop.state is WorkshopState.LIVE:
        raise Refusal(
            "The expected numbers are fixed since the first standards were opened. "
            "Whoever comes above them waits, and you can let them in."
        )
    workshop.must_be(WorkshopState.LOBBY)
    problems = {
        f"expected-{group_id}": f"Enter a whole number from 1 to {MOST_EXPECTED}."
        for group_id, number in expected.items()
        if number is None or not 1 <= number <= MOST_EXPECTED
    }
    if problems:
        raise Incomplete(problems)
    corrected = [(group, expected.get(group.id) or group.expected) for group in workshop.groups]
    becomes_small = [group.name for group, number in corrected if number < SMALL and not group.is_small]
    if becomes_small and workshop.attribution_rule is AttributionRule.OPEN and not knows_who_is_visible:
        raise Incomplete({"knows_who_is_visible": WARNING.format(", ".join(becomes_small))})
    changed = [(group, group.expected, number) for group, number in corrected if number != group.expected]
    for group, _, number in changed:
        group.expected = number
    if changed:
        before, after = ({change[0].name: change[n] for change in changed} for n in (1, 2))
        record(session, workshop.id, by, "corrected the expected numbers", before=before, after=after)
