"""Migrations on real data: a settled workshop goes back to an older revision, and comes forward again unharmed."""

import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from sqlalchemy import Column, create_engine, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.pool import NullPool
from sqlmodel import Session, SQLModel

from app.clock import now
from app.demo.seeding import seed
from app.exports import report
from app.exports.sealing import fix_record
from app.exports.stored import check
from app.frameworks import DEFAULT, framework
from app.live.reading import read_scene
from app.models import Account, AttributionRule, LinkPurpose, OneUseLink, Snapshot, Workshop
from app.models.ending.closing import close, confirm
from app.models.people.password import hash_password, password_matches
from app.models.people.sign_in import SIGNED_IN_FOR, sign_ins_of
from app.models.record.position import PositionState, Wording
from app.models.record.settling import positions_of, reopen, settle
from app.models.record.subject import Key, Level, Subject
from app.models.rounds.standard import numbered
from app.models.workshop.event import BEGAN, begin_chains
from app.revealed.round import revealed
from app.schema import _config, must_be_current, revision_of, upgrade
from app.store.sqlite import Store

Older = Callable[[Path, str], Path]
PASSWORD = "three plain words"


@pytest.fixture(scope="module")
def whole(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's day, with all that it has today. None of these files is changed: what changes them takes a copy."""
    file = Path(shutil.copy(migrated, tmp_path_factory.mktemp("whole") / "whole.sqlite3"))
    seeded(file)
    return file


@pytest.fixture(scope="module")
def day(whole: Path, come_forward: Older, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """As far as every older schema has a place for it: standards, and no word of a domain."""
    file = Path(shutil.copy(come_forward(whole, "0010"), tmp_path_factory.mktemp("day") / "day.sqlite3"))
    write(file, "DELETE FROM position WHERE level <> 'standard'")
    return file


@pytest.fixture
def settled(database: Path, day: Path) -> int:
    shutil.copy(day, database)
    return workshop_of(day)


@pytest.fixture(scope="module")
def gone_back(tmp_path_factory: pytest.TempPathFactory) -> Older:
    """A file at an older revision, each gone back to once, from the one after it."""
    folder = tmp_path_factory.mktemp("older")

    @cache
    def at(file: Path, revision: str) -> Path:
        if revision == max(STEPS):
            return file
        older = Path(shutil.copy(at(file, f"{int(revision) + 1:04}"), folder / f"{file.stem}-{revision}"))
        downgrade(older, revision)
        return older

    return at


@pytest.fixture(scope="module")
def come_forward(gone_back: Older, tmp_path_factory: pytest.TempPathFactory) -> Older:
    """A file that went back to this revision, and came forward again to the newest."""
    folder = tmp_path_factory.mktemp("forward")

    @cache
    def since(file: Path, revision: str) -> Path:
        newest = Path(shutil.copy(gone_back(file, revision), folder / f"{file.stem}-{revision}"))
        upgrade(newest)
        must_be_current(newest)
        assert rows(newest, "PRAGMA foreign_key_check") == []
        return newest

    return since


def seeded(database: Path) -> int:
    with closing(Store(database)) as store, Session(store.writing) as session, session.begin():
        return seed(session, "no password fits this", "settled", framework(DEFAULT)).workshop_id


def workshop_of(file: Path) -> int:
    ((workshop,),) = rows(file, "SELECT id FROM workshop")
    return int(str(workshop))


def downgrade(file: Path, revision: str) -> None:
    engine = create_engine(f"sqlite:///{file}", poolclass=NullPool)
    with engine.connect() as connection:
        config = _config()
        config.attributes["connection"] = connection
        command.downgrade(config, revision)


def rows(file: Path, query: str) -> list[tuple[object, ...]]:
    engine = create_engine(f"sqlite:///{file}", poolclass=NullPool)
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(query))]


KEPT = "SELECT council, title, state, join_code, rev, thresholds FROM workshop"
RATED = "SELECT round_id, seat_id, score, reason, may_quote, recorded_at FROM rating ORDER BY id"
SAID = "SELECT level, subject_number, version, state, wording FROM position ORDER BY id"


def test_a_workshop_from_before_editions_were_kept_gets_the_framework_it_was_prepared_with(
    day: Path, gone_back: Older, come_forward: Older
) -> None:
    older, newer = gone_back(day, "0002"), come_forward(day, "0002")
    assert revision_of(older) == "0002"
    assert rows(older, "SELECT framework_key FROM workshop") == [(DEFAULT,)]
    for query in (KEPT, RATED, SAID):
        assert rows(newer, query) == rows(day, query)
    with closing(Store(newer)) as store, store.read() as session:
        workshop = session.get_one(Workshop, workshop_of(day))
        assert workshop.framework == framework(DEFAULT)
        assert read_scene(session, workshop.id).standards
        assert report(session, workshop.id).domains


def test_a_database_without_a_workshop_comes_forward_too(tmp_path: Path) -> None:
    file = tmp_path / "empty.sqlite3"
    upgrade(file)
    downgrade(file, "0002")
    upgrade(file)
    must_be_current(file)
    assert rows(file, "SELECT count(*) FROM edition") == [(0,)]


def test_whoever_is_signed_in_stays_so_when_sign_ins_come_to_know_when_they_began(
    database: Path, day: Path, gone_back: Older
) -> None:
    shutil.copy(gone_back(day, "0003"), database)
    with closing(Store(database)) as store, Session(store.writing) as session, session.begin():
        session.connection().execute(
            text("INSERT INTO sign_in (token_hash, account_id, expires_at) SELECT 'x', id, :until FROM account"),
            {"until": (now() + timedelta(hours=5)).strftime("%Y-%m-%d %H:%M:%S.%f")},
        )
    upgrade(database)
    with closing(Store(database)) as store, store.read() as session:
        (sign_in,) = sign_ins_of(session, session.get_one(Workshop, workshop_of(day)).owner_id)
        assert abs(sign_in.expires_at - sign_in.started_at - SIGNED_IN_FOR) < timedelta(seconds=1)
        assert sign_in.last_seen_at > sign_in.started_at


def test_a_disabled_account_does_not_come_back_to_life_with_an_older_revision(
    marked: Path, gone_back: Older, come_forward: Older
) -> None:
    ends = "SELECT purpose FROM one_use_link WHERE purpose = 'reset'"
    assert rows(marked, ends)
    for file in (gone_back(marked, "0003"), come_forward(marked, "0003")):
        ((kept,),) = rows(file, "SELECT password_hash FROM account")
        assert not password_matches(PASSWORD, str(kept))
        assert rows(file, ends) == []


def test_all_the_way_back_and_forward_again(day: Path, gone_back: Older, come_forward: Older) -> None:
    assert revision_of(gone_back(day, "0001")) == "0001"
    assert len(rows(come_forward(day, "0001"), RATED)) > 50


# -- Doors, people and what was shown (0004, 0005)


DOOR = "SELECT door, admits_everybody FROM workshop"
SEATS = "SELECT id, token_hash, removed_at IS NULL FROM seat ORDER BY id"


@pytest.mark.parametrize("door", ["open", "locked", "on the latch"])
def test_a_door_goes_back_and_forth_and_whoever_sat_sits(
    database: Path, day: Path, gone_back: Older, door: str
) -> None:
    shutil.copy(gone_back(day, "0005"), database)
    state = "lobby" if door == "open" else "live"
    write(database, f"UPDATE workshop SET door = '{door}', state = '{state}'")
    before = rows(database, SEATS)
    downgrade(database, "0003")
    assert rows(database, "SELECT is_locked FROM workshop") == [(door == "locked",)]
    bring(database, "0005")
    assert rows(database, DOOR) == [(door, 0)]
    assert rows(database, SEATS) == before
    assert rows(database, "SELECT count(*) FROM seat WHERE admitted_at IS NULL OR admitted_at <> joined_at") == [(0,)]


@pytest.fixture(scope="module")
def marked(day: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The owner's account is disabled; the door is on the latch; one seat waits, one was gone before the reveal, one
    came after it; one standard is on stage.
    """
    file = Path(shutil.copy(day, tmp_path_factory.mktemp("marked") / "marked.sqlite3"))
    with closing(Store(file)) as store, Session(store.writing) as session, session.begin():
        account = session.get_one(Account, session.get_one(Workshop, workshop_of(day)).owner_id)
        account.password_hash = hash_password(PASSWORD)
        OneUseLink.make(session, LinkPurpose.RESET, account_id=account.id)
        account.disabled_at = now()
    write(file, "UPDATE workshop SET door = 'on the latch', state = 'live'")
    waiting, gone, late = seats_of_people(file)[:3]
    write(file, f"UPDATE seat SET admitted_at = NULL WHERE id = {waiting}")
    write(file, f"UPDATE seat SET removed_at = '2000-01-01 00\\:00\\:00' WHERE id = {gone}")
    write(file, f"UPDATE seat SET joined_at = '2999-01-01 00\\:00\\:00' WHERE id = {late}")
    write(file, f"UPDATE standard SET is_shown = (id = {a_standard(file)})")
    return file


def seats_of_people(file: Path) -> list[int]:
    return [int(str(row[0])) for row in rows(file, "SELECT DISTINCT seat_id FROM person ORDER BY seat_id")]


def a_standard(file: Path) -> int:
    return int(str(rows(file, "SELECT standard_id FROM round WHERE snapshot IS NOT NULL LIMIT 1")[0][0]))


def test_who_was_waiting_does_not_get_in_by_going_back_and_forth(day: Path, marked: Path, come_forward: Older) -> None:
    newer, (waiting, *_) = come_forward(marked, "0003"), seats_of_people(day)
    assert rows(newer, f"SELECT count(*) FROM seat WHERE id = {waiting} AND removed_at IS NULL") == [(0,)]
    assert rows(newer, DOOR) == [("on the latch", 0)]


def write(file: Path, statement: str) -> None:
    engine = create_engine(f"sqlite:///{file}", poolclass=NullPool)
    with engine.begin() as connection:
        connection.execute(text(statement))


# -- Snapshots become releases (0004)


SNAPSHOTS = "SELECT id, number, standard_id, snapshot FROM round WHERE snapshot IS NOT NULL ORDER BY id"
PEOPLE = "SELECT standard_id, seat_id, group_id FROM person ORDER BY standard_id, seat_id"
TOGETHER = "Smaller groups together"
OF_OLD = {"rule", "units", "pooled", "withheld", "by_consent", "assessing_unit", "rated", "cant_tell", "seated",
          "thresholds", "movement"}  # fmt: skip


def snapshots(file: Path) -> dict[Any, dict[str, Any]]:
    return {row[0]: json.loads(str(row[3])) for row in rows(file, SNAPSHOTS)}


def of_old(thresholds: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """As a program before releases froze it: every unit with all its scores and with what its people cite."""
    cites = {"document": 1, "experience": 1, "both": 0, "nothing": 1}
    units = [
        ("Council", [7, 8, 8, 9, 10], 0), ("Providers", [1, 3, 10], 1), (TOGETHER, [1, 4, 6, 10, 10, 10], 0),
        ("Healthwatch", [2], 0), ("Carers", [], 0), ("Advocates", [], 2),
    ]  # fmt: skip
    return {
        "rule": "by_group",
        "units": [
            {"name": name, "scores": scores, "cant_tell": cant_tell, "cites": cites, "criteria": [["6.1", 2]]}
            for name, scores, cant_tell in units
        ],
        "pooled": ["ICB", "People"],
        "withheld": [],
        "by_consent": ["Healthwatch"],
        "assessing_unit": "Council",
        "rated": 15,
        "cant_tell": 3,
        "seated": 20,
        "thresholds": thresholds,
        "movement": {"label": None, "sentence": None, "question": None},
        **changes,
    }


@pytest.fixture
def frozen_of_old(database: Path, day: Path, gone_back: Older) -> Callable[..., dict[str, Any]]:
    """Goes back to 0003, freezes one round as it was done there, comes forward by one: what stands in the file then."""

    def make(**changes: Any) -> dict[str, Any]:
        shutil.copy(gone_back(day, "0003"), database)
        round_id, kept = next(iter(snapshots(database).items()))
        stored = json.dumps(of_old(**{"thresholds": kept["thresholds"], **changes})).replace(":", "\\:")
        write(database, f"UPDATE round SET snapshot = '{stored}' WHERE id = {round_id}")
        assert snapshots(database)[round_id]["rated"] == 15
        bring(database, "0004")
        return snapshots(database)[round_id]

    return make


def test_f24_an_old_snapshot_comes_forward_without_the_ratings_of_guarded_units(
    frozen_of_old: Callable[..., dict[str, Any]],
) -> None:
    kept = frozen_of_old()
    told = {unit["name"]: (unit["scores"], unit["cant_tell"], unit["is_guarded"]) for unit in kept["units"]}
    assert told == {
        "Council": ([7, 8, 8, 9, 10], 0, False), "Providers": ([3, 3, 3], 1, True),
        TOGETHER: ([6, 6, 6, 10, 10, 10], 0, True), "Healthwatch": ([2], 0, False), "Carers": ([], 0, False),
        "Advocates": ([], 2, True),
    }  # fmt: skip
    assert [unit["name"] for unit in kept["units"] if unit["by_consent"]] == ["Healthwatch"]
    for unit in kept["units"]:
        assert bool(unit["criteria"]) is bool(sum(unit["cites"].values())) is not unit["is_guarded"]
    assert (kept["answered"], kept["late"], kept["first"]) == (18, [], 1)
    assert set(kept["standing"]) == {"Council", "Providers", TOGETHER, "Healthwatch", "Advocates"}


def test_an_old_snapshot_that_came_forward_is_read_as_a_release(
    database: Path, frozen_of_old: Callable[..., dict[str, Any]]
) -> None:
    kept = frozen_of_old()
    upgrade(database)
    assert kept in snapshots(database).values()
    snapshot = Snapshot.from_json(kept)
    assert json.loads(json.dumps(snapshot.to_json())) == kept
    assert snapshot.released.guarded == ("Advocates", "Providers", TOGETHER)
    assert revealed(json.dumps(kept)).by_group


@pytest.mark.parametrize(
    ("scores", "rule", "apart"),
    [
        ([8, 8, 8], "by_group", []), ([3, 8, 8], "by_group", ["lone_voice"]),
        ([3, 3, 8], "by_group", ["minority_view"]),
        ([8, 8], "by_group", None), ([3, 8, 8], "open", None),
    ],
)  # fmt: skip
def test_who_was_far_from_everybody_comes_forward_as_a_code_alone(
    frozen_of_old: Callable[..., dict[str, Any]], scores: list[int], rule: str, apart: list[str] | None
) -> None:
    units = [
        {"name": name, "scores": given, "cant_tell": 0} for name, given in (("Council", [8] * 5), ("People", scores))
    ]
    kept = frozen_of_old(units=units, by_consent=[], pooled=[], rule=rule)
    assert kept["apart"] == apart
    assert ("lone_voice" in str(kept["apart"])) is (apart == ["lone_voice"])


@pytest.mark.parametrize(
    ("points", "council", "people", "apart"),
    [
        (10, [5, 6, 7, 8, 8], [2, 8, 8], ["lone_voice"]), (10, [4, 6, 7, 8, 8], [1, 8, 8], []),
        (10, [7] * 5, [5, 7, 7], []), (7, [7] * 5, [5, 7, 7], ["lone_voice"]), (4, [4] * 5, [3, 4, 4], ["lone_voice"]),
    ],
)  # fmt: skip
def test_how_far_from_everybody_is_measured_on_the_scale_that_was_frozen(
    frozen_of_old: Callable[..., dict[str, Any]], points: int, council: list[int], people: list[int], apart: list[str]
) -> None:
    units = [
        {"name": name, "scores": given, "cant_tell": 0} for name, given in (("Council", council), ("People", people))
    ]
    kept = frozen_of_old(units=units, by_consent=[], pooled=[], thresholds={"scale": {"points": points}})
    assert kept["apart"] == apart


def test_who_sat_there_at_the_first_reveal_is_written_down(day: Path, gone_back: Older, come_forward: Older) -> None:
    before = rows(day, PEOPLE)
    assert before
    assert rows(gone_back(day, "0003"), "SELECT count(*) FROM sqlite_master WHERE name = 'person'") == [(0,)]
    assert rows(come_forward(day, "0003"), PEOPLE) == before


def test_who_came_after_it_or_was_gone_before_it_is_not(day: Path, marked: Path, come_forward: Older) -> None:
    _, gone, late, *_ = seats_of_people(day)
    seats = seats_of_people(come_forward(marked, "0003"))
    assert seats and not {*seats} & {gone, late}


def test_releases_go_back_to_the_old_shape_and_forward_again_as_they_were(
    day: Path, gone_back: Older, come_forward: Older
) -> None:
    older = gone_back(day, "0003")
    before, old = snapshots(day), snapshots(older)
    assert all(set(kept) == OF_OLD for kept in old.values())
    for id_, kept in old.items():
        assert kept["rated"] + kept["cant_tell"] == before[id_]["answered"]
        assert [unit["scores"] for unit in kept["units"]] == [unit["scores"] for unit in before[id_]["units"]]
    assert not [row for row in rows(older, "PRAGMA table_info(round)") if row[1] == "shown_at"]
    for id_, kept in snapshots(come_forward(day, "0003")).items():
        same = ("units", "pooled", "withheld", "answered", "seated", "rule", "assessing_unit", "movement")
        assert {key: kept[key] for key in same} == {key: before[id_][key] for key in same}


def test_what_is_on_stage_is_known_to_have_been_shown_afterwards(marked: Path, come_forward: Older) -> None:
    newer = come_forward(marked, "0003")
    shown = rows(newer, "SELECT DISTINCT standard_id FROM round WHERE shown_at IS NOT NULL")
    assert shown == [(a_standard(marked),)]


def test_every_screen_and_the_report_are_read_from_snapshots_that_came_forward(day: Path, come_forward: Older) -> None:
    with closing(Store(come_forward(day, "0003"))) as store, store.read() as session:
        assert read_scene(session, workshop_of(day)).standards
        assert report(session, workshop_of(day)).domains


# -- Positions come to be about subjects (0009)


POSITIONS = (
    "SELECT id, level, subject_number, version, state, wording, number, band, written_by, written_at, reopened_at "
    "FROM position ORDER BY id"
)
SETTLED_AT = "SELECT number, settled_at FROM standard ORDER BY id"
OF_BEFORE = "SELECT id, version, state, wording, number, band, written_by, written_at FROM position ORDER BY id"
WORDS = Wording(PositionState.NOT_AGREED, "Two views stand beside each other.", number=4, band="Red/amber")


@pytest.fixture(scope="module")
def reopened(day: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Standard 6 was reopened and settled again, and reopened once more; what was said of its domain stands."""
    file = Path(shutil.copy(day, tmp_path_factory.mktemp("reopened") / "reopened.sqlite3"))
    with closing(Store(file)) as store, Session(store.writing) as session, session.begin():
        workshop = session.get_one(Workshop, workshop_of(day))
        six = Subject.standard(numbered(session, workshop.id, "6"))
        reopen(session, six, "A report came in", "facilitator")
        settle(session, six, WORDS, "scribe 1", 1)
        reopen(session, six, "It was withdrawn", "facilitator")
        settle(session, Subject.domain(workshop, "3"), WORDS, "scribe 1", 0)
        settle(session, Subject.overall(workshop), WORDS, "scribe 1", 0)
    return file


def test_positions_go_back_and_forth_with_their_versions_and_the_moments_they_were_reopened(
    reopened: Path, gone_back: Older, come_forward: Older
) -> None:
    older, newer = gone_back(reopened, "0008"), come_forward(reopened, "0008")
    before = [row for row in rows(reopened, POSITIONS) if row[1] == "standard"]
    assert [row[3] for row in before if row[2] == "6"] == [1, 2] and all(row[10] for row in before if row[2] == "6")
    assert rows(older, OF_BEFORE) == [(*row[:1], *row[3:10]) for row in before]
    numbers = "SELECT s.number FROM position AS p JOIN standard AS s ON s.id = p.standard_id ORDER BY p.id"
    assert rows(older, numbers) == [(row[2],) for row in before]
    assert (rows(newer, POSITIONS), rows(newer, SETTLED_AT)) == (before, rows(reopened, SETTLED_AT))


def test_what_was_said_of_a_domain_or_the_whole_goes_with_the_older_table_and_nothing_else_does(
    reopened: Path, come_forward: Older
) -> None:
    before, after = rows(reopened, POSITIONS), rows(come_forward(reopened, "0008"), POSITIONS)
    assert after == [row for row in before if row[1] == "standard"]
    assert len(before) - len(after) == 2


def test_a_settled_standard_and_its_newest_position_agree_when_they_come_forward(
    reopened: Path, come_forward: Older
) -> None:
    with closing(Store(come_forward(reopened, "0001"))) as store, store.read() as session:
        workshop = session.get_one(Workshop, workshop_of(reopened))
        positions = positions_of(session, workshop.id)
        for standard in workshop.standards:
            versions = positions.get(Subject.standard(standard).key, ())
            assert bool(versions and versions[-1].is_settled) is (standard.settled_at is not None), standard.number
        assert [it.is_settled for it in positions[Key(Level.STANDARD, "6")]] == [False, False]
        assert sum(versions[-1].is_settled for versions in positions.values()) > 1


def test_a_position_whose_reopening_the_log_does_not_hold_was_open_by_the_next_version(
    database: Path, reopened: Path, gone_back: Older
) -> None:
    written = [row[9] for row in rows(reopened, POSITIONS) if (row[1], row[2]) == ("standard", "6")]
    shutil.copy(gone_back(reopened, "0008"), database)
    write(database, "DELETE FROM event WHERE act = 'reopened'")
    bring(database, "0009")
    moments = [row[10] for row in rows(database, POSITIONS) if row[2] == "6"]
    assert moments == [written[1], written[1]]


@pytest.mark.parametrize("level", ["standard", "domain", "overall"])
def test_the_file_keeps_one_row_of_each_version_and_none_of_no_workshop(
    database: Path, reopened: Path, level: str
) -> None:
    shutil.copy(reopened, database)
    same = (
        "level, subject_number, version, state, wording, evidence, divergent_views, written_by, written_at, afterwards"
    )
    twin = (
        f"INSERT INTO position (workshop_id, {same}) SELECT {{}}, {same} FROM position WHERE level = '{level}' LIMIT 1"
    )
    with pytest.raises(IntegrityError, match="UNIQUE"):
        write(database, twin.format("workshop_id"))
    write(database, twin.format(987))
    assert [row[0] for row in rows(database, "PRAGMA foreign_key_check")] == ["position"]


def test_exports_are_the_same_to_the_letter_before_and_after(
    database: Path, reopened: Path, come_forward: Older
) -> None:
    def record(file: Path) -> str:
        """But for the chain, which begins anew when a server comes forward."""
        with closing(Store(file)) as store, store.read() as session:
            made = report(session, workshop_of(file))
        acts = tuple(act for act in made.events if act.act != BEGAN)
        left_out = {"exported_at", "chain", "chained"}
        return made.model_copy(update={"events": acts}).model_dump_json(exclude=left_out)

    shutil.copy(reopened, database)
    write(database, "DELETE FROM position WHERE level <> 'standard'")
    before = record(database)
    assert record(come_forward(reopened, "0008")) == before and "Two views stand beside each other." in before


# -- An edition comes to be listed (0010)


LISTED = "SELECT id, is_listed FROM edition ORDER BY id"


def test_an_edition_that_was_withdrawn_stays_so_back_and_forth(database: Path, day: Path, gone_back: Older) -> None:
    shutil.copy(gone_back(day, "0010"), database)
    write(database, "UPDATE edition SET is_listed = 0 WHERE id = 1")
    before = rows(database, LISTED)
    assert before[0] == (1, 0)
    downgrade(database, "0009")
    assert rows(database, "SELECT id, is_offered FROM edition ORDER BY id") == before
    upgrade(database)
    must_be_current(database)
    assert rows(database, LISTED) == before


# -- Positions get what the forms ask for, and the whole its row (0011)


NEW = {"typed_text", "read_back", "assent", "assent_submission", "dissent", "standing_behind", "action"}


def test_what_came_with_settling_goes_with_the_older_tables_and_everything_else_stays(
    whole: Path, gone_back: Older, come_forward: Older
) -> None:
    before, after = every_row(whole), every_row(gone_back(whole, "0010"))
    arrow = {row["id"] for row in before["standard"] if row["is_overall"]}
    rounds = {row["id"]: row["sitting_id"] for row in before["round"] if row["standard_id"] in arrow}
    gone = {"standard": arrow, "round": rounds.keys(), "sitting": set(rounds.values())}
    assert rounds and all(before[table] for table in NEW - {"typed_text"})
    since = {name for revision, names in STEPS.items() if revision > "0011" for name in names if name in before}
    assert before.keys() - after.keys() == NEW | since
    for table, kept in after.items():
        stays = [
            row
            for row in before[table]
            if row.get("standard_id") not in arrow
            and row.get("round_id") not in rounds
            and row.get("id") not in gone.get(table, ())
        ]
        assert [{column: row[column] for column in kept[0]} for row in stays] == kept, table
    assert every_row(come_forward(whole, "0010")).keys() == before.keys()


# -- Every row of every migration: one step back and forward again leaves each as it was, but for what is listed here

SECRETS = {"sign_in", "one_use_link", "known_browser", "press"}  # the older program ends or does not know them
STEPS: dict[str, set[str]] = {
    "0002": {"kept_view", "reason", "round.staged_findings"},
    "0003": {"edition.id", "edition.added_at", "workshop.edition_id", "evidence_asked", "evidence_item",
             "rating.criteria", "reason.criteria"},
    "0004": {"person.id", "round.shown_at"},
    "0005": set(),
    "0006": set(),
    "0007": set(),
    "0008": {"sitting.turn"},
    "0009": set(),
    "0010": set(),
    "0011": set(),
    "0012": {"public_text"},
    "0013": {"pack", "pack_file"},
    "0014": {"return_link"},
    "0015": {"chain", "comment", "hold", "event.number", "event.link", "event.holds", "event.salts",
             "event.commitments"},
    "0016": {"standard.talk_place", "complaint", "seat.removed_by", "seat.left_hash", "workshop.overview_on_stage",
             "workshop.stage_frozen", "workshop.stage_is_blank", "workshop.timer_ends_at", "pre_read_link",
             "workshop.half_filled", "workshop.prepared_at", "seat.more_time_in", "seat.has_practised"},
}  # fmt: skip


def test_a_closed_workshop_comes_forward_with_its_close_and_begins_a_chain_that_says_so(
    database: Path, settled: int
) -> None:
    with closing(Store(database)) as store, Session(store.writing) as session, session.begin():
        workshop = session.get_one(Workshop, settled)
        workshop.attribution_rule = AttributionRule.NOT_ATTRIBUTABLE
        close(session, workshop, by="facilitator")
        closed_at = workshop.closed_at
    downgrade(database, "0014")
    upgrade(database)
    with closing(Store(database)) as store, Session(store.writing) as session, session.begin():
        workshop = session.get_one(Workshop, settled)
        assert workshop.closed_at == workshop.links_cut_at == closed_at
        assert check(session, workshop.id).fingerprint == ""
        begin_chains(session)
        confirm(session, workshop, by="facilitator")
        fix_record(session, workshop.id, "facilitator")
        made, found = report(session, workshop.id), check(session, workshop.id)
    assert found.is_intact, found.differences
    assert made.chained.began_late and made.chain[0].parts["before"]["acts"] > 20


def every_row(file: Path) -> dict[str, list[dict[str, Any]]]:
    with closing(sqlite3.connect(file)) as connection:
        connection.row_factory = sqlite3.Row
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        kept = [name for name in tables if not name.startswith(("sqlite_", "alembic_"))]
        return {name: [dict(row) for row in connection.execute(f"SELECT * FROM {name} ORDER BY 1")] for name in kept}


@pytest.mark.parametrize("revision", STEPS)
def test_every_row_is_as_it_was_after_a_step_back_and_forward(
    database: Path, day: Path, gone_back: Older, revision: str
) -> None:
    before = every_row(gone_back(day, revision))
    assert sum(map(len, before.values())) > 200
    shutil.copy(gone_back(day, f"{int(revision) - 1:04}"), database)
    bring(database, revision)
    after = every_row(database)
    assert set(after) == set(before)
    told = [told for name in sorted(before) for told in differing(name, before[name], after[name], revision)]
    assert not told, "\n".join(told)


def differing(table: str, before: list[dict[str, Any]], after: list[dict[str, Any]], revision: str) -> Iterator[str]:
    if table in SECRETS | STEPS[revision]:
        return
    if table == "edition" and revision == "0003":  # an edition that no workshop uses is stored when a server starts
        before = [row for row in before if row["digest"] in {one["digest"] for one in after}]
    if len(before) != len(after):
        yield f"{table}: {len(before)} rows, then {len(after)}"
    for old, new in zip(before, after, strict=False):
        for column in old:
            if f"{table}.{column}" not in STEPS[revision] and plain(old[column]) != plain(new[column]):
                yield f"{table}.{column}: {old[column]!r:.60} became {new[column]!r:.60}"


def plain(value: object) -> object:
    """JSON whatever the order of its names."""
    return json.loads(value) if isinstance(value, str) and value.startswith("{") else value


def bring(file: Path, revision: str) -> None:
    engine = create_engine(f"sqlite:///{file}", poolclass=NullPool)
    with engine.connect() as connection:
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def test_a_row_from_before_a_column_came_has_there_what_a_new_row_begins_with(migrated: Path) -> None:
    told: dict[str, tuple[str, str]] = {}
    for table in SQLModel.metadata.sorted_tables:
        for _, name, _, _, stored, _ in rows(migrated, f"PRAGMA table_info({table.name})"):
            if stored is not None:
                told[f"{table.name}.{name}"] = str(stored).strip("'"), begins_with(table.columns[str(name)])
    assert len(told) > 25
    assert [name for name, (stored, begins) in told.items() if stored != begins] == []


def begins_with(column: Column[Any]) -> str:
    """As it stands in a file."""
    default = column.default
    assert default is not None, column.name
    value = default.arg if default.is_scalar else default.arg(None)  # type: ignore[attr-defined]
    return str(int(value)) if isinstance(value, bool | int) else value if isinstance(value, str) else json.dumps(value)


def test_every_migration_is_among_the_steps() -> None:
    files = Path(__file__).parents[1].glob("migrations/versions/0*.py")
    assert sorted(file.name[:4] for file in files) == ["0001", *STEPS]
