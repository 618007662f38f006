"""A form as a page shows it: what was typed, and what is wrong with it."""

from typing import Any

from app.errors import Incomplete
from app.rendering.marked import mixed


class Form:
    """What stands in a form's fields, and what is wrong with them: typed text survives every refusal."""

    def __init__(self, values: dict[str, Any] | None = None, refusal: Incomplete | None = None) -> None:
        self.values = values or {}
        self.problems = refusal.problems if refusal else {}

    def value(self, field: str) -> Any:
        return self.values.get(field, "")

    def problem(self, field: str) -> dict[str, str] | None:
        return {"html": mixed(self.problems[field])} if field in self.problems else None

    def marks(self, field: str, **also: str) -> dict[str, str]:
        """Attributes of an element that can be told to be wrong."""
        return {**also, "aria-invalid": "true"} if field in self.problems else also
