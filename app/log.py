"""What an operator reads: one line of JSON an event, on stderr. Numbers and roles, never a code, a token or a value.

Structural, like blindness: a line can hold only what `MAY_SAY` lists, so a log can be handed on.
"""

import logging
import sys
import traceback
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

import structlog

# Rows by number, roles and rights by their word; `route` is an address's template, for an address may hold a token.
MAY_SAY = frozenset({"workshop", "account", "seat", "role", "right", "route", "status", "reason", "count", "format"})
OURS_IN = Path(__file__).parent
LONGEST = 100  # characters of a library's line
OURS = frozenset({"event", "level", "timestamp"})


def told(event: str, **about: str | int | None) -> None:
    """A sign-in that failed, a refusal, an export, a right that changed. `event` is a fixed phrase of the program's."""
    _logger().info(event, **about)


def failed(event: str, error: BaseException, **about: str | int | None) -> None:
    """Kind and place of an error, never its words: they may repeat what was typed, or a token."""
    _logger().error(event, reason=_kind_and_place(error), **about)


def speak_for_everybody() -> None:
    """What libraries log is told the same way: by the template of the line, never with what was put into it."""
    logging.basicConfig(handlers=[_Library()], level=logging.WARNING, force=True)
    logging.raiseExceptions = False


class _Library(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        line = (str(record.msg).splitlines() or [""])[0][:LONGEST]
        error = record.exc_info[1] if record.exc_info else None
        where = f" ({_kind_and_place(error)})" if error else ""
        _logger().log(record.levelno, "a library said", reason=f"{record.name}: {line}{where}")


def _kind_and_place(error: BaseException) -> str:
    """IntegrityError at store.py:145 in _run_one, base.py:1969 in _exec: where the program went, innermost last."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if OURS_IN in Path(frame.filename).parents]
    shown = ours[-4:] if not frames or frames[-1] in ours else [*ours[-4:], frames[-1]]
    places = ", ".join(f"{Path(frame.filename).name}:{frame.lineno} in {frame.name}" for frame in shown)
    return f"{type(error).__name__} at {places or 'no place'}"


def _logger() -> Any:
    return structlog.wrap_logger(structlog.WriteLogger(sys.stderr), processors=PROCESSORS)


def _only_what_may_be_said(_logger: Any, _method: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    if unknown := line.keys() - MAY_SAY - OURS:
        raise ValueError(f"a line of the log may not say {', '.join(sorted(unknown))}")
    return line


PROCESSORS = (
    structlog.processors.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    _only_what_may_be_said,
    structlog.processors.JSONRenderer(sort_keys=True),
)
