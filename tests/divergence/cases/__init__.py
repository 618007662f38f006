"""The acceptance cases as data: who rated what, and what must come out."""

import json
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


def load(name: str) -> Any:
    return json.loads((HERE / f"{name}.json").read_text(encoding="utf-8"))


def by_id(case: dict[str, Any]) -> str:
    return str(case["id"])
