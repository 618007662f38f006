"""The divergence model over one round: milliseconds, as a room grows."""

import random
import time
from collections.abc import Callable
from functools import partial
from statistics import median

from machine import RUNS, report

from app.divergence import analyse

SIZES = (24, 200, 1000)
MIDDLES = {"Council": 8, "ICB": 7, "Providers": 3, "Healthwatch": 5, "People who use services": 4, "Carers": 5}
TIMES = 15
UNITS = {f"analyse {size} scores": "ms" for size in SIZES}


def room(size: int) -> dict[str, list[int | str]]:
    """Six groups of which some stand apart."""
    rng = random.Random(size)
    names = list(MIDDLES)
    groups: dict[str, list[int | str]] = {name: [] for name in names}
    for n in range(size):
        name = names[n % len(names)]
        around = MIDDLES[name] + rng.choice((-2, -1, -1, 0, 0, 0, 1, 1, 2))
        groups[name].append(min(10, max(1, around)))
    return groups


def milliseconds(act: Callable[[], object]) -> float:
    took = []
    for _ in range(TIMES):
        started = time.perf_counter()
        act()
        took.append((time.perf_counter() - started) * 1000)
    return median(took)


def run() -> dict[str, float]:
    return {f"analyse {size} scores": milliseconds(partial(analyse, room(size), "Council")) for size in SIZES}


if __name__ == "__main__":
    report("The model over one round", [run() for _ in range(RUNS)], UNITS)
