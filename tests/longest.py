"""Which files of tests begin first: a worker that takes a long one last works on alone when all others are done."""

from functools import cache
from pathlib import Path

TESTS = Path(__file__).parent
# Longest first, as they took on two cores. What is not among them takes less, and fills the gaps at the end.
LONGEST = (
    "test_dev.py",  # makes a whole environment
    "browser/test_liveness.py",
    "test_attribution.py",
    "browser/test_in_part.py",
    "access/test_rights.py",
    "test_pressed_twice.py",
    "browser/test_strangers.py",
    "routes/test_every_page.py",
    "browser/test_signal.py",
    "access/test_tries.py",
    "browser/test_workshop_day.py",
    "test_schema.py",
    "browser/test_contrast.py",
    "store/test_storage.py",
    "browser/test_words.py",
    "bench/test_benches.py",
    "browser/test_unanswered.py",
    "browser/test_rating.py",
    "live/test_assenting.py",
    "browser/test_settling_day.py",
    "routes/test_live.py",
    "browser/test_frameworks.py",
    "browser/test_accessibility.py",
    "routes/test_whole_day.py",
    "browser/test_picture.py",
    "test_hostile.py",
    "browser/test_half_made.py",
    "browser/test_accounts.py",
    "test_one_door.py",
    "browser/test_pressed_twice.py",
    "cli/test_terminal.py",
    "browser/test_third_look.py",
    "exports/test_two_hundred.py",
    "browser/test_cookies.py",
    "access/test_written.py",
    "browser/test_typing.py",
    "browser/test_styles.py",
    "live/test_fragments.py",
    "browser/test_evidence.py",
    "browser/test_arrow.py",
    "browser/test_written.py",
    "crowd/test_crowd.py",
    "browser/test_door.py",
    "demo/test_seeding.py",
    "demo/test_demo.py",
    "browser/test_close.py",
    "browser/test_my_page.py",
    "test_restarts.py",
    "browser/test_hard_day.py",
)


@cache
def turn(file: Path) -> int:
    """Those with a browser among the others: they wait for most of their time, while others compute."""
    name = file.relative_to(TESTS).as_posix()
    return LONGEST.index(name) if name in LONGEST else len(LONGEST)
