"""A statement that is compiled once and then given to the driver as it is, for what is asked with every answer.

Finding a compiled statement again, and all that stands round its execution, costs SQLAlchemy ten times what SQLite
needs to run it. What is read and written is the same: the types are SQLAlchemy's, and so are errors and transaction.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import attrgetter, methodcaller
from typing import Any, NamedTuple

from sqlalchemy import Connection, Executable
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.compiler import SQLCompiler

Change = Callable[[Any], Any]
NOTHING: Mapping[str, Any] = {}
FIRST, ALL, WRITTEN = methodcaller("fetchone"), methodcaller("fetchall"), attrgetter("rowcount")


class _Compiled(NamedTuple):
    sql: str
    values: tuple[tuple[str, Any], ...]  # name, and what stands in the statement itself
    to_driver: tuple[tuple[int, Change], ...]  # by the place of a value; the others go as they are
    columns: tuple[Change | None, ...]  # from the driver

    def read(self, row: Sequence[Any]) -> Sequence[Any]:
        return [value if change is None else change(value) for value, change in zip(row, self.columns, strict=True)]


class Prepared:
    """`names` of the values that an insert gets; a query names its own."""

    def __init__(self, statement: Executable, names: Iterable[str] | None = None) -> None:
        self._statement, self._names = statement, None if names is None else list(names)
        self._compiled: dict[str, _Compiled] = {}  # by the dialect's name

    def first(self, connection: Connection, values: Mapping[str, Any]) -> Sequence[Any] | None:
        """Its row, or the first of them."""
        compiled, row = self._run(connection, values, FIRST)
        return None if row is None else compiled.read(row)

    def all(self, connection: Connection, values: Mapping[str, Any]) -> list[Any]:
        compiled, rows = self._run(connection, values, ALL)
        return [compiled.read(row) for row in rows]

    def run(self, connection: Connection, values: Mapping[str, Any] = NOTHING) -> int:
        """How many rows it wrote."""
        written: int = self._run(connection, values, WRITTEN)[1]
        return written

    def _run(self, connection: Connection, values: Mapping[str, Any], told: Change) -> tuple[_Compiled, Any]:
        """`told`: what is taken from the cursor. SQLite reads on while it is, and fails then as well as before."""
        dialect = connection.dialect
        compiled = self._compiled.get(dialect.name)
        if compiled is None:
            compiled = self._compiled[dialect.name] = self._compile(dialect)
        given = [values.get(name, fixed) for name, fixed in compiled.values]
        for place, change in compiled.to_driver:
            given[place] = change(given[place])
        cursor = connection.connection.cursor()
        try:
            cursor.execute(compiled.sql, given)
            taken = told(cursor)
        except dialect.loaded_dbapi.Error as error:
            theirs = dialect.loaded_dbapi.Error
            raise DBAPIError.instance(compiled.sql, None, error, theirs, hide_parameters=True) from error
        cursor.close()
        return compiled, taken

    def _compile(self, dialect: Dialect) -> _Compiled:
        compiled = self._statement.compile(dialect=dialect, column_keys=self._names)  # type: ignore[attr-defined]
        assert isinstance(compiled, SQLCompiler)
        binds = [compiled.binds[name] for name in compiled.positiontup or ()]  # SQLite's driver counts its places
        values = [(bind.key, bind.value) for bind in binds]
        changes = [_bound(bind.type, dialect) for bind in binds]
        to_driver = [(place, change) for place, change in enumerate(changes) if change]
        columns = [_read(column.type, dialect) for column in getattr(self._statement, "exported_columns", ())]
        return _Compiled(compiled.string, tuple(values), tuple(to_driver), tuple(columns))


def _bound(type_: Any, dialect: Dialect) -> Change | None:
    change: Change | None = type_.dialect_impl(dialect).bind_processor(dialect)
    return change


def _read(type_: Any, dialect: Dialect) -> Change | None:
    change: Change | None = type_.dialect_impl(dialect).result_processor(dialect, None)
    return change
