"""What may be published: units of five made of the room's own, the same in every pack; and packs that are subtracted.

F34: an adversary holds any two public packs, and every row that the room was told. They know who sits where, and what
everybody said but a few. What those few may have said as the room's rows leave it open, no packs may rule out.
"""

from collections.abc import Callable, Mapping
from functools import cache
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.divergence import (
    DK,
    POOL,
    Facts,
    Release,
    Terms,
    Voice,
    analysed,
    compare_released,
    displayed_units,
    public_releases,
    releases,
)
from app.divergence.public import FEWEST, RULE
from app.divergence.release import Answer, Unit, told_unit
from app.divergence.units import RULES, Rule
from tests.divergence.cast import CAST

PLANNED = {"Council": 6, "Providers": 5, "People": 5, "Carers": 2, "Healthwatch": 1}


def working(*units: Unit, pooled: tuple[str, ...] = (), withheld: tuple[str, ...] = ()) -> Release:
    return Release(units, pooled, withheld)


def unit(name: str, *scores: int, cant_tell: int = 0, is_guarded: bool = False) -> Unit:
    return Unit(name, scores, cant_tell, is_guarded)


def one(release: Release, expected: Mapping[str, int] | None = None) -> Release:
    return public_releases([release], expected or {})[0]


def names(release: Release) -> list[str]:
    return [it.name for it in release.units]


COUNCIL, PROVIDERS = unit("Council", 7, 8, 8, 8, 9), unit("Providers", 3, 3, 3, is_guarded=True)
OTHERS = unit(POOL, 4, 4, 4, is_guarded=True)


def test_five_stand_by_themselves_and_a_unit_of_three_joins_the_smaller_groups_that_the_room_saw() -> None:
    published = one(working(COUNCIL, PROVIDERS, OTHERS, pooled=("Carers", "Healthwatch")))
    assert published.units == (COUNCIL, unit(POOL, 3, 3, 3, 4, 4, 4, is_guarded=True))
    assert published.pooled == ("Carers", "Healthwatch", "Providers")


def test_smaller_groups_of_five_stay_together_as_the_room_saw_them() -> None:
    pool = unit(POOL, 4, 4, 4, 5, 5, 5, is_guarded=True)
    published = one(working(COUNCIL, pool, pooled=("Carers", "Healthwatch")))
    assert (published.units, published.pooled) == ((COUNCIL, pool), ("Carers", "Healthwatch"))


def test_a_small_unit_joins_them_before_any_larger_group_has_to() -> None:
    pool, large = unit(POOL, *[4] * 9, is_guarded=True), unit("People", 5, 5, 5, 5, 5)
    published = one(working(COUNCIL, large, PROVIDERS, pool, pooled=("Carers", "Healthwatch")))
    assert names(published) == ["Council", "People", POOL]
    assert published.pooled == ("Carers", "Healthwatch", "Providers")


def test_neither_consent_nor_the_open_rule_counts_and_a_group_planned_small_is_small() -> None:
    consenting = Unit("Healthwatch", (3,), by_consent=True)
    came = unit("Carers", 2, 3, 4, 5, 6)
    published = one(working(COUNCIL, came, consenting), PLANNED)
    assert published.units == (COUNCIL, unit(POOL, 4, 4, 4, 4, 4, 4, is_guarded=True))
    assert published.pooled == ("Carers", "Healthwatch") and not published.units[0].by_consent


def test_what_was_never_five_together_is_withheld_and_only_who_was_silent_is_named() -> None:
    published = one(working(unit("Council", 8, 8), unit("Carers", 3), Unit("Healthwatch")))
    assert published.units == (Unit("Healthwatch"),)
    assert (published.pooled, published.withheld) == ((), ("Carers", "Council"))


def test_all_together_are_one_unit_where_nothing_else_is_five() -> None:
    published = one(working(unit("Council", 8, 8, 8, 8, 8), unit("Carers", 3, 3)), {"Carers": 2})
    assert names(published) == [POOL] and len(published.units[0].scores) == 7


def test_who_withheld_everything_in_the_room_is_not_told_outside_it() -> None:
    published = one(working(withheld=("Carers", "Healthwatch")))
    assert (published.units, published.withheld) == ((), ("Carers", "Healthwatch"))


def test_a_unit_that_falls_under_five_joins_the_others_and_stays_with_them() -> None:
    fewer = unit("Council", 7, 8, 8, 8, cant_tell=1)
    pool = unit(POOL, 4, 4, 4, 4, 4, is_guarded=True)
    rounds = [working(it, pool, pooled=("Carers", "Healthwatch")) for it in (COUNCIL, fewer, COUNCIL)]
    first, second, third = public_releases(rounds, {})
    assert names(first) == ["Council", POOL] and names(second) == names(third) == [POOL]
    assert second.units[0].cant_tell == 1


def test_a_group_that_came_later_and_is_few_is_told_nowhere_and_of_five_by_itself() -> None:
    pool = unit(POOL, 4, 4, 4, 4, 4, is_guarded=True)
    first = working(COUNCIL, pool, Unit("People"), Unit("ICB"), pooled=("Carers", "Healthwatch"))
    few, many = unit("People", 9, 9, 9, is_guarded=True), unit("ICB", 2, 2, 2, 2, 2)
    second = public_releases([first, working(COUNCIL, pool, few, many, pooled=first.pooled)], {})[1]
    assert names(second) == ["Council", "ICB", POOL]
    assert (second.pooled, second.withheld, second.late) == (("Carers", "Healthwatch"), (), ())


def test_whoever_is_far_from_everybody_still_rules_out_agreement_and_is_not_pointed_at() -> None:
    room = working(COUNCIL, unit("People", 8, 8, 8, 8, 8), unit("Carers", 8, 3), unit("Healthwatch", 8, 8, 8))
    published = one(room)
    assert published.apart == ("lone_voice",)
    found = analysed(published, RULE)
    assert "agreement" not in found.codes and "lone_voice" in found.codes
    assert "Carers" not in str(found.findings)


# -- Any rooms at all

FEW = settings(max_examples=60)


@st.composite
def two_rounds(draw: st.DrawFn) -> tuple[list[Release], dict[str, int]]:
    """Two rounds of one room, as it was told of them."""
    seats = draw(st.lists(st.sampled_from(CAST), min_size=3, max_size=20))
    said = st.lists(st.sampled_from((None, DK, 2, 3, 5, 8, 9)), min_size=len(seats), max_size=len(seats))
    planned = {name: draw(st.integers(1, 7)) for name in CAST}
    consents = st.sets(st.sampled_from(CAST))
    facts = [Facts(CAST, dict(enumerate(map(Voice, seats, draw(said)))), frozenset(draw(consents))) for _ in range(2)]
    rule: Rule = draw(st.sampled_from(RULES))
    return releases(facts, Terms(rule, planned)), planned


def groups_by_unit(release: Release) -> dict[str, frozenset[str]]:
    return {it.name: frozenset(release.groups_of(it.name)) for it in release.units if not it.is_silent}


@FEW
@given(two_rounds())
def test_every_published_unit_is_a_union_of_the_rooms_own_with_five_scores_or_nothing_is_told(
    rounds: tuple[list[Release], dict[str, int]],
) -> None:
    told, planned = rounds
    for room, published in zip(told, public_releases(told, planned), strict=True):
        own, units = groups_by_unit(room), groups_by_unit(published)
        speaking = [it for it in published.units if not it.is_silent]
        assert all(len(it.scores) >= FEWEST for it in speaking)
        assert not (published.withheld and speaking) and not published.late
        for name, groups in units.items():
            parts = [each for each in own.values() if each & groups]
            assert frozenset().union(*parts) == groups and (name != POOL or len(groups) > 1)
            assert name == POOL or planned[name] >= FEWEST
            scores = sum(len(it.scores) for it in room.units if own.get(it.name, frozenset()) <= groups)
            assert scores == sum(len(it.scores) for it in speaking if it.name == name)
        assert all(it.is_guarded for it in speaking if it.name == POOL)


@FEW
@given(two_rounds())
def test_units_of_a_standard_only_grow_together_and_what_was_told_once_is_told_the_same(
    rounds: tuple[list[Release], dict[str, int]],
) -> None:
    told, planned = rounds
    first, second = public_releases(told, planned)
    assert [first] == public_releases(told[:1], planned)
    before, after = groups_by_unit(first), groups_by_unit(second)
    if before and after:
        assert all(any(groups <= grown for grown in after.values()) for groups in before.values())
        came = {group for groups in after.values() for group in groups} - {
            g for groups in before.values() for g in groups
        }
        assert all(after.get(name) == frozenset({name}) for name in came)


# -- F34: two packs subtracted, as an attack

SCORES = (1, 5, 10)
World = tuple[Answer | None, ...]
Pack = object
Door = Callable[[list[Facts], Terms], list[Pack]]  # from two rounds to the packs that are made of them


def first_and_second(facts: list[Facts], terms: Terms) -> list[Pack]:
    """Before and after the second round was shown; of each all that any file may say, with its numbers."""
    room = releases(facts, terms)
    return [everything(tuple(public_releases(room[:count], terms.expected or {}))) for count in (1, 2)]


@cache
def everything(published: tuple[Release, ...]) -> Pack:
    found = [str(analysed(release, RULE, "Council")) for release in published]
    moved = [str(compare_released(*published, RULE, "Council"))] if len(published) == 2 else []
    return published, tuple(found), tuple(moved)


class Plot:
    """A room in which the adversary knows everybody's answers but those of the people whose names are in capitals."""

    def __init__(
        self,
        seats: Mapping[str, tuple[str, Answer | None, Answer | None]],
        rule: Rule = "by_group",
        consent: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset()),
    ) -> None:
        self.seats, self.consent, self.terms = seats, consent, Terms(rule, PLANNED)
        self.unknown = [name for name in seats if name.isupper()]

    def facts(self, world: World) -> list[Facts]:
        """Whom nobody knows keeps their rating, and the adversary knows that they do."""
        own = dict(zip(self.unknown, world, strict=True))
        return [
            Facts(
                tuple(PLANNED),
                {
                    place: Voice(group, own.get(name, answers[number]))
                    for place, (name, (group, *answers)) in enumerate(self.seats.items())
                },
                self.consent[number],
            )
            for number in (0, 1)
        ]

    def ruled_out(self, door: Door = first_and_second, *, was_there: bool = True) -> int:
        """How often all packs rule out what the room's rows (or, of who was not there, the newest pack) leave open."""
        left: dict[object, set[World]] = {}
        left_by_packs: dict[object, set[World]] = {}
        for world in product(SCORES, repeat=len(self.unknown)):
            facts = self.facts(world)
            packs = door(facts, self.terms)
            known = str(tuple(releases(facts, self.terms)) if was_there else packs[-1])
            left.setdefault(known, set()).add(world)
            left_by_packs.setdefault((known, str(packs)), set()).add(world)
        return len(left_by_packs) - len(left)


def people(
    group: str, *answers: Answer | tuple[Answer | None, Answer | None]
) -> dict[str, tuple[str, Answer | None, Answer | None]]:
    pairs = [it if isinstance(it, tuple) else (it, it) for it in answers]
    return {f"{group.lower()} {number}": (group, *pair) for number, pair in enumerate(pairs)}


def unknown(group: str, *names_: str) -> dict[str, tuple[str, Answer | None, Answer | None]]:
    return dict.fromkeys(names_, (group, None, None))


SMALL = {**unknown("Healthwatch", "HARI"), **unknown("Carers", "CAROL", "CY")}
FALLS = people("Council", 7, 7, 10, 10, (7, DK))  # five at first, then four
BOTH = (frozenset({"Healthwatch", "Carers"}), frozenset[str]())
TERMS: tuple[tuple[Rule, tuple[frozenset[str], frozenset[str]]], ...] = (
    ("by_group", (frozenset(), frozenset())), ("by_group", BOTH), ("open", BOTH), ("not_attributable", BOTH),
)  # fmt: skip
PLOTS = [
    Plot({**people("Council", *council), **people("Providers", *providers), **SMALL}, rule, consent)
    for council in ((7, 7, 10, 10, 7), (7, 7, 10, 10, (7, DK)), ((1, 10), (1, 10), (10, 1), 4, 4))
    for providers in ((1, 4, 4), (1, 4, 4, 7, (1, 10)))
    for rule, consent in TERMS
]
"""Half of them: a consent is given for the first round and taken back before the second."""


@pytest.mark.parametrize("place", range(len(PLOTS)))
def test_f34_no_pack_and_no_two_packs_tell_whoever_was_in_the_room_more_than_its_rows(place: int) -> None:
    assert PLOTS[place].ruled_out() == 0


@pytest.mark.parametrize("place", range(0, len(PLOTS), 4))
def test_f34_who_was_not_there_learns_nothing_from_an_older_pack_beside_the_newest(place: int) -> None:
    assert PLOTS[place].ruled_out(was_there=False) == 0


# -- The same adversary against doors that lose


def units_of_each_pack(facts: list[Facts], terms: Terms) -> list[Pack]:
    """Every pack finds its units anew, by the newest round that it tells, and looks at the ratings for them."""
    packs: list[Pack] = []
    for count in (1, 2):
        answers = [_answers(each) for each in facts[:count]]
        packs.append([_rows(each, _pooled(answers[-1], terms)) for each in answers])
    return packs


def on_the_ratings(facts: list[Facts], terms: Terms) -> list[Pack]:
    """Groups, not units, come together, and the middle of a pool is that of the ratings behind it."""
    answers = _answers(facts[0])
    return [_rows(answers, _pooled(answers, terms))]


def _pooled(answers: Mapping[str, list[Answer]], terms: Terms) -> set[str]:
    return {*displayed_units(answers, RULE, k=FEWEST, expected=terms.expected).pooled}


def _answers(facts: Facts) -> dict[str, list[Answer]]:
    return {
        group: [it.answer for it in facts.people.values() if it.group == group and it.answer is not None]
        for group in facts.groups
    }


def _rows(answers: Mapping[str, list[Answer]], pooled: set[str]) -> Pack:
    alone = {group: sorted(map(str, said)) for group, said in answers.items() if group not in pooled}
    pool = [answer for group in pooled for answer in answers[group]]
    return told_unit(POOL, pool, is_guarded=True), sorted(alone.items())


def test_the_adversary_narrows_smaller_groups_where_every_pack_has_units_of_its_own() -> None:
    """Once they speak with three who are known, and once with eight: of the same round two middles are told."""
    lost = Plot({**FALLS, **people("People", 1, 10), **SMALL})
    assert lost.ruled_out(units_of_each_pack, was_there=False)
    assert lost.ruled_out(was_there=False) == 0


def test_the_adversary_narrows_them_where_a_pool_is_made_of_ratings_and_not_of_rows() -> None:
    lost = Plot({**people("Council", 7, 7, 10, 10, 7), **people("Providers", 1, 10, 10), **SMALL})
    assert lost.ruled_out(on_the_ratings)
    assert lost.ruled_out() == 0


def test_of_how_many_rated_where_nothing_is_published_that_the_room_was_not_told() -> None:
    """A unit by consent can be subtracted from the room: with one other unit the rest would be its dots."""
    council, others = unit("Council", *[4] * 4, *[8] * 4), Unit("Providers", (3, 3, 3, 8, 8, 8), by_consent=True)
    room = working(council, others)
    by_group: Rule = "by_group"
    in_the_room, published = (
        " ".join(finding.sentence for finding in analysed(release, rule).findings)
        for release, rule in ((room, by_group), (one(room), RULE))
    )
    assert "rated 4 or less" not in in_the_room or "rated 4 or less" in published
    assert published == in_the_room
    split = analysed(one(working(council, unit("Providers", 3, 3, 3, 8, 8, 8))), RULE)
    assert "7 rated 4 or less" in " ".join(finding.sentence for finding in split.findings), "the comparison can fail"
