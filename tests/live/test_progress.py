"""Who has answered, in counts of people: no value has a place in it."""

from dataclasses import fields, is_dataclass
from typing import get_args, get_type_hints

from app.live.progress import GroupProgress, Progress, SittingScene

GROUPS = (
    GroupProgress(1, "Council", answered=3, seated=4, expected=4),
    GroupProgress(2, "Carers", answered=1, seated=1, expected=3),
    GroupProgress(3, "Providers", answered=0, seated=5, expected=3),
)
SIX = Progress(12, "6", "A diverse and sustainable market", GROUPS, is_again=True)
# A test reads the names of all fields; one that holds what somebody said must be seen to be added here.
COUNTS = {"answered", "seated", "expected", "waiting_seats", "joining_next", "answered_all",
          "answered_nothing", "more_time"}  # fmt: skip
WHICH = {"id", "round_id", "number", "title", "name", "turn"}
WHAT_STATE = {"state", "opened_at", "reveal_due_at", "closed_at", "is_again", "came_later", "has_guarded"}


def names(of: type) -> set[str]:
    found: set[str] = set()
    hints = get_type_hints(of)
    for field in fields(of):
        inside = [kind for kind in get_args(hints[field.name]) if is_dataclass(kind)]
        found |= set().union(*(names(kind) for kind in inside)) if inside else {field.name}  # type: ignore[arg-type]
    return found


def test_f24_before_a_reveal_there_is_no_place_for_what_anybody_said() -> None:
    assert names(SittingScene) == COUNTS | WHICH | WHAT_STATE


def test_who_is_still_thinking_and_who_has_not_come_are_told_apart() -> None:
    assert [group.waiting for group in GROUPS] == [1, 0, 5]
    assert [group.not_joined for group in GROUPS] == [0, 2, 0], "more than planned is nobody missing"


def test_of_the_room_is_one_total_without_a_name_and_keeps_all_else() -> None:
    room = SIX.of_the_room
    assert (room.answered, room.seated) == (SIX.answered, SIX.seated) == (4, 10)
    assert [(group.name, group.not_joined) for group in room.groups] == [("", 0)]
    assert (room.round_id, room.number, room.is_again) == (12, "6", True)
