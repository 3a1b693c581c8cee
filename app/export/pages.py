"""A record as it goes on paper: blocks, by its kind's declaration, in the layout and length that a person chose.

``contents.py`` says what each field type looks like; here they are put together. In tables everything stands in a
ruled form, labels at the left; as text everything stands under numbered headings.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.export.contents import (
    Writing,
    cell_of,
    contents_of,
    held_columns,
    is_a_list,
    is_short,
    line_of,
    rows_blocks,
    shares,
    weight,
)
from app.export.file_names import file_name
from app.export.stages import stages_on_paper
from app.records.blocks import (
    NAME,
    PART,
    WITHIN,
    Block,
    Cell,
    Heading,
    Margin,
    Pages,
    Paragraph,
    Signatures,
    Table,
    heading_cell,
    words_cell,
)
from app.records.fields import Choice, Date, Field, Line, Moment, Rows, columns_of, is_rows
from app.records.kind import Kind
from app.records.label import Label
from app.records.paper import Layout, Length, PrintChoice
from app.records.rules import total
from app.records.values import Row, Values, rows_in
from app.records.written import COLON

#: The form's four columns: two labels and two values. English labels are longer.
_FORM = {"zh": (14, 36, 14, 36)}
_WIDER = (18, 32, 18, 32)
#: Between the names of two columns that share one; a line may end behind it.
_AND = "·\u200b"
#: A fact longer than this stands across the form.
_SHORT_FACT = 16
#: Lines left free for writing by hand.
_FREE_LINES = 6
_LINES_BY_HAND = 3
_GAP = "　　"
#: Characters of facts on one line of a text.
_LINE_OF_FACTS = 40
_DAY = Label("日期", "Date")
_COPIES = Label("本协议一式{number}份，签字各方各执一份。", "In {number} copies, one for each who signs.")
#: How the parts of a text are counted, and its steps within a part.
_TENS = Label("十", "")
_DIGITS = Label(" 一二三四五六七八九", "")
_PART, _STEP = Label("{number}、", "{number}. "), Label("（{number}）", "({number}) ")


@dataclass(frozen=True)
class Job:
    """One record to be set: its kind, what it holds, what was chosen, and how to write."""

    kind: Kind
    values: Values
    choice: PrintChoice
    writing: Writing

    def facts(self) -> tuple[Field, ...]:
        """The fields of the table at the top."""
        declared = self.kind.on_paper.facts
        if declared:
            return tuple(self.kind.field(key) for key in declared)
        return tuple(field for field in self.kind.sections[0].fields if is_short(field))

    def body(self) -> tuple[Field, ...]:
        """The other fields that hold something and are wanted, in the order of the form; the margin's is not one."""
        gone = {field.key for field in self.facts()} | set(self.kind.on_paper.left_out)
        if self.margin() is not None:
            gone.add(self.kind.on_paper.margin or "")
        return tuple(
            field
            for field in self.kind.fields()
            if field.key not in gone and self.values.get(field.key) not in (None, "", []) and self.wanted(field)
        )

    def wanted(self, field: Field, column: Field | None = None) -> bool:
        """Does the chosen length have this field, or this column of it?"""
        paper = self.kind.on_paper
        if column is not None and f"{field.key}/{column.key}" in paper.left_out:
            return False
        if self.choice.length is Length.FULL or not paper.short:
            return True
        if column is None:
            return any(path.partition("/")[0] == field.key for path in paper.short)
        return field.key in paper.short or f"{field.key}/{column.key}" in paper.short

    def margin(self) -> Margin | None:
        """The column beside the main rows, where it says something or was asked for.

        Only a table has a side: beside rows that are printed as a list, or not at all, it is a field like others.
        """
        key = self.kind.on_paper.margin
        if key is None or self.choice.layout is Layout.TEXT or not self._main_rows_are_a_table():
            return None
        field = self.kind.field(key)
        if not self.choice.margin and (self.choice.length is Length.SHORT or not self.values.get(key)):
            return None
        return Margin(self.writing.say(field.label), contents_of(field, self.values.get(key), self.writing))

    def _main_rows_are_a_table(self) -> bool:
        if self.kind.main_rows is None:
            return False
        field = self.kind.field(self.kind.main_rows)
        columns = self.columns(field, rows_in(self.values.get(field.key))) if self.wanted(field) else ()
        return bool(columns) and not is_a_list(columns)

    def columns(self, field: Field, rows: Sequence[Row]) -> tuple[Field, ...]:
        """The columns of a repeated group that are printed."""
        return held_columns([column for column in columns_of(field) if self.wanted(field, column)], rows)

    def label(self, field: Field) -> str:
        """A field's label, with the sum of its numbers behind it if it has one."""
        label = self.writing.say(field.label)
        if not isinstance(field, Rows) or not field.total:
            return label
        column = next(column for column in field.row if column.key == field.total)
        whole = total(rows_in(self.values.get(field.key)), field.total)
        return label + self.writing.bracketed(line_of(column, whole or None, self.writing))


def pages_of(job: Job, above: str = "", behind: Sequence[Block] = ()) -> Pages:
    """The record as pages; ``above`` stands at the head of each, ``behind`` comes after the record."""
    paper = job.kind.on_paper
    if paper.slip:
        blocks = _as_slip(job)
    else:
        blocks = _as_table(job) if job.choice.layout is Layout.TABLE else _as_text(job)
    labels = job.choice.signatures
    if labels is None:
        labels = tuple(job.writing.say(label) for label in paper.signatures)
    # A slip is too narrow for two lines and two days, and its words say when it was signed.
    signed = (Signatures(labels, "" if paper.slip else job.writing.say(_DAY)),) if labels else ()
    return Pages(
        blocks=(*blocks, *_copies(job), *signed, *behind),
        above=above,
        file_name=name_of(job),
        language=job.choice.language,
        landscape=paper.landscape,
        to_a_sheet=paper.to_a_sheet,
    )


def _copies(job: Job) -> tuple[Block, ...]:
    copies, language = job.kind.on_paper.copies, job.choice.language
    return (Paragraph(counted(_COPIES, copies, language)),) if copies > 1 else ()


def raw_pages(name: str, values: Values, language: str, above: str = "") -> Pages:
    """A record of a kind that this program does not know: everything that it holds, by the names it has there."""
    blocks = [Paragraph(str(value), label + COLON.in_language(language)) for label, value in values.items()]
    return Pages((Heading(name, NAME), *blocks), above, file_name(name), language)


def name_of(job: Job) -> str:
    """A file's name: what sort (the first choice in lists, else the kind), what about, and of which day."""
    listed = [job.kind.field(key) for key in job.kind.columns]
    sort = next((field for field in listed if isinstance(field, Choice)), None)
    day = next((field for field in listed if isinstance(field, Date | Moment)), None)
    first = line_of(sort, job.values.get(sort.key), job.writing) if sort else ""
    title = job.values.get(job.kind.title)
    line = title.partition("\n")[0][:40] if isinstance(title, str) else ""
    when = str(job.values.get(day.key, ""))[:10] if day else ""
    return file_name(first or job.writing.say(job.kind.label), line, when)


# Everything in tables


class _Form:
    """Gathers rows of the ruled form, and gives them away as a table when something else comes between."""

    def __init__(self, language: str) -> None:
        self.blocks: list[Block] = []
        self._widths = _FORM.get(language, _WIDER)
        self._rows: list[tuple[Cell, ...]] = []
        self._half: tuple[Cell, ...] = ()

    def fact(self, label: str, line: str) -> None:
        """A short value: two of them share a row."""
        if len(line) > _SHORT_FACT:
            self.across(label, (Paragraph(line),))
            return
        pair = (heading_cell(label), words_cell(line))
        if self._half:
            self._rows.append((*self._half, *pair))
            self._half = ()
        else:
            self._half = pair

    def across(self, label: str, contents: tuple[Block, ...]) -> None:
        """A row of its own."""
        self._fill()
        self._rows.append((heading_cell(label), Cell(contents, across=3)))

    def put(self, *blocks: Block) -> None:
        """Something that is no row of the form."""
        self.close()
        self.blocks += blocks

    def close(self) -> None:
        """Give the rows away."""
        self._fill()
        if self._rows:
            self.blocks.append(Table(tuple(self._rows), self._widths))
            self._rows = []

    def _fill(self) -> None:
        if self._half:
            label, value = self._half
            self._rows.append((label, replace(value, across=3)))
            self._half = ()


def _as_table(job: Job) -> list[Block]:
    form = _Form(job.choice.language)
    form.put(Heading(job.writing.say(job.kind.label), NAME))
    for field in job.facts():
        form.fact(job.writing.say(field.label), line_of(field, job.values.get(field.key), job.writing))
    for field in job.body():
        value = job.values[field.key]
        if is_rows(field):
            _rows_into(form, job, field)
        elif is_short(field):
            form.fact(job.writing.say(field.label), line_of(field, value, job.writing))
        else:
            form.across(job.writing.say(field.label), contents_of(field, value, job.writing))
    form.close()
    return form.blocks


def _rows_into(form: _Form, job: Job, field: Field) -> None:
    rows = rows_in(job.values.get(field.key))
    columns = job.columns(field, rows)
    if is_a_list(columns):
        form.across(job.label(field), rows_blocks(field, columns, rows, job.writing))
    elif columns:
        form.put(_table_of(job, field, columns, rows), *stages_on_paper(field, job.values, job.writing))


def _table_of(job: Job, field: Field, columns: Sequence[Field], rows: Sequence[Row]) -> Table:
    """Rows under two heads, the field's name and its columns', which stand again on every page."""
    under = _joined(job, field, columns)
    tops = [column for column in columns if column not in under.values()]
    margin = job.margin() if field.key == job.kind.main_rows else None
    head = tuple(_joined_label(job, column, under.get(column.key)) for column in tops)
    lines = tuple(tuple(_joined_cell(job, column, under.get(column.key), row) for column in tops) for row in rows)
    widths = shares([weight(column) for column in tops])
    return Table(lines, widths, ((replace(heading_cell(job.label(field)), across=len(tops)),), head), margin)


def _joined(job: Job, field: Field, columns: Sequence[Field]) -> dict[str, Field]:
    """By key of a column, the column that stands under it."""
    by_path = {f"{field.key}/{column.key}": column for column in columns}
    pairs = ((by_path.get(upper), by_path.get(lower)) for upper, lower in job.kind.on_paper.joined)
    return {upper.key: lower for upper, lower in pairs if upper and lower}


def _joined_label(job: Job, column: Field, under: Field | None) -> Cell:
    both = [one for one in (column, under) if one is not None]
    return heading_cell(_AND.join(job.writing.say(one.label) for one in both))


def _joined_cell(job: Job, column: Field, under: Field | None, row: Row) -> Cell:
    cell = cell_of(column, row, job.writing)
    if under is None or row.get(under.key) is None:
        return cell
    line = line_of(under, row[under.key], job.writing)
    return replace(cell, blocks=(*cell.blocks, Paragraph(job.writing.bracketed(line).strip())))


# As text


def _as_text(job: Job) -> list[Block]:
    title = job.values.get(job.kind.title)
    name = (
        title.partition("\n")[0] if isinstance(title, str) and isinstance(job.kind.field(job.kind.title), Line) else ""
    )
    kind = job.writing.say(job.kind.label)
    blocks: list[Block] = [Heading(name + job.writing.bracketed(kind) if name else kind, NAME)]
    facts = [field for field in job.facts() if not (name and field.key == job.kind.title)]
    colon = COLON.in_language(job.choice.language)
    lines = [job.writing.say(field.label) + colon + line for field in facts if (line := _fact(job, field))]
    blocks += [Paragraph(line) for line in _gathered(lines)]
    number = 0
    for field in job.body():
        if is_short(field):
            blocks.append(Paragraph(_fact(job, field), job.writing.say(field.label) + colon))
            continue
        number += 1
        blocks.append(Heading(counted(_PART, number, job.choice.language) + job.label(field), PART))
        blocks += _steps(job, field) if is_rows(field) else contents_of(field, job.values[field.key], job.writing)
    if job.choice.margin and job.kind.on_paper.margin:
        margin = job.kind.field(job.kind.on_paper.margin)
        if not job.values.get(margin.key):
            blocks.append(
                Heading(counted(_PART, number + 1, job.choice.language) + job.writing.say(margin.label), PART)
            )
            blocks.append(Paragraph("\n" * _FREE_LINES))
    return blocks


def _as_slip(job: Job) -> list[Block]:
    """Words to hand to somebody: what it is, for whom, then each text under its name."""
    say, colon = job.writing.say, COLON.in_language(job.choice.language)
    blocks: list[Block] = [Heading(say(job.kind.label), NAME)]
    facts = [say(field.label) + colon + _fact(job, field) for field in job.facts()]
    blocks += [Paragraph(line) for line in _gathered(facts)]
    for field in job.body():
        if is_rows(field):
            blocks += [Paragraph("", job.label(field)), *_steps(job, field)]
        else:
            blocks += _labelled(say(field.label) + colon, contents_of(field, job.values[field.key], job.writing))
    for key in job.kind.on_paper.by_hand:
        if not job.values.get(key):
            blocks.append(Paragraph("\n" * _LINES_BY_HAND, say(job.kind.field(key).label) + colon))
    return blocks


def _gathered(facts: Sequence[str]) -> list[str]:
    """Facts in as few lines as they fit into, each fact whole."""
    lines: list[str] = []
    for fact in facts:
        if lines and len(lines[-1]) + len(_GAP) + len(fact) <= _LINE_OF_FACTS:
            lines[-1] += _GAP + fact
        else:
            lines.append(fact)
    return lines


def _fact(job: Job, field: Field) -> str:
    return line_of(field, job.values.get(field.key), job.writing)


def _steps(job: Job, field: Field) -> list[Block]:
    """Rows one below the other: their short values as a heading, their texts with the columns' names before them."""
    rows = rows_in(job.values.get(field.key))
    columns = job.columns(field, rows)
    if is_a_list(columns):
        return list(rows_blocks(field, columns, rows, job.writing))
    colon = COLON.in_language(job.choice.language)
    blocks: list[Block] = []
    for number, row in enumerate(rows, start=1):
        short = [
            line
            for column in columns
            if is_short(column) and (line := line_of(column, row.get(column.key), job.writing))
        ]
        first, *more = short or [""]
        blocks.append(
            Heading(
                counted(_STEP, number, job.choice.language)
                + first
                + "".join(job.writing.bracketed(line) for line in more),
                WITHIN,
            )
        )
        for column in columns:
            if not is_short(column):
                blocks += _labelled(
                    job.writing.say(column.label) + colon, contents_of(column, row.get(column.key), job.writing)
                )
    return [*blocks, *stages_on_paper(field, job.values, job.writing)]


def _labelled(label: str, contents: tuple[Block, ...]) -> tuple[Block, ...]:
    """Contents with their name before the first paragraph; on a line of its own before anything else."""
    if not contents:
        return ()
    first, *others = contents
    if isinstance(first, Paragraph) and not first.label:
        return replace(first, label=label), *others
    return Paragraph("", label), *contents


def counted(form: Label, number: int, language: str) -> str:
    """What stands before the heading of a part or a step, in Chinese numbers or in digits."""
    return form.in_language(language).format(number=chinese(number) if language == "zh" else number)


def chinese(number: int) -> str:
    """A number below a hundred in Chinese; larger ones in digits."""
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    ten = "" if not tens else (_DIGITS.zh[tens] if tens > 1 else "") + _TENS.zh
    return ten + (_DIGITS.zh[ones] if ones else "")
