"""The order of the files: no long one is left for the end."""

from tests.longest import LONGEST, TESTS, turn


def test_every_file_that_begins_early_is_there() -> None:
    assert [name for name in LONGEST if not (TESTS / name).is_file()] == []


def test_what_is_long_comes_first_with_a_browser_or_without() -> None:
    names = ("test_attribution.py", "browser/test_liveness.py", "browser/test_in_part.py", "browser/test_page.py")
    files = [TESTS / name for name in names]
    assert sorted([files[2], files[0], files[3], files[1]], key=turn) == files
