"""Files of a pack through a pipe, from the command that makes them to the server that asked: none lies on a disk."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterable
from typing import BinaryIO

from app.exports.formats import FORMATS
from app.exports.making import File


def put(files: Iterable[File], pipe: BinaryIO) -> None:
    """Before each file a line that says which it is and how long."""
    for file in files:
        about = {"key": file.form.key, "name": file.name, "size": len(file.content)}
        pipe.write(json.dumps(about).encode() + b"\n")
        pipe.write(file.content)
        pipe.flush()


async def taken(pipe: asyncio.StreamReader) -> AsyncIterator[File]:
    """Ends where the pipe does between two files; raises IncompleteReadError where it ends within one."""
    while line := await pipe.readline():
        if not line.endswith(b"\n"):
            raise asyncio.IncompleteReadError(line, None)
        about = json.loads(line)
        yield File(FORMATS[about["key"]], about["name"], await pipe.readexactly(about["size"]))
