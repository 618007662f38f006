"""The end of a workshop's life in browsers: closed, undone, closed again, read, confirmed, checked, moved, erased."""

import json
import sqlite3
import subprocess
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect
from sqlmodel import Session, select

from app.clock import now, today
from app.models import Chain, Seat, SignIn, Workshop, WorkshopState
from tests.browser.steps import PHONE, complains, is_connected, knows
from tests.conftest import Run
from tests.forked import Program
from tests.moved_clock import FILE, set_clock
from tests.northvale import COMMAND, DEADLINE, Hall, Town, town_on, until
from tests.on_disk import in_the_files
from tests.read_backs import WORDS, asked, dissent, revealed, say

WIDE: ViewportSize = {"width": 1366, "height": 768}
PUBLISHED, KEPT_IN = "Fees have stood still for three years.", "One home told us what it pays."
COMMENT, BY_LINK, REASON = "Chapel Row reads well to me.", "From my kitchen table: thank you.", "Nobody was asked."
GOES = (KEPT_IN, COMMENT, BY_LINK, REASON)


def screen(browser: Browser, hall: Hall, name: str, path: str, size: ViewportSize = WIDE) -> Page:
    context = browser.new_context(viewport=size)
    knows(context, hall.base, hall.cookies(name))
    page = context.new_page()
    complains(page)
    page.goto(f"{hall.base}{hall.path}{path}")
    return page


def settled(town: Town) -> Hall:
    hall = revealed(town, erase_seats_on=today() + timedelta(days=30), erase_record_on=today() + timedelta(days=365))
    read_back = asked(hall)
    for name in ("Olu", "Oona", "Omar", "Ola", "Cy"):
        say(hall, name, read_back, "ag")
    dissent(hall, "Priya", read_back, PUBLISHED, may_publish="yes")
    dissent(hall, "Pat", read_back, KEPT_IN, may_publish="no")
    assert hall.act("/positions/standard-6", state="agreed", wording=WORDS).status_code in (200, 303)
    return hall


def come_back(before: Hall, town: Town) -> Hall:
    """To a server that was started again, long after a sign-in of today has ended: Fay signs in anew."""
    hall = Hall(**{**vars(before), "base": town.base, "store": town.store})
    with Session(hall.store.writing) as session, session.begin():
        owner = session.get_one(Workshop, hall.id).owner_id
        hall.tokens["Fay"] = SignIn.start(session, owner)
        for sign_in in session.exec(select(SignIn).where(SignIn.account_id == owner)):
            sign_in.expires_at = sign_in.last_seen_at = now() + timedelta(days=3000)
    return hall


def until_its_dates(hall: Hall) -> tuple[timedelta, timedelta]:
    """From today to the days on which seats and record are erased."""
    with hall.store.read() as session:
        workshop = session.get_one(Workshop, hall.id)
        return workshop.erase_seats_on - today(), workshop.erase_record_on - today()


def tables_with(file: Path, workshop_id: int) -> set[str]:
    with closing(sqlite3.connect(file)) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        ours = [name for name in names if any(row[1] == "workshop_id" for row in _columns(connection, name))]
        count = "SELECT count(*) FROM {} WHERE workshop_id = ?"
        return {name for name in ours if connection.execute(count.format(name), (workshop_id,)).fetchone()[0]}


def _columns(connection: sqlite3.Connection, table: str) -> list[tuple[object, ...]]:
    return connection.execute(f"PRAGMA table_info({table})").fetchall()


def exported(hall: Hall, folder: Path, clock: Path) -> Path:
    """By a process with the server's clock: no file is from before the newest of its acts."""
    export = ["export", str(hall.id), "--to", str(folder), "--numbers", "--only", "json"]
    program = Program(export, {"DATABASE_URL": f"sqlite:///{hall.store.file}", FILE: str(clock)})
    with program.stdout:
        assert program.wait(timeout=DEADLINE) == 0
    (file,) = folder.glob("*.json")
    return file


@pytest.mark.long
def test_a_workshop_is_closed_undone_read_confirmed_checked_moved_and_erased_on_its_dates(
    migrated: Path, tmp_path: Path, browser: Browser, run: Run
) -> None:
    file, clock = tmp_path / "northvale.sqlite3", tmp_path / "clock"
    file.write_bytes(migrated.read_bytes())
    with town_on(file, **{FILE: str(clock)}) as town:
        hall = settled(town)
        dates = until_its_dates(hall)
        fingerprint = _ends(browser, hall)
        record = exported(hall, tmp_path / "held", clock)
    _is_intact_and_moves(run, record, fingerprint, tmp_path)
    first, second = dates
    set_clock(clock, first - timedelta(days=1))
    with town_on(file, **{FILE: str(clock)}) as town:
        kept = come_back(hall, town)
        assert kept.see("/console").status_code == 200  # a day before, the notice has not come true yet
        with town.store.read() as session:
            assert session.exec(select(Seat).where(Seat.workshop_id == hall.id)).all()
    set_clock(clock, first)
    with town_on(file, **{FILE: str(clock)}) as town:
        kept = come_back(kept, town)
        _has_no_seats(browser, kept)
        _tells_what_was_settled(run, record, exported(kept, tmp_path / "erased", clock))
    set_clock(clock, second)
    with town_on(file, **{FILE: str(clock)}) as town:
        kept = come_back(kept, town)
        _is_a_line(browser, kept)


def _ends(browser: Browser, hall: Hall) -> str:
    """Its fingerprint as the console shows it once confirmed."""
    fay, phone = screen(browser, hall, "Fay", "/console/closing"), screen(browser, hall, "Carol", "/phone", PHONE)
    is_connected(fay)
    expect(fay.locator("main")).to_contain_text("For ten minutes")
    fay.get_by_role("button", name="Close").click()
    expect(phone.locator("main")).to_contain_text("The workshop is closed")
    expect(phone.locator("main")).to_contain_text(WORDS)
    fay.get_by_role("button", name="Undo the close").wait_for()
    fay.evaluate("document.body.dataset.ofTheClosed = 'yes'")
    fay.get_by_role("button", name="Undo the close").click()
    expect(phone.locator("main")).not_to_contain_text("The workshop is closed")
    expect(fay.locator("body[data-of-the-closed]")).to_have_count(0)  # it has loaded itself again, for what goes on
    is_connected(fay)
    fay.goto(f"{hall.base}{hall.path}/console/closing")
    is_connected(fay)
    fay.get_by_role("button", name="Close").click()
    expect(phone.locator("main")).to_contain_text("The workshop is closed")

    phone.goto(f"{hall.base}{hall.path}/phone/comments?about=standard-6")
    phone.get_by_label("Your comment").fill(COMMENT)
    phone.get_by_role("button", name="Send my comment").click()
    expect(phone.locator("main")).to_contain_text(COMMENT)
    reader = screen(browser, hall, "reader", "/phone/comments", PHONE)
    reader.get_by_label("Your comment").fill(BY_LINK)
    reader.get_by_role("button", name="Send my comment").click()
    expect(reader.locator("main")).to_contain_text(BY_LINK)

    fay.goto(f"{hall.base}{hall.path}/console/comments")
    expect(fay.locator("main")).to_contain_text(COMMENT)
    expect(fay.locator("main")).to_contain_text(BY_LINK)
    fay.goto(f"{hall.base}{hall.path}/console")
    is_connected(fay)
    fay.get_by_role("link", name="Confirm the workshop").click()
    is_connected(fay)
    fay.get_by_role("button", name="Confirm it for good").click()
    expect(fay.locator("main")).to_contain_text("Confirmed")
    with hall.store.read() as session:
        fingerprint = session.get_one(Chain, hall.id).fingerprint
    fay.goto(f"{hall.base}{hall.path}/console")
    expect(fay.locator("main")).to_contain_text(fingerprint)
    return fingerprint


def _is_intact_and_moves(run: Run, record: Path, fingerprint: str, folder: Path) -> None:
    """By the command as it is installed, too: somebody checks a file a year later."""
    verify = [str(COMMAND), "verify", str(record), "--fingerprint", fingerprint.lower().replace("-", " ")]
    ended = subprocess.run(verify, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert json.loads(record.read_text())["chained"]["fingerprint"] == fingerprint
    elsewhere = folder / "elsewhere" / "empty.sqlite3"
    taken = run("import", record, database=elsewhere)
    assert taken.returncode == 0, taken.stderr
    assert fingerprint in taken.stdout
    again = run("export", "1", "--to", folder / "again", "--numbers", "--only", "json", database=elsewhere)
    assert again.returncode == 0, again.stderr
    (copy,) = (folder / "again").glob("*.json")
    held, moved = (json.loads(each.read_text()) for each in (record, copy))
    for name in ("exported_at", "revision", "seal"):
        held.pop(name), moved.pop(name)
    held["workshop"].pop("id"), moved["workshop"].pop("id")
    assert moved == held


def _has_no_seats(browser: Browser, hall: Hall) -> None:
    def are_gone() -> bool:
        with hall.store.read() as session:
            return not session.exec(select(Seat).where(Seat.workshop_id == hall.id)).all()

    until(are_gone)
    until(lambda: not any(text.encode() in in_the_files(hall.store.file) for text in GOES))
    assert PUBLISHED.encode() in in_the_files(hall.store.file)
    fay = screen(browser, hall, "Fay", "/console")
    expect(fay.locator("main")).to_contain_text("erased")
    assert hall.see("/phone", by="Carol").status_code in (403, 404)


def _tells_what_was_settled(run: Run, before: Path, after: Path) -> None:
    ended = run("verify", after, database=after.with_suffix(".none"))
    assert ended.returncode == 0, ended.stdout
    held, left = (json.loads(each.read_text()) for each in (before, after))
    (six,) = [row for domain in left["domains"] for row in domain["standards"] if row["number"] == "6"]
    (was,) = [row for domain in held["domains"] for row in domain["standards"] if row["number"] == "6"]
    assert [row["words"] for row in six.pop("dissents")] == [PUBLISHED]
    assert {row["words"] for row in was.pop("dissents")} == {PUBLISHED, KEPT_IN}
    assert six == was
    assert left["front"] == held["front"]


def _is_a_line(browser: Browser, hall: Hall) -> None:
    def is_erased() -> bool:
        with hall.store.read() as session:
            return session.get_one(Workshop, hall.id).state is WorkshopState.ERASED

    until(is_erased)
    until(lambda: WORDS.encode() not in in_the_files(hall.store.file))
    assert tables_with(hall.store.file, hall.id) <= {"chain"}
    fay = screen(browser, hall, "Fay", "")
    fay.goto(f"{hall.base}/workshops")
    expect(fay.locator("main")).to_contain_text("Erased")
    assert hall.see("/console").status_code in (403, 404, 410)
