"""No line is wider than 120 characters, in templates, styles, scripts and README too; the code's are the linter's."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
WIDEST = 120
WRITTEN = {".html": "app/templates", ".scss": "app/static/styles", ".js": "app/static/scripts"}


def too_wide(text: str) -> list[str]:
    return [f"{number}: {line}" for number, line in enumerate(text.splitlines(), 1) if len(line) > WIDEST]


@pytest.mark.parametrize("kind", WRITTEN)
def test_no_line_is_wider_than_a_screen(kind: str) -> None:
    files = sorted((ROOT / WRITTEN[kind]).rglob(f"*{kind}"))
    assert files
    found = [f"{file.relative_to(ROOT)}:{line}" for file in files for line in too_wide(file.read_text("utf-8"))]
    assert not found, "\n".join(found)


def test_nor_is_one_of_the_readme_but_for_a_pictures_words_and_commands() -> None:
    found = too_wide((ROOT / "README.md").read_text("utf-8"))
    assert [line for line in found if not line.partition(": ")[2].startswith(("![", "    "))] == []


def test_a_line_that_is_too_wide_is_found_by_characters_not_by_bytes() -> None:
    assert too_wide(f"{'“' * 120}\n{'x' * 121}") == [f"2: {'x' * 121}"]
