"""London's time on every page, wherever the server stands."""

import re
import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from sqlmodel import Session

from app.clock import LONDON, when
from app.models import Account, Seat, SignIn, Sitting
from tests.northvale import Town, town_on

SUMMER, WINTER = datetime(2026, 6, 30, 23, 15, tzinfo=UTC), datetime(2026, 12, 31, 23, 15, tzinfo=UTC)
# The last two never have the same date, so one of them is always on another day than London.
ZONES = ["America/New_York", "Asia/Tokyo", "Etc/GMT+12", "Etc/GMT-14"]


@pytest.fixture(scope="module", params=ZONES)
def town(request: pytest.FixtureRequest, migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    file = Path(shutil.copy(migrated, tmp_path_factory.mktemp("clock") / "town.sqlite3"))
    with town_on(file, TZ=request.param) as town:
        yield town


def test_pages_tell_the_time_of_london_in_summer_and_in_winter(town: Town) -> None:
    hall = town.hall()
    hall.open("6")
    with Session(town.store.writing) as session, session.begin():
        session.get_one(Seat, hall.seats["Olu"]).joined_at = SUMMER
        session.get_one(Seat, hall.seats["Pat"]).joined_at = WINTER
        session.get_one(Sitting, hall.sitting).opened_at = SUMMER
    people = hall.see("/people").text
    assert ">00:15<" in people and ">23:15<" in people
    assert "since 00:15" in " ".join(hall.see("/console").text.split())


def test_a_moment_shortly_before_midnight_in_utc_is_on_londons_day(town: Town) -> None:
    hall = town.hall()
    with Session(town.store.writing) as session, session.begin():
        signed_in = SignIn.valid(session, hall.tokens["Fay"])
        assert signed_in is not None
        session.get_one(Account, signed_in.account_id).password_changed_at = SUMMER
    with hall.browser("Fay") as browser:
        assert "1 July 2026, 00:15" in browser.get("/account").text


def test_an_hour_of_today_is_told_alone_and_of_another_day_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    for day, told in ((date(2026, 7, 1), "00:15"), (date(2026, 6, 30), "00:15 on 1 July 2026")):
        monkeypatch.setattr("app.clock.today", lambda day=day: day)
        assert when(SUMMER) == told


def test_the_word_file_says_when_it_was_exported_as_london_counts(town: Town) -> None:
    hall, before = town.hall(), datetime.now(LONDON).replace(second=0, microsecond=0)
    hall.open("6")
    footer = Document(BytesIO(hall.see("/export/record.docx").content)).sections[0].footer.paragraphs[0].text
    told = re.search(r"Exported (\d+ \w+ \d+ \d+:\d+) ", footer)
    assert told and before <= datetime.strptime(told[1], "%d %B %Y %H:%M").replace(tzinfo=LONDON) <= datetime.now(
        LONDON
    )


def test_no_part_of_the_program_asks_the_servers_own_zone() -> None:
    """Except the log, which tells its moments in UTC."""
    app = Path(__file__).parent.parent / "app"
    local = re.compile(
        r"date\.today\(\)|datetime\.now\(\)|datetime\.today\(|fromtimestamp\([^,)]*\)|\.astimezone\(\)|localtime"
    )
    found = [file.name for file in app.rglob("*.py") if local.search(file.read_text())]
    assert found == []
    assert local.search("date.today()") and LONDON.key == "Europe/London"
