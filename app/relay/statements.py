"""Runs a statement that was worked out once for each sort of database.

SQLAlchemy writes the SQL, and opens and ends transactions. Its own way to run a statement, though, costs several times
what SQLite needs for it: names of parameters are matched anew and a result of its own is made at every call, although
our statements never change. Here the text is kept, and the values go to the driver in its order.
"""

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from functools import lru_cache
from typing import Any, NamedTuple, Protocol, cast

from sqlalchemy import ClauseElement, Connection, Insert
from sqlalchemy.engine import Dialect

__all__ = ["Rows", "execute", "scalar", "sent_together"]


class Rows(Protocol):
    """The driver's cursor after a statement: rows as tuples, in the order of the columns."""

    @property
    def rowcount(self) -> int:
        """How many rows the statement changed."""
        ...

    def fetchone(self) -> tuple[Any, ...] | None:
        """The next row; None after the last."""
        ...

    def __iter__(self) -> Iterator[tuple[Any, ...]]: ...


def execute(connection: Connection, statement: ClauseElement, values: Mapping[str, Any]) -> Rows:
    """Run a statement of ours, with a value for each of its parameters; within a transaction. Raises driver errors."""
    known = _compiled(statement, connection.dialect, tuple(values) if isinstance(statement, Insert) else ())
    everything = {**known.constants, **values} if known.constants else values
    arguments = everything if known.order is None else [everything[name] for name in known.order]
    # Both drivers' connections make a cursor, run the statement on it and give it back.
    driver: Any = connection.connection.driver_connection
    return cast("Rows", driver.execute(known.sql, arguments))


def scalar(connection: Connection, statement: ClauseElement, values: Mapping[str, Any]) -> Any:
    """The first value of the first row; None if there is no row."""
    row = execute(connection, statement, values).fetchone()
    return None if row is None else row[0]


def sent_together(connection: Connection) -> AbstractContextManager[object]:
    """Within it, statements do not wait for one another's answers; what fails is raised at the end, if not before.

    Only for statements of this module that write: a row that is asked for is waited for. With SQLite nothing waits.
    """
    driver: Any = connection.connection.driver_connection
    return driver.pipeline() if hasattr(driver, "pipeline") else nullcontext()


class _Known(NamedTuple):
    """The text for the driver, the values that stand in the statement itself, and the order of all of them.

    ``order`` is None where the driver takes values by name.
    """

    sql: str
    constants: dict[str, Any]
    order: tuple[str, ...] | None


@lru_cache(maxsize=256)
def _compiled(statement: ClauseElement, dialect: Dialect, columns: tuple[str, ...]) -> _Known:
    compiled = statement.compile(dialect=dialect, column_keys=list(columns) or None)
    constants = {name: value for name, value in compiled.params.items() if value is not None}
    order = getattr(compiled, "positiontup", None)
    return _Known(str(compiled), constants, None if order is None else tuple(order))
