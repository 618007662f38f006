"""A report with these words wherever a person may have written something, past every check of how long it may be."""

from typing import Any, TypeVar

from app.exports.contents.part import Part

AnyPart = TypeVar("AnyPart", bound=Part)
# What a form keeps short, and what a framework brings.
SHORT = frozenset(
    {"name", "pooled", "withheld", "late", "heard", "not_heard", "bands", "title", "summary_title", "council", "who"}
    | {"unit", "due", "number", "criterion", "answers", "offered_by", "label", "printed", "shown"}
)
OUR_OWN = frozenset({"chained", "chain", "afterwards"})  # nobody types it


def filled(part: AnyPart, words: str) -> AnyPart:
    names = [name for name in type(part).model_fields if name not in OUR_OWN]
    return part.model_copy(update={name: _filled(getattr(part, name), words, name) for name in names})


def _filled(value: Any, words: str, name: str) -> Any:
    if type(value) is str:
        return words[:60] if name in SHORT else words
    if isinstance(value, Part):
        return filled(value, words)
    return tuple(_filled(inside, words, name) for inside in value) if isinstance(value, tuple) else value
