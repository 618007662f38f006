"""Which files of tests begin first: a worker that takes a long one last works on alone when all others are done."""

from functools import cache
from pathlib import Path

TESTS = Path(__file__).parent
# Longest first, as they took on two cores. What is not among them takes less, and fills the gaps at the end.
LONGEST = (
    "test_dev.py",  # makes a whole environment
    "access/test_rights.py",
    "test_attribution.py",
    "test_pressed_twice.py",
    "store/test_storage.py",
    "live/test_assenting.py",
    "bench/test_benches.py",
    "test_schema.py",
    "access/test_tries.py",
    "routes/test_every_page.py",
    "test_one_door.py",
    "cli/test_terminal.py",
    "test_hostile.py",
    "exports/test_two_hundred.py",
    "access/test_written.py",
    "live/test_fragments.py",
    "crowd/test_crowd.py",
    "demo/test_seeding.py",
    "test_restarts.py",
    "browser/test_hard_day.py",
    "browser/test_in_part.py",
    "browser/test_strangers.py",
    "browser/test_liveness.py",
    "browser/test_pressed_twice.py",
    "browser/test_picture.py",
    "browser/test_words.py",
    "browser/test_signal.py",
    "browser/test_contrast.py",
    "browser/test_settling_day.py",
    "browser/test_frameworks.py",
    "browser/test_workshop_day.py",
    "browser/test_evidence.py",
    "browser/test_unanswered.py",
    "browser/test_cookies.py",
)


@cache
def turn(file: Path) -> tuple[bool, int]:
    """Browser tests come last: their driver keeps an event loop running, and no other test could start its own."""
    name = file.relative_to(TESTS).as_posix()
    return name.startswith("browser/"), LONGEST.index(name) if name in LONGEST else len(LONGEST)
