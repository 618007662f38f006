"""What is taken out of a report before it is published. No database: one day is built, and copies of it are changed."""

import re
from typing import Any

import pytest

from app.divergence import POOL
from app.exports import Report, as_json, without_numbers
from app.exports.contents.evidence import EvidenceItem
from app.exports.contents.occasion import Front
from app.exports.contents.recorded import Action, Asking, Dissent, Position, UnitAssent
from app.exports.contents.rounds import Round, Shown
from app.exports.contents.subjects import Domain, Overall, Standard
from app.exports.public import Rounds, public
from app.models import Release, Strength
from app.models.record.subject import Key, Level
from tests.exports.conftest import Published
from tests.exports.day import CANARIES
from tests.exports.test_report import standard

SIX = Key(Level.STANDARD, "6")
FRONT = Front(people=11, heard=("Council",), not_heard=())


def six(published: Published, **changes: Any) -> Standard:
    """Standard 6 published, where these fields of it were others in the working report."""
    domains = tuple(
        domain.model_copy(
            update={
                "standards": tuple(it.model_copy(update=changes if it.number == "6" else {}) for it in domain.standards)
            }
        )
        for domain in published.working.domains
    )
    working = published.working.model_copy(update={"domains": domains})
    return standard(public(working, published.rounds, FRONT), "6")


def without(rounds: Rounds, *keys: Key) -> Rounds:
    return {(key, number): shown for (key, number), shown in rounds.items() if key not in keys}


def with_shown(published: Published, **changes: Any) -> Published:
    """Round 1 of standard 6 is published so."""
    shown = published.rounds[SIX, 1].model_copy(update=changes)
    return published._replace(rounds={**published.rounds, (SIX, 1): shown})


def test_nothing_that_was_for_the_room_alone_is_in_it(published: Published) -> None:
    text, working = as_json(published.public).decode(), as_json(published.working).decode()
    assert published.public.release is Release.PUBLIC and published.public.events == ()
    for canary in CANARIES.values():
        assert canary not in text
    for words in ("We visited five", "It names a person", "Choice is good.", '"act"'):
        assert words in working and words not in text, words
    assert "Fees did rise." in text and 'held_back_why": "I' not in text


def test_only_shown_rounds_are_in_it_and_none_with_a_dot_a_first_view_or_who_came_late(published: Published) -> None:
    rounds = [*published.public.overall.rounds, *(it for row in published.public.standards for it in row.rounds)]
    assert rounds and all(it.shown_at and it.shown for it in rounds)
    assert standard(published.working, "4").rounds and not standard(published.public, "4").rounds
    for shown in (it.shown for it in rounds if it.shown):
        assert not shown.late and not shown.kept_first_views and not shown.reasons_held_back
        assert not any(unit.dots for unit in shown.units)
        assert {unit.name for unit in shown.units} == {"Council", POOL}


def test_of_rounds_that_were_never_shown_the_settled_words_are_published_and_not_who_differed(
    published: Published,
) -> None:
    made = public(published.working, without(published.rounds, SIX, Key(Level.STANDARD, "9")), FRONT)
    own, domain = standard(made, "6"), next(it for it in made.domains if it.number == "3")
    assert not own.rounds
    for subject in (own, domain):
        assert subject.position and subject.position.wording
        assert (subject.position.divergent_views, subject.position.has_divergent_views) == ("", None)
        assert not any(asking.units for asking in subject.askings)
        assert not any(dissent.unit or dissent.behind for dissent in subject.dissents)
    assert standard(made, "9").position is None and not standard(made, "4").positions


def test_of_a_position_only_what_stands_is_published(published: Published) -> None:
    (newest,) = standard(published.working, "6").positions
    older = newest.model_copy(update={"version": 1, "is_current": False, "wording": "Older words."})
    assert six(published, positions=(older, newest)).positions == (newest,)
    assert six(published, positions=(older, newest), is_settled=False).positions == ()


def test_only_the_asking_of_the_words_that_stand_is_published_once_it_has_ended(published: Published) -> None:
    askings = standard(published.working, "6").askings
    assert len(askings) == 2 and [it.wording for it in standard(published.public, "6").askings] == [askings[1].wording]
    asked = askings[1].model_copy(update={"ended_at": None, "units": ()})
    assert six(published, askings=(askings[0], asked)).askings == ()


def told(published: Published, **fields: Any) -> tuple[str, ...]:
    """Whose assent is published, where units of the working report said so."""
    nothing = dict.fromkeys(("agree", "can_live_with_it", "do_not_agree", "can_stand", "is_of_one_mind"))
    unit = UnitAssent(**{**nothing, "unit": "Council", "sentence": "A sentence.", **fields})
    asking = standard(published.working, "6").askings[1].model_copy(update={"units": (unit,)})
    return tuple(it.unit for it in six(published, askings=(asking,)).askings[0].units)


def test_assent_is_published_of_units_that_stand_alone_and_gave_five_answers(published: Published) -> None:
    assert told(published, agree=3, can_live_with_it=1, do_not_agree=1) == ("Council",)
    assert told(published, agree=3, can_live_with_it=1, do_not_agree=0) == ()
    assert told(published, can_stand=True) == ()
    assert told(published, unit="Providers", agree=5, can_live_with_it=0, do_not_agree=0) == ()


def test_of_smaller_groups_it_is_published_where_the_room_had_the_same_together(published: Published) -> None:
    assert told(published, unit=POOL, can_stand=True) == ()  # providers stood alone in the room
    same = with_shown(published, pooled=("Carers", "Healthwatch"))
    assert told(same, unit=POOL, can_stand=False) == (POOL,)
    assert told(same, unit=POOL) == ()
    assert told(same, unit=POOL, agree=5, can_live_with_it=0, do_not_agree=0) == ()
    assert told(with_shown(same, withheld=("Providers",)), unit=POOL, can_stand=True) == ()


def test_a_dissent_is_published_only_if_its_writer_said_so_and_it_is_not_held_back(published: Published) -> None:
    own = standard(published.working, "6").dissents
    assert {it.may_publish for it in own} == {True, False, None} and sum(it.is_held_back for it in own) == 1
    assert [it.words for it in standard(published.public, "6").dissents] == ["Fees did rise."]
    held = own[0].model_copy(update={"may_publish": True, "is_held_back": True})
    assert six(published, dissents=(held, own[0].model_copy(update={"may_publish": None}))).dissents == ()


@pytest.mark.parametrize(
    ("unit", "of_people", "expected"),
    [("Council", 5, ("Council", 2, 5)), ("Council", 4, ("Council", None, None)), ("Providers", 5, ("", None, None))],
)
def test_its_unit_is_named_where_it_stands_alone_and_counted_from_five(
    published: Published, unit: str, of_people: int, expected: tuple[str, int | None, int | None]
) -> None:
    dissent = standard(published.public, "6").dissents[0].model_copy(update={"unit": unit, "of_people": of_people})
    (made,) = six(published, dissents=(dissent,)).dissents
    assert (made.unit, made.behind, made.of_people) == expected


def test_evidence_bears_a_unit_that_stands_alone_unless_one_group_only_does_not(published: Published) -> None:
    item = EvidenceItem(
        title="Survey", link="", note="", strength=Strength.SOME, criterion="", answers="", offered_by="Council"
    )
    others = tuple(item.model_copy(update={"offered_by": name}) for name in ("Providers", POOL))
    assert [it.offered_by for it in six(published, evidence=(item, *others)).evidence] == ["Council", "", ""]
    groups = tuple(it for it in published.working.groups if it.name in ("Council", "Providers"))
    two = published._replace(working=published.working.model_copy(update={"groups": groups}))
    assert six(two, evidence=(item,)).evidence[0].offered_by == ""


def test_a_missing_voice_is_published_of_who_was_not_heard_and_of_units_that_stand_alone(published: Published) -> None:
    (newest,) = standard(published.working, "6").positions
    answer = "did not answer when the words were read back"
    missing = ("Carers could not tell", "ICB was not heard", "People joined too late", "Healthwatch was not heard",
               f"Council {answer}", f"Providers {answer}", f"{POOL} {answer}")  # fmt: skip
    silent = published.rounds[SIX, 1].units[0].model_copy(update={"name": "ICB", "rated": 0, "middle": None})
    with_icb = with_shown(published, units=(*published.rounds[SIX, 1].units, silent))
    (made,) = six(with_icb, positions=(newest.model_copy(update={"missing": missing}),)).positions
    assert made.missing == ("ICB was not heard", f"Council {answer}")


def test_numbers_left_out_tell_nothing_that_numbers_do_not(published: Published) -> None:
    with_numbers, without_them = (
        set(re.findall(r"\w+", made.model_dump_json()))
        for made in (published.public, without_numbers(published.public))
    )
    assert without_them <= with_numbers | {"null"}


DECIDED: dict[type, set[str]] = {
    Report: {"schema_version", "release", "has_numbers", "front", "exported_at", "revision", "workshop", "groups",
             "domains", "overall", "evidence_missing", "events", "chained", "chain", "archive", "seal"},
    Round: {"number", "is_after_seeing", "state", "shown_at", "shown"},
    Shown: {"revealed_at", "attribution_rule", "answered", "rated", "cant_tell", "units", "pooled", "withheld", "late",
            "middle_by_group", "middle_by_person", "has_shared_middle", "findings", "movement", "kept_first_views",
            "reasons_held_back"},
    Standard: {"number", "title", "state", "is_parked", "rounds", "evidence", "is_settled", "positions", "how_asked",
               "askings", "dissents", "actions"},
    Domain: {"number", "title", "summary_title", "standards", "is_settled", "positions", "how_asked", "askings",
             "dissents", "actions"},
    Overall: {"title", "rounds", "is_settled", "positions", "how_asked", "askings", "dissents", "actions"},
    Position: {"version", "is_current", "state", "wording", "number", "has_no_marker", "band", "evidence",
               "has_divergent_views", "divergent_views", "how_known", "importance", "next_step", "good_practice",
               "narrative", "missing", "afterwards", "written_by", "written_at", "reopened_at", "confirmed_at"},
    Asking: {"state", "wording", "marker", "is_of_position", "asked_at", "asked_by", "ended_at", "units"},
    UnitAssent: {"unit", "agree", "can_live_with_it", "do_not_agree", "can_stand", "is_of_one_mind", "sentence"},
    Dissent: {"unit", "words", "may_publish", "behind", "of_people", "is_held_back", "held_back_why"},
    Action: {"what", "priority", "who", "due_on", "due", "how_known", "criterion", "status", "written_by"},
    EvidenceItem: {"title", "link", "note", "strength", "criterion", "answers", "offered_by"},
}  # fmt: skip


@pytest.mark.parametrize("model", DECIDED, ids=lambda model: model.__name__)
def test_whatever_a_report_learns_to_hold_somebody_decides_if_it_may_be_published(model: type) -> None:
    """Add the field here once `public` and `sentences` do with it what they should."""
    assert set(model.model_fields) == DECIDED[model]  # type: ignore[attr-defined]
