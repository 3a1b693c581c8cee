"""A record as Markdown, which any editor opens and which can be imported again without loss.

The last line is a comment that names kind, version and language; the importer reads such a text strictly. In
prose, a line that would be read as a heading or as that comment has a backslash before it.
"""

from collections.abc import Callable, Iterator, Sequence

from app.records.exchange import FIXED, escaped, mark
from app.records.fields import (
    Checklist,
    Choice,
    Choices,
    Date,
    Elapsed,
    Field,
    File,
    Line,
    Link,
    Moment,
    Number,
    People,
    Person,
    Prose,
    Rows,
    Signature,
    YesNo,
    columns_of,
)
from app.records.kind import Kind
from app.records.label import Label
from app.records.terms import Terms
from app.records.values import Cell, Row, Value, Values, rows_in
from app.records.written import COLON, WRITTEN, Manner

Texts = Callable[[Label], str]

#: Asks a ``Texts`` for its language.
_LANGUAGE = Label("zh", "en")
_STRAYS = Label("其他内容", "Other contents")


def to_markdown(
    kind: Kind,
    values: Values,
    texts: Texts,
    *,
    terms: Terms | None = None,
    name: Callable[[str], str] = str,
    strays: Values | None = None,
) -> str:
    """The whole record, following its declaration; fields that hold nothing are left out.

    ``texts`` gives a label in the language of the document, ``name`` the name of a person as kept in a field.
    ``strays`` are contents of fields that this program does not have.
    """
    manner = Manner(texts(_LANGUAGE), terms or Terms(), name)
    title = values.get(kind.title)
    heading = title.partition("\n")[0] if isinstance(title, str) else ""
    lines = [f"# {heading or texts(kind.label)}"]
    for section in kind.sections:
        held = [field for field in section.fields if field.key in values]
        if held:
            lines += ["", f"## {texts(section.label)}", *_group(held, values, manner, 3)]
    if strays:
        lines += ["", f"## {texts(_STRAYS)}", "", *raw_lines(strays)]
    return "\n".join([*lines, "", mark(kind, manner.language), ""])


def raw_to_markdown(kind: str, values: Values) -> str:
    """A record of a kind that this program does not know: everything that it holds, by the names it has there."""
    return "\n".join([f"# {kind}", "", *raw_lines(values), ""])


def raw_lines(values: Values) -> list[str]:
    """Contents by their names, as a list; a long text is set in under its name."""
    lines = []
    for name, value in values.items():
        first, *more = str(value).split("\n")
        lines += [f"- {name}: {first}", *(f"  {line}" for line in more)]
    return lines


def _group(fields: Sequence[Field], values: Values | Row, manner: Manner, level: int) -> Iterator[str]:
    """Fields one below the other: the short ones first, so that none is taken for the end of a prose."""
    short = [field for field in fields if BLOCK[type(field)] is _one_line]
    if short:
        yield ""
    for field in (*short, *(field for field in fields if field not in short)):
        yield from BLOCK[type(field)](field, values[field.key], manner, level)


def _one_line(field: Field, value: Value | Cell, manner: Manner, _level: int) -> Iterator[str]:
    label, colon = field.label.in_language(manner.language), COLON.in_language(manner.language)
    members = [member for member in value if isinstance(member, str)] if isinstance(value, list) else value
    yield f"- {label}{colon}{WRITTEN[type(field)](field, members, manner)}"


def _heading(field: Field, manner: Manner, level: int) -> tuple[str, ...]:
    return "", f"{'#' * level} {field.label.in_language(manner.language)}"


def _prose(field: Field, value: Value | Cell, manner: Manner, level: int) -> Iterator[str]:
    yield from (*_heading(field, manner, level), "")
    fixed = isinstance(field, Prose) and field.fixed_width
    yield from (FIXED + line if fixed else escaped(line) for line in str(value).split("\n"))


def _rows(field: Field, value: Value | Cell, manner: Manner, level: int) -> Iterator[str]:
    rows = rows_in(value)
    yield from _heading(field, manner, level)
    for number, row in enumerate(rows, start=1):
        yield from ("", f"{'#' * (level + 1)} {number}")
        held = [column for column in columns_of(field) if column.key in row]
        yield from _group(held, row, manner, level + 2)


#: How each field type stands on the page: (field, value, manner, level of its heading) to lines.
BLOCK: dict[type[Field], Callable[[Field, Value | Cell, Manner, int], Iterator[str]]] = {
    Line: _one_line,
    Prose: _prose,
    Date: _one_line,
    Moment: _one_line,
    Number: _one_line,
    Elapsed: _one_line,
    YesNo: _one_line,
    Choice: _one_line,
    Choices: _one_line,
    Person: _one_line,
    People: _one_line,
    Link: _one_line,
    Rows: _rows,
    Checklist: _rows,
    Signature: _one_line,
    File: _one_line,
}
