"""Runs migrations inside our own BEGIN IMMEDIATE, with foreign keys off outside it and checked before the commit.

The driver's own BEGIN leaves half-made tables behind when a step fails, and a batch migration with foreign keys on
deletes the rows of child tables (SQLite drops and renames the table under them).
"""

from typing import Literal

from alembic import context
from sqlalchemy import Connection, event
from sqlalchemy import Enum as SAEnum
from sqlmodel import SQLModel
from sqlmodel.sql.sqltypes import AutoString

import app.models  # noqa: F401 - loads the tables
from app.models.columns import Moment


def in_plain_types(kind: str, item: object, _context: object) -> str | Literal[False]:
    """A migration is frozen in time: it must not lean on types of ours, which may change or go."""
    if kind != "type":
        return False
    plain = {
        Moment: "sa.DateTime()",
        AutoString: "sa.String()",
        SAEnum: "sa.String(length=40)",
    }
    return next((text for known, text in plain.items() if isinstance(item, known)), False)


def run(connection: Connection) -> None:
    driver = connection.connection.dbapi_connection
    assert driver is not None
    driver.isolation_level = None
    event.listen(connection, "begin", lambda begun: begun.exec_driver_sql("BEGIN IMMEDIATE"))
    driver.execute("PRAGMA foreign_keys=OFF")  # has no effect inside a transaction
    with connection.begin():
        context.configure(
            connection=connection,
            target_metadata=SQLModel.metadata,
            render_as_batch=True,
            render_item=in_plain_types,
        )
        context.run_migrations()
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise RuntimeError(f"The migration would leave rows without their parents: {broken[:5]}")
    driver.execute("PRAGMA foreign_keys=ON")


run(context.config.attributes["connection"])
