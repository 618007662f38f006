from app.exports.tables.evidence import evidence
from tests.exports.demo_record import demo


def test_what_was_offered_stands_first_and_then_what_is_missing() -> None:
    rows = evidence(demo()).rows
    assert rows[0] == (
        "6. A diverse and sustainable market", "Offered", "Northvale market position statement 2026",
        "https://northvale.example/market", "", "Strong", "6.1", "M1.11", "Council",
    )  # fmt: skip
    kinds = [str(row[1]) for row in rows]
    assert kinds == sorted(kinds, reverse=True) and set(kinds) == {"Offered", "Missing"}


def test_what_this_workshop_asked_for_names_its_standard_in_full() -> None:
    missing = [row for row in evidence(demo()).rows if row[1] == "Missing"]
    assert missing[0][0] == "6. A diverse and sustainable market"
    assert missing[1][0] == "" and missing[1][7] == "M1.1"
