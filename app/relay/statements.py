"""Runs a statement that was worked out once for each sort of database.

SQLAlchemy's own way to run a statement costs several times what SQLite needs for it: names of parameters are matched
anew at every call, although our statements never change. Here the text is kept, and the values are put in order.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import ClauseElement, Connection, CursorResult, Insert
from sqlalchemy.engine import Dialect

__all__ = ["execute"]

#: Rows of whatever columns a statement names.
Rows = CursorResult[*tuple[Any, ...]]


def execute(connection: Connection, statement: ClauseElement, values: Mapping[str, Any]) -> Rows:
    """Run a statement of ours, with a value for each of its parameters."""
    known = _compiled(statement, connection.dialect, tuple(values) if isinstance(statement, Insert) else ())
    everything = {**known.constants, **values}
    if known.order is None:
        return connection.exec_driver_sql(known.sql, everything)
    return connection.exec_driver_sql(known.sql, tuple(everything[name] for name in known.order))


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
