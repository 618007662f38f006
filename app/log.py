"""What an operator reads: one line of JSON an event, on stderr. Numbers and roles, never a code, a token or a value.

Structural, like blindness: a line can hold only what `MAY_SAY` lists, so a log can be handed on.
"""

import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

# Rows by number, roles and rights by their word; `route` is the template of an address, which itself may hold a token.
MAY_SAY = frozenset({"workshop", "account", "seat", "role", "right", "route", "status", "reason", "count", "format"})
OURS = frozenset({"event", "level", "timestamp"})


def told(event: str, **about: str | int | None) -> None:
    """A sign-in that failed, a refusal, an export, a right that changed. `event` is a fixed phrase of the program's."""
    structlog.wrap_logger(structlog.WriteLogger(sys.stderr), processors=PROCESSORS).info(event, **about)


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
