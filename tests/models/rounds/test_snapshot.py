"""What stands in the file of a reveal: rows and names of units, and nothing of a person."""

import json
from typing import Any

from sqlalchemy import text

from app.divergence import middle
from app.exports.reporting_rounds import shown_of
from app.models import Round, Snapshot
from app.models.rounds.revealing import reveal
from app.models.rounds.snapshot import Cites
from app.revealed.round import shown_by
from tests.conftest import Lobby

SCORES = {"Olu": 8, "Oona": 8, "Omar": 9, "Priya": 3, "Pat": 3, "Petra": 4, "Hari": 5, "Carol": 4, "Cy": 6}


def test_f24_no_true_rating_of_a_guarded_unit_is_in_the_file(room: Lobby) -> None:
    """Ratings that leave the rows as they are leave every byte as it is."""
    others = {"Olu": 7, "Omar": 9, "Priya": 1, "Petra": 3, "Hari": 5, "Carol": 5, "Cy": 5}
    one, other = room.revealed(SCORES, "6"), room.revealed({**SCORES, **others}, "9")
    assert json.dumps(one.snapshot) == json.dumps(other.snapshot)
    again = [room.revealed(scores, number).snapshot for scores, number in ((SCORES, "6"), ({**SCORES, **others}, "9"))]
    assert json.dumps(again[0]) == json.dumps(again[1])


def test_f24_every_number_in_a_guarded_unit_of_the_file_is_of_its_row(room: Lobby) -> None:
    for _ in range(2):
        room.revealed(
            {"Olu": 1, "Oona": 8, "Omar": 10, "Priya": 1, "Pat": 4, "Petra": 10, "Hari": 2, "Carol": 5, "Cy": 10}
        )
    stored = list(room.session.connection().execute(text("SELECT snapshot FROM round")))
    for unit in (unit for (kept,) in stored for unit in json.loads(kept)["units"] if unit["is_guarded"]):
        assert set(unit["scores"]) <= {8, 4, 5}
        assert (unit["criteria"], set(unit["cites"].values())) == ([], {0})
    assert len(stored) == 2


def test_f29_removing_a_seat_afterwards_changes_no_frozen_figure(room: Lobby) -> None:
    snapshot = room.revealed(SCORES).frozen
    for name in ("Olu", "Hari", "Carol"):
        room.seats[name].remove(room.session, by="facilitator")
    room.session.flush()
    room.session.expire_all()
    assert room.round_of("6").frozen == snapshot


def test_a_snapshot_holds_no_seat_no_name_and_no_reason(room: Lobby) -> None:
    room.open("6")
    round_ = room.round_of("6")
    for name, score in SCORES.items():
        room.rate(name, round_, score, reason="canary-reason", may_quote=True)
    round_.sitting.close(room.session, by="facilitator")
    reveal(room.session, round_.sitting, by="facilitator")
    kept = json.dumps(round_.snapshot)
    assert "canary" not in kept
    assert "seat_id" not in kept and "token" not in kept


def test_a_snapshot_reads_back_as_it_was_written(room: Lobby) -> None:
    snapshot = room.revealed(SCORES).frozen
    assert Snapshot.from_json(json.loads(json.dumps(snapshot.to_json()))) == snapshot


def test_which_row_stands_is_kept_for_the_next_reveal(room: Lobby) -> None:
    for name in ("Carol", "Cy", "Hari"):
        room.seats[name].choose(may_show_group=True)
    room.revealed(SCORES)
    room.seats["Hari"].choose(may_show_group=False)
    again = room.revealed({**SCORES, "Priya": 8, "Pat": 8})
    assert again.frozen.first == 1
    standing = {name: (it.told_in, it.for_good) for name, it in again.frozen.standing.items()}
    assert standing == {"Council": (1, False), "Providers": (2, False), "Healthwatch": (1, True), "Carers": (2, False)}


def test_what_rows_tell_makes_the_same_rows_again_and_nothing_that_they_do_not_tell(room: Lobby) -> None:
    round_ = room.revealed(SCORES)
    told = told_of(round_)
    again = Snapshot.of_rows(told, room.workshop.thresholds)
    for kept, unit in zip(round_.frozen.units, again.units, strict=True):
        assert (kept.name, len(kept.scores), kept.cant_tell) == (unit.name, len(unit.scores), unit.cant_tell)
        assert middle(kept.scores) == middle(unit.scores)
    assert again.pooled == round_.frozen.pooled and again.answered == round_.frozen.answered
    assert not again.standing and all(vars(unit.cites) == vars(Cites()) for unit in again.units)


def test_of_the_open_rule_every_dot_stands_where_it_stood(room: Lobby) -> None:
    row = {"name": "Council", "rated": 3, "cant_tell": 1, "middle": [4, 4], "is_guarded": False}
    dots = [{"score": 2, "people": 1}, {"score": 4, "people": 2}]
    told = {**told_of(room.revealed(SCORES)), "units": [{**row, "dots": dots}], "attribution_rule": "open"}
    (unit,) = Snapshot.of_rows(told, room.workshop.thresholds).units
    assert (unit.scores, unit.cant_tell) == ((2, 4, 4), 1)


def told_of(round_: Round) -> dict[str, Any]:
    """As a file has it."""
    return shown_of(round_, shown_by(round_)).model_dump(mode="json")
