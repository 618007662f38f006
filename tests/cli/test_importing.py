"""`critical-friend import`: a closed workshop's working JSON, into an empty server, alone and beside a running one."""

import json
import re
from contextlib import closing
from pathlib import Path

import pytest
from sqlmodel import Session, select

from app.models import Account, SignIn, Workshop
from app.models.people.account import by_email, is_first_account_missing
from app.store.sqlite import Store
from tests.cli.conftest import accounts, sentence
from tests.conftest import Run
from tests.exports.kept import Kept, kept
from tests.northvale import browser_at, serving

WITH_NUMBERS = ("--numbers", "--only", "json")


@pytest.fixture
def record(migrated: Path) -> Kept:
    return kept(migrated)


@pytest.fixture
def file(record: Kept, tmp_path: Path) -> Path:
    file = tmp_path / "northvale-record.json"
    file.write_bytes(record.content)
    return file


def owner(database: Path) -> str:
    with closing(Store(database)) as store, store.read() as session:
        return session.get_one(Account, session.exec(select(Workshop)).one().owner_id).email


def test_the_first_import_makes_the_database_and_says_the_fingerprint(
    run: Run, record: Kept, file: Path, tmp_path: Path
) -> None:
    database = tmp_path / "new" / "empty.sqlite3"
    ended = run("import", file, database=database)
    assert ended.returncode == 0, ended.stderr
    assert record.report.chained.fingerprint in ended.stdout
    assert "here already, as workshop 1" in sentence(run("import", file, database=database))
    assert (
        run("export", "1", "--to", tmp_path / "out", "--numbers", "--only", "json", database=database).returncode == 0
    )
    made, again = (json.loads(text) for text in (file.read_text(), next((tmp_path / "out").iterdir()).read_text()))
    server = {"exported_at", "revision", "seal", "workshop"}
    assert {k: v for k, v in again.items() if k not in server} == {k: v for k, v in made.items() if k not in server}


def test_before_there_is_an_account_nobody_holds_it_and_the_first_account_does(
    run: Run, file: Path, tmp_path: Path
) -> None:
    database = tmp_path / "empty.sqlite3"
    assert run("import", file, database=database).returncode == 0
    with closing(Store(database)) as store, store.read() as session:
        assert is_first_account_missing(session)  # so that a server that starts still prints its link
        assert by_email(session, "") is None  # no sign-in, no way back by a lost password
    assert "no account" in sentence(run("account", "reset", "", database=database))
    password = {"CRITICAL_FRIEND_PASSWORD": "three plain words"}
    assert run("account", "add", "ada@northvale.example", database=database, **password).returncode == 0
    assert [email for email, _, _ in accounts(database)] == ["ada@northvale.example"]
    assert owner(database) == "ada@northvale.example"


def test_among_several_accounts_it_is_said_whose_it_is(run: Run, database: Path, file: Path) -> None:
    with closing(Store(database)) as store, Session(store.writing) as session, session.begin():
        for name in ("ada", "ben"):
            Account.add(session, f"{name}@northvale.example", name, "not a hash")
    assert "--for" in sentence(run("import", file, database=database))
    assert "no account for cy@" in sentence(run("import", file, "--for", "cy@northvale.example", database=database))
    assert run("import", file, "--for", "Ben@northvale.example", database=database).returncode == 0
    assert owner(database) == "ben@northvale.example"


def test_a_broken_file_makes_no_database(run: Run, record: Kept, tmp_path: Path) -> None:
    database, broken = tmp_path / "none.sqlite3", tmp_path / "half.json"
    broken.write_bytes(record.content[: len(record.content) // 2])
    assert "missing" in sentence(run("import", broken, database=database))
    assert "cannot be read" in sentence(run("import", tmp_path / "nowhere.json", database=database))
    assert not database.exists()


def test_beside_a_running_server_every_screen_of_its_console_opens(
    run: Run, database: Path, record: Kept, file: Path
) -> None:
    with closing(Store(database)) as store, Session(store.writing) as session, session.begin():
        fay = Account.add(session, "fay@northvale.example", "Fay", "not a hash")
        token = SignIn.start(session, fay.id)
    with serving(database) as base, browser_at(base, {"account": token}) as browser:
        ended = run("import", file, database=database)
        assert ended.returncode == 0, ended.stderr
        assert "here already" in sentence(run("import", file, database=database))
        assert "Northvale Council" in browser.get("/workshops").text
        seen = {path: browser.get(f"/workshops/1{path}", follow_redirects=True) for path in SCREENS}
        assert {path: answer.status_code for path, answer in seen.items()} == dict.fromkeys(SCREENS, 200)
        public = browser.post("/workshops/1/pack", data={"release": "public"})
        sentences = browser.get("/workshops/1/pack/sentences")
    told = {path: re.sub(r"<[^>]+>|\s+", " ", answer.text) for path, answer in seen.items()}
    for words in (
        "Choice is thin outside the towns.",
        "Providers",
        "1 does not agree",
        "Fees did rise.",
        "Review fees.",
    ):
        assert any(words in text for text in told.values()), words
    nobody = re.compile(r"\b0 (?:of \d+ (?:people )?answered|here)|0 of 5\b")  # whom no file counts
    assert not any(nobody.search(text) for path, text in told.items() if path.startswith("/console"))
    assert public.status_code == sentences.status_code == 409
    for refused in (seen["/pack"], public, sentences):
        assert "made on the server where it was held" in refused.text
    assert "public files are made on the server" in sentence(
        run("export", "1", "--to", file.parent / "out", "--public", database=database)
    )


SCREENS = (
    "", "/console", "/console/standards/4", "/console/standards/6", "/console/standards/9", "/console/domains/2",
    "/console/domains/3", "/console/overall", "/console/next", "/actions", "/evidence", "/people", "/pack", "/stage",
    "/framework", "/framework/corrections", "/words", "/export/record.json",
)  # fmt: skip
