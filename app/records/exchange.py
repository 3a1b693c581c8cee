"""Reading back the Markdown that export/text.py writes: strictly, so that nothing changes on the way.

    # title                         for people only
    ## section
    - label：value                  a short field
    ### label                       a prose field, its text below; or rows
    #### 1                          a row, its short cells below
    ##### label                     a prose cell
    <!-- tongxing kind 1 zh -->     kind, version, language: says that this is such a text

A line of prose that begins with "#" or with the comment has a backslash before it, and so has one that begins with
backslashes and either of them. What does not fit is added to the kind's main prose.
"""

import re
from collections.abc import Iterable, Sequence

from app.errors import RecordError
from app.records.fields import Field, Prose, columns_of, is_prose, is_rows
from app.records.kind import Kind
from app.records.values import Cell, Row, Value, checked, checked_member
from app.records.written import COLON, READ_AGAIN, Manner
from app.resources import LANGUAGES

#: Goes before each line of a prose whose columns must stand.
FIXED = "    "

_MARK = re.compile(r"<!-- tongxing ([a-z0-9_]+) (\d+) (\w+) -->")
_TO_ESCAPE = re.compile(r"\\*(#|<!-- tongxing )")
_ESCAPED = re.compile(r"\\+(#|<!-- tongxing )")
_HEADING = re.compile(r"(#{1,6}) (.*)")


def mark(kind: Kind, language: str) -> str:
    """The comment that names kind, version and language."""
    return f"<!-- tongxing {kind.key} {kind.version} {language} -->"


def escaped(line: str) -> str:
    """A line of prose as it stands in the file."""
    return "\\" + line if _TO_ESCAPE.match(line) else line


def _unescaped(line: str) -> str:
    return line[1:] if _ESCAPED.match(line) else line


def language_of(kind: Kind, lines: Iterable[str]) -> str | None:
    """The language of a text of ours of this kind; None when it is any other text."""
    for line in lines:
        found = _MARK.fullmatch(line.rstrip())
        if found and found[1] == kind.key and found[3] in LANGUAGES:
            return found[3]
    return None


def short_value(field: Field, text: str, manner: Manner) -> Cell | None:
    """The value that a text names, if the field can hold it."""
    if type(field) not in READ_AGAIN:
        return None
    value = READ_AGAIN[type(field)](field, text, manner)
    try:
        if isinstance(value, list):
            return [checked_member(field, member) for member in value]
        return checked(field, value)
    except RecordError:
        return None


class _Reader:
    """Takes headed blocks one by one; ``here`` are the short fields that a line may name at this place."""

    def __init__(self, kind: Kind, manner: Manner) -> None:
        self._manner = manner
        self._main = kind.main
        self._fields = tuple(kind.fields())
        self._rows: Field | None = None
        self._row: Row | None = None
        self.values: dict[str, Value] = {}
        self.left: list[str] = []

    def block(self, level: int, heading: str, body: Sequence[str]) -> None:
        """One heading with the lines below it."""
        if level <= 3:
            self._rows = self._row = None
        field = self._named(self._fields, heading) if level == 3 else None
        if field is not None and is_rows(field):
            self._rows = field
            self.values.setdefault(field.key, [])
        if level == 4 and self._rows is not None:
            self._row = {"id": ""}
            rows = self.values[self._rows.key]
            if isinstance(rows, list):
                rows.append(self._row)  # type: ignore[arg-type]  # a list under the key of rows is a list of rows
        column = self._named(columns_of(self._rows), heading) if level == 5 and self._rows else None
        if field is not None and is_prose(field):
            self.values[field.key] = _prose_of(field, body)
        elif column is not None and self._row is not None and is_prose(column):
            self._row[column.key] = _prose_of(column, body)
        else:
            named = level <= 2 or (level == 3 and self._rows) or (level == 4 and self._row is not None)
            self._short(body if named else [heading, *body])

    def _short(self, body: Sequence[str]) -> None:
        for line in body:
            if line.strip() and not self._take(line):
                self.left.append(line)

    def _take(self, line: str) -> bool:
        fields = columns_of(self._rows) if self._rows else self._fields
        into: dict[str, Value] | Row = self._row if self._row is not None else self.values
        for field in fields:
            start = f"- {field.label.in_language(self._manner.language)}{COLON.in_language(self._manner.language)}"
            value = short_value(field, line.removeprefix(start), self._manner) if line.startswith(start) else None
            if value is not None and field.key not in into:
                into[field.key] = value
                return True
        return False

    def _named(self, fields: Iterable[Field], heading: str) -> Field | None:
        return next((field for field in fields if field.label.in_language(self._manner.language) == heading), None)

    def finish(self) -> dict[str, Value]:
        """The values, with what did not fit at the end of the main prose."""
        if self.left:
            main = str(self.values.get(self._main, ""))
            self.values[self._main] = "\n".join([*([main, ""] if main else []), *self.left])
        return self.values


def _prose_of(field: Field, body: Sequence[str]) -> str:
    if isinstance(field, Prose) and field.fixed_width and all(line[:4] in (FIXED, "") for line in body):
        return "\n".join(line.removeprefix(FIXED) for line in body)
    return "\n".join(_unescaped(line) for line in body)


def read_own(kind: Kind, lines: Sequence[str], manner: Manner) -> dict[str, Value]:
    """The values that a text of ours holds."""
    reader = _Reader(kind, manner)
    level, heading = 0, ""
    body: list[str] = []
    for line in [*lines, "# "]:
        found = _HEADING.fullmatch(line)
        if found or _MARK.fullmatch(line.rstrip()):
            # One empty line after a heading and one before the next are the page's, not the text's.
            body = body[1:] if body and not body[0] else body
            body = body[:-1] if body and not body[-1] else body
            reader.block(level, heading, body)
            level, heading, body = (len(found[1]), found[2], []) if found else (0, "", [])
        else:
            body.append(line)
    return reader.finish()
