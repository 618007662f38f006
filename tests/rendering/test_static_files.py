"""A file's address changes with the file."""

import pytest

from app.rendering.static_files import static


def test_an_address_of_a_file_changes_with_the_file_alone() -> None:
    assert static("scripts/live.js") == static("scripts/live.js") != static("scripts/line.js")
    with pytest.raises(FileNotFoundError):
        static("scripts/nobodys.js")
