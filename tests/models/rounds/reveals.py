"""A room that rates and reveals, and what its snapshot then holds."""

from app.models import Round, Snapshot
from app.models.rounds.rejoining import rejoin
from app.models.rounds.revealing import reveal
from tests.conftest import Lobby

TOGETHER = "Smaller groups together"
SCORES = {"Olu": 8, "Oona": 8, "Omar": 9, "Priya": 3, "Pat": 3, "Petra": 4, "Hari": 5, "Carol": 4, "Cy": 6}


def revealed(room: Lobby, **answers: int | None) -> Snapshot:
    room.open("6")
    round_ = room.round_of("6")
    for name, score in (answers or SCORES).items():
        room.rate(name, round_, score)
    return reveal_now(room, round_)


def reveal_now(room: Lobby, round_: Round) -> Snapshot:
    round_.sitting.close(room.session, by="facilitator")
    reveal(room.session, round_.sitting, by="facilitator")
    return round_.frozen


def units(snapshot: Snapshot) -> dict[str, tuple[int, ...]]:
    return {unit.name: unit.scores for unit in snapshot.units}


def seat_fifth(room: Lobby) -> None:
    """So that the council is a unit of which more than the row is told."""
    room.seat("Ode", "Council")


def rejoined(room: Lobby, name: str) -> None:
    code = room.seats[name].rejoin_code(room.session, by="scribe")
    room.session.flush()
    rejoin(room.session, code)


def by_consent(snapshot: Snapshot) -> set[str]:
    return {unit.name for unit in snapshot.units if unit.by_consent}


def consent(room: Lobby, *names: str) -> None:
    for name in names:
        room.seats[name].choose(may_show_group=True)


def rated_and_revealed(room: Lobby, number: str) -> Snapshot:
    room.open(number)
    round_ = room.round_of(number)
    for name, score in SCORES.items():
        if room.seats[name].removed_at is None:
            room.rate(name, round_, score)
    return reveal_now(room, round_)
