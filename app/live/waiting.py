"""Waiting for one thing. asyncio's own queue and event have room for sixty-four who wait, and a line needs for one.

Each room is 0.7 KB, and a line would keep six of them for as long as it is open.
"""

import asyncio
from typing import Generic, TypeVar

Item = TypeVar("Item")


class Bell(asyncio.Event):
    """An event for few. It uses as a list what asyncio made a deque, and works where that is called otherwise."""

    def __init__(self) -> None:
        super().__init__()
        self._waiters = []  # type: ignore[assignment]


class Inbox(Generic[Item]):
    """A queue without end, for one reader."""

    __slots__ = ("_items", "_reader")

    def __init__(self) -> None:
        self._items: list[Item] = []
        self._reader: asyncio.Future[None] | None = None

    def empty(self) -> bool:
        return not self._items

    def put_nowait(self, item: Item) -> None:
        self._items.append(item)
        if self._reader and not self._reader.done():
            self._reader.set_result(None)

    async def get(self) -> Item:
        assert self._reader is None, "there is one reader"
        while not self._items:
            self._reader = asyncio.get_running_loop().create_future()
            try:
                await self._reader
            finally:
                self._reader = None
        return self._items.pop(0)
