"""`critical-friend framework`: list, show, check, import and template, without a server and beside one."""

import tomllib
from pathlib import Path

import openpyxl
import pytest

from app.frameworks import DEFAULT, framework_keys
from tests.cli.conftest import shown
from tests.conftest import Run

SECOND = "commissioning-procurement-contracting"


def test_the_list_tells_what_comes_with_the_program_on_a_machine_that_has_served_nothing(
    run: Run, tmp_path: Path
) -> None:
    ended = run("framework", "list", database=tmp_path / "none.sqlite3")
    assert ended.returncode == 0
    assert [line for line in ended.stdout.splitlines() if not line.startswith(" ")] == list(framework_keys())
    assert not (tmp_path / "none.sqlite3").exists()


def test_the_first_framework_is_shown_whole_as_json(run: Run, tmp_path: Path) -> None:
    told = shown(run, tmp_path / "none.sqlite3", DEFAULT)
    standards = [standard for domain in told["domains"] for standard in domain["standards"]]
    criteria = [criterion for standard in standards for criterion in standard["criteria"]]
    questions = [question for standard in standards for question in standard["questions"]]
    assert (len(told["domains"]), len(standards), len(criteria)) == (3, 9, 43)
    assert [question["misprint"] for question in questions].count(False) == 13
    assert [question["misprint"] for question in questions].count(True) == 1
    assert all(criterion["number"] and criterion["text"] and criterion["page"] for criterion in criteria)
    ours = [term["is_ours"] for term in told["glossary"]]
    assert (ours.count(False), ours.count(True)) == (53, 9)
    assert len(told["evidence"]["minimum"]) == 38
    assert told["scale"]["points"] == 10 and len(told["scale"]["bands"]) == 5
    assert {"key", "title", "edition", "publisher", "year", "corrections"} <= set(told)


def test_the_second_framework_has_its_four_functions_and_five_services(run: Run, tmp_path: Path) -> None:
    told = shown(run, tmp_path / "none.sqlite3", SECOND)
    assert [len(domain["standards"]) for domain in told["domains"]] == [4, 5]


def test_a_framework_can_be_read_in_a_terminal(run: Run, tmp_path: Path) -> None:
    told = run("framework", "show", DEFAULT, database=tmp_path / "none.sqlite3").stdout
    assert "Domain 2: Well led" in told and "\n   5.3  " in told


@pytest.mark.parametrize("suffix", ["toml", "xlsx"])
def test_a_template_is_in_order_as_it_stands(run: Run, database: Path, tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"mine.{suffix}"
    assert run("framework", "template", file, database=database).returncode == 0
    assert run("framework", "check", file, database=database).returncode == 0
    if suffix == "toml":
        assert tomllib.loads(file.read_text(encoding="utf-8"))["key"]
    else:
        assert "Criteria" in openpyxl.load_workbook(file, read_only=True).sheetnames


def test_a_template_can_start_from_a_framework_that_is_there(run: Run, database: Path, tmp_path: Path) -> None:
    file = tmp_path / "mine.xlsx"
    assert run("framework", "template", file, "--of", DEFAULT, database=database).returncode == 0
    assert "9 standards" in run("framework", "check", file, database=database).stdout


@pytest.mark.parametrize("name", ["mine.pdf", "mine", "nowhere/mine.toml"])
def test_a_template_that_cannot_be_written_is_one_sentence(run: Run, database: Path, tmp_path: Path, name: str) -> None:
    ended = run("framework", "template", tmp_path / name, database=database)
    assert ended.returncode == 1
    assert len(ended.stderr.splitlines()) == 1 and "Traceback" not in ended.stderr


def test_a_template_writes_over_nothing(run: Run, database: Path, tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text("years of work")
    assert "nothing is written over" in run("framework", "template", file, database=database).stderr
    assert file.read_text() == "years of work"
