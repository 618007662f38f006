"""Rounds of a real workshop as they may be published: what is shown when, and F34 on the packs that are made of it."""

from collections.abc import Callable

import pytest

from app.divergence import POOL
from app.exports.contents.rounds import Shown
from app.exports.published_rounds import published_rounds
from app.exports.publishing import public_report
from app.models import AttributionRule
from app.models.record.subject import Key, Level
from app.models.workshop.draft import GroupDraft
from tests.conftest import Lobby
from tests.exports.test_report import standard

SIX = Key(Level.STANDARD, "6")
SIZES = {"Council": 6, "Providers": 5, "Healthwatch": 1, "Carers": 2}
FIRST: dict[str, int | None] = {
    "Olu": 8, "Oona": 8, "Omar": 9, "Ola": 8, "Ora": 7, "Ode": 8, "Priya": 3, "Pat": 3, "Petra": 4, "Per": 3, "Pia": 3,
    "Hari": 5, "Carol": 4, "Cy": 5,
}  # fmt: skip
MOVED = {**FIRST, **dict.fromkeys(("Olu", "Oona", "Omar", "Ola", "Ora", "Ode"), 4)}


@pytest.fixture
def make(make_room: Callable[..., Lobby]) -> Callable[..., Lobby]:
    def hall(rule: AttributionRule = AttributionRule.BY_GROUP) -> Lobby:
        groups = tuple(GroupDraft(name, size, is_assessing=name == "Council") for name, size in SIZES.items())
        room = make_room(groups=groups, attribution_rule=rule)
        for name, group in (("Ora", "Council"), ("Ode", "Council"), ("Per", "Providers"), ("Pia", "Providers")):
            room.seat(name, group)
        return room

    return hall


def show(room: Lobby) -> None:
    room.session.expire_all()
    room.round_of("6").standard.show(room.session, by="facilitator")
    room.session.flush()
    room.session.expire_all()


def told(room: Lobby, number: int = 1) -> Shown:
    return published_rounds(room.workshop)[SIX, number]


def pack(room: Lobby) -> dict[int, Shown]:
    made = standard(public_report(room.session, room.workshop.id), "6")
    return {round_.number: round_.shown for round_ in made.rounds if round_.shown}


def test_a_round_is_published_once_it_was_shown_and_stays_so_when_it_is_hidden(make: Callable[..., Lobby]) -> None:
    room = make()
    room.revealed(FIRST)
    assert published_rounds(room.workshop) == {}
    show(room)
    shown = told(room)
    assert [(unit.name, unit.rated) for unit in shown.units] == [("Council", 6), (POOL, 8)]
    assert shown.pooled == ("Carers", "Healthwatch", "Providers") and shown.answered == shown.rated == 14
    room.round_of("6").standard.hide(room.session, by="facilitator")
    assert told(room) == shown


def test_the_whole_is_published_like_a_standard(make: Callable[..., Lobby]) -> None:
    room = make()
    room.revealed(FIRST, "overall")
    room.workshop.arrow.show(room.session, by="facilitator")  # type: ignore[union-attr]
    assert list(published_rounds(room.workshop)) == [(Key(Level.OVERALL), 1)]


@pytest.mark.parametrize("rule", list(AttributionRule))
def test_f34_what_a_first_pack_told_of_a_round_every_later_one_tells_alike(
    make: Callable[..., Lobby], rule: AttributionRule
) -> None:
    """A second round is revealed, and shown; a consent is taken back; people go."""
    room = make(rule)
    for name in ("Hari", "Carol", "Cy"):
        room.seats[name].choose(may_show_group=True)
    room.revealed(FIRST)
    show(room)
    first = pack(room)
    room.seats["Hari"].choose(may_show_group=False)
    room.seats["Ora"].remove(room.session, by="facilitator")
    room.revealed({name: score for name, score in MOVED.items() if name != "Ora"})
    assert pack(room) == first
    show(room)
    second = pack(room)
    assert second.keys() == {1, 2} and second[1] == first[1]
    assert {unit.name for unit in second[2].units} <= {"Council", POOL}


def test_units_are_those_of_the_first_round_that_was_shown(make: Callable[..., Lobby]) -> None:
    room = make()
    fewer = {**FIRST, "Olu": None, "Oona": None, "Omar": None}
    room.revealed(fewer)  # and never shown
    room.revealed(FIRST)
    show(room)
    assert list(published_rounds(room.workshop)) == [(SIX, 2)]
    assert [unit.name for unit in told(room, 2).units] == ["Council", POOL]
    assert told(room, 2).movement is None


def test_movement_is_told_between_two_published_rounds_as_their_rows_show_it(make: Callable[..., Lobby]) -> None:
    room = make()
    room.revealed(FIRST)
    show(room)
    room.revealed(MOVED)
    show(room)
    assert told(room).movement is None
    assert "did not rate again" not in str(told(room, 2).movement)
    assert told(room, 2).movement == (
        "A difference that showed in the first round no longer shows. "
        "Nearly all of the movement was in one group: Council."
    )


def test_a_finding_about_one_person_is_not_published_even_if_it_was_put_on_stage(make: Callable[..., Lobby]) -> None:
    room = make(AttributionRule.OPEN)
    room.revealed({**dict.fromkeys(FIRST, 8), "Hari": 2})
    show(room)
    round_ = room.round_of("6")
    round_.standard.stage_finding(room.session, "lone_voice", staged=True, by="facilitator")
    codes = {finding.code for finding in told(room).findings}
    assert "lone_voice" in round_.staged_findings and not codes & {"lone_voice", "agreement", "agreement_partial"}


def test_where_nothing_can_be_told_by_group_only_how_many_answered_is(make: Callable[..., Lobby]) -> None:
    room = make(AttributionRule.OPEN)
    room.revealed({"Olu": 8, "Oona": 8, "Hari": 3, "Carol": None})
    show(room)
    shown = told(room)
    assert (shown.answered, shown.rated, shown.cant_tell, shown.middle_by_group) == (4, None, None, None)
    assert [unit.name for unit in shown.units] == ["Providers"] and not shown.units[0].rated
    assert shown.withheld == ("Carers", "Council", "Healthwatch") and not shown.pooled
