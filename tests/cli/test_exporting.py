"""`critical-friend export`: the record of one workshop as files, without a server and beside one."""

import json
from pathlib import Path

import pytest

from app.exports import FORMATS
from tests.cli.conftest import sentence
from tests.conftest import Run
from tests.northvale import serving


def test_a_workshop_is_exported_by_number_and_by_join_code(
    run: Run, database: Path, workshop: tuple[int, str], tmp_path: Path
) -> None:
    for name in (str(workshop[0]), workshop[1], workshop[1].lower()):
        folder = tmp_path / name / "to be made"
        ended = run("export", name, "--to", folder, database=database)
        assert ended.returncode == 0, ended.stderr
        files = sorted(folder.iterdir())
        assert sorted(ended.stdout.splitlines()) == [str(file) for file in files]
        assert sorted(file.suffix[1:] for file in files) == sorted(form.ending for form in FORMATS.values())
        record = next(file for file in files if file.suffix == ".json")
        assert "Northvale Council" in json.dumps(json.loads(record.read_text()))


def test_a_workshop_is_exported_beside_a_running_server(
    run: Run, database: Path, workshop: tuple[int, str], tmp_path: Path
) -> None:
    with serving(database):
        assert run("export", workshop[1], "--to", tmp_path / "out", database=database).returncode == 0
    assert len(list((tmp_path / "out").iterdir())) == len(FORMATS)


@pytest.mark.parametrize("name", ["ZZZZZZ", "987654", "0", "-5", "99999999999999999999", "../../x", ""])
def test_a_workshop_that_is_not_there_is_said_in_words(run: Run, database: Path, tmp_path: Path, name: str) -> None:
    ended = run("export", "--to", tmp_path / "out", "--", name, database=database)
    assert "There is no workshop" in sentence(ended)
    assert not (tmp_path / "out").exists()


def test_a_folder_that_an_export_cannot_make_is_said_in_words(
    run: Run, database: Path, workshop: tuple[int, str], tmp_path: Path
) -> None:
    (tmp_path / "a-file").write_text("not a folder")
    told = sentence(run("export", workshop[1], "--to", tmp_path / "a-file" / "out", database=database))
    assert "a-file" in told


def test_only_what_is_picked_is_written_and_what_there_is_not_is_said_with_what_there_is(
    run: Run, database: Path, workshop: tuple[int, str], tmp_path: Path
) -> None:
    ended = run("export", workshop[1], "--to", tmp_path / "out", "--only", "json", database=database)
    (file,) = (tmp_path / "out").iterdir()
    assert (ended.stdout, ended.stderr) == (f"{file}\n", "") and file.suffix == ".json"
    refused = run("export", workshop[1], "--to", tmp_path / "none", "--only", "json,pfd", database=database)
    assert "There is no file “pfd”" in sentence(refused) and not (tmp_path / "none").exists()


@pytest.mark.parametrize(
    ("arguments", "missing"),
    [(("--to", "out"), "WORKSHOP"), (("1", "--demo", "--to", "out"), "WORKSHOP"), (("1",), "--to")],
)
def test_what_an_export_has_to_be_told_is_said(
    run: Run, database: Path, arguments: tuple[str, ...], missing: str
) -> None:
    ended = run("export", *arguments, database=database)
    assert ended.returncode == 2 and missing in ended.stderr


@pytest.mark.long
def test_the_demo_is_exported_without_a_database(run: Run, tmp_path: Path) -> None:
    ended = run("export", "--demo", "--to", tmp_path / "out", "--only", "json", database=tmp_path / "none.sqlite3")
    record = json.loads(Path(ended.stdout.strip()).read_text())
    assert (record["release"], record["has_numbers"]) == ("working", False)
    assert any(standard["is_settled"] for domain in record["domains"] for standard in domain["standards"])
    assert not (tmp_path / "none.sqlite3").exists()
