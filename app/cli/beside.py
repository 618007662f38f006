"""What a command writes: through the server when one is running on this database, else alone under its lock."""

from collections.abc import Callable

import httpx2
from sqlmodel import Session

from app.access.local_key import Key, read_key
from app.errors import CannotStart, Refusal
from app.schema import must_be_current, must_be_of_this_program, upgrade
from app.settings import Settings
from app.store.sqlite import Store, serving_lock
from app.store.storage import told_of

PATIENCE = httpx2.Timeout(600, connect=5)  # a large record takes its time, on a busy server most of all
NO_ANSWER = (
    "The running server took the command and has not answered. It may have done it, or be about to: look there before "
    "you try again."
)


def write_beside(settings: Settings, path: str, body: dict[str, object], act: Callable[[Session], str]) -> str:
    """Does what `path` of the server does with `body`, or `act` itself. Returns a sentence for the person who asked."""
    must_be_of_this_program(settings.database_file)
    key = read_key(settings.database_file)
    answer = _ask_server(key, path, body) if key else None
    return answer if answer is not None else _alone(settings, act)


def _ask_server(key: Key, path: str, body: dict[str, object]) -> str | None:
    """None when nobody answers there: the key of a server that was killed."""
    headers = {"Authorization": f"Bearer {key.secret}"}
    try:
        answer = httpx2.post(f"{key.address}/local/{path}", json=body, headers=headers, timeout=PATIENCE)
    except (httpx2.ConnectError, httpx2.ConnectTimeout):
        return None
    except httpx2.TransportError as error:
        raise CannotStart(NO_ANSWER) from error
    if answer.status_code not in (200, 409, 422) or "application/json" not in answer.headers["Content-Type"]:
        raise CannotStart(f"The running server refused ({answer.status_code}). Restart it and try again.")
    said = answer.json()
    if "refused" in said:
        raise Refusal(said["refused"])
    return str(said["told"])


def _alone(settings: Settings, act: Callable[[Session], str]) -> str:
    lock = serving_lock(settings.database_file)
    try:
        if not settings.database_file.exists():
            upgrade(settings.database_file)
        must_be_current(settings.database_file)
        store = Store(settings.database_file)
        try:
            with told_of(settings.database_file), Session(store.writing) as session, session.begin():
                return act(session)
        finally:
            store.close()
    finally:
        lock.release()
