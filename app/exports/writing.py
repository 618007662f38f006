"""Files of a pack in a folder: each under its name only once it is whole and on disk."""

import errno
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import mkstemp

from app.errors import CannotStart
from app.exports.making import File

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def written(files: Iterable[File], folder: Path) -> Iterator[Path]:
    """Replaces what an earlier export left there under the same names. They are their owner's to read, and to share."""
    paths: list[Path] = []
    for file in files:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            paths.append(_write(folder / file.name, file.content))
        except OSError as error:
            raise CannotStart(_sentence(folder, file, error, len(paths))) from None
        yield paths[-1]


def _write(path: Path, content: bytes) -> Path:
    handle, part = mkstemp(prefix=".", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        Path(part).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(part).unlink()
        raise
    return path


def _sentence(folder: Path, file: File, error: OSError, count: int) -> str:
    before = f" The {count} before it {'is' if count == 1 else 'are'} whole." if count else ""
    if error.errno in FULL:
        return (
            f"{file.name} cannot be written: the disk of {folder} is full, or a quota on it used up. Nothing of it is "
            f"left there.{before} Make room, or choose another folder."
        )
    return f"The folder {folder} cannot be written ({error.strerror}).{before} Choose another one, or make it writable."
