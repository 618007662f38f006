"""Which criterion a dispute is about: named by people, told by displayed unit, never about one or two people."""

from fractions import Fraction

import pytest

from app.divergence import DEFAULT
from app.live.fragments import Screen, fragments
from app.live.reading import read_scene
from app.live.scene import Kind
from app.models import Role, UnitCounts
from app.models.rounds.reason import reasons_of
from app.models.rounds.revealing import reveal
from app.models.rounds.snapshot import Snapshot
from app.revealed.named_criteria import Named, named_criteria
from tests.conftest import Lobby
from tests.test_words import FORBIDDEN


def unit(name: str, scores: tuple[int, ...], **criteria: int) -> UnitCounts:
    named = tuple((number.lstrip("c").replace("_", "."), people) for number, people in criteria.items())
    return UnitCounts(name, scores, 0, criteria=named)


COUNCIL = unit("Council", (8, 8, 9), c6_2=2, c6_3=1)
PROVIDERS = unit("Providers", (3, 3, 4), c6_3=3)
CARERS = unit("Carers", (3, 5), c6_1=2)


def told(*units: UnitCounts, rule: str = "by_group") -> list[Named]:
    return list(named_criteria(units, DEFAULT, rule))


def test_what_the_most_units_name_comes_first_then_the_numbers_as_they_count() -> None:
    assert [named.number for named in told(COUNCIL, PROVIDERS)] == ["6.3", "6.2"]
    several = unit("Council", (8, 8, 9), c3_10=1, c3_2=1)
    assert [named.number for named in told(several)] == ["3.2", "3.10"]


def test_it_says_who_named_it_and_how_far_apart_they_are() -> None:
    first = told(COUNCIL, PROVIDERS)[0]
    assert first.units == (("Council", 1), ("Providers", 3))
    assert first.apart == Fraction(5)
    assert first.sentence == "Named by Council (1), Providers (3). Their middles are up to 5 points apart."


def test_a_criterion_named_by_one_unit_tells_no_distance() -> None:
    assert "apart" not in told(COUNCIL)[0].sentence


def test_f24_what_people_of_a_guarded_unit_name_is_told_nowhere() -> None:
    row = UnitCounts("Carers", (3, 3, 3), is_guarded=True, criteria=(("6.1", 2),))
    assert told(row, COUNCIL) == told(COUNCIL)


def test_what_one_or_two_people_name_is_told_under_the_open_rule_alone() -> None:
    assert told(CARERS) == []
    assert [named.number for named in told(CARERS, rule="open")] == ["6.1"]


def test_the_sentence_has_none_of_the_forbidden_words() -> None:
    assert not FORBIDDEN.search(told(COUNCIL, PROVIDERS)[0].sentence)


# -- From the rating to the console


def disagree(room: Lobby) -> None:
    """Council and providers have five ratings each, so that more than their rows is told."""
    for name, group in (("Ode", "Council"), ("Per", "Providers"), ("Pia", "Providers")):
        room.seat(name, group)
    sitting = room.open("6")
    round_ = room.round_of("6")
    for name in ("Olu", "Oona", "Omar", "Ola", "Ode"):
        room.rate(name, round_, 8, criteria=("6.2",))
    for name in ("Priya", "Pat", "Petra", "Per", "Pia"):
        room.rate(name, round_, 3, reason="Fees." if name == "Pat" else "", criteria=("6.3", "6.2", "9.9", "Carol P"))
    room.rate("Hari", round_, 5, criteria=("6.1",))
    room.rate("Carol", round_, 5)
    room.rate("Cy", round_, 4)
    sitting.close(room.session, by="facilitator")
    reveal(room.session, sitting, by="facilitator")
    room.session.flush()


def console(room: Lobby, number: str = "6") -> str:
    screen = Screen(Kind.CONSOLE, Role.FACILITATOR, number)
    return fragments(screen, read_scene(room.session, room.workshop.id))["findings"]


def test_the_console_shows_which_criterion_a_flagged_standard_is_about(room: Lobby) -> None:
    disagree(room)
    html = console(room)
    assert "Which criteria it is about" in html
    place = [html.index(f"<strong>{number}</strong>") for number in ("6.2", "6.3")]
    assert place == sorted(place)
    assert "Named by Council (5), Providers (5)" in html


def test_a_number_that_is_not_published_is_neither_frozen_nor_shown(room: Lobby) -> None:
    disagree(room)
    frozen = room.round_of("6").frozen
    assert {number for unit in frozen.units for number, _ in unit.criteria} == {"6.2", "6.3"}
    assert [reason.criteria for reason in reasons_of(room.session, room.round_of("6").id)] == [["6.2", "6.3"]]
    assert "9.9" not in console(room) and "Carol P" not in console(room)


def test_f24_what_the_lone_person_of_a_pooled_group_names_is_told_nowhere(room: Lobby) -> None:
    disagree(room)
    html = console(room)
    assert "Smaller groups together" in html and "Healthwatch" in room.round_of("6").frozen.pooled
    assert "Named by Smaller groups together" not in html and "<strong>6.1</strong>" not in html
    assert all(unit.criteria == () for unit in room.round_of("6").frozen.units if unit.is_guarded)


def test_what_the_lone_person_of_a_group_names_is_told_nowhere_where_the_group_is_shown_as_itself(
    room: Lobby,
) -> None:
    room.seats["Hari"].choose(may_show_group=True)
    disagree(room)
    assert {"Healthwatch"} <= {unit.name for unit in room.round_of("6").frozen.units}
    assert "<strong>6.1</strong>" not in console(room)


@pytest.mark.parametrize("kind", [Kind.STAGE, Kind.PHONE])
def test_stage_and_phones_are_not_told(room: Lobby, kind: Kind) -> None:
    disagree(room)
    next(s for s in room.workshop.standards if s.number == "6").show(room.session, by="facilitator")
    room.session.flush()
    shown = "".join(fragments(Screen(kind, Role.STAGE), read_scene(room.session, room.workshop.id)).values())
    assert "Named by" not in shown


def test_where_views_do_not_differ_no_dispute_is_told(room: Lobby) -> None:
    sitting = room.open("9")
    for name in room.seats:
        room.rate(name, room.round_of("9"), 7, criteria=("9.1",))
    sitting.close(room.session, by="facilitator")
    reveal(room.session, sitting, by="facilitator")
    room.session.flush()
    assert "Which criteria it is about" not in console(room, "9")


def test_before_the_reveal_nothing_of_it_is_read(room: Lobby) -> None:
    room.open("6")
    room.rate("Pat", room.round_of("6"), 3, criteria=("6.3",))
    room.session.flush()
    assert all(not standard.disputed for standard in read_scene(room.session, room.workshop.id).standards)


def test_a_snapshot_from_before_criteria_were_kept_can_still_be_read(room: Lobby) -> None:
    disagree(room)
    stored = room.round_of("6").frozen.to_json()
    for kept in stored["units"]:
        del kept["criteria"]
    assert all(unit.criteria == () for unit in Snapshot.from_json(stored).units)
