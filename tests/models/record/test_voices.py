"""Through which unit each person speaks: as the reveals told them, and merged where they differ."""

import pytest

from app.errors import Refusal
from app.models import AttributionRule
from app.models.record.subject import Subject
from app.models.record.voices import must_be_asked, voices
from app.models.rounds.standard import numbered
from tests.models.record.conftest import ALL, MakeTable, Table


def units(table: Table, subject: Subject | None = None) -> dict[str, tuple[int, bool]]:
    heard = voices(table.room.session, subject or table.subject)
    return {unit.name: (len(unit.seats), unit.is_guarded) for unit in heard.units}


def test_a_standard_s_units_are_those_of_its_reveal_and_the_pool_comes_last(table: Table) -> None:
    assert list(units(table)) == ["Council", "Providers", "Smaller groups together"]
    assert units(table)["Smaller groups together"] == (3, True)


def test_under_the_open_rule_nobody_is_guarded(make_table: MakeTable) -> None:
    table = make_table(attribution_rule=AttributionRule.OPEN)
    assert units(table)["Healthwatch"] == (1, False)
    assert voices(table.room.session, table.subject).unit_of(table.room.seats["Hari"].id).may_be_named  # type: ignore[union-attr]


def test_a_group_that_was_pooled_in_one_standard_is_pooled_for_the_whole(make_table: MakeTable) -> None:
    """Hari is shown on standard 6 by consent, and takes it back before standard 4: the whole must not name him."""
    table = make_table("Hari")
    assert "Healthwatch" in units(table)
    table.room.seats["Hari"].choose(may_show_group=False)
    table.room.revealed(ALL, "4")
    assert list(units(table, Subject.overall(table.room.workshop))) == ["Council", "Smaller groups together"]


def test_a_unit_of_one_by_consent_may_be_named(make_table: MakeTable) -> None:
    table = make_table("Hari")
    heard = voices(table.room.session, table.subject)
    alone = heard.unit_of(table.room.seats["Hari"].id)
    assert alone is not None and (alone.name, alone.by_consent, alone.may_be_named) == ("Healthwatch", True, True)


def test_who_is_withheld_speaks_through_no_unit_and_is_asked_all_the_same(make_table: MakeTable) -> None:
    table = make_table(silent="Olu Oona Omar Ola Priya Pat Petra Hari")
    heard, carol = voices(table.room.session, table.subject), table.room.seats["Carol"].id
    assert heard.asks(carol) and heard.unit_of(carol) is None


def test_who_is_asked_is_found_without_reading_everybody(table: Table) -> None:
    for name in ALL:
        must_be_asked(table.room.session, table.subject, table.room.seats[name].id)
    late = table.room.seat("Late", "Providers")
    with pytest.raises(Refusal, match="you join from the next standard"):
        must_be_asked(table.room.session, table.subject, late.id)
    assert not voices(table.room.session, table.subject).asks(late.id)


def test_for_the_whole_everybody_of_any_standard_is_asked(table: Table) -> None:
    late = table.room.seat("Late", "Providers")
    table.room.revealed({**ALL, "Late": 5}, "4")
    must_be_asked(table.room.session, Subject.overall(table.room.workshop), late.id)
    with pytest.raises(Refusal):
        four = numbered(table.room.session, table.room.workshop.id, "6")
        must_be_asked(table.room.session, Subject.standard(four), late.id)


def test_a_group_planned_for_one_that_did_not_rate_is_no_unit_however_many_came(make_table: MakeTable) -> None:
    """Three sit there and none rated: as a unit of its own, two of them would know what Hari says."""
    more = {"Hal": "Healthwatch", "Hope": "Healthwatch"}
    table = make_table(more=more, silent="Hari Hal Hope")
    heard = voices(table.room.session, table.subject)
    assert "Healthwatch" not in units(table) and heard.asks(table.room.seats["Hari"].id)
    assert heard.unit_of(table.room.seats["Hari"].id) is None


def test_a_larger_group_that_did_not_rate_is_guarded(make_table: MakeTable) -> None:
    table = make_table(silent="Priya Pat Petra")
    assert units(table)["Providers"] == (3, True)
