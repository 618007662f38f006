"""A framework as JSON for other programs: all that it holds, with the words that are shown."""

from typing import Any

from app.frameworks.around import Term
from app.frameworks.framework import Framework
from app.frameworks.part import Item, Part, Titled


def shown(framework: Framework) -> dict[str, Any]:
    """`text`, and of a domain or a standard `about`, is the official wording where there is one."""
    return _shown(framework)


def _shown(part: Part) -> dict[str, Any]:
    held = {name: _value(getattr(part, name)) for name in type(part).model_fields}
    if isinstance(part, Item | Term):
        held["text"] = part.words
    if isinstance(part, Titled):
        held["about"] = part.words
    return held


def _value(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_value(one) for one in value]
    return _shown(value) if isinstance(value, Part) else value
