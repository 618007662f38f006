from app.exports import Report
from app.exports.record.actions import NOTHING, actions
from app.exports.record.blocks import Table, Text
from app.exports.record.domain import NO_ACTION


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
