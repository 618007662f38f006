"""What is kept in the project is its own: what a tool leaves behind is noticed before it is committed for good."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).parent.parent
OURS = {
    ".ci", ".gitignore", ".npmrc", "README.md", "alembic.ini", "app", "bench", "dev.py", "docs", "migrations",
    "package-lock.json", "package.json", "pyproject.toml", "requirements-dev.lock", "requirements-node.in",
    "requirements-node.lock", "requirements.lock", "tests",
}  # fmt: skip
LARGEST = 300_000  # bytes; the locks are the largest


def kept() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [Path(name) for name in listed.split("\0") if name]


def test_nothing_stands_at_the_root_that_is_not_ours() -> None:
    assert {file.parts[0] for file in kept()} == OURS


def test_no_file_is_larger_than_somebody_wrote_it() -> None:
    assert [file for file in kept() if (ROOT / file).exists() and (ROOT / file).stat().st_size > LARGEST] == []
