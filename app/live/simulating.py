"""People who are simulated, for rehearsals: each rehearsal's in a process of its own, so that nobody real waits for it.

Who is simulated is kept here alone. After a restart nobody is; brought in again, they find their seats.
"""

import asyncio
import os
from contextlib import suppress
from dataclasses import dataclass

from app.errors import Refusal
from app.live.making import OURS, PROGRAM

MOST = 200  # of one rehearsal: more would slow down workshops that are held meanwhile
AT_ONCE = 4  # rehearsals with people
NOBODY_YET = "This server does not know its own address yet. Try again in a moment."
TOO_MANY = "Several rehearsals are running on this server. Wait until one of them has ended."


@dataclass
class Simulated:
    people: int
    has_bad_wifi: bool
    process: asyncio.subprocess.Process

    @property
    def are_here(self) -> bool:
        return self.process.returncode is None


class Simulating:
    def __init__(self) -> None:
        self.address = ""  # at which this server reaches itself
        self._simulated: dict[int, Simulated] = {}  # by workshop

    def of(self, workshop_id: int) -> Simulated | None:
        simulated = self._simulated.get(workshop_id)
        return simulated if simulated and simulated.are_here else None

    async def bring_in(self, workshop_id: int, code: str, plan: list[int], *, has_bad_wifi: bool) -> None:
        """As many as are planned in each group. Asking twice is safe."""
        if self.of(workshop_id):
            return
        if not self.address:
            raise Refusal(NOBODY_YET)
        if sum(simulated.are_here for simulated in self._simulated.values()) >= AT_ONCE:
            raise Refusal(TOO_MANY)
        plan = _at_most(MOST, plan)
        process = await asyncio.create_subprocess_exec(
            *PROGRAM, "simulate", self.address, code, "--plan", ",".join(map(str, plan)),
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (str(OURS), os.environ.get("PYTHONPATH"))))},
        )  # fmt: skip
        self._simulated[workshop_id] = Simulated(sum(plan), False, process)
        await self.switch_wifi(workshop_id, is_bad=has_bad_wifi)

    async def switch_wifi(self, workshop_id: int, *, is_bad: bool) -> None:
        if (simulated := self.of(workshop_id)) and simulated.process.stdin:
            simulated.has_bad_wifi = is_bad
            with suppress(OSError):  # they have just gone
                simulated.process.stdin.write(b"bad\n" if is_bad else b"good\n")
                await simulated.process.stdin.drain()

    async def send_away(self, workshop_id: int) -> None:
        if simulated := self._simulated.pop(workshop_id, None):
            if simulated.are_here:
                with suppress(ProcessLookupError):
                    simulated.process.terminate()
            await simulated.process.wait()

    async def close(self) -> None:
        for workshop_id in list(self._simulated):
            await self.send_away(workshop_id)


def _at_most(most: int, plan: list[int]) -> list[int]:
    """Everybody who is planned; of a larger plan the groups in proportion, and of each somebody."""
    planned = sum(plan)
    return plan if planned <= most else [max(1, people * most // planned) for people in plan]
