"""Starting a server on a database file: one lock, one socket, one event loop, and a clear sentence when it cannot."""

import errno
import gc
import socket
import sys
from collections.abc import Awaitable, Callable
from contextlib import closing
from pathlib import Path

import uvicorn
from sqlmodel import Session, select

from app.access.forwarded import Forwarded
from app.access.local_key import remove_key, write_key
from app.access.network import for_others, own_address
from app.access.reach import Reach, reach_of
from app.errors import CannotStart
from app.live.handing_over import HandingOver
from app.live.tidying import share_one_arena
from app.live.wire import Wire
from app.log import speak_for_everybody
from app.main import create_app
from app.models import LinkPurpose, OneUseLink
from app.models.people.account import is_first_account_missing
from app.models.workshop.edition import keep_published
from app.running import Running
from app.schema import must_be_current, must_be_of_this_program, upgrade
from app.settings import Settings
from app.store.sqlite import Store, serving_lock
from app.store.storage import told_of

BACKLOG = 4096  # a room that joins at once
HAND_OVER = 0.0005  # seconds that a thread which reads a room may go on while the loop has somebody to answer


def serve_database(settings: Settings) -> None:
    file = settings.database_file
    must_be_of_this_program(file)
    lock = serving_lock(file)
    try:
        if not file.exists():
            upgrade(file)
        must_be_current(file)
        _must_be_writable(file)
        listening = listen(settings)
        serve(settings, listening, _greet)
    finally:
        lock.release()


def _must_be_writable(file: Path) -> None:
    """By writing what a server writes first: to find out while it starts would be too late for a sentence."""
    with closing(Store(file)) as store, told_of(file), Session(store.writing) as session, session.begin():
        keep_published(session)


def serve(settings: Settings, listening: socket.socket, greet: Callable[[Running, int], Awaitable[None]]) -> None:
    """Blocks until the server is told to stop. `greet` runs once it can take requests."""
    speak_for_everybody()
    share_one_arena()
    port: int = listening.getsockname()[1]
    store = Store(settings.database_file)

    async def started(running: Running) -> None:
        running.simulating.address = own_address(settings.host, port)
        write_key(settings.database_file, running.simulating.address)
        await greet(running, port)

    config = uvicorn.Config(
        HandingOver(Forwarded(create_app(settings, store, started))),
        log_config=None,
        log_level="warning",
        access_log=False,
        server_header=False,
        backlog=BACKLOG,
        ws=Wire,
        ws_per_message_deflate=False,  # message by message it costs six times the CPU of a broadcast: see `Wire`
        ws_max_size=64 * 1024,
        ws_ping_interval=10,
        ws_ping_timeout=10,
        timeout_graceful_shutdown=10,
        proxy_headers=False,  # `Forwarded` has them
    )
    gc.collect()
    gc.freeze()  # the program itself is no garbage
    sys.setswitchinterval(HAND_OVER)
    try:
        uvicorn.Server(config).run(sockets=[listening])
    finally:
        remove_key(settings.database_file)
        store.close()


def listen(settings: Settings) -> socket.socket:
    listening = socket.socket(socket.AF_INET6 if ":" in settings.host else socket.AF_INET)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((settings.host, settings.port))
    except OSError as error:
        listening.close()
        if error.errno == errno.EADDRINUSE:
            raise CannotStart(
                f"Port {settings.port} is in use by another program. Stop that one, or choose another port with --port."
            ) from None
        raise CannotStart(
            f"Cannot listen on {settings.host}:{settings.port} ({error.strerror}). Choose another --host or --port."
        ) from None
    listening.listen(BACKLOG)  # at once: the address is told before the event loop takes over
    return listening


async def _greet(running: Running, port: int) -> None:
    link = await running.writer.do(None, _first_set_up)
    settings, reached = running.settings, reach_of(running.settings, port)
    print(f"Critical Friend is running.\n  On this machine:   {own_address(settings.host, port)}", flush=True)
    if settings.public_url:  # then every other address is refused
        print(f"  For everybody:     {settings.public_url}", flush=True)
    else:
        for address in for_others(settings.host, port):
            print(f"  On this network:   {address}", flush=True)
    print(f"  {_said_of(reached)}", flush=True)
    if link:
        print("\nMake the first account here (works once, for two days):")
        print(f"  {reached.origin}/set-up/{link}", flush=True)
    print("\nStop with Ctrl+C.", flush=True)


def _said_of(reached: Reach) -> str:
    if reached.why_not:
        return reached.why_not
    if reached.origin.startswith("https"):
        return "Try it with a phone before the day."
    return (
        "Try it with a phone before the day: many guest networks keep devices apart.\n"
        "  Without HTTPS others on this network could read along: for rehearsal, or set PUBLIC_URL behind HTTPS."
    )


def _first_set_up(session: Session) -> str | None:
    """While there is no account, every start gives a new link and ends the ones before it."""
    if not is_first_account_missing(session):
        return None
    for older in session.exec(select(OneUseLink).where(OneUseLink.purpose == LinkPurpose.SET_UP)):
        session.delete(older)
    session.flush()
    return OneUseLink.make(session, LinkPurpose.SET_UP)
