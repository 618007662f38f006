"""Framework files: milliseconds to read and write what comes with the program, and to refuse each broken file."""

import time
from collections.abc import Callable
from contextlib import suppress

from machine import RUNS, report

from app.frameworks import DEFAULT, framework
from app.frameworks.files import BrokenFile, read_framework, template, write_framework
from app.frameworks.published import DATA
from tests.frameworks.broken_sheets import broken_sheets
from tests.frameworks.broken_toml import broken_toml

SLOWEST = 8
FILES = {f"refuse {broken.name}: {broken.title}": broken for broken in (*broken_toml(), *broken_sheets())}


def milliseconds(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    with suppress(BrokenFile):
        act()
    return (time.perf_counter() - started) * 1000


def nothing(_: str) -> None:
    return None


def measure() -> dict[str, float]:
    held = framework(DEFAULT)
    content = (DATA / f"{DEFAULT}.toml").read_bytes()
    sheets = write_framework(held, ".xlsx")
    return {
        "read the first framework, TOML": milliseconds(lambda: read_framework("it.toml", content, nothing)),
        "read the first framework, Excel": milliseconds(lambda: read_framework("it.xlsx", sheets, nothing)),
        "write the first framework, TOML": milliseconds(lambda: write_framework(held, ".toml")),
        "write the first framework, Excel": milliseconds(lambda: write_framework(held, ".xlsx")),
        "template, Excel": milliseconds(lambda: template(".xlsx")),
    } | {
        title: milliseconds(lambda: read_framework(broken.name, broken.content, nothing))  # noqa: B023 (called at once)
        for title, broken in FILES.items()
    }


def main() -> None:
    milliseconds(lambda: template(".xlsx"))  # what is loaded once
    runs = [measure() for _ in range(RUNS)]
    refused = sorted(FILES, key=lambda title: max(run[title] for run in runs), reverse=True)
    shown = [*(name for name in runs[0] if name not in FILES), *refused[:SLOWEST]]
    report(f"Framework files; the slowest {SLOWEST} of {len(FILES)} broken ones", runs, dict.fromkeys(shown, "ms"))


if __name__ == "__main__":
    main()
