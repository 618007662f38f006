"""All standards by group on stage and phones: never a word of what was not shown, whatever the console knows."""

from html import unescape

import pytest
from sqlmodel import select

from app.errors import Refusal
from app.live.fragments import Screen, fragments
from app.live.reading import read_scene
from app.live.scene import Kind
from app.models import Event, Role, Standard
from app.models.rounds.overview import hide_overview, show_overview
from app.models.rounds.talk_order import move
from tests.conftest import CAST, Lobby

STAGE, PHONE = Screen(Kind.STAGE, Role.STAGE), Screen(Kind.PHONE, Role.PARTICIPANT)
CONSOLE = Screen(Kind.CONSOLE, Role.FACILITATOR, page="overview")
MOST = ("Olu", "Oona", "Omar", "Ola", "Priya", "Pat", "Petra")


def rated(room: Lobby, number: str, council: int, others: int, names: tuple[str, ...] = tuple(CAST)) -> None:
    room.revealed({name: council if CAST[name] == "Council" else others for name in names}, number)


def standard(room: Lobby, number: str) -> Standard:
    return next(standard for standard in room.workshop.standards if standard.number == number)


def show(room: Lobby, *numbers: str) -> None:
    for number in numbers:
        standard(room, number).show(room.session, by="facilitator")
    room.session.flush()
    room.session.expire_all()


def talk_first_about(room: Lobby, number: str, before: str) -> None:
    """So that the order of talk is another than the framework's."""
    move(room.session, standard(room, number), before, by="facilitator")
    room.session.flush()
    room.session.expire_all()


def put_on_stage(room: Lobby) -> None:
    show_overview(room.session, room.workshop, by="facilitator")
    room.session.flush()
    room.session.expire_all()


def on(room: Lobby, screen: Screen) -> str:
    room.session.flush()
    return unescape("".join(fragments(screen, read_scene(room.session, room.workshop.id)).values()))


def cells(room: Lobby, kind: Kind) -> dict[str, dict[str, str]]:
    """Standard -> unit -> what its cell says, as this kind of screen is handed it."""
    room.session.flush()
    table = read_scene(room.session, room.workshop.id).seen_by(kind).by_group
    assert table is not None
    return {line.number: dict(zip(table.units, (it.text for it in line.cells), strict=True)) for line in table.lines}


# -- The attack: what is told of a standard, or of a round, that nobody was shown?


@pytest.mark.parametrize("kind", [Kind.STAGE, Kind.PHONE])
def test_what_was_not_shown_changes_nothing_that_a_stage_or_phone_is_handed(room: Lobby, kind: Kind) -> None:
    """Two worlds that differ in a standard that is not shown, in each thing that it could move: rows, units, order.

    The order of talk, which a stage lists before anything is shown, is no order of these rows.
    """
    rated(room, "6", 8, 3)
    show(room, "6")
    put_on_stage(room)
    alone = read_scene(room.session, room.workshop.id).seen_by(kind).by_group
    rated(room, "9", 10, 1, MOST)  # wider apart, and with other units
    talk_first_about(room, "9", before="6")
    put_on_stage(room)
    after = read_scene(room.session, room.workshop.id).seen_by(kind).by_group
    assert after == alone is not None
    assert list(cells(room, Kind.CONSOLE)) == ["9", "6"]  # what there was to tell
    assert read_scene(room.session, room.workshop.id).seen_by(Kind.WAITING).by_group is None
    assert "Promotes positive engagement" not in on(room, STAGE)


def test_a_second_round_is_not_told_before_it_is_shown_neither_by_a_middle_nor_by_the_order(room: Lobby) -> None:
    rated(room, "6", 6, 6)
    rated(room, "9", 9, 3)
    talk_first_about(room, "9", before="6")
    show(room, "6", "9")
    put_on_stage(room)
    before = cells(room, Kind.STAGE)
    rated(room, "6", 10, 1)  # after seeing: now sixth is what differs most
    put_on_stage(room)
    assert list(cells(room, Kind.CONSOLE)) == ["9", "6"]
    assert cells(room, Kind.CONSOLE)["6"]["Council"] == "10"
    assert cells(room, Kind.STAGE) == cells(room, Kind.PHONE) == before
    assert list(before) == ["6", "9"] and before["6"]["Council"] == "6"
    show(room, "6")
    put_on_stage(room)
    assert cells(room, Kind.STAGE)["6"]["Council"] == "10"


def test_without_being_asked_for_a_stage_has_no_table_at_all(room: Lobby) -> None:
    rated(room, "6", 8, 3)
    show(room, "6")
    scene = read_scene(room.session, room.workshop.id)
    for kind in (Kind.STAGE, Kind.PHONE, Kind.WAITING):
        seen = scene.seen_by(kind)
        assert seen.by_group is None
        assert all(standard.last_shown is None for standard in seen.rated)


def test_a_group_that_was_pooled_has_no_cell_of_its_own_and_its_pool_has_one_row(room: Lobby) -> None:
    rated(room, "6", 8, 3)
    rated(room, "9", 8, 3, MOST)
    show(room, "6", "9")
    put_on_stage(room)
    for kind in (Kind.STAGE, Kind.CONSOLE):
        told = cells(room, kind)
        assert list(told["6"]) == list(told["9"]) == ["Council", "Providers", "Smaller groups together"]
        assert told["6"]["Smaller groups together"] == "3"
        assert told["9"]["Smaller groups together"] == "not rated"


def test_where_a_pooled_group_speaks_for_itself_another_time_its_cell_says_that_it_was_with_others(room: Lobby) -> None:
    rated(room, "6", 8, 3)
    for name in ("Hari", "Carol", "Cy"):
        room.seats[name].choose(may_show_group=True)
    rated(room, "9", 8, 2)
    show(room, "6", "9")
    put_on_stage(room)
    for kind in (Kind.STAGE, Kind.CONSOLE):
        told = cells(room, kind)
        assert told["6"]["Smaller groups together"] == "3"
        assert {told["6"][group] for group in ("Healthwatch", "Carers")} == {"with others"}
        assert {told["9"][group] for group in ("Healthwatch", "Carers")} == {"2"}
        assert told["9"]["Smaller groups together"] == "not rated"


# -- What it is


def test_stage_and_phones_have_it_at_the_same_moment_and_lose_it_together(room: Lobby) -> None:
    rated(room, "6", 8, 3)
    show(room, "6")
    put_on_stage(room)
    for screen in (STAGE, PHONE):
        told = on(room, screen)
        assert "All standards by group" in told and "A diverse and sustainable market" in told and "<b>8</b>" in told
    hide_overview(room.session, room.workshop, by="facilitator")
    room.session.expire_all()
    assert all("All standards by group" not in on(room, screen) for screen in (STAGE, PHONE))


def test_whatever_is_shown_next_takes_its_place_and_so_does_a_sitting(room: Lobby) -> None:
    rated(room, "6", 8, 3)
    show(room, "6")
    put_on_stage(room)
    assert not standard(room, "6").is_shown
    show(room, "6")
    assert not room.workshop.overview_on_stage and standard(room, "6").is_shown
    put_on_stage(room)
    room.open("9")
    assert not room.workshop.overview_on_stage


def test_before_anything_was_shown_it_is_refused_and_asked_twice_it_is_one_act(room: Lobby) -> None:
    rated(room, "6", 8, 3)
    with pytest.raises(Refusal, match="nothing to tell"):
        show_overview(room.session, room.workshop, by="facilitator")
    show(room, "6")
    for act in (show_overview, show_overview, hide_overview, hide_overview):
        act(room.session, room.workshop, by="facilitator")
    acts = [event.act for event in room.session.exec(select(Event).order_by(Event.id))]  # type: ignore[arg-type]
    assert acts[-2:] == ["showed the overview", "hid the overview"]
    assert acts.count("showed the overview") == 1


def test_the_consoles_page_says_what_stays_off_the_stage(room: Lobby) -> None:
    rated(room, "6", 8, 3)
    rated(room, "9", 9, 2)
    assert "Put on stage" not in on(room, CONSOLE)
    show(room, "6")
    told = on(room, CONSOLE)
    assert "Put on stage" in told and "not part of it there: 9." in told
