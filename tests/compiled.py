"""What SQL a statement becomes is worked out once by a process of tests, not anew for every file that a test opens.

A statement is looked up by the dialect and its own text; all our engines speak the same one.
"""

from typing import Any

from sqlalchemy import Engine, create_engine

from app.store import writer

KEPT = create_engine("sqlite://", query_cache_size=10_000)


def share_compiled_statements() -> None:
    with KEPT.connect():
        pass  # from now on it knows which SQLite this is
    writer.create_engine = _create_engine  # type: ignore[attr-defined]


def _create_engine(*url: Any, **options: Any) -> Engine:
    engine = create_engine(*url, **options)
    engine.dialect, engine._compiled_cache = KEPT.dialect, KEPT._compiled_cache
    return engine
