"""The server that `endurance.py` watches: the program itself, and a line to ask it what it holds.

    python bench/watched.py DATABASE

Says where it is and the cookie of its facilitator. Then each line that it reads gets one answer, in JSON: `begin` a new
workshop in its lobby, `look` at what is held.
"""

import asyncio
import gc
import json
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import BuiltinFunctionType, FunctionType, ModuleType
from typing import Any
from weakref import WeakSet

from sqlmodel import Session

from app.access.network import own_address
from app.access.places import account_cookie
from app.demo.seeding import FACILITATOR, northvale_draft
from app.frameworks import DEFAULT, framework
from app.live.connection import Connection
from app.live.room import Room
from app.live.wire import Wire
from app.models import Account, SignIn
from app.models.rounds.preparing import create
from app.models.workshop.edition import keep_published
from app.running import Running
from app.schema import upgrade
from app.serving import listen, serve
from app.settings import Settings

HELD: dict[type, WeakSet[Any]] = {kind: WeakSet() for kind in (Wire, Connection, Room)}
SHARED = (type, ModuleType, FunctionType, BuiltinFunctionType, property)  # which no cache keeps alive


async def answer_lines(server: Running, port: int) -> None:
    reader = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    account_id, token = await server.writer.do(None, _signed_in)
    _say({"base": own_address(server.settings.host, port), "cookie": f"{account_cookie(False)}={token}"})
    while line := (await reader.readline()).strip():
        if line == b"begin":
            _say(await server.writer.do(None, lambda session: _begun(session, account_id)))
        else:
            _say(_held(server))


def _say(what: dict[str, Any]) -> None:
    print(json.dumps(what), flush=True)


def _signed_in(session: Session) -> tuple[int, str]:
    account = Account.add(session, "fay@northvale.example", "Fay", "no password fits this")
    return account.id, SignIn.start(session, account.id)


def _begun(session: Session, account_id: int) -> dict[str, Any]:
    keep_published(session)
    workshop = create(session, account_id, northvale_draft(session, framework(DEFAULT)))
    workshop.admits_everybody = True
    workshop.open_lobby(session, by=FACILITATOR)
    return {"workshop": workshop.id, "code": workshop.join_code}


def _held(server: Running) -> dict[str, int]:
    gc.collect()
    return {
        "tasks": len(asyncio.all_tasks()),
        "rooms": len(server.rooms._rooms),
        **{kind.__name__.lower(): len(alive) for kind, alive in HELD.items()},
        "cached": sum(cache.cache_info().currsize for cache in _caches()),
        "weight": _weight(),
        "paced": len(server.pace._limiter.storage.events),  # type: ignore[attr-defined]
    }


def _count(kind: type, alive: WeakSet[Any]) -> None:
    """Each that is made, for as long as it lies in memory, whoever keeps it."""
    begin = kind.__init__  # type: ignore[misc]

    def made(self: Any, *args: Any, **named: Any) -> None:
        begin(self, *args, **named)
        alive.add(self)

    kind.__init__ = made  # type: ignore[misc]


def _caches() -> Iterator[Any]:
    """Of functions that keep what they answered, up to so many."""
    for name, module in list(sys.modules.items()):
        if name.startswith("app."):
            caches = (value for value in vars(module).values() if hasattr(value, "cache_info"))
            yield from (cache for cache in caches if cache.__module__ == name and cache.cache_info().maxsize)


def _weight() -> int:
    """Bytes of all that is kept in them; what several keep is weighed once."""
    seen, weight = set[int](), 0
    waiting: list[Any] = list(_caches())
    while waiting:
        one = waiting.pop()
        weight += sys.getsizeof(one)
        for part in gc.get_referents(one):
            if id(part) not in seen and not isinstance(part, SHARED):
                seen.add(id(part))
                waiting.append(part)
    return weight


def main() -> None:
    for kind, alive in HELD.items():
        _count(kind, alive)
    database = Path(sys.argv[1])
    upgrade(database)
    settings = Settings(database_url=f"sqlite:///{database}", host="127.0.0.1", port=0, cancel_seconds=1)
    answering = set[asyncio.Task[None]]()

    async def greet(server: Running, port: int) -> None:
        answering.add(asyncio.create_task(answer_lines(server, port)))

    with suppress(KeyboardInterrupt):
        serve(settings, listen(settings), greet)


if __name__ == "__main__":
    main()
