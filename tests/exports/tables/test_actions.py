from datetime import date

from app.exports.tables.actions import actions, actions_to_chase
from app.models.record.action import ActionStatus
from tests.exports.demo_record import demo


def test_an_action_brings_its_owners_its_day_and_its_status() -> None:
    first, second, *_ = actions(demo()).rows
    assert first[:3] == ("Open-book review of fees with providers", "High", "Council\nProviders")
    assert first[3:5] == (date(2027, 1, 31), "To do")
    assert second[3] == "Before the spring forum"


def test_the_sheet_to_chase_has_room_for_progress_and_leaves_out_what_was_dropped() -> None:
    made = demo()
    domain = made.domains[-1]
    dropped = tuple(each.model_copy(update={"status": ActionStatus.DROPPED}) for each in domain.actions)
    changed = made.model_copy(update={"domains": (*made.domains[:-1], domain.model_copy(update={"actions": dropped}))})
    listed, chased = actions(changed), actions_to_chase(changed)
    assert len(listed.rows) - len(chased.rows) == len(dropped) == 1
    names = [column.name for column in chased.columns]
    assert names[4:6] == ["Status", "Progress"]
    assert {row[5] for row in chased.rows} == {""}
    assert chased.columns[4].choices == ("To do", "Under way", "Done", "Dropped")
