"""Frameworks that tests share."""

import tomllib
from pathlib import Path

from app.frameworks import Framework

EXAMPLES = Path(__file__).parent / "examples"


def good_neighbours() -> Framework:
    """A made-up framework of five points and no criteria."""
    return Framework.model_validate(tomllib.loads((EXAMPLES / "good-neighbours.toml").read_text(encoding="utf-8")))
