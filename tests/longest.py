"""Which files of tests begin first: a worker that takes a long one last works on alone when all others are done."""

from functools import cache
from pathlib import Path

TESTS = Path(__file__).parent
# Longest first, as they took on two cores. What is not among them takes less, and fills the gaps at the end.
LONGEST = (
    "test_dev.py",  # makes a whole environment
    "test_attribution.py",
    "browser/test_liveness.py",
    "test_pressed_twice.py",
    "access/test_rights.py",
    "bench/test_benches.py",
    "test_hostile.py",
    "store/test_storage.py",
    "browser/test_settling_day.py",
    "live/test_assenting.py",
    "browser/test_workshop_day.py",
    "browser/test_rating.py",
    "routes/test_live.py",
    "browser/test_words.py",
    "crowd/test_crowd.py",
    "browser/test_hard_day.py",
    "browser/test_ending_day.py",
    "live/test_fragments.py",
    "routes/test_every_page.py",
    "test_schema.py",
    "browser/test_signal.py",
    "browser/test_frameworks.py",
    "browser/test_pressed_twice.py",
    "browser/test_in_part.py",
    "routes/test_packs.py",
    "exports/test_two_hundred.py",
    "test_restarts.py",
    "test_power_cut.py",
    "test_stalled.py",
    "browser/test_accessibility.py",
    "divergence/test_adversary.py",
    "browser/test_half_made.py",
    "browser/test_unanswered.py",
    "browser/test_picture.py",
    "routes/test_people.py",
    "access/test_written.py",
    "browser/test_typing.py",
    "live/test_beating.py",
    "exports/word/test_document.py",
    "browser/test_written.py",
    "browser/test_third_look.py",
    "browser/test_contrast.py",
    "browser/test_door.py",
    "browser/test_accounts.py",
    "routes/test_closing.py",
    "exports/test_importing.py",
    "cli/test_terminal.py",
    "access/test_tries.py",
    "browser/test_cookies.py",
    "frameworks/test_files.py",
    "cli/test_cli.py",
    "demo/test_demo.py",
    "store/test_writer.py",
    "test_third_look.py",
    "divergence/test_phrases.py",
    "routes/test_evidence.py",
    "browser/test_evidence.py",
)


@cache
def turn(file: Path) -> int:
    """Those with a browser among the others: they wait for most of their time, while others compute."""
    name = file.relative_to(TESTS).as_posix()
    return LONGEST.index(name) if name in LONGEST else len(LONGEST)
