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
    if key not in framework_keys():  # not the file system: some find a file in any case, and none minds a whole path
        raise KeyError(key)
    return Framework.model_validate(tomllib.loads((DATA / f"{key}.toml").read_text(encoding="utf-8")))


@cache
def framework_keys() -> tuple[str, ...]:
    return tuple(sorted(file.stem for file in DATA.glob("*.toml")))
