"""A pack made beside the server by its own command, so that nobody who rates waits for it."""

import asyncio
import os
import sys
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile

from app.errors import Refusal
from app.exports.making import File
from app.exports.piping import taken
from app.models import Release

PROGRAM = (sys.executable, "-P", "-c", "from app.cli import main; main()")  # this one, as its command line starts it
COMMAND = (*PROGRAM, "export", "--piped")
OURS = Path(__file__).parents[2]  # the child runs this very program, wherever it is started
ENDED = (
    "What made it was ended before it was done, perhaps because this server has too little memory. Make it again; if "
    "that happens twice, tell whoever runs this server."
)
LONGEST_FOR_ONE = 600  # seconds for one of its files
SLIPPED = "Something went wrong in this program while it was made. Tell whoever runs this server: its log says where."


@dataclass(frozen=True)
class Job:
    """A pack to be made, as the command is told it."""

    pack_id: int
    workshop_id: int
    release: Release
    has_numbers: bool

    @property
    def options(self) -> list[str]:
        public = ["--public"] if self.release is Release.PUBLIC else []
        return [*public, *(["--numbers"] if self.has_numbers else []), str(self.workshop_id)]


class NotMade(Refusal):
    """Why, for the page."""


async def made_beside(database: Path, job: Job) -> AsyncGenerator[File]:
    """File by file. Whoever stops listening ends what makes them. Raises NotMade."""
    with TemporaryFile() as said:
        child = await asyncio.create_subprocess_exec(
            *COMMAND, *job.options, stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE, stderr=said,
            env=_environment(database),
        )  # fmt: skip
        assert child.stdout
        try:
            with suppress(asyncio.IncompleteReadError):  # how it ended says why
                async for file in _in_time(taken(child.stdout)):
                    yield file
            code = await child.wait()
        finally:
            if child.returncode is None:
                child.kill()
                await child.wait()
        said.seek(0)
        _must_have_ended_well(code, said.read().decode(errors="replace"))


async def _in_time(files: AsyncIterator[File]) -> AsyncGenerator[File]:
    """Packs are made one at a time: what hangs must not hold up the others for ever."""
    while True:
        try:
            async with asyncio.timeout(LONGEST_FOR_ONE):
                file = await anext(files)
        except StopAsyncIteration:
            return
        except TimeoutError:
            raise NotMade(ENDED) from None
        yield file


def _environment(database: Path) -> dict[str, str]:
    path = os.pathsep.join(filter(None, (str(OURS), os.environ.get("PYTHONPATH"))))
    ours = {"DATABASE_URL": f"sqlite:///{database.absolute()}", "PYTHONPATH": path, "PYTHONUTF8": "1"}
    return {**os.environ, **ours}


def _must_have_ended_well(code: int, said: str) -> None:
    """Lines of its log go into ours; its last word is the sentence, unless it fell over."""
    lines = said.splitlines()
    for line in lines:
        if line.startswith("{"):
            print(line, file=sys.stderr, flush=True)
    if code < 0:
        raise NotMade(ENDED)
    if code:
        raise NotMade(SLIPPED if "Traceback" in said or not lines else lines[-1])
