"""One blind pass over a standard: rated again it is another round, and the one before stays as it was."""

import json

import pytest
from sqlmodel import select

from app.errors import Refusal
from app.exports.reporting_rounds import shown_of
from app.models import Rating, StandardState
from app.models.rounds.revealing import reveal
from app.models.rounds.standard import numbered
from app.revealed.round import shown_by
from tests.conftest import Lobby


def reveal_now(room: Lobby, *numbers: str) -> None:
    sitting = room.open(*numbers)
    sitting.close(room.session, by="facilitator")
    reveal(room.session, sitting, by="facilitator")


def test_rating_again_is_a_new_round_marked_after_seeing_and_the_first_is_kept(room: Lobby) -> None:
    sitting = room.open("6")
    first = room.round_of("6")
    for name in ("Priya", "Pat", "Petra"):
        room.rate(name, first, 3)
    sitting.close(room.session, by="facilitator")
    reveal(room.session, sitting, by="facilitator")
    before = json.loads(json.dumps(first.snapshot))
    room.open("6")
    second = room.round_of("6")
    assert (first.is_after_seeing, second.number, second.is_after_seeing) == (False, 2, True)
    room.rate("Priya", second, 9)
    second.sitting.close(room.session, by="facilitator")
    reveal(room.session, second.sitting, by="facilitator")
    room.session.expire_all()
    assert first.snapshot == before
    scores = room.session.exec(select(Rating.score).where(Rating.round_id == first.id))
    assert list(scores) == [3, 3, 3]


def test_while_a_second_round_is_open_the_first_stays_the_one_that_is_known(room: Lobby) -> None:
    reveal_now(room, "6")
    first = room.round_of("6")
    room.open("6")
    standard = numbered(room.session, room.workshop.id, "6")
    assert standard.revealed_round is first
    assert standard.state is StandardState.OPEN


def test_an_unrevealed_round_has_nothing_frozen_to_give(room: Lobby) -> None:
    room.open("6")
    with pytest.raises(Refusal, match="has not been revealed"):
        _ = room.round_of("6").frozen


def test_when_a_round_was_first_on_stage_is_kept_and_hiding_it_forgets_nothing(room: Lobby) -> None:
    reveal_now(room, "6")
    first, standard = room.round_of("6"), numbered(room.session, room.workshop.id, "6")
    assert first.shown_at is None
    standard.show(room.session, by="facilitator")
    when = first.shown_at
    assert when is not None
    standard.hide(room.session, by="facilitator")
    standard.show(room.session, by="facilitator")
    assert first.shown_at == when
    reveal_now(room, "6")
    assert room.round_of("6").shown_at is None and first.shown_at == when


def test_a_round_is_frozen_by_its_snapshot_or_by_the_rows_that_were_imported(room: Lobby) -> None:
    round_ = room.revealed({"Olu": 8, "Oona": 8, "Omar": 9, "Ola": 8, "Priya": 3, "Pat": 3, "Petra": 4})
    told = shown_of(round_, shown_by(round_)).model_dump(mode="json")
    names = [unit.name for unit in round_.frozen.units]
    round_.snapshot, round_.told = None, told
    assert round_.is_frozen and [unit.name for unit in round_.frozen.units] == names
    round_.told = None
    assert not round_.is_frozen
    with pytest.raises(Refusal, match="not been revealed"):
        _ = round_.frozen
