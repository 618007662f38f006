"""A file that cannot be taken, with its place and a part of the cause and of the mend that must be told."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Broken:
    title: str
    name: str
    content: bytes
    where: str
    cause: str
    mend: str
