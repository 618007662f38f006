"""The order of the files: no long one is left for the end."""

from tests.longest import LONGEST, TESTS, turn


def test_every_file_that_begins_early_is_there() -> None:
    assert [name for name in LONGEST if not (TESTS / name).is_file()] == []


def test_browsers_come_after_all_others_and_what_is_long_first_of_each() -> None:
    inside, alone = TESTS / "browser", "test_words.py"
    files = [inside / "test_page.py", inside / "test_words.py", TESTS / alone, TESTS / "test_hostile.py"]
    assert sorted(files, key=turn) == files[::-1]
