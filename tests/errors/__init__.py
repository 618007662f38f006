"""Every kind of refusal, and one of each."""

import inspect
import pkgutil
from importlib import import_module

from app import errors
from app.errors import Incomplete, Refusal

WORDS = {
    "why": "this is a public file. A server takes in the working one.",
    "workshop_id": 3,
    "points": 5,
    "since": "it was settled",
    "public_url": "https://x.example",
    "most": 65536,
}


def kinds() -> list[type[Refusal]]:
    files = [errors, *(import_module(f"{errors.__name__}.{it.name}") for it in pkgutil.iter_modules(errors.__path__))]
    found = [
        it for file in files for it in vars(file).values() if inspect.isclass(it) and it.__module__ == file.__name__
    ]
    return [it for it in found if issubclass(it, Refusal)]


def with_words() -> list[type[Refusal]]:
    """Those that say themselves what happened."""
    return [it for it in kinds() if "__init__" in vars(it) and it is not Incomplete]


def made(kind: type[Refusal]) -> Refusal:
    needed = [name for name, it in inspect.signature(kind).parameters.items() if it.default is it.empty]
    return kind(*[WORDS[name] for name in needed])
