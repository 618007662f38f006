"""What many tests begin with is made once in a run and then copied: a lobby with its cast costs 80 ms of a core.

Only into a database that nobody has touched since it was copied itself; in every other it is made as ever.
"""

import filecmp
import pickle
import shutil
from collections.abc import Callable
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from filelock import FileLock
from sqlmodel import Session

from app.store.sqlite import Store

Made = TypeVar("Made")
Facts = TypeVar("Facts")


class Shelf:
    """Keeps files, and beside each the plain facts by which what stands in it is found again.

    All workers of a run put theirs into one folder, under the same names.
    """

    def __init__(self, empty: Path, folder: Path) -> None:
        self.empty, self.folder = empty, folder
        self.kept: dict[str, tuple[Path, Any]] = {}

    def take(
        self,
        session: Session,
        name: str,
        make: Callable[[Session], Made],
        facts: Callable[[Made], Facts],
        again: Callable[[Session, Facts], Made],
    ) -> Made:
        file = Path(session.get_bind().engine.url.database or "")
        if not self._is_untouched(file):
            return make(session)
        if name not in self.kept:
            self.kept[name] = self._found_or_put(name, lambda other: facts(make(other)))
        kept, told = self.kept[name]
        shutil.copyfile(kept, file)
        return again(session, told)

    def _found_or_put(self, name: str, make: Callable[[Session], object]) -> tuple[Path, Any]:
        self.folder.mkdir(exist_ok=True)
        file = self.folder / f"{sha256(name.encode()).hexdigest()}.sqlite3"
        told = file.with_suffix(".facts")  # written last: a file without it is half-made
        with FileLock(file.with_suffix(".lock")):
            if not told.exists():
                shutil.copy(self.empty, file)
                with closing(Store(file)) as store, Session(store.writing) as session, session.begin():
                    facts = make(session)
                told.write_bytes(pickle.dumps(facts))
        return file, pickle.loads(told.read_bytes())

    def _is_untouched(self, file: Path) -> bool:
        """Whoever has it open, if only to read, has a log beside it."""
        return not file.with_name(f"{file.name}-wal").exists() and filecmp.cmp(file, self.empty, shallow=False)
