"""What README names is there, and what it calculates is so."""

import re
from pathlib import Path

from typer.testing import CliRunner

from app.cli.commands import app
from app.demo.northvale import GROUPS, RATINGS
from app.divergence import present
from app.settings import Settings

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_command_it_shows_exists() -> None:
    commands = set(re.findall(r"^    critical-friend (\w+)", README, re.MULTILINE))
    assert {"demo", "crowd", "export", "account", "divergence", "migrate"} <= commands
    for command in commands:
        assert CliRunner().invoke(app, [command, "--help"]).exit_code == 0, command


def test_every_setting_it_names_is_one_and_every_setting_is_named() -> None:
    sentence = README[README.index("Settings are environment variables") :].split("app/settings")[0]
    assert {name.lower() for name in re.findall(r"`([A-Z_]+)`", sentence)} == set(Settings.model_fields)


def test_every_file_it_names_is_there() -> None:
    house = README[README.index("    dev.py ") : README.index("Imports point down")]
    named = set(re.findall(r"[\w/]+\.py", house)) - {"dev.py"}
    assert named
    for name in named:
        assert (ROOT / "app" / name).exists(), name
    for folder in re.findall(r"^      (\w+)/", house, re.MULTILINE):
        assert (ROOT / "app" / folder).is_dir(), folder
    for path in re.findall(r"`((?:app|tests|bench|docs)/[\w/.]+)`", README):
        assert (ROOT / path).exists(), path


def test_the_worked_example_is_what_the_model_says_of_the_demo() -> None:
    room = {group.name: ["DK" if score is None else score for score in RATINGS["6"][group.name]] for group in GROUPS}
    shown = present(room, "by_group", self_group="Council")
    found = {finding.code: finding for finding in shown.analysis.findings}
    assert shown.units.pooled == ("Carers", "Healthwatch")
    assert shown.analysis.tier_name == "Discuss first" and "Discuss first" in README
    assert found["between_groups"].figures["gap"] == 5
    assert "35 of 35" in found["between_groups"].why and "35 of 35" in README.replace("\n", " ")
    assert "Two sides" in found["between_groups"].sentence
    assert shown.analysis.headline_by_group == shown.analysis.headline_by_person == (5, 5)
