"""What goes into the pipe comes out of it, and a pipe that ends half-way is no whole file."""

import asyncio
from io import BytesIO

import pytest

from app.exports import FORMATS, File
from app.exports.piping import put, taken

FILES = [File(FORMATS["docx"], "a.docx", b"\n{\x00" * 50_000), File(FORMATS["json"], "Môn.json", b"")]


def through(content: bytes) -> list[File]:
    async def run() -> list[File]:
        pipe = asyncio.StreamReader()
        pipe.feed_data(content)
        pipe.feed_eof()
        return [file async for file in taken(pipe)]

    return asyncio.run(run())


def piped() -> bytes:
    pipe = BytesIO()
    put(FILES, pipe)
    return pipe.getvalue()


def test_files_come_out_as_they_went_in() -> None:
    assert through(piped()) == FILES
    assert through(b"") == []


@pytest.mark.parametrize("length", [1, 30, 100_000])
def test_a_pipe_that_ends_within_a_file_says_so(length: int) -> None:
    with pytest.raises(asyncio.IncompleteReadError):
        through(piped()[:length])
