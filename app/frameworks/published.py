"""The frameworks that come with the program: one data file each, read once."""

import tomllib
from functools import cache
from pathlib import Path

from app.frameworks.framework import Framework

DATA = Path(__file__).parent / "data"
DEFAULT = "commissioning-for-better-outcomes"


@cache
def framework(key: str) -> Framework:
    """Raises KeyError for a key that has no data file."""
    file = DATA / f"{key}.toml"
    if file.parent != DATA or not file.is_file():
        raise KeyError(key)
    return Framework.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))


@cache
def framework_keys() -> tuple[str, ...]:
    return tuple(sorted(file.stem for file in DATA.glob("*.toml")))
