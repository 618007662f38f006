"""Broken storages, and every command of the program against one of them: run as a program it prints JSON.

It is started inside a mount namespace of its own where a storage needs one, so that nothing outside is touched.
"""

import contextlib
import importlib
import io
import json
import os
import pkgutil
import resource
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from multiprocessing.connection import Connection
from pathlib import Path

FRAMEWORK = Path(__file__).parent / "frameworks" / "examples" / "good-neighbours.toml"
PASSWORD = "three plain words"
COMMANDS: dict[str, tuple[str, ...]] = {
    "serve": ("serve", "--host", "127.0.0.1", "--port", "0"),
    "migrate": ("migrate",),
    "export": ("export", "1", "--to", "out"),
    "erase": ("erase", "--due"),
    "add": ("account", "add", "fay@northvale.example"),
    "reset": ("account", "reset", "fay@northvale.example"),
    "list": ("framework", "list"),
    "show": ("framework", "show", "commissioning-for-better-outcomes"),
    "check": ("framework", "check", str(FRAMEWORK)),
    "import": ("framework", "import", str(FRAMEWORK)),
    "template": ("framework", "template", "out.toml", "--of", "commissioning-for-better-outcomes"),
    "demo": ("demo", "--framework", "commissioning-for-better-outcomes"),
}
WRITE = ("serve", "migrate", "erase", "add", "reset", "import")


def newer(file: Path) -> None:
    change(file, "UPDATE alembic_version SET version_num = '0099'")


def newer_by_letters(file: Path) -> None:
    change(file, "UPDATE alembic_version SET version_num = '0007_what_came_later'")


def another_programs(file: Path) -> None:
    file.unlink()
    change(file, "CREATE TABLE patients (id INTEGER PRIMARY KEY, name TEXT)")


def another_programs_of_a_revision(file: Path) -> None:
    another_programs(file)
    change(file, "CREATE TABLE alembic_version (version_num VARCHAR(32))")
    change(file, "INSERT INTO alembic_version VALUES ('ae1027a6acf')")


def another_programs_of_a_revision_like_ours(file: Path) -> None:
    another_programs_of_a_revision(file)
    change(file, "UPDATE alembic_version SET version_num = '0001'")


def another_programs_journal(file: Path) -> None:
    another_programs(file)
    change(file, "PRAGMA journal_mode=WAL")
    change(file, "CREATE TABLE visits (id INTEGER PRIMARY KEY)")


def a_letter(file: Path) -> None:
    file.write_text("Dear council, " * 1000)


def a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def cut_short(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: 4096 * 3])


def scratched(file: Path) -> None:
    content = file.read_bytes()
    file.write_bytes(content[:100] + b"\xff" * 4000 + content[4100:])


def a_shared_memory_that_cannot_be(file: Path) -> None:
    """As on a network share: what several connections need to share cannot be opened."""
    change(file, "PRAGMA journal_mode=WAL")
    file.with_name(f"{file.name}-shm").mkdir()


def a_loop(file: Path) -> None:
    file.unlink()
    file.symlink_to(file)


BROKEN = (
    newer, newer_by_letters, another_programs, another_programs_of_a_revision,
    another_programs_of_a_revision_like_ours, another_programs_journal, a_letter, a_folder, cut_short, scratched,
    a_shared_memory_that_cannot_be, a_loop,
)  # fmt: skip


def change(file: Path, statement: str) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute(statement)


def a_read_only_disk(folder: Path) -> None:
    mount("--bind", folder, folder)
    mount("-o", "remount,ro,bind", folder)


def a_read_only_file(folder: Path) -> None:
    (file,) = folder.glob("*.sqlite3")
    mount("--bind", file, file)
    mount("-o", "remount,ro,bind", file)


def a_full_disk(folder: Path) -> None:
    (file,) = folder.glob("*.sqlite3")
    content = file.read_bytes()
    mount("-t", "tmpfs", "-o", f"size={(len(content) // 4096 + 2) * 4096}", "tmpfs", folder)
    file.write_bytes(content)
    with contextlib.suppress(OSError), (folder / "others").open("wb", buffering=0) as others:
        while others.write(bytes(4096)):
            pass


def a_full_empty_disk(folder: Path) -> None:
    (file,) = folder.glob("*.sqlite3")
    a_full_disk(folder)
    file.unlink()
    (folder / "more").write_bytes(b"")
    with contextlib.suppress(OSError), (folder / "more").open("wb", buffering=0) as others:
        while others.write(bytes(4096)):
            pass


def a_quota(folder: Path) -> None:
    """SQLite calls it “disk I/O error”: the system says another thing than that the disk is full."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))


BROKEN_DISKS = (a_read_only_disk, a_read_only_file, a_full_disk, a_full_empty_disk, a_quota)


def mount(*arguments: str | Path) -> None:
    subprocess.run(["mount", *arguments], check=True)


def every_command(names: list[str], database: Path, work: Path) -> dict[str, list[object]]:
    """{name: [exit code, stdout, stderr]}, each in a process of its own that is split off from this one."""
    # Once, for all of them, with what each would load by itself.
    import app
    from app.cli import main

    for module in pkgutil.walk_packages(app.__path__, "app."):
        importlib.import_module(module.name)

    os.chdir(work)
    os.environ |= {"DATABASE_URL": f"sqlite:///{database}", "CRITICAL_FRIEND_PASSWORD": PASSWORD}
    said = {}
    for name in names:
        reading, writing = os.pipe()
        if not (child := os.fork()):
            os.close(reading)
            told = _one(main, COMMANDS[name])
            with os.fdopen(writing, "w") as out:
                json.dump(told, out)
            os._exit(0)
        os.close(writing)
        with os.fdopen(reading) as given:
            said[name] = json.loads(given.read() or '[-1, "", "it was killed"]')
        os.waitpid(child, 0)
    return said


def _one(main: object, arguments: tuple[str, ...]) -> list[object]:
    import traceback

    import uvicorn

    def began(_: uvicorn.Server, sockets: object) -> None:
        print("it began to serve")

    uvicorn.Server.run = began  # type: ignore[method-assign, assignment]
    sys.argv = ["critical-friend", *arguments]
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            main()  # type: ignore[operator]
            code = 0
        except SystemExit as ended:
            code = int(ended.code or 0)
        except BaseException:
            traceback.print_exc()
            code = 1
    return [code, out.getvalue(), err.getvalue()]


def tell(told: Connection, environment: dict[str, str], *arguments: str) -> None:
    """The same in a process that is split off from one that has the program loaded; no storage here needs more."""
    os.environ.clear()
    os.environ.update(environment)
    with told:
        told.send(said(*arguments))


def said(disk: str, database: str, work: str) -> dict[str, list[object]]:
    signal.alarm(240)
    file = Path(database)
    next((broken for broken in BROKEN_DISKS if broken.__name__ == disk), lambda _: None)(file.parent)
    return every_command(list(COMMANDS), file, Path(work))


if __name__ == "__main__":
    print(json.dumps(said(*sys.argv[1:])))
