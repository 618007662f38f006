"""Anyone’s own framework by the command line: found, checked, imported, without a server and beside one."""

from contextlib import closing
from pathlib import Path

import httpx2
import pytest
from sqlmodel import select

from app.frameworks import DEFAULT
from app.models import Edition
from app.store.sqlite import Store
from tests.cli.conftest import shown
from tests.conftest import Run
from tests.frameworks import EXAMPLES, good_neighbours
from tests.northvale import DEADLINE, serving

GOOD = EXAMPLES / "good-neighbours.toml"


def imported(database: Path) -> list[str]:
    with closing(Store(database)) as store, store.read() as session:
        return [edition.key for edition in session.exec(select(Edition).where(Edition.is_imported))]


def broken(tmp_path: Path) -> Path:
    file = tmp_path / "broken.toml"
    file.write_text(GOOD.read_text().replace("points = 5", "points = 17").replace("edition =", "editon =", 1))
    return file


def test_everything_wrong_with_a_file_is_told_at_once_with_its_line_and_nothing_is_imported(
    run: Run, database: Path, tmp_path: Path
) -> None:
    for command in ("check", "import"):
        ended = run("framework", command, broken(tmp_path), database=database)
        assert ended.returncode == 1
        lines = ended.stderr.splitlines()
        assert len(lines) >= 2
        assert all(line.startswith("broken.toml, ") for line in lines)
        assert not any("Traceback" in line for line in lines)
    assert imported(database) == []


def test_a_framework_is_imported_and_can_be_shown(run: Run, database: Path) -> None:
    assert run("framework", "import", GOOD, database=database).returncode == 0
    assert shown(run, database, "good-neighbours")["title"] == good_neighbours().title
    assert "good-neighbours@" in run("framework", "list", database=database).stdout
    assert run("framework", "import", GOOD, database=database).returncode == 0  # asking twice is safe
    assert imported(database) == ["good-neighbours"]


def test_the_first_import_makes_the_database(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "new.sqlite3"
    assert run("framework", "import", GOOD, database=file).returncode == 0
    assert imported(file) == ["good-neighbours"]


def test_another_edition_under_the_same_name_is_refused_with_a_mend(run: Run, database: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    other.write_text(GOOD.read_text().replace("Saying hello", "Saying good day"))
    run("framework", "import", GOOD, database=database)
    ended = run("framework", "import", other, database=database)
    assert ended.returncode == 1
    assert "Give this one a name of its own" in ended.stderr
    assert imported(database) == ["good-neighbours"]


def test_a_framework_is_imported_beside_a_running_server_and_is_offered_there(
    run: Run, database: Path, tmp_path: Path
) -> None:
    with serving(database) as base:
        ended = run("framework", "import", GOOD, database=database)
        assert ended.returncode == 0, ended.stderr
        assert "4 standards" in ended.stdout
        refused = run("framework", "import", broken(tmp_path), database=database)
        assert refused.returncode == 1
        assert all(line.startswith("broken.toml, ") for line in refused.stderr.splitlines())
        anybody = httpx2.post(f"{base}/local/frameworks", json={"name": "x.toml", "content": ""}, timeout=DEADLINE)
        assert anybody.status_code == 404
    assert imported(database) == ["good-neighbours"]


def test_official_wording_replaces_ours_by_number_in_a_new_edition(run: Run, database: Path, tmp_path: Path) -> None:
    file = tmp_path / "wording.toml"
    file.write_text(
        f'wording_of = "{DEFAULT}"\nedition = "With its owner’s words"\nsupplied_by = "Its owner"\n'
        '[[items]]\nnumber = "5.1"\ntext = "As its owner says it."\n'
        '[[terms]]\nterm = "Coproduction"\ntext = "As its owner explains it."\n'
    )
    ended = run("framework", "import", file, database=database)
    assert ended.returncode == 0, ended.stderr
    told = shown(run, database, DEFAULT)
    criteria = {
        criterion["number"]: criterion["text"]
        for domain in told["domains"]
        for standard in domain["standards"]
        for criterion in standard["criteria"]
    }
    assert criteria["5.1"] == "As its owner says it."
    assert len(criteria) == 43 and criteria["5.2"] != ""
    assert told["edition"] == "With its owner’s words"


def test_a_file_that_cannot_be_read_is_one_sentence(run: Run, database: Path, tmp_path: Path) -> None:
    for file in (tmp_path / "none.toml", tmp_path):
        ended = run("framework", "check", file, database=database)
        assert ended.returncode == 1
        assert "cannot be read" in ended.stderr


@pytest.mark.parametrize("key", ["nobody-has-this", "", f"{DEFAULT}@000000"])
def test_a_framework_that_is_not_there_is_one_sentence(run: Run, database: Path, key: str) -> None:
    ended = run("framework", "show", key, database=database)
    assert ended.returncode == 1
    assert ended.stderr.startswith("There is no framework")
    assert len(ended.stderr.splitlines()) == 1


def test_checking_a_good_file_says_what_it_holds_and_stores_nothing(run: Run, database: Path) -> None:
    ended = run("framework", "check", GOOD, database=database)
    assert ended.stdout.startswith("good-neighbours.toml is in order:")
    assert imported(database) == []
