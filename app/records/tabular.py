"""Tables as they lie on a clipboard, both ways: what a spreadsheet, WPS or Word copied becomes rows, and rows a table.

A table comes as tab-separated text, in which a cell of several lines stands in quotes, and often as HTML too, which
knows merged cells. A first line that names our columns says which is which; without one they are taken in order. Of
what has no place (a column too many, a word where a number belongs) nothing is lost: it goes to the row's last text.
"""

import csv
import html
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser

from app.errors import RecordError
from app.ids import PersonId
from app.records.fields import LIMIT, Date, Field, Line, Number, Person, Prose, Shape, YesNo
from app.records.headings import ALSO
from app.records.label import Label
from app.records.people import person_value
from app.records.values import Cell, Row, checked, checked_member, clean_line, clean_prose
from app.records.written import READ_AGAIN, WRITTEN, Manner
from app.resources import LANGUAGES

Grid = list[list[str]]

#: More than this is no table that anybody pasted into a form by intention.
MOST_BYTES, MOST_LINES, MOST_CELLS = 5_000_000, 2_000, 100

_NUMBER = re.compile(r"\D*?(\d{1,6})\s*(?:分钟|分|课时|节|人|次|min(?:ute)?s?|['′’])?\W*", re.IGNORECASE)
_SHORT_DATE = re.compile(r"\s*(\d{1,2})[-月./](\d{1,2})日?\s*")
_TICKS = {"√", "✓", "✔", "☑", "v", "y", "1", "完成", "已完成", "done"}
_BREAKS = {"br", "p", "div", "li"}
#: Ticks and days are read alike in every column.
_ANY = Line("any", "a", Label("", ""))


@dataclass(frozen=True)
class Pasted:
    """The rows that a table comes to, without ids. ``moved``: cells that went to a row's last text; ``headed``: the
    first line named columns and is no row."""

    rows: list[Row] = field(default_factory=list)
    headed: bool = False
    moved: int = 0


def grid_of(markup: str, text: str) -> Grid | None:
    """The table on a clipboard, from its HTML or its text; None if what lies there is no table."""
    for grid in (_from_html(markup), _from_text(text)):
        if grid is not None and max(len(line) for line in grid) > 1:
            return grid
    return None


def lines_of(text: str) -> Grid | None:
    """Several lines without columns, one cell each; None for a single line."""
    lines = [[line.strip()] for line in clean_prose(text).split("\n") if line.strip()][:MOST_LINES]
    return lines if len(lines) > 1 else None


def rows_from(columns: Sequence[Field], grid: Grid, reading: "Reading", first: int = 0) -> Pasted:
    """The rows of a repeated group that a table comes to; without a heading, its first column is our ``first``."""
    named = _headed(columns, grid[0])
    if named is None:
        order: list[Field | None] = [*columns[first:]] if len(grid[0]) <= len(columns) - first else [*columns]
    else:
        order = named
    rows, moved = [], 0
    for line in grid[1:] if named is not None else grid:
        row, rest = _row(columns, order, line, reading)
        if row:
            rows.append(row)
            moved += rest
    return Pasted(rows, named is not None, moved)


@dataclass(frozen=True)
class Reading:
    """How cells are read: the manner of writing, the members by name (hexadecimal ids), and today, for a day without a
    year."""

    manner: Manner
    members: dict[str, str] = field(default_factory=dict)
    today: str = ""


def as_text(grid: Grid) -> str:
    """A table as tab-separated text, as spreadsheets take it."""
    out = io.StringIO()
    csv.writer(out, delimiter="\t", lineterminator="\r\n").writerows(grid)
    return out.getvalue()


def as_html(grid: Grid, headed: bool = True) -> str:
    """A table as HTML, as WPS and Word take it; the first line are headings."""
    lines = []
    for number, line in enumerate(grid):
        tag = "th" if headed and number == 0 else "td"
        cells = "".join(f"<{tag}>{html.escape(cell).replace(chr(10), '<br>')}</{tag}>" for cell in line)
        lines.append(f"<tr>{cells}</tr>")
    return f'<meta charset="utf-8"><table>{"".join(lines)}</table>'


def grid_from(columns: Sequence[Field], rows: Sequence[Row], manner: Manner) -> Grid:
    """Rows as a table, under the labels of their columns."""
    lines = [[column.label.in_language(manner.language) for column in columns]]
    return lines + [
        [_written(column, row[column.key], manner) if column.key in row else "" for column in columns] for row in rows
    ]


def _written(column: Field, value: Cell, manner: Manner) -> str:
    write = WRITTEN.get(type(column))
    return write(column, value, manner) if write is not None else str(value)


# From a clipboard


def _from_text(text: str) -> Grid | None:
    text = clean_prose(text)
    if "\t" not in text or len(text) > MOST_BYTES:
        return None
    try:
        lines = list(csv.reader(io.StringIO(text), delimiter="\t", strict=True))
    except csv.Error:
        # A quotation mark that somebody typed at the beginning of a cell, and no cell of several lines.
        lines = [line.split("\t") for line in text.split("\n")]
    return _trimmed([[cell.strip() for cell in line] for line in lines])


def _from_html(markup: str) -> Grid | None:
    if "<t" not in markup.lower() or len(markup) > MOST_BYTES:
        return None
    reader = _Tables()
    reader.feed(markup)
    reader.close()
    return _trimmed(reader.lines)


def _trimmed(lines: Grid) -> Grid | None:
    kept = [line[:MOST_CELLS] for line in lines if any(line)][:MOST_LINES]
    if not kept:
        return None
    width = max(max((at for at, cell in enumerate(line) if cell), default=0) for line in kept) + 1
    return [[*line[:width], *[""] * (width - len(line))] for line in kept]


class _Tables(HTMLParser):
    """The lines of every table, one after another; the text of a table inside a cell belongs to the cell."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: Grid = []
        self._depth = 0
        self._cell: list[str] | None = None
        self._span = (1, 1)
        self._below: dict[int, int] = {}  # column to lines that a merged cell above still covers

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._depth += 1
            if self._depth == 1:
                self._below = {}
        elif tag == "tr" and self._depth == 1:
            self._end_cell()
            self._begin_line()
        elif tag in ("td", "th") and self._depth == 1:
            self._end_cell()
            if not self.lines:
                self._begin_line()
            given = dict(attrs)
            self._span = (_span(given.get("colspan")), _span(given.get("rowspan")))
            self._cell = []
        elif tag in _BREAKS and self._cell:
            self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "table" and self._depth:
            if self._depth == 1:
                self._end_cell()
            self._depth -= 1
        elif tag in ("td", "th", "tr") and self._depth == 1:
            self._end_cell()

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(re.sub(r"[ \t\r\n\f]+", " ", data))

    def _begin_line(self) -> None:
        self.lines.append([])
        self._pass_by()

    def _pass_by(self) -> None:
        line = self.lines[-1]
        while self._below.get(len(line), 0) and len(line) < MOST_CELLS:
            self._below[len(line)] -= 1
            line.append("")

    def _end_cell(self) -> None:
        if self._cell is None or not self.lines:
            return
        words = "".join(self._cell).replace("\xa0", " ")
        text = re.sub(r"\n{2,}", "\n", "\n".join(part.strip() for part in words.split("\n"))).strip()
        self._cell = None
        across, down = self._span
        line = self.lines[-1]
        for more in range(across):
            if len(line) >= MOST_CELLS:
                return
            self._below[len(line)] = down - 1
            line.append("" if more else text)
        self._pass_by()


def _span(value: str | None) -> int:
    return max(1, min(int(value), MOST_CELLS)) if value and value.isdecimal() and len(value) < 5 else 1


# From cells to values


def _headed(columns: Sequence[Field], line: list[str]) -> list[Field | None] | None:
    """Which column each cell of a heading names; None if this is no heading."""
    left, found = list(columns), []
    for cell in line:
        words = re.sub(r"\W", "", cell).casefold()
        match = next((one for one in left if words and words in _names(one)), None)
        if match is None:
            match = next((one for one in left if any(name in words for name in _names(one)[: len(LANGUAGES)])), None)
        if match is not None:
            left.remove(match)
        found.append(match)
    filled = sum(1 for cell in line if cell)
    named = sum(1 for one in found if one is not None)
    return found if named and named * 2 >= filled and (named > 1 or filled == 1) else None


def _names(column: Field) -> list[str]:
    labels = [column.label.in_language(language) for language in LANGUAGES] + [*ALSO.get(column.label.zh, ())]
    return [re.sub(r"\W", "", label).casefold() for label in labels]


def _row(columns: Sequence[Field], order: Sequence[Field | None], line: list[str], reading: Reading) -> tuple[Row, int]:
    row: Row = {}
    rest: list[str] = []
    for at, text in enumerate(line):
        column = order[at] if at < len(order) else None
        if not text:
            continue
        value = _value(column, text, reading) if column is not None else None
        if column is None or value is None:
            rest.append(text)
        else:
            row[column.key] = value
    last = next((one for one in reversed(columns) if isinstance(one, Prose)), None) or next(
        (one for one in reversed(columns) if isinstance(one, Line)), None
    )
    if rest and last is not None:
        joint = "\n" if isinstance(last, Prose) else " "
        words = joint.join([*([str(row[last.key])] if last.key in row else []), *rest])
        row[last.key] = words[: LIMIT[type(last)]]
    return row, len(rest)


def _value(column: Field, text: str, reading: Reading) -> Cell | None:
    """What a cell says in a column; None if it does not fit there."""
    if isinstance(column, Prose):
        return clean_prose(text)[: LIMIT[Prose]]
    read = _READ.get(type(column))
    try:
        value = read(text, reading) if read is not None else READ_AGAIN[type(column)](column, text, reading.manner)
        if isinstance(value, list):
            return [checked_member(column, member) for member in value] if column.shape is Shape.SET else None
        return checked(column, value)
    except (RecordError, KeyError):
        return None


def _number(text: str, _reading: Reading) -> Cell | None:
    found = _NUMBER.fullmatch(text)
    return int(found[1]) if found else None


def _tick(text: str, reading: Reading) -> Cell | None:
    if text.strip().casefold() in _TICKS:
        return True
    return READ_AGAIN[YesNo](_ANY, text, reading.manner)


def _day(text: str, reading: Reading) -> Cell | None:
    short = _SHORT_DATE.fullmatch(text)
    if short and reading.today:
        return f"{reading.today[:4]}-{int(short[1]):02}-{int(short[2]):02}"
    return READ_AGAIN[Date](_ANY, text, reading.manner)


def _person(text: str, reading: Reading) -> Cell | None:
    name = clean_line(text).strip()
    known = reading.members.get(name)
    return person_value(PersonId(bytes.fromhex(known))) if known else name


def _line(text: str, _reading: Reading) -> Cell | None:
    return " ".join(clean_line(text).split())


#: How people write some values in tables, beyond what a file of ours says.
_READ = {Number: _number, YesNo: _tick, Date: _day, Person: _person, Line: _line}
