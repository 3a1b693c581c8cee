"""What each field type looks like on paper: the table ``CONTENTS``, from a field's value to blocks.

Short values are one paragraph; nothing is written here that is meant to be read by a program again.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.records import prose
from app.records.blocks import (
    WITHIN,
    Block,
    Cell,
    Fixed,
    Heading,
    Item,
    Paragraph,
    Picture,
    Table,
    heading_cell,
)
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
from app.records.files import Attached, all_attached
from app.records.label import Label
from app.records.values import Cell as Kept
from app.records.values import Row, Value, rows_in
from app.records.written import WRITTEN, Manner

#: What stands for yes in a column of ticks; for no the place stays empty, as on paper.
TICK = "√"
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_DATE = Label("{year}年{month}月{day}日", "{year}-{month:02}-{day:02}")
_OPEN, _CLOSE = Label("（", " ("), Label("）", ")")


def _no_picture(_file: Attached) -> bytes:
    return b""


@dataclass(frozen=True)
class Writing:
    """How to write on paper: the manner of single values, how a record that is linked to is called, and the content of
    an attached picture (empty where it is not on this computer)."""

    manner: Manner
    linked: Callable[[str], str] = str
    picture: Callable[[Attached], bytes] = _no_picture

    def say(self, label: Label) -> str:
        """A declared word in the language of the paper."""
        return label.in_language(self.manner.language)

    def bracketed(self, text: str) -> str:
        """A remark behind a word, in the brackets of the language."""
        return f"{self.say(_OPEN)}{text}{self.say(_CLOSE)}" if text else ""


def day_on_paper(text: str, language: str) -> str:
    """A day as people write it by hand: 2026年9月1日; in English as it is kept."""
    form = _DATE.in_language(language)
    return _DAY.sub(lambda day: form.format(year=day[1], month=int(day[2]), day=int(day[3])), text)


def line_of(field: Field, value: Value | Kept | None, writing: Writing) -> str:
    """A short value as one line; empty for nothing."""
    return "" if value is None or value == "" else _LINE[type(field)](field, value, writing)


def is_short(field: Field) -> bool:
    """Is its value one line?"""
    return type(field) in _LINE


def contents_of(field: Field, value: Value | Kept | None, writing: Writing) -> tuple[Block, ...]:
    """What a field holds, as blocks; none for nothing."""
    return () if value is None or value in ("", []) else CONTENTS[type(field)](field, value, writing)


def prose_blocks(text: str) -> tuple[Block, ...]:
    """A prose with its headings, lists and tables; empty lines only part paragraphs and are not printed."""
    made = (_FORMATTED[type(block)](block) for block in prose.blocks(text))
    return tuple(block for block in made if block is not None)


# Short values


def _written(field: Field, value: Value | Kept, writing: Writing) -> str:
    return WRITTEN[type(field)](field, value if isinstance(value, str | int) else str(value), writing.manner)


def _day(_field: Field, value: Value | Kept, writing: Writing) -> str:
    return day_on_paper(str(value).replace("T", " ", 1), writing.manner.language)


def _number(field: Field, value: Value | Kept, writing: Writing) -> str:
    unit = field.unit if isinstance(field, Number) else None
    gap = "" if writing.manner.language == "zh" else " "
    return f"{value}{gap}{writing.say(unit)}" if unit else str(value)


def _members(value: Value | Kept) -> list[str]:
    return [member for member in value if isinstance(member, str)] if isinstance(value, list) else [str(value)]


def _terms(field: Field, value: Value | Kept, writing: Writing) -> str:
    name, manner = field.terms if isinstance(field, Choices) else "", writing.manner
    return manner.comma().join(manner.terms.show(name, member, manner.language) for member in _members(value))


def _people(_field: Field, value: Value | Kept, writing: Writing) -> str:
    return writing.manner.comma().join(map(writing.manner.name, _members(value)))


def _link(_field: Field, value: Value | Kept, writing: Writing) -> str:
    return writing.linked(str(value))


def _signed(_field: Field, value: Value | Kept, writing: Writing) -> str:
    when, _gap, name = str(value).partition(" ")
    return f"{name} {day_on_paper(when.replace('T', ' ', 1), writing.manner.language)}".strip()


#: Values of one line. No mark is escaped in a list: paper is not read again.
_LINE: dict[type[Field], Callable[[Field, Value | Kept, Writing], str]] = {
    Line: _written,
    Date: _day,
    Moment: _day,
    Number: _number,
    Elapsed: _written,
    YesNo: _written,
    Choice: _written,
    Choices: _terms,
    Person: _written,
    People: _people,
    Link: _link,
    Signature: _signed,
}

# Blocks


def _short(field: Field, value: Value | Kept, writing: Writing) -> tuple[Block, ...]:
    return (Paragraph(line_of(field, value, writing)),)


def _prose(field: Field, value: Value | Kept, _writing: Writing) -> tuple[Block, ...]:
    if isinstance(field, Prose) and field.fixed_width:
        return (Fixed(str(value).rstrip("\n")),)
    return prose_blocks(str(value))


def _files(_field: Field, value: Value | Kept, writing: Writing) -> tuple[Block, ...]:
    files = all_attached(value)
    return tuple(
        Picture(file.name, writing.picture(file)) if file.is_picture else Paragraph(file.name) for file in files
    )


def _rows(field: Field, value: Value | Kept, writing: Writing) -> tuple[Block, ...]:
    rows = rows_in(value)
    columns = held_columns(columns_of(field), rows)
    return rows_blocks(field, columns, rows, writing)


def held_columns(columns: Sequence[Field], rows: Sequence[Row]) -> tuple[Field, ...]:
    """The columns in which some row holds something: empty ones are not printed."""
    return tuple(column for column in columns if any(row.get(column.key) not in (None, "", []) for row in rows))


def is_a_list(columns: Sequence[Field]) -> bool:
    """Are such rows a numbered list rather than a table: one text each, with at most short remarks behind it?"""
    return len(columns) == 1 or (bool(columns) and not is_short(columns[0]) and all(map(is_short, columns[1:])))


def rows_blocks(field: Field, columns: Sequence[Field], rows: Sequence[Row], writing: Writing) -> tuple[Block, ...]:
    """Rows as a numbered list where one text each is all they hold, else as a table with these columns."""
    if is_a_list(columns):
        return tuple(block for number, row in enumerate(rows, 1) for block in _item(number, columns, row, writing))
    head = tuple(heading_cell(writing.say(column.label)) for column in columns)
    lines = tuple(tuple(cell_of(column, row, writing) for column in columns) for row in rows)
    return (Table(lines, shares([weight(column) for column in columns]), (head,)),) if columns else ()


def _item(number: int, columns: Sequence[Field], row: Row, writing: Writing) -> tuple[Block, ...]:
    first, *others = columns
    lines = [line_of(other, row.get(other.key), writing) for other in others]
    remarks = writing.bracketed(writing.manner.comma().join(line for line in lines if line))
    contents = contents_of(first, row.get(first.key), writing)
    if contents and isinstance(contents[0], Paragraph):
        return Item(contents[0].text + remarks, f"{number}."), *contents[1:]
    return Item(remarks, f"{number}."), *contents


def cell_of(column: Field, row: Row, writing: Writing) -> Cell:
    """One cell; a number stands there without the unit that its column's heading says."""
    value = row.get(column.key)
    if isinstance(column, YesNo):
        return Cell((Paragraph(TICK),) if value else ())
    if isinstance(column, Number) and value is not None:
        return Cell((Paragraph(str(value)),))
    return Cell(contents_of(column, value, writing))


#: How wide a column wants to be beside others: a heading of two characters stands on one line also beside six others.
_WEIGHT: dict[type[Field], int] = {
    Prose: 40, Line: 24, Choices: 18, People: 20, Date: 18, Number: 10, Elapsed: 8, YesNo: 10,
}  # fmt: skip


def weight(column: Field) -> int:
    """How much room a column wants beside others."""
    return _WEIGHT.get(type(column), 14)


def shares(weights: Sequence[int]) -> tuple[int, ...]:
    """Weights as whole hundredths that make a hundred."""
    whole = sum(weights)
    parts = [part * 100 // whole for part in weights]
    parts[-1] += 100 - sum(parts)
    return tuple(parts)


#: How each field type stands on paper: (field, value, writing) to blocks.
CONTENTS: dict[type[Field], Callable[[Field, Value | Kept, Writing], tuple[Block, ...]]] = {
    **dict.fromkeys(_LINE, _short),
    Prose: _prose,
    Rows: _rows,
    Checklist: _rows,
    File: _files,
}

# Formatting within prose


def _paragraph(block: prose.Block) -> Block | None:
    text = block.words.text.strip() if isinstance(block, prose.Paragraph) else ""
    return Paragraph(text) if text else None


def _heading(block: prose.Block) -> Block | None:
    return Heading(block.words.text, WITHIN) if isinstance(block, prose.Heading) else None


def _list_item(block: prose.Block) -> Block | None:
    return Item(block.words.text, block.mark, block.depth) if isinstance(block, prose.Item) else None


def _table(block: prose.Block) -> Block | None:
    if not isinstance(block, prose.Table):
        return None
    lines = [[words.text for words in row] + [""] * (block.columns - len(row)) for row in block.rows]
    longest = [min(20, max(4, *(len(line[at]) for line in lines))) for at in range(block.columns)]
    rows = tuple(
        tuple(Cell((Paragraph(text),) if text else (), heading=block.head and at == 0) for text in line)
        for at, line in enumerate(lines)
    )
    head = rows[:1] if block.head else ()
    return Table(rows[len(head) :], shares(longest), head)


_FORMATTED: dict[type[prose.Block], Callable[[prose.Block], Block | None]] = {
    prose.Paragraph: _paragraph,
    prose.Heading: _heading,
    prose.Item: _list_item,
    prose.Table: _table,
}
