"""What is compiled while tests run is compiled once: a statement by each process, a template or a test by one for all.

A statement is looked up by the dialect and its own text; all our engines speak the same one.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from typing import Any

from filelock import FileLock
from jinja2 import FileSystemBytecodeCache
from sqlalchemy import Engine, create_engine

from app.rendering import _environment
from app.store import writer

KEPT = create_engine("sqlite://", query_cache_size=10_000)
WHERE = "COMPILED_TEMPLATES"  # told to what loads the program once for many servers
TESTS = Path(__file__).parent


def share_compiled_statements() -> None:
    with KEPT.connect():
        pass  # from now on it knows which SQLite this is
    writer.create_engine = _create_engine  # type: ignore[attr-defined]


def _create_engine(*url: Any, **options: Any) -> Engine:
    engine = create_engine(*url, **options)
    engine.dialect, engine._compiled_cache = KEPT.dialect, KEPT._compiled_cache
    return engine


@contextmanager
def share_compiled_templates(folder: str | None) -> Iterator[None]:
    """For this run alone: what a template compiles to rests on more than its text. Others wait while it is held."""
    if folder is None:
        yield
        return
    os.environ[WHERE] = folder
    Path(folder).mkdir(exist_ok=True)
    _environment().bytecode_cache = FileSystemBytecodeCache(folder)
    with FileLock(Path(folder).with_suffix(".lock")):
        yield


def share_compiled_tests(worker: str) -> None:
    """Where nothing is compiled yet each worker begins elsewhere, so that it soon comes to what others have done."""
    names = sorted(".".join(file.relative_to(TESTS.parent).with_suffix("").parts) for file in TESTS.rglob("test_*.py"))
    first = len(names) * int(worker.removeprefix("gw")) // int(os.environ["PYTEST_XDIST_WORKER_COUNT"])
    for name in [*names[first:], *names[:first]]:
        with suppress(Exception):  # said when it is collected
            import_module(name)
