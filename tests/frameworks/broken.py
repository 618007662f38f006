"""A file that cannot be taken, with its place and a part of the cause and of the mend that must be told."""

from dataclasses import dataclass

import pytest

from app.frameworks.files import BrokenFile, read_framework


@dataclass(frozen=True)
class Broken:
    title: str
    name: str
    content: bytes
    where: str
    cause: str
    mend: str


def problems_of(name: str, content: bytes) -> BrokenFile:
    with pytest.raises(BrokenFile) as refused:
        read_framework(name, content, lambda _: None)
    return refused.value


def causes(text: str) -> list[str]:
    return [problem.cause for problem in problems_of("ours.toml", text.encode()).problems]


def is_taken(text: str) -> bool:
    return bool(read_framework("ours.toml", text.encode(), lambda _: None))
