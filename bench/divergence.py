"""One standard, revealed: milliseconds of analysis and of rendering its screens, as a room grows."""

import json
import random
import time
from collections.abc import Callable
from functools import partial
from statistics import median

from machine import RUNS, report

from app.clock import now
from app.divergence import DEFAULT, analyse
from app.live.fragments import Screen, fragments
from app.live.scene import Kind, Scene
from app.live.standard_scene import StandardScene
from app.models import AttributionRule, Door, Purpose, Role, Snapshot, StandardState, UnitCounts, WorkshopState
from app.revealed.round import revealed

SIZES = (24, 200, 1000)
MIDDLES = {"Council": 8, "ICB": 7, "Providers": 3, "Healthwatch": 5, "People who use services": 4, "Carers": 5}
TIMES = 15
UNITS = {f"{what} {size} scores": "ms" for what in ("analyse", "render stage and phone,") for size in SIZES}


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


def snapshot(size: int) -> str:
    """As a reveal would freeze it, under the open rule, where every person is a dot."""
    units = tuple(UnitCounts(name, tuple(sorted(map(int, given))), 0) for name, given in room(size).items())
    frozen = Snapshot("open", units, (), (), (), None, "Council", size, size, DEFAULT.to_dict())
    return json.dumps(frozen.to_json())


def draw(size: int) -> Callable[[], object]:
    """What a room renders when a standard is put on stage: both audiences. The analysis is cached, as it is there."""
    standard = StandardScene(
        number="6",
        title="A diverse and sustainable market",
        domain="",
        plain="",
        state=StandardState.REVEALED,
        is_shown=True,
        is_parked=False,
        rounds=1,
        round_id=1,
        revealed=revealed(snapshot(size)),
        revealed_at=now(),
        revealed_number=1,
        revealed_round_id=1,
        position_state=None,
        position_wording=None,
        position_number=None,
        position_band=None,
        is_pinned=False,
        staged=(),
    )
    scene = Scene(
        workshop_id=1,
        council="Northvale",
        title="Day 2",
        purpose=Purpose.LGA_PEER_CHALLENGE,
        state=WorkshopState.LIVE,
        rule=AttributionRule.OPEN,
        join_code="K7M4QX",
        door=Door.OPEN,
        groups=(),
        standards=(standard,),
        sitting=None,
        planned_minutes=75,
    )
    stage, phone = Screen(Kind.STAGE, Role.STAGE), Screen(Kind.PHONE, Role.PARTICIPANT)
    return lambda: (fragments(stage, scene), fragments(phone, scene))


def run() -> dict[str, float]:
    analysed = {f"analyse {size} scores": milliseconds(partial(analyse, room(size), "Council")) for size in SIZES}
    drawn = {f"render stage and phone, {size} scores": milliseconds(draw(size)) for size in SIZES}
    return analysed | drawn


def main() -> None:
    report("The model over one round", [run() for _ in range(RUNS)], UNITS)


if __name__ == "__main__":
    main()
