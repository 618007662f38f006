"""Insets: parts of a fragment that are made from plain values alone. While those are the same, the part is the same.

Its template is handed nothing else, so nothing else can change it. What the last reading used is kept for the next.
"""

from typing import Any

from markupsafe import Markup

from app.rendering import fragment


class Insets:
    def __init__(self, before: "Insets | None" = None) -> None:
        self._before = before.used if before else {}
        self.used: dict[Any, Markup] = {}

    def of(self, template: str, **values: Any) -> Markup:
        """`values`: numbers, words, and what is frozen and made of them. A template changes with nothing else."""
        key = template, *values.items()
        made = self.used.get(key) or self._before.get(key)
        if made is None:
            made = Markup(fragment(template, **values))  # noqa: S704 - ours
        self.used[key] = made
        return made
