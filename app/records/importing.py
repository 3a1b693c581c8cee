"""A file made into a record: our own exports exactly, anybody's plan as well as it can be, nothing lost.

Of a plan from elsewhere: the first heading is the title; text under a heading that names a field goes there;
numbered steps become rows of the kind's main repeated group; everything else goes to the kind's main prose, under
its heading. A word that does not fit the field which its heading names goes to the main prose, too.
"""

import os
import re
from collections.abc import Sequence

from app.ids import Chance
from app.records.edits import Edit
from app.records.exchange import language_of, read_own, short_value
from app.records.fields import LIMIT, Field, Line, Number, Prose, Rows, Shape, columns_of
from app.records.filling import edits_for
from app.records.grids import Listed, Named, head_fields, read_grid
from app.records.headings import Headings, Match, plain
from app.records.incoming import Grid, Incoming, Piece
from app.records.kind import Kind
from app.records.prose import Table, blocks
from app.records.terms import Terms
from app.records.values import Cell, Row, Value, clean_prose
from app.records.written import Manner

_HEADING = re.compile(r" {0,3}(#{1,6})\s+(.*?)\s*#*")
_ITEM = re.compile(r"(\d{1,3})[.、．)]\s*(\S.*)")
_STAGE = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[）)、.．]\s*(\S.*)")
_BULLET = re.compile(r"[-*•]\s+(\S.*)")
_MINUTES = re.compile(r"(\d{1,3})\s*(分钟|min)")

_ONLY_MINUTES = re.compile(r"(\d{1,3})\s*(分钟|分|min|['′])?")
#: A line end before a bracket: two columns shared the cell.
_BEFORE_BRACKET = re.compile(r"\n(?=[（(])")

_IMAGE = re.compile(r'\{image file-path="([^"]*)" alt="([^"]*)"\}')
_VIDEO = re.compile(r'\{video url="([^"]*)"\}')
_PANEL = re.compile(r"\s*\{panel( [^}]*)?\}\s*")

#: A first line longer than this is a sentence, not a title; a longer heading does not name rows.
_TITLE = 60
_NAME = 100
#: The level that a heading has which is not marked as one, such as ``一、教学目标``.
_PLAIN_LEVEL = 2


def from_markdown(kind: Kind, text: str, terms: Terms | None = None, chance: Chance = os.urandom) -> list[Edit]:
    """The edits that make a new record of ``kind`` hold what a Markdown or plain text says."""
    lines = clean_prose(text.removeprefix("\ufeff")).split("\n")
    language = language_of(kind, lines)
    if language:
        values = read_own(kind, lines, Manner(language, terms or Terms()))
    else:
        values = _Reader(kind, Manner("zh", terms or Terms())).read(tidied(lines))
    return edits_for(kind, values, chance)


def from_document(
    kind: Kind, document: Incoming, terms: Terms | None = None, chance: Chance = os.urandom
) -> list[list[Edit]]:
    """The edits of the records that a document makes: one, or one for each row of a table that lists records."""
    manner, headings = Manner("zh", terms or Terms()), Headings(kind)
    if len(document.pieces) == 1 and isinstance(document.pieces[0], Grid):
        grid = document.pieces[0]
        fields = head_fields(kind, headings, grid)
        if fields:
            rows = [row for row in grid.rows[1:] if any(cell.strip() for cell in row)]
            return [edits_for(kind, _Reader(kind, manner).read_row(fields, grid.rows[0], row), chance) for row in rows]
    return [edits_for(kind, _Reader(kind, manner).read_pieces(document.pieces), chance)]


def tidied(lines: Sequence[str]) -> list[str]:
    """The lines without the notation of openly licensed plans of the "CS Unplugged" family: pictures and films
    become plain Markdown, and headings inside a panel stand in brackets, since a panel is an aside."""
    result, inside = [], False
    for line in lines:
        if _PANEL.fullmatch(line):
            inside = "panel end" not in line
            continue
        found = _HEADING.fullmatch(line.strip()) if inside else None
        if found:
            line = f"{line[: len(line) - len(line.lstrip())]}【{found[2]}】"
        result.append(_VIDEO.sub(r"\1", _IMAGE.sub(r"![\2](\1)", line)))
    return result


def _joined(lines: Sequence[str], *, hanging: bool = False) -> str:
    """Lines as a text, without common indentation, and with no empty lines at the ends or one after another.

    ``hanging``: the first line stood behind a number and says nothing of the indentation of the others.
    """
    kept: list[str] = []
    for line in lines:
        if line.strip() or (kept and kept[-1]):
            kept.append(line.rstrip() if line.strip() else "")
    first = 1 if hanging else 0
    depth = min((len(line) - len(line.lstrip(" ")) for line in kept[first:] if line), default=0)
    return "\n".join([*kept[:first], *(line[depth:] for line in kept[first:])]).strip("\n")


def _has_words(piece: Piece) -> bool:
    return isinstance(piece, Grid) or bool(piece.text.strip())


class _Reader:
    """Reads a plan from elsewhere, line by line."""

    def __init__(self, kind: Kind, manner: Manner) -> None:
        self._kind = kind
        self._manner = manner
        self._headings = Headings(kind)
        self._texts: dict[str, list[str]] = {}
        self._rows: dict[str, list[tuple[Row, list[str]]]] = {}
        self._main: list[str] = []
        self._title: str | None = None
        self._field: Field | None = None
        self._level = _PLAIN_LEVEL
        self._heading = ""
        self._told = True
        self._item = False
        self._staged = False

    def read(self, lines: Sequence[str]) -> dict[str, Value]:
        """The values that these lines come to. Without any heading, a short first line is the title."""
        first = next((number for number, line in enumerate(lines) if line.strip()), len(lines))
        if self._kind.title != self._kind.main and not any(_HEADING.fullmatch(line) for line in lines):
            first = self._take_title(lines, first)
        rest = list(lines[first:])
        for block in blocks("\n".join(rest)) if rest else ():
            if isinstance(block, Table):
                self._grid(Grid.of(([words.text for words in row] for row in block.rows), block.head))
                del rest[: len(block.rows) + block.head]
            else:
                self._line(rest.pop(0))
        self._close()
        return self._values()

    def read_pieces(self, pieces: Sequence[Piece]) -> dict[str, Value]:
        """The values of a document. A short first paragraph is the title, unless a heading comes later."""
        headed = any(not isinstance(piece, Grid) and piece.level for piece in pieces)
        for number, piece in enumerate(pieces):
            if isinstance(piece, Grid):
                self._grid(piece)
                continue
            lines = clean_prose(piece.text).split("\n")
            opening = not headed and not any(map(_has_words, pieces[:number]))
            if piece.level and len(lines) == 1:
                self._on_heading(piece.level, lines[0].strip())
            elif opening and self._kind.title != self._kind.main and len(lines) == 1:
                for line in lines[self._take_title(lines, 0) :]:
                    self._line(line)
            else:
                for line in lines:
                    self._line(line)
        self._close()
        return self._values()

    def read_row(self, fields: Sequence[Field | None], head: Sequence[str], row: Sequence[str]) -> dict[str, Value]:
        """The values of one record in a table that lists records; a cell without a field keeps its head's words."""
        for field, name, cell in zip(fields, head, row, strict=True):
            text = clean_prose(cell)
            if field is not None and text.strip():
                self._turn(Match(field, whole=True), name, _PLAIN_LEVEL)
                for line in text.split("\n"):
                    self._put(line)
            elif text.strip():
                self._main += [f"【{name}】{text}" if name.strip() else text]
        self._close()
        return self._values()

    def _grid(self, grid: Grid) -> None:
        for found in read_grid(self._kind, self._headings, grid):
            if isinstance(found, Listed):
                self._listed(found)
                continue
            if isinstance(found, Named):
                self._turn(found.match, found.label, _PLAIN_LEVEL)
            for line in clean_prose(found.text).split("\n") if found.text else ():
                self._line(line)
        self._close()
        self._field, self._heading = None, ""

    def _listed(self, listed: Listed) -> None:
        """One row of a table below its head; what its columns cannot hold goes to the row's prose, under its name."""
        rows = self._rows.setdefault(listed.field.key, [])
        row: Row = {"id": ""}
        beside: list[str] = []
        for column, name, cell in listed.cells:
            text = clean_prose(cell)
            value = self._cell(column, text) if column is not None else None
            if column is not None and value is not None:
                row[column.key] = value
            else:
                beside.append(f"【{name}】{text}" if name else text)
        minutes = next((one for one in columns_of(listed.field) if isinstance(one, Number)), None)
        told = _MINUTES.search(" ".join(text for column, _, text in listed.cells if isinstance(column, Line)))
        if minutes is not None and minutes.key not in row and told:
            row[minutes.key] = int(told[1])
        if len(rows) < LIMIT[Rows]:
            rows.append((row, beside))
        else:
            self._main += [f"【{name}】{clean_prose(text)}" if name else text for _, name, text in listed.cells]

    def _cell(self, column: Field, text: str) -> Cell | None:
        if isinstance(column, Number):
            told = _ONLY_MINUTES.fullmatch(text.strip())
            return int(told[1]) if told else None
        if isinstance(column, Line):
            text = _BEFORE_BRACKET.sub("", text)
        return self._value(column, text)

    def _take_title(self, lines: Sequence[str], first: int) -> int:
        line = lines[first].strip() if first < len(lines) else ""
        if len(line) > _TITLE or self._headings.alone(line) or self._headings.inline(line) or _ITEM.fullmatch(line):
            return first
        self._title = line
        return first + 1

    def _line(self, line: str) -> None:
        marked = _HEADING.fullmatch(line)
        if marked:
            self._on_heading(len(marked[1]), marked[2])
            return
        outside = bool(line) and not line[0].isspace()
        named = self._headings.alone(line) if outside and len(line) <= _NAME else None
        inline = self._headings.inline(line) if outside and not named else None
        if named:
            self._turn(named, line, _PLAIN_LEVEL)
        elif inline:
            self._turn(inline[0], line, _PLAIN_LEVEL)
            self._put(inline[1])
        elif not (outside and self._on_item(line)):
            if outside and not self._staged:
                self._item = False
            self._put(line)

    def _on_heading(self, level: int, heading: str) -> None:
        match = self._headings.find(heading)
        if match:
            self._turn(match, heading, level)
        elif self._title is None and not self._texts and not self._rows and not any(map(str.strip, self._main)):
            self._title = heading
            self._level = level
        elif self._field is not None and level > self._level and self._field.shape is Shape.ROWS:
            self._add_row(self._field, heading, [], staged=True)
        elif self._field is not None and level > self._level:
            self._put(f"【{heading}】")
        else:
            self._close()
            self._field, self._heading, self._told, self._level = None, heading, False, level

    def _turn(self, match: Match, heading: str, level: int) -> None:
        self._close()
        self._field, self._level, self._heading, self._told = match.field, level, heading, True
        if not match.whole:
            self._main.append(f"【{heading}】")

    def _close(self) -> None:
        if not self._told:
            self._main.append(f"【{self._heading}】")
        self._told, self._item, self._staged = True, False, False

    def _on_item(self, line: str) -> bool:
        """Whether the line begins a new row, by its number, its bullet, or the number of a stage."""
        rows = self._target()
        if rows is None:
            return False
        stage = _STAGE.fullmatch(line) if self._field else None
        if stage:
            self._add_row(rows, stage[1], [], staged=True)
            return True
        item = _ITEM.fullmatch(line) or (_BULLET.fullmatch(line) if self._field else None)
        if item is None or self._staged:
            return False
        name = ""
        if self._field is None and self._heading and len(self._heading) <= _NAME:
            name, self._told = f"{self._heading} {item[1]}", True
        self._add_row(rows, name, [item[item.lastindex or 1]], staged=False)
        return True

    def _target(self) -> Field | None:
        key = self._kind.main_rows
        field = self._field if self._field or key is None else self._kind.field(key)
        rows = isinstance(field, Rows) and any(isinstance(column, Prose) for column in field.row)
        return field if rows and field and len(self._rows.get(field.key, ())) < LIMIT[Rows] else None

    def _add_row(self, field: Field, name: str, text: list[str], *, staged: bool) -> None:
        row: Row = {"id": ""}
        line = next((column for column in columns_of(field) if isinstance(column, Line)), None)
        if name and line is not None and len(name) <= LIMIT[Line]:
            row[line.key] = name
            minutes = _MINUTES.search(name) if staged else None
            number = next((column for column in columns_of(field) if isinstance(column, Number)), None)
            if minutes and number:
                row[number.key] = int(minutes[1])
        elif name:
            text = [name, *text]
        self._rows.setdefault(field.key, []).append((row, text))
        self._item, self._staged = True, staged

    def _put(self, line: str) -> None:
        rows = self._target()
        if self._item and rows is not None:
            self._rows[rows.key][-1][1].append(line)
        elif self._field is None:
            if not self._told and line.strip():
                self._close()
            self._main.append(line)
        elif rows is not None and line.strip():
            self._add_row(rows, "", [line.strip()], staged=False)
        elif line.strip() or self._field.key in self._texts:
            self._texts.setdefault(self._field.key, []).append(line)

    def _values(self) -> dict[str, Value]:
        values: dict[str, Value] = {}
        for key, found in self._rows.items():
            values[key] = [self._row(self._kind.field(key), row, text) for row, text in found]
        for key, lines in self._texts.items():
            field = self._kind.field(key)
            fixed = isinstance(field, Prose) and field.fixed_width
            text = "\n".join(lines).strip("\n") if fixed else _joined(lines)
            value = self._value(field, text)
            if value is not None:
                values[key] = value
            else:
                self._main += ["", f"【{field.label.zh}】", text]
        self._name(values)
        main = _joined([*self._main])
        if main:
            before = values.get(self._kind.main)
            values[self._kind.main] = f"{before}\n\n{main}" if before else main
        return values

    def _row(self, field: Field, row: Row, text: list[str]) -> Row:
        prose = next(column for column in columns_of(field) if isinstance(column, Prose))
        words = _joined(text, hanging=True)
        before = row.get(prose.key)
        return {**row, prose.key: f"{before}\n{words}" if before else words} if words else row

    def _value(self, field: Field, text: str) -> Cell | None:
        if field.shape is Shape.PROSE:
            return text or None
        if field.shape is Shape.SET:
            text = re.sub(r"[,，;；]\s*", self._manner.comma(), text)
        return None if "\n" in text else short_value(field, text, self._manner)

    def _name(self, values: dict[str, Value]) -> None:
        """Give the record its title, if it found none in a field; a title that fits nowhere begins the main prose."""
        title = self._title
        if not title:
            return
        field = self._kind.field(self._kind.title)
        value = title if field.shape is Shape.PROSE else short_value(field, title, self._manner)
        if self._kind.title not in values and value is not None:
            values[self._kind.title] = value
        elif plain(str(values.get(self._kind.title, ""))) != plain(title):
            self._main.insert(0, f"【{title}】")
