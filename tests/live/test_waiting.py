import asyncio
import sys

from app.live.waiting import Bell, Inbox


def test_a_bell_wakes_everybody_who_waits_and_is_heard_until_it_is_cleared() -> None:
    async def ring() -> list[bool]:
        bell = Bell()
        waiting = [asyncio.ensure_future(bell.wait()) for _ in range(3)]
        await asyncio.sleep(0)
        assert not any(task.done() for task in waiting)
        bell.set()
        heard: list[bool] = [*await asyncio.gather(*waiting), await bell.wait()]
        bell.clear()
        assert not bell.is_set()
        return heard

    assert asyncio.run(ring()) == [True] * 4


def test_a_bell_has_no_room_for_sixty_four() -> None:
    """Where asyncio comes to call its own otherwise the bell still rings, and this tells that it is large again."""
    assert type(vars(Bell())["_waiters"]) is list
    assert 5 * sys.getsizeof([]) < sys.getsizeof(vars(asyncio.Event())["_waiters"])


def test_what_lies_in_an_inbox_is_read_in_its_order_and_then_waited_for() -> None:
    async def read() -> list[int]:
        inbox = Inbox[int]()
        inbox.put_nowait(1)
        inbox.put_nowait(2)
        heard = [await inbox.get(), await inbox.get()]
        assert inbox.empty()
        waiting = asyncio.ensure_future(inbox.get())
        await asyncio.sleep(0)
        inbox.put_nowait(3)
        inbox.put_nowait(4)
        return [*heard, await waiting, await inbox.get()]

    assert asyncio.run(read()) == [1, 2, 3, 4]


def test_a_reader_that_gives_up_takes_nothing_along() -> None:
    async def read() -> int:
        inbox = Inbox[int]()
        waiting = asyncio.ensure_future(inbox.get())
        await asyncio.sleep(0)
        waiting.cancel()
        inbox.put_nowait(1)
        await asyncio.wait([waiting])
        return await inbox.get()

    assert asyncio.run(read()) == 1
