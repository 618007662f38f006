"""`critical-friend verify`: one sentence first, and an exit code for scripts."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from app.cli.commands import app
from app.cli.verifying import verify_file
from app.errors import CannotStart
from tests.exports.forging import confirmed, content, file, sealed


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    path = tmp_path / "northvale-record.json"
    path.write_bytes(file())
    return path


def test_an_intact_record_ends_well(kept: Path) -> None:
    answer = CliRunner().invoke(app, ["verify", str(kept), "--fingerprint", confirmed().chained.fingerprint.lower()])
    assert answer.exit_code == 0 and answer.stdout.startswith("Intact: ")
    assert "that of the newest entry" in answer.stdout


def test_a_changed_one_does_not_and_says_where(kept: Path) -> None:
    made = content()
    del made["chain"][7]
    kept.write_bytes(sealed(made))
    answer = CliRunner().invoke(app, ["verify", str(kept)])
    assert answer.exit_code == 1 and answer.stdout.startswith("Not intact. Entry 8 is missing.")


def test_a_file_that_cannot_be_read_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(CannotStart, match="Give the path of a JSON record"):
        verify_file(tmp_path / "nothing.json", "")
