"""Bringing a database file to the revision this program needs, and refusing to serve one that is not."""

from pathlib import Path
from tempfile import TemporaryDirectory

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool
from sqlmodel import SQLModel

import app.models  # noqa: F401 - loads the tables
from app.errors import CannotStart
from app.store.private import make_file, make_folder, tighten
from app.store.storage import address, must_be_ours, told_of

HERE = Path(__file__).parent


def upgrade(file: Path) -> None:
    """Creates the file if need be. Safe to run again."""
    must_be_of_this_program(file)
    is_new = not file.exists()
    try:
        _upgrade(file)
    except CannotStart:
        if is_new and file.is_file() and not file.stat().st_size:
            file.unlink()  # nothing came of it: no file that looks like a database stays behind
        raise


def _upgrade(file: Path) -> None:
    _make_folder(file)
    engine = create_engine(address(file), poolclass=NullPool)
    with told_of(file), engine.connect() as connection:
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def must_be_current(file: Path) -> None:
    must_be_of_this_program(file)
    found, needed = revision_of(file), ScriptDirectory.from_config(_config()).get_current_head()
    if found != needed:
        raise CannotStart(
            f"The database {file} is at revision {found or 'none'}, and this program needs {needed}. "
            "Run “critical-friend migrate”, then start again."
        )


def revision_of(file: Path) -> str | None:
    if not file.exists():
        return None
    engine = create_engine(address(file), poolclass=NullPool)
    with told_of(file), engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def must_be_of_this_program(file: Path) -> None:
    must_be_ours(file, {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()})


def _make_folder(file: Path) -> None:
    with told_of(file):
        make_folder(file.parent)
        make_file(file)
        tighten(file)


def _config() -> Config:
    """The migrations stand beside the package in a checkout, and inside it in an installed wheel."""
    config = Config()
    inside, beside = HERE / "migrations", HERE.parent / "migrations"
    config.set_main_option("script_location", str(inside if inside.exists() else beside).replace("%", "%%"))
    return config


def must_match_models() -> None:
    """Migrates an empty file and compares it with the models, so that neither can drift alone."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "empty.sqlite3"
        upgrade(file)
        engine = create_engine(address(file), poolclass=NullPool)
        with engine.connect() as connection:
            context = MigrationContext.configure(connection, opts={"compare_type": True, "render_as_batch": True})
            differences = compare_metadata(context, SQLModel.metadata)
        if differences:
            raise CannotStart(f"Models and migrations differ: {differences}. Write a migration.")
