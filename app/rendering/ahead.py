"""Templates are compiled before anybody waits for them: all of them are a second of a core, and one page up to 0.2.

A server is not kept from its start by that, nor a room that comes back to it: it is done one by one, a while after.
"""

import asyncio

from app.rendering import loaded, templates

AFTER = 3.0  # seconds; who comes back after a restart is here by then
BREATH = 0.02  # seconds from one to the next, which takes about 4 ms
FIRST = ("macros/", "live/", "phone/", "join/", "console/")


async def compile_ahead() -> None:
    await asyncio.sleep(AFTER)
    for template in sorted(templates(), key=lambda name: not name.startswith(FIRST)):
        await asyncio.to_thread(loaded, template)
        await asyncio.sleep(BREATH)
