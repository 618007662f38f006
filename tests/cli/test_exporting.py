"""`critical-friend export`: the record of one workshop as files, without a server and beside one."""

import json
from pathlib import Path

import pytest

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
        assert sorted(file.suffix for file in files) == [".docx", ".json"]
        record = next(file for file in files if file.suffix == ".json")
        assert "Northvale Council" in json.dumps(json.loads(record.read_text()))


def test_a_workshop_is_exported_beside_a_running_server(
    run: Run, database: Path, workshop: tuple[int, str], tmp_path: Path
) -> None:
    with serving(database):
        assert run("export", workshop[1], "--to", tmp_path / "out", database=database).returncode == 0
    assert len(list((tmp_path / "out").iterdir())) == 2


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
