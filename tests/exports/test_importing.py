"""A workshop's working JSON in another server: the same report, the same fingerprint; or a sentence, and no row."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from sqlmodel import Session

from app.clock import now, today
from app.errors import Refusal
from app.exports import as_json, report, without_numbers
from app.exports.comparing import first_difference
from app.exports.importing import APART, import_record, read_record
from app.models import Release, WorkshopState
from app.models.ending import closing
from app.models.ending.due import Done, do_what_is_due, due
from tests.exports.forging import Content, sealed, standards
from tests.exports.kept import HELD, Kept, an_owner, kept, rows


@pytest.fixture(params=HELD)
def record(request: pytest.FixtureRequest, migrated: Path) -> Kept:
    return kept(migrated, request.param)


def test_an_empty_server_tells_the_same_and_writes_the_same_file(session: Session, record: Kept) -> None:
    workshop = import_record(session, read_record(record.content), an_owner(session))
    again = report(session, workshop.id)
    assert first_difference(record.report, again) == ""
    assert again.chained == record.report.chained and again.chained.fingerprint
    server = {"exported_at": record.report.exported_at, "revision": record.report.revision}
    same = again.model_copy(update={**server, "workshop": record.report.workshop})
    assert as_json(same) == record.content


def of_an_earlier_program(content: bytes) -> tuple[bytes, Content]:
    """The file as schema 1.5 had it, and its framework: without what frameworks have learned to hold since."""
    made = json.loads(content)
    made["schema_version"] = "1.5"
    held, forms = made["archive"]["framework"], made["workshop"]["framework"]
    younger = [
        (held, "passages"),
        (held["evidence"], "headings"),
        (held["resources"], "works"),
        (forms["forms"], "note"),
    ]
    younger += [(held["forms"], name) for name in ("needed", "note")]
    younger += [(item, "is_inferred") for item in held["evidence"]["minimum"]]
    younger += [(term, "is_ours") for term in held["glossary"]]
    younger += [(slip, name) for slip in held["corrections"] for name in ("also", "is_shown")]
    standards = [standard for domain in held["domains"] for standard in domain["standards"]]
    younger += [(standard, name) for standard in standards for name in ("easy_read", "picture", "picture_says")]
    younger += [(standard, "needed") for domain in forms["domains"] for standard in domain["standards"]]
    younger += [(missing, "heading") for missing in made["evidence_missing"]]
    for part, name in younger:
        del part[name]
    return sealed(made), held


def test_a_record_of_an_earlier_program_is_taken_in_with_its_framework_to_the_letter(
    session: Session, record: Kept
) -> None:
    content, held = of_an_earlier_program(record.content)
    workshop = import_record(session, read_record(content), an_owner(session))
    assert json.loads(workshop.edition.content) == held
    assert workshop.framework.passages == () and workshop.framework.forms.needed_for("6") == ""
    again = report(session, workshop.id)
    assert first_difference(read_record(content), again) == "" and again.archive
    assert again.archive.framework == held


# -- What is not taken in


@pytest.fixture
def day(migrated: Path) -> Kept:
    return kept(migrated)


def refusal_of(session: Session, act: Callable[[], object]) -> str:
    """What it says, in one line and with every table as it was; or else what is wrong."""
    before = rows(session)
    try:
        with session.begin_nested():
            act()
    except Refusal as refusal:
        is_whole = rows(session) == before and len(str(refusal).splitlines()) == 1
        return str(refusal) if is_whole else "It left a row, or has two lines."
    return "It was not refused."


def taken(session: Session, content: bytes, owner: int) -> Callable[[], object]:
    return lambda: import_record(session, read_record(content), owner)


def test_the_same_workshop_is_here_once(session: Session, day: Kept) -> None:
    owner = an_owner(session)
    first = import_record(session, read_record(day.content), owner)
    assert f"here already, as workshop {first.id}" in refusal_of(session, taken(session, day.content, owner))


def test_a_file_that_is_not_the_whole_closed_record_is_refused_in_a_sentence(session: Session, day: Kept) -> None:
    owner, made = an_owner(session), day.report
    for why, other in {
        "public file": {"release": Release.PUBLIC, "archive": None, "chain": ()},
        "without numbers": dict(without_numbers(made)),
        "its acts say that it is confirmed": {
            "workshop": made.workshop.model_copy(update={"state": WorkshopState.LIVE}),
            "archive": None,
        },
        "Not intact": {"chain": made.chain[:-1]},
    }.items():
        assert why in refusal_of(session, taken(session, as_json(made.model_copy(update=other)), owner))
    without = made.model_copy(update={"chain": ()})
    assert "no chain" in refusal_of(session, lambda: import_record(session, without, owner))


def test_one_that_can_still_be_undone_or_whose_day_has_come_is_refused(session: Session, day: Kept) -> None:
    owner, made = an_owner(session), day.report
    assert made.archive and made.archive.closed_at
    undone = {"archive": made.archive.model_copy(update={"links_cut_at": None})}
    erased = {"workshop": made.workshop.model_copy(update={"erase_record_on": today()})}
    assert "could still be undone" in refusal_of(
        session, taken(session, as_json(made.model_copy(update=undone)), owner)
    )
    assert "was to be erased on" in refusal_of(session, taken(session, as_json(made.model_copy(update=erased)), owner))


def test_what_this_program_would_tell_otherwise_is_named_at_its_place(session: Session, day: Kept) -> None:
    """As a file of another program, with a seal of its own: what nobody can make from rows is not believed."""
    owner, made = an_owner(session), day.report
    first = made.domains[0].standards[0]
    said = first.rounds[0].shown
    assert said
    shown = said.model_copy(update={"units": (said.units[0].model_copy(update={"bands": ("Green",)}), *said.units[1:])})
    standards = (first.model_copy(update={"rounds": (first.rounds[0].model_copy(update={"shown": shown}),)}),)
    domain = made.domains[0].model_copy(update={"standards": (*standards, *made.domains[0].standards[1:])})
    assert "“domains 1 standards 1 rounds 1 shown units 1 bands”" in refusal_of(
        session, taken(session, as_json(made.model_copy(update={"domains": (domain, *made.domains[1:])})), owner)
    )


def test_a_newer_program_is_told_from_a_broken_file(session: Session, day: Kept) -> None:
    owner, made = an_owner(session), day.report
    assert made.archive
    newer = {"archive": made.archive.model_copy(update={"framework": {**made.archive.framework, "films": []}})}
    assert "newer form" in refusal_of(session, taken(session, as_json(made.model_copy(update=newer)), owner))
    assert "version 2.0" in refusal_of(
        session, taken(session, as_json(made.model_copy(update={"schema_version": "2.0"})), owner)
    )


CUT = ("This file is empty.", "This file ends before its end", "This is no JSON record")
CHANGED = (*CUT, "was changed", "is no text in UTF-8", "Not intact.", "rewritten this file", "in version")


def test_a_file_that_was_cut_or_changed_by_one_byte_is_refused_and_leaves_no_row(session: Session, day: Kept) -> None:
    owner, size, dice = an_owner(session), len(day.content), Random(12)
    cut = [refusal_of(session, taken(session, day.content[:length], owner)) for length in (0, 1, size // 3, size - 2)]
    changed = []
    for place in (*(dice.randrange(size) for _ in range(20)), 0, size - 1):
        other = bytearray(day.content)
        other[place] ^= 1 << dice.randrange(7)
        changed.append(refusal_of(session, taken(session, bytes(other), owner)))
    assert [said for said in cut if not any(cause in said for cause in CUT)] == []
    assert [said for said in changed if not any(cause in said for cause in CHANGED)] == []


# -- What a stranger seals anew


def archived(**changes: object) -> Callable[[Content], object]:
    return lambda made: made["archive"].update(changes)


def closed_for_ever(made: Content) -> None:
    """Its close could be undone until 2090, and until then nothing of it would be due."""
    made["exported_at"] = "2099-01-01T00:00:00Z"
    made["workshop"].update(state="closed", confirmed_at=None)
    made["archive"].update(links_cut_at=None, closed_at="2090-01-01T00:00:00Z")


def exported_from_tomorrow(made: Content) -> None:
    made["exported_at"] = (now() + APART + timedelta(minutes=5)).isoformat().replace("+00:00", "Z")


def opened_again(made: Content) -> None:
    made["workshop"].update(state="closed", confirmed_at=None)
    for standard in standards(made):
        for position in standard["positions"]:
            position["confirmed_at"] = None


def whose_scale_is_none(made: Content) -> None:
    made["archive"]["framework"]["scale"] = {}


def with_too_many_people(made: Content) -> None:
    made["front"]["people"] = 10**30


def with_a_number_that_no_row_holds(made: Content) -> None:
    made["groups"][0]["expected"] = 10**30


def with_a_strange_threshold(made: Content) -> None:
    made["workshop"]["thresholds"] = {"gap": "wide"}


FORGED: dict[str, Callable[[Content], object]] = {
    "The file says that the workshop is closed": closed_for_ever,
    "in the future": exported_from_tomorrow,
    "its acts say that it is confirmed": opened_again,
    "day on which the workshop was closed": archived(closed_at="2020-01-01T00:00:00Z"),
    "date of its window": archived(links_cut_at="2020-01-01T00:00:00Z"),
    "day on which seats were erased": archived(seats_erased_at="2020-01-01T00:00:00Z"),
    "list of holds": archived(holds=["2020-01-01T00:00:00Z"]),
    "“archive.closed_at”": archived(closed_at="0001-01-01T00:00:00Z"),
    "“archive.links_cut_at”": archived(links_cut_at="9999-12-31T23:59:00Z"),
    "“archive.seats_erased_at”": archived(seats_erased_at="2020-01-01T00:00:00"),
    "“archive.planned_minutes”": archived(planned_minutes=10**30),
    "“archive.people_shown”": archived(people_shown=-5),
    "“front.people”": with_too_many_people,
    "its order do not belong": archived(order=["777"]),
    "its remarks do not belong": archived(remarks=[]),
    "its evidence asked for do not": archived(evidence_asked=[{"standard": "zzz", "title": "<script>", "offered": []}]),
    "no server writes": archived(framework={}),
    "no workshop can be made": whose_scale_is_none,
    "holds what no server writes": with_a_number_that_no_row_holds,
    "it holds what no server writes": with_a_strange_threshold,
}


@pytest.mark.parametrize("why", FORGED)
def test_a_file_that_was_forged_and_sealed_anew_is_refused_in_words_and_leaves_no_row(
    session: Session, day: Kept, why: str
) -> None:
    owner, made = an_owner(session), json.loads(day.content)
    FORGED[why](made)
    assert why in refusal_of(session, taken(session, sealed(made), owner))


def test_an_imported_close_is_undone_by_nobody_and_its_dates_fall_due(session: Session, migrated: Path) -> None:
    """Whatever its row says: a workshop that went on here would have neither seats nor a promise to them."""
    workshop = import_record(session, read_record(kept(migrated, "open").content), an_owner(session))
    workshop.state, workshop.closed_at, workshop.links_cut_at = WorkshopState.CLOSED, now() + timedelta(days=900), None
    session.flush()
    with pytest.raises(Refusal, match="could be undone for ten minutes"):
        closing.undo(session, workshop, by="facilitator")
    day = workshop.erase_seats_on
    assert due(session, day) == [workshop.id]
    assert do_what_is_due(session, workshop.id, day) == [Done.WINDOW, Done.SEATS]


def test_a_record_under_a_hold_is_taken_in_after_its_day(session: Session, migrated: Path) -> None:
    made = kept(migrated, "under a hold").report
    late = {"workshop": made.workshop.model_copy(update={"erase_record_on": today()})}
    assert read_record(as_json(made.model_copy(update=late)))
