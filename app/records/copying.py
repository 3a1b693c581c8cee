"""What a copy of a record takes along, by declaration: a plan's date and last week's attendance belong to the past.

A copy begins a new record from an old one, a template from a record, a record from a template. What is ``fresh``
begins empty; the date that is ``dated`` moves on by the usual interval; rows that are still open go on as rows of
another group, as the open tasks of a meeting become lines of the next one's agenda.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.records.fields import Field, columns_of
from app.records.label import Label
from app.records.values import Row, Value, Values, rows_in
from app.records.written import WRITTEN, Manner
from app.resources import LANGUAGES

#: Days between two meetings while nothing is known of their usual interval: four weeks keep the weekday.
USUAL_DAYS = 28
#: A longer gap is a holiday, and no interval.
_LONGEST_DAYS = 70
_GAP = " · "


@dataclass(frozen=True)
class Carried:
    """Rows of ``rows`` whose tick ``unless`` is not set go on as rows of ``into``: their ``words`` (columns), behind
    ``prefix``, in its column ``column``. Rows of ``into`` that begin with the prefix came so, and are not copied."""

    rows: str
    unless: str
    words: tuple[str, ...]
    into: str
    column: str
    prefix: Label


@dataclass(frozen=True)
class Origin:
    """What a copy says of where it came from: the field ``link`` names the record that was copied, and ``author``,
    while nobody is named in it, the person who made that one."""

    link: str
    author: str | None = None


@dataclass(frozen=True)
class Copying:
    """What becomes of a record's fields in a copy of it.

    ``fresh`` are fields, or columns as ``rows/column``, that begin empty; ``dated`` is the day or moment that moves on.
    Everything else is taken along. With ``origin`` the copy says where it came from.
    """

    fresh: tuple[str, ...] = ()
    dated: str | None = None
    carried: Carried | None = None
    origin: Origin | None = None


#: Where nothing is said, a copy takes everything along.
COPIED_WHOLE = Copying()


def kept(copying: Copying, values: Values) -> dict[str, Value]:
    """The values that a copy takes along as they are: neither fresh ones nor the date."""
    left_out = {*copying.fresh, *((copying.dated,) if copying.dated else ())}
    taken: dict[str, Value] = {}
    for key, value in values.items():
        if key in left_out:
            continue
        fresh = {path.partition("/")[2] for path in copying.fresh if path.startswith(f"{key}/")}
        rows = rows_in(value)
        taken[key] = (
            [{name: cell for name, cell in row.items() if name not in fresh} for row in rows] if rows else value
        )
    carried = copying.carried
    if carried is not None and carried.into in taken:
        rows = [row for row in rows_in(taken[carried.into]) if not _came_so(carried, row)]
        taken[carried.into] = rows
        if not rows:
            del taken[carried.into]
    return taken


def open_rows(copying: Copying, fields: Sequence[Field], values: Values, manner: Manner) -> dict[str, list[Row]]:
    """The rows that are still open, as the rows that they go on as; empty where there are none."""
    carried = copying.carried
    if carried is None:
        return {}
    (rows,) = (field for field in fields if field.key == carried.rows)
    columns = {column.key: column for column in columns_of(rows)}
    lines: list[Row] = []
    for row in rows_in(values.get(carried.rows, [])):
        words = [WRITTEN[type(columns[key])](columns[key], row[key], manner) for key in carried.words if row.get(key)]
        if words and row.get(carried.unless) is not True:
            lines.append({carried.column: carried.prefix.in_language(manner.language) + _GAP.join(words)})
    return {carried.into: lines} if lines else {}


def moved_on(last: str, before: str, today: str) -> str:
    """The day or moment (ISO, as kept) that follows ``last``: by as many days as lie between it and the one ``before``
    (empty: unknown), and not in the past. What is no date stays as it is."""
    try:
        day = date.fromisoformat(last[:10])
        gap = (day - date.fromisoformat(before[:10])).days if before else USUAL_DAYS
        now = date.fromisoformat(today)
    except ValueError:
        return last
    step = timedelta(days=gap if 1 <= gap <= _LONGEST_DAYS else USUAL_DAYS)
    day += step
    while day < now:
        day += step
    return day.isoformat() + last[10:]


def _came_so(carried: Carried, row: Row) -> bool:
    words = str(row.get(carried.column, ""))
    return any(words.startswith(carried.prefix.in_language(language)) for language in LANGUAGES)
