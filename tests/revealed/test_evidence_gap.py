"""Who cites what: neutral, for the console alone, and never about one or two people."""

from fractions import Fraction
from itertools import permutations

import pytest

from app.divergence import DEFAULT
from app.live.fragments import Screen, fragments
from app.live.reading import read_scene
from app.live.scene import Kind
from app.models import Role, UnitCounts
from app.models.rounds.revealing import reveal
from app.models.rounds.snapshot import Cites
from app.revealed.evidence_gap import evidence_gap, mainly
from tests.conftest import Lobby
from tests.test_words import FORBIDDEN

DOCUMENTS, LIVED, NOTHING, BOTH = Cites(document=3), Cites(experience=3), Cites(nothing=3), Cites(both=3)


def unit(name: str, scores: tuple[int, ...], cites: Cites = NOTHING, cant_tell: int = 0) -> UnitCounts:
    return UnitCounts(name, scores, cant_tell, cites=cites)


COUNCIL, PEOPLE = unit("Council", (8, 8, 9), DOCUMENTS), unit("People", (3, 4, 4), LIVED)


def told(*units: UnitCounts) -> tuple[str, ...]:
    return evidence_gap(units, DEFAULT)


def test_units_far_apart_that_cite_different_things_are_told_with_both_and_the_distance() -> None:
    (sentence,) = told(COUNCIL, PEOPLE)
    assert "Council mostly cites documents" in sentence
    assert "People mostly cites what people have seen or lived through" in sentence
    assert "4 points apart" in sentence


@pytest.mark.parametrize("pair", list(permutations((DOCUMENTS, LIVED, NOTHING, BOTH), 2)))
def test_any_two_different_sources_are_told_alike(pair: tuple[Cites, Cites]) -> None:
    one, other = unit("One", (8, 8, 8), pair[0]), unit("Two", (3, 3, 3), pair[1])
    assert len(told(one, other)) == 1


def test_the_same_source_is_no_gap_however_far_apart() -> None:
    assert told(unit("One", (10, 10, 10), LIVED), unit("Two", (1, 1, 1), LIVED)) == ()


@pytest.mark.parametrize(("score", "told_at_all"), [(5, True), (6, False)])
def test_the_distance_is_that_of_groups_that_differ(score: int, told_at_all: bool) -> None:
    assert bool(told(COUNCIL, unit("People", (score,) * 3, LIVED))) is told_at_all


def test_a_half_is_not_most() -> None:
    assert mainly(unit("One", (3, 3, 4, 4), Cites(document=2, experience=2))) is None
    assert mainly(unit("One", (3, 3, 4), Cites(document=2, experience=1))) == "document"
    assert told(COUNCIL, unit("Two", (3, 3, 3, 3), Cites(experience=2, nothing=2))) == ()


def test_f24_of_a_guarded_unit_nothing_is_told_about_what_it_cites() -> None:
    row = UnitCounts("Carers", (3, 3, 3, 3), 1, is_guarded=True, cites=Cites(experience=4))
    assert told(COUNCIL, row) == ("Carers: 1 of 5 can’t tell.",)


@pytest.mark.parametrize("n", [1, 2])
def test_no_unit_under_three_is_named_with_what_it_cites(n: int) -> None:
    small = unit("Carers", (3,) * n, Cites(experience=n))
    assert not [sentence for sentence in told(COUNCIL, small) if "Carers" in sentence]
    assert [sentence for sentence in told(COUNCIL, unit("Carers", (3,) * 3, LIVED)) if "Carers" in sentence]


def test_a_unit_that_cannot_tell_is_told_with_how_many() -> None:
    assert told(unit("Providers", (5, 5), cant_tell=2)) == ("Providers: 2 of 4 can’t tell.",)
    assert told(unit("Providers", (5, 5))) == ()


def test_a_unit_without_a_rating_has_no_source_and_breaks_nothing() -> None:
    assert told(COUNCIL, unit("People", (), Cites(), cant_tell=3)) == ("People: 3 of 3 can’t tell.",)
    assert told(COUNCIL, unit("People", (), Cites())) == ()


def test_the_wording_is_neutral() -> None:
    everything = " ".join(
        sentence
        for one, other in permutations((DOCUMENTS, LIVED, NOTHING, BOTH), 2)
        for sentence in told(unit("One", (8, 8, 8), one, 1), unit("Two", (3, 3, 3), other))
    ).lower()
    for word in ("only", "merely", "just", "claims", "weak", "strong", "should", "fails", "better", "wrong"):
        assert word not in everything.split()
    assert "%" not in everything


def test_the_order_of_the_units_changes_the_order_of_the_words_and_nothing_else() -> None:
    (one,), (other,) = told(COUNCIL, PEOPLE), told(PEOPLE, COUNCIL)
    assert set(one.replace(".", ";").split("; ")) == set(other.replace(".", ";").split("; "))


def test_a_fractional_distance_is_told_in_words() -> None:
    (sentence,) = told(COUNCIL, unit("People", (4, 4, 5, 5), Cites(experience=4)))
    assert "3 and a half points" in sentence and str(Fraction(7, 2)) not in sentence


# -- On the screens


SAID = {
    "Olu": (8, True, False), "Oona": (8, True, False), "Omar": (9, True, False), "Ola": (8, True, False),
    "Ode": (8, True, False),
    "Priya": (3, False, True), "Pat": (3, False, True), "Petra": (3, False, True), "Per": (3, False, True),
    "Pia": (3, False, True),
    "Hari": (1, False, True), "Carol": (2, True, True), "Cy": (2, True, True),
}  # fmt: skip


def shown(room: Lobby) -> None:
    """Council and providers have five ratings each, so that more than their rows is told."""
    for name, group in (("Ode", "Council"), ("Per", "Providers"), ("Pia", "Providers")):
        room.seat(name, group)
    room.open("6")
    round_ = room.round_of("6")
    for name, (score, document, experience) in SAID.items():
        room.rate(name, round_, score, from_document=document, from_experience=experience)
    round_.sitting.close(room.session, by="facilitator")
    reveal(room.session, round_.sitting, by="facilitator")
    next(s for s in room.workshop.standards if s.number == "6").show(room.session, by="facilitator")
    room.session.flush()


def on(room: Lobby, kind: Kind, role: Role) -> str:
    screen = Screen(kind, role, "6" if kind is Kind.CONSOLE else None)
    return "".join(fragments(screen, read_scene(room.session, room.workshop.id)).values())


def test_it_stands_on_the_console_and_neither_on_stage_nor_on_phones(room: Lobby) -> None:
    shown(room)
    for role in (Role.FACILITATOR, Role.SCRIBE):
        assert "mostly cites" in on(room, Kind.CONSOLE, role)
    assert "cites" not in on(room, Kind.STAGE, Role.STAGE) + on(room, Kind.PHONE, Role.PARTICIPANT)


def test_f24_what_a_guarded_unit_cites_stands_on_no_screen(room: Lobby) -> None:
    shown(room)
    console = on(room, Kind.CONSOLE, Role.FACILITATOR)
    assert "Smaller groups together" in console and "Smaller groups together mostly" not in console


def test_a_group_shown_by_consent_is_not_named_with_what_it_cites(room: Lobby) -> None:
    for name in ("Hari", "Carol", "Cy"):
        room.seats[name].choose(may_show_group=True)
    shown(room)
    console = on(room, Kind.CONSOLE, Role.FACILITATOR)
    assert ">Healthwatch<" in console  # shown as itself, by consent
    for name in ("Healthwatch", "Carers"):
        assert f"{name} mostly" not in console


def test_words_that_the_product_forbids_are_not_in_it() -> None:
    text = " ".join(told(COUNCIL, PEOPLE, unit("Third", (5, 5), cant_tell=1)))
    assert FORBIDDEN.search(text) is None
