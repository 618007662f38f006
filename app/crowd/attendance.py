"""Coming, taking part, going: what everybody of a crowd does, whatever it is for."""

import asyncio

import httpx2

from app.crowd.person import Person

AT_ONCE = 20  # requests for joining and for reading again


async def take_part(person: Person, door: asyncio.Semaphore) -> None:
    async with door:
        if person.gathering.over.is_set():
            return
        try:
            await person.join()
        except (httpx2.HTTPError, KeyError):
            return  # counted: fewer joined than came
    if person.is_waiting:
        await person.wait_for_the_nod()
    if not person.is_waiting:
        await person.attend()


async def finish(tasks: list[asyncio.Task[None]], seconds: float) -> None:
    done, late = await asyncio.wait(tasks, timeout=max(0, seconds))
    for task in late:
        task.cancel()
    await asyncio.gather(*late, return_exceptions=True)
    for task in done:
        task.result()


def allow_many_sockets() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
