"""Whose group is small, and who of it has not said yet how it may be shown."""

from collections.abc import Callable

from app.models import AttributionRule, StakeholderGroup
from app.models.rounds.consent import is_asked_for_consent, still_asked
from tests.conftest import Lobby


def test_a_person_is_asked_for_consent_only_by_group_and_in_a_group_under_three(
    make_room: Callable[..., Lobby],
) -> None:
    room = make_room()
    council, carers = (next(g for g in room.workshop.groups if g.name == name) for name in ("Council", "Carers"))

    def asked(group: StakeholderGroup) -> bool:
        return is_asked_for_consent(room.session, room.workshop, group)

    assert asked(carers)
    room.seat("Cara", "Carers")  # let in above the plan
    assert asked(carers), "planned under three, it stays small whoever joins"
    for name in ("Olu", "Oona"):
        room.seats[name].remove(room.session, by="facilitator")
    assert not asked(council), "before the opening the others may still come"
    room.open("6")
    assert asked(council), "two of four had come when rating opened"
    room.seat("Otto", "Council")
    assert asked(council), "who is let in later is one of a group that is asked"
    for rule in (AttributionRule.OPEN, AttributionRule.NOT_ATTRIBUTABLE):
        room.workshop.attribution_rule = rule
        assert not asked(carers)


def test_only_those_of_small_groups_who_said_nothing_and_are_here_are_still_asked(room: Lobby) -> None:
    """A no is an answer, and whoever is gone or has not been let in is asked nothing."""
    hari, carol, cy = (room.seats[name] for name in ("Hari", "Carol", "Cy"))
    assert set(still_asked(room.session, room.workshop)) == {hari.id, carol.id, cy.id}
    hari.choose(may_show_group=False)
    carol.remove(room.session, by="facilitator")
    cy.admitted_at = None
    room.session.flush()
    assert still_asked(room.session, room.workshop) == []
