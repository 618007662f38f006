from app.exports import Report
from app.exports.record.actions import NOTHING, actions, all_to_do
from app.exports.record.blocks import Table, Text
from app.exports.record.domain import NO_ACTION
from app.models.record.action import ActionStatus
from app.models.record.position import Weight


def test_every_action_says_what_who_and_by_when_and_a_dropped_one_is_not_told(told: Report) -> None:
    ended, to_do, about_titles = actions(told).blocks
    assert "“Whole system approach” there" in str(about_titles)
    assert isinstance(ended, Table)
    assert isinstance(to_do, Table)
    rows = [[" ".join(line.text for line in cell) for cell in row] for row in to_do.rows]
    assert [
        "Review fees. Priority: high",
        "6. A diverse and sustainable market",
        "Council Providers",
        "31 January 2027",
    ] in rows
    assert [
        "Visit every home. Under way How would we know? A list of visits.",
        rows[0][1],
        "Nobody yet",
        "No date yet",
    ] in rows
    assert "dropped" not in str(rows)
    assert [row[1][0].text for row in ended.rows] == [
        "Agreed with reservations: 4 (Red/amber)", "Agreed", "Not agreed: 6"
    ]  # fmt: skip


def test_every_field_of_an_action_is_told(told: Report) -> None:
    action = told.overall.actions[0] if told.overall.actions else all_to_do(told).__next__()[1]
    said = {
        "what": "Ask again.", "who": ("Carers",), "due_on": None, "due": "before spring", "how_known": "A new list.",
        "criterion": "6.2", "priority": Weight.LOW, "status": ActionStatus.UNDER_WAY,
    }  # fmt: skip
    overall = told.overall.model_copy(update={"actions": (action.model_copy(update=said),)})
    table = actions(told.model_copy(update={"overall": overall})).blocks[1]
    assert isinstance(table, Table)
    row = [" ".join(line.text for line in cell) for cell in table.rows[-1]]
    assert row == [
        "Ask again. Priority: low · Criterion 6.2 · Under way How would we know? A new list.",
        "Overall", "Carers", "before spring",
    ]  # fmt: skip


def test_nothing_is_said_in_words(told: Report) -> None:
    silent = {"positions": (), "actions": ()}
    domains = tuple(
        domain.model_copy(
            update={**silent, "standards": tuple(one.model_copy(update=silent) for one in domain.standards)}
        )
        for domain in told.domains
    )
    empty = told.model_copy(update={"domains": domains, "overall": told.overall.model_copy(update=silent)})
    settled = told.model_copy(update={"domains": domains, "overall": told.overall.model_copy(update={"actions": ()})})
    assert isinstance(actions(empty).blocks[-1], Text)
    assert NOTHING in str(actions(empty).blocks)
    assert NO_ACTION in str(actions(settled).blocks)
