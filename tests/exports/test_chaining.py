"""What of a chain leaves the server: commitments whole, and of what never leaves nothing that could show it."""

from app.exports import as_json
from app.exports.chaining import plain
from app.models.workshop.event import DETAILS, SNAPSHOT
from tests.exports.demo_record import demo, quiet


def test_details_and_snapshots_have_their_commitment_and_nothing_else() -> None:
    assert any(SNAPSHOT in entry.commitments for entry in demo().chain)
    assert any(DETAILS in entry.commitments for entry in demo().chain)
    for entry in (*demo().chain, *quiet().chain):
        assert not {SNAPSHOT, DETAILS} & {*entry.parts, *entry.salts}


def test_no_score_of_one_person_is_in_a_reveals_rows() -> None:
    rows = [row for entry in demo().chain for row in entry.parts.get("rows", ())]
    assert rows and {name for row in rows for unit in row["units"] for name in unit} == {
        "name", "rated", "cant_tell", "middle",
    }  # fmt: skip


def test_every_part_that_is_told_has_its_salt() -> None:
    assert all(entry.parts.keys() <= entry.salts.keys() <= entry.commitments.keys() for entry in demo().chain)


def test_the_facilitators_name_is_in_no_file() -> None:
    assert b"Demo facilitator" not in as_json(demo())


def test_a_part_is_told_as_its_one_writing_says_it() -> None:
    assert plain({"b": (1, 2), "a": "half \ud800"}) == {"a": "half ?", "b": [1, 2]}
