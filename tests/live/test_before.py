"""Before rating again: each person alone sees the own first rating, and spreads where a spread may be told."""

import re
from collections.abc import Callable, Mapping

import pytest

from app.live.before import Before, read_before
from app.models import AttributionRule, Round
from app.models.workshop.draft import GroupDraft
from tests.conftest import CAST, Lobby
from tests.live.conftest import Dial
from tests.northvale import Hall, Town, until

TOGETHER = "Smaller groups together"
FIRST = {
    "Olu": 8, "Oona": 9, "Omar": 8, "Ola": 7, "Priya": 3, "Pat": 4, "Petra": 3, "Hari": 1, "Carol": 5, "Cy": 6,
}  # fmt: skip


def groups(**expected: int) -> tuple[GroupDraft, ...]:
    return tuple(GroupDraft(name, people) for name, people in expected.items())


def again(room: Lobby, answers: Mapping[str, int | None], *, shown: bool = True) -> Round:
    first = room.revealed(answers)
    if shown:
        first.standard.show(room.session, by="facilitator")
    room.open("6")
    return room.round_of("6")


FIVE_EACH = {
    **{name: score for name, score in FIRST.items() if CAST[name] in ("Council", "Providers")},
    "Ode": 8, "Per": 3, "Pia": 2,
}  # fmt: skip


def five_each(make_room: Callable[..., Lobby], **changes: object) -> Lobby:
    """Council and providers, five of each: nobody is guarded."""
    room = make_room(groups=groups(Council=5, Providers=5), **changes)
    for name, group in (("Ode", "Council"), ("Per", "Providers"), ("Pia", "Providers")):
        room.seat(name, group)
    return room


def before(room: Lobby, name: str, round_: Round) -> Before:
    told = read_before(room.session, room.seats[name], round_)
    assert told is not None
    return told


def test_before_a_first_round_nothing_is_told(room: Lobby) -> None:
    room.open("6")
    assert read_before(room.session, room.seats["Hari"], room.round_of("6")) is None


@pytest.mark.parametrize("rule", list(AttributionRule))
def test_each_person_is_told_the_own_first_rating_and_nobody_elses(
    make_room: Callable[..., Lobby], rule: AttributionRule
) -> None:
    room = make_room(attribution_rule=rule)
    second = again(room, FIRST)
    assert {name: before(room, name, second).own for name in CAST} == {n: str(s) for n, s in FIRST.items()}


def test_cant_tell_is_told_back_as_such_and_silence_as_none(room: Lobby) -> None:
    answers = {**FIRST, "Hari": None}
    del answers["Cy"]
    second = again(room, answers)
    assert before(room, "Hari", second).own == "can’t tell"
    assert before(room, "Cy", second).own == ""


@pytest.mark.parametrize("rule", list(AttributionRule))
def test_the_rooms_spread_is_told_where_nobody_is_guarded(
    make_room: Callable[..., Lobby], rule: AttributionRule
) -> None:
    room = five_each(make_room, attribution_rule=rule)
    assert before(room, "Olu", again(room, FIVE_EACH)).room == (2, 9)


@pytest.mark.parametrize("rule", list(AttributionRule))
def test_f24_beside_a_guarded_unit_the_rooms_ends_are_told_to_nobody(
    make_room: Callable[..., Lobby], rule: AttributionRule
) -> None:
    room = make_room(attribution_rule=rule)
    second = again(room, FIRST)
    expected = (1, 9) if rule is AttributionRule.OPEN else None
    assert {before(room, name, second).room for name in CAST} == {expected}


@pytest.mark.parametrize("rule", list(AttributionRule))
def test_of_a_round_that_was_not_shown_no_spread_is_told(
    make_room: Callable[..., Lobby], rule: AttributionRule
) -> None:
    room = five_each(make_room, attribution_rule=rule)
    second = again(room, FIVE_EACH, shown=False)
    for name in room.seats:
        told = before(room, name, second)
        assert (told.own, told.room, told.unit) == (str(FIVE_EACH[name]), None, None)


def test_what_was_shown_and_hidden_again_was_shown(make_room: Callable[..., Lobby]) -> None:
    room = five_each(make_room)
    first = room.revealed(FIVE_EACH)
    first.standard.show(room.session, by="facilitator")
    first.standard.hide(room.session, by="facilitator")
    room.open("6")
    assert before(room, "Olu", room.round_of("6")).room == (2, 9)


def test_a_second_round_that_was_not_shown_tells_no_spread_before_a_third(make_room: Callable[..., Lobby]) -> None:
    room = five_each(make_room)
    room.revealed(FIVE_EACH).standard.show(room.session, by="facilitator")
    room.revealed(FIVE_EACH)
    room.open("6")
    assert before(room, "Olu", room.round_of("6")).room is None


@pytest.mark.parametrize("rule", list(AttributionRule))
def test_and_not_of_fewer(make_room: Callable[..., Lobby], rule: AttributionRule) -> None:
    room = make_room(attribution_rule=rule)
    four = {"Olu": 8, "Oona": 9, "Omar": 8, "Hari": 1}
    told = before(room, "Olu", again(room, four))
    assert told.room is None and told.unit is None


def test_a_spread_that_would_leave_one_groups_own_is_not_told(room: Lobby) -> None:
    """All but the council are shown by consent: the room's ends less theirs are the council's."""
    for name in ("Hari", "Carol", "Cy"):
        room.seats[name].choose(may_show_group=True)
    answers = {name: score for name, score in FIRST.items() if CAST[name] != "Providers"}
    assert before(room, "Olu", again(room, answers)).room is None


def test_units_under_five_have_no_spread(room: Lobby) -> None:
    second = again(room, FIRST)
    assert all(before(room, name, second).unit is None for name in CAST)
    assert before(room, "Hari", second).unit_name == TOGETHER


def test_a_unit_of_five_has_one_and_only_its_own_people_are_told(make_room: Callable[..., Lobby]) -> None:
    groups = (
        GroupDraft("Council", 5),
        GroupDraft("Providers", 3),
        GroupDraft("Healthwatch", 1),
        GroupDraft("Carers", 2),
    )
    room = make_room(groups=groups)
    room.seat("Ode", "Council")
    second = again(room, {**FIRST, "Ode": 2})
    for name in room.seats:
        expected = (2, 9) if name in ("Olu", "Oona", "Omar", "Ola", "Ode") else None
        assert before(room, name, second).unit == expected


def test_f24_a_pool_has_no_spread_however_large_it_is(make_room: Callable[..., Lobby]) -> None:
    room = make_room(groups=groups(Council=4, Healthwatch=1, Carers=2, Providers=3))
    second = again(room, {n: s for n, s in FIRST.items() if n != "Petra"})
    for name in ("Hari", "Pat", "Carol"):
        told = before(room, name, second)
        assert (told.unit_name, told.unit) == (TOGETHER, None)


def test_where_everything_is_withheld_no_spread_is_told(room: Lobby) -> None:
    told = before(room, "Hari", again(room, {"Hari": 1, "Carol": 10}))
    assert (told.own, told.room, told.unit) == ("1", None, None)


def test_the_spread_is_the_frozen_one_and_no_later_removal_changes_it(make_room: Callable[..., Lobby]) -> None:
    room = five_each(make_room)
    second = again(room, FIVE_EACH)
    room.seats["Pia"].remove(room.session, by="facilitator")
    room.session.flush()
    assert before(room, "Olu", second).room == (2, 9)


# -- On the screens


@pytest.fixture
def hall(town: Town) -> Hall:
    """Standard 6 rated, revealed, shown, and open again."""
    hall = town.hall()
    hall.open("6")
    hall.rated({name: str(score) for name, score in FIRST.items()})
    hall.act(f"/sittings/{hall.sitting}/close-and-reveal")
    until(lambda: "Rate again" in hall.see("/console/standards/6").text)
    hall.act("/standards/6/show")
    hall.rounds["first"] = hall.rounds["6"]
    hall.open("6")
    return hall


@pytest.mark.parametrize("name", ["Hari", "Carol", "Olu"])
def test_the_page_of_rating_again_tells_its_reader_the_own_first_rating(hall: Hall, name: str) -> None:
    page = hall.see(f"/phone/rounds/{hall.rounds['6']}", by=name).text
    assert re.findall(r'You gave <strong class="own-value">([^<]+)<', page) == [str(FIRST[name])]
    assert "ran from" not in page, "every unit of this hall is guarded"


def test_the_first_rating_is_not_chosen_again_beforehand(hall: Hall) -> None:
    assert " checked" not in hall.see(f"/phone/rounds/{hall.rounds['6']}", by="Hari").text


@pytest.mark.parametrize(
    ("name", "screen", "more"),
    [
        ("stage", "stage", ""),
        ("Fay", "console", "&standard=6"),
        ("Sam", "console", "&standard=6"),
        ("Pat", "phone", ""),
    ],
)
def test_what_one_is_told_before_rating_again_is_on_nobody_elses_screen(
    hall: Hall, dial: Dial, name: str, screen: str, more: str
) -> None:
    line = dial(hall, name, screen, more)
    line.hear_until(lambda frame: 'id="' in frame)
    hall.rate("Hari", "6", "2")
    line.hear_until(lambda frame: "1 of 10" in frame)
    told = "".join(line.frames) + hall.see(f"/live?screen={screen}{more}", by=name).text
    assert "You gave" not in told and "ran from" not in told


def test_nobody_without_a_seat_reads_the_page_of_rating_again(hall: Hall) -> None:
    for name in ("Fay", "Sam", "Ruth", "stage", None):
        assert hall.see(f"/phone/rounds/{hall.rounds['6']}", by=name).status_code in (403, 404)
