"""Every command against every broken storage: one sentence with cause and mend, a code, and nothing written."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from tests import storages
from tests.forked import LOADED
from tests.storages import BROKEN, BROKEN_DISKS, COMMANDS, WRITE

pytestmark = pytest.mark.long

ROOT = Path(__file__).parents[2]
Said = dict[str, tuple[int, str, str]]


def said_by(database: Path, work: Path) -> Said:
    work.mkdir()
    heard, told = LOADED.Pipe(duplex=False)
    with heard:
        process = LOADED.Process(target=storages.tell, args=(told, {**os.environ}, "none", str(database), str(work)))
        process.start()
        told.close()
        said = heard.recv()
    process.join()
    assert process.exitcode == 0
    return {name: (code, out, err) for name, (code, out, err) in said.items()}


def said_on(disk: str, database: Path, work: Path) -> Said:
    """In a mount namespace of its own, which no process enters that is forked."""
    work.mkdir()
    command = ["unshare", "-rm", sys.executable, "-m", "tests.storages", disk, str(database), str(work)]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert ended.returncode == 0, ended.stderr
    return {name: (code, out, err) for name, (code, out, err) in json.loads(ended.stdout).items()}


def sentence(name: str, told: tuple[int, str, str]) -> str:
    code, out, err = told
    assert code == 1, (name, told)
    assert out == "", (name, told)
    assert "Traceback" not in err, f"{name}: {err}"
    lines = err.strip().splitlines()
    assert len(lines) == 1, f"{name}: {err}"
    assert lines[0].endswith("."), (name, lines)
    assert len(lines[0].split(". ")) > 1, f"{name}: cause and mend: {lines[0]}"
    return lines[0]


def all_in(folder: Path) -> dict[str, str]:
    return {
        str(file.relative_to(folder)): f"{file.stat().st_mode:o} {sha256(file.read_bytes()).hexdigest()}"
        for file in folder.rglob("*")
        if file.is_file()
    }


CAUSES = {
    "newer": "newer version", "newer_by_letters": "newer version", "another_programs": "another program",
    "another_programs_of_a_revision": "another program",
    "another_programs_of_a_revision_like_ours": "another program", "another_programs_journal": "another program",
    "a_letter": "no SQLite database", "a_folder": "is a folder", "cut_short": "damaged", "scratched": "damaged",
    "a_shared_memory_that_cannot_be": "network share", "a_loop": "cannot be",
}  # fmt: skip


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.__name__)
def test_every_command_says_what_is_wrong_with_its_storage_and_writes_nothing(
    tmp_path: Path, database: Path, broken: Callable[[Path], None]
) -> None:
    folder = tmp_path / "kept"
    folder.mkdir()
    file = database.rename(folder / "day.sqlite3")
    broken(file)
    before = all_in(folder)
    for name, told in said_by(file, tmp_path / "work").items():
        if broken is storages.a_shared_memory_that_cannot_be and name not in WRITE:
            assert "Traceback" not in told[2]  # reading is possible there
        else:
            assert CAUSES[broken.__name__] in sentence(name, told), (name, told)
    after = all_in(folder)
    if broken is storages.a_shared_memory_that_cannot_be:  # found only by opening: an empty log and the lock stay
        after = {name: told for name, told in after.items() if name in before}
    assert after == before
    assert broken is storages.a_shared_memory_that_cannot_be or all_in(tmp_path / "work") == {}


DISKS = {
    "a_read_only_disk": ("read-only", WRITE), "a_read_only_file": ("read-only", WRITE),
    "a_full_disk": ("full", ("add", "import")), "a_full_empty_disk": ("full", WRITE),
    "a_quota": ("quota", ("add", "import")),
}  # fmt: skip


def has_namespaces() -> bool:
    return sys.platform == "linux" and not subprocess.run(["unshare", "-rm", "true"], check=False).returncode


@pytest.mark.parametrize("disk", BROKEN_DISKS, ids=lambda disk: disk.__name__)
def test_every_command_says_what_is_wrong_with_its_disk(tmp_path: Path, database: Path, disk: object) -> None:
    if not has_namespaces():
        pytest.skip("this machine gives nobody a mount namespace of their own")
    folder = tmp_path / "kept"
    folder.mkdir()
    file = database.rename(folder / "day.sqlite3")
    before = file.read_bytes()
    name_of = disk.__name__  # type: ignore[attr-defined]
    cause, must_refuse = DISKS[name_of]
    for name, told in said_on(name_of, file, tmp_path / "work").items():
        if name in must_refuse:
            assert cause in sentence(name, told), (name, told)
        elif told[0]:
            sentence(name, told)
    if name_of != "a_quota":
        assert file.read_bytes() == before


def test_every_command_is_among_them() -> None:
    from app.cli.commands import app

    names = {command.name or command.callback.__name__ for command in app.registered_commands}  # type: ignore[union-attr]
    for group in app.registered_groups:
        assert group.typer_instance is not None
        names |= {
            command.name or command.callback.__name__  # type: ignore[union-attr]
            for command in group.typer_instance.registered_commands
        }
    without_storage = {"crowd", "divergence", "simulate", "verify"}
    assert names == set(COMMANDS) | without_storage
    assert storages.FRAMEWORK.exists()
