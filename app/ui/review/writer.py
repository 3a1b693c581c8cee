"""Sets a record on the page: sections, short values on one line, prose with its formatting, rows with their cells.

With changes, what was removed stands struck out where it stood, and what was added is underlined.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QFont, QFontDatabase, QTextCharFormat, QTextCursor

from app.ids import DeviceId, RecordId
from app.records.differences import RowChange, Run, Sort
from app.records.fields import Field, Prose, columns_of, is_prose, is_rows
from app.records.kind import Kind
from app.records.label import Label
from app.records.terms import Terms
from app.records.values import Row, Value, members_in, rows_in
from app.records.written import COMMA
from app.ui.desk import Desk
from app.ui.review.marking import Changed, Marking
from app.ui.theme.colours import COLOURS
from app.ui.theme.fonts import BODY, HEAD, SMALL
from app.ui.theme.written import written
from app.ui.widgets.cells import Manner, cell
from app.ui.widgets.prose_page import Looks, ProsePage, Stretch
from app.ui.widgets.prose_page import Run as Placed
from app.workspace.history import ChangesView

#: Words with what became of them, and who did that.
_Piece = tuple[str, Sort, DeviceId | None]


@dataclass(frozen=True)
class Sheetful:
    """What is set: a record's values, the names of its space's members, and, if they are shown, its changes."""

    record: RecordId
    kind: Kind | None
    values: Mapping[str, Value]
    names: Mapping[str, str]
    changes: ChangesView | None = None


class Writer:
    """Writes one page. ``stretches`` are where each prose stands, ``values`` where each other value does."""

    def __init__(self, cursor: QTextCursor, desk: Desk, shown: Sheetful) -> None:
        self._desk, self._shown = desk, shown
        self._page = ProsePage(cursor)
        self.stretches: list[Stretch] = []
        self.values: list[Stretch] = []
        self.marking = Marking(desk, shown.changes) if shown.changes is not None else None
        self._manner = Manner(desk.words, Terms(), desk.texts.language, shown.names, desk.now())
        self._row: RowChange | None = None

    def write(self) -> None:
        """The whole record."""
        if self._shown.kind is None:
            for name, value in self._shown.values.items():
                self._label(name)
                self._paragraphs(name, str(value))
            return
        there = {*self._shown.values, *(self._shown.changes.differences.paths() if self._shown.changes else ())}
        for section in self._shown.kind.sections:
            fields = [field for field in section.fields if field.key in there]
            if fields:
                self._block(self._desk.texts.label(section.label), _look(HEAD, "accent_deep", bold=True), 16, 4)
                self._fields(fields)

    def _fields(self, fields: Sequence[Field]) -> None:
        short = [field for field in fields if not is_prose(field) and not is_rows(field)]
        if short:
            self._short_line([(field, self._shown.values.get(field.key)) for field in short])
        for field in fields:
            value = self._shown.values.get(field.key)
            if is_prose(field):
                self._label(self._desk.texts.label(field.label))
                fixed = isinstance(field, Prose) and field.fixed_width
                self._paragraphs(field.key, str(value or ""), fixed=fixed)
            elif is_rows(field):
                self._rows(field, self._rows_of(field, value))

    def _rows_of(self, field: Field, value: Value | None) -> Sequence[RowChange]:
        changes = self._shown.changes
        if changes is not None and field.key in changes.differences.rows:
            return changes.differences.rows[field.key]
        rows = rows_in(value)
        return [RowChange(Sort.KEPT, row) for row in rows]

    def _rows(self, field: Field, rows: Iterable[RowChange]) -> None:
        number = 0
        for change in rows:
            self._row = change
            gone = change.sort is Sort.REMOVED
            number += not gone
            self._one_row(field, change, self._desk.texts.say("history.row_gone") if gone else str(number))
        self._row = None

    def _one_row(self, field: Field, change: RowChange, number: str) -> None:
        row, path = change.row, f"{field.key}/{change.row['id']}"
        columns = [column for column in columns_of(field) if column.key in row or self._differs(path, column)]
        short = [column for column in columns if not is_prose(column)]
        if not short and len(columns) == 1 and not change.moved:
            self._paragraphs(f"{path}/{columns[0].key}", _words(row, columns[0]), before=f"{number}　")
            return
        self._row_head(path, row, number, short)
        for column in columns:
            if is_prose(column):
                self._label(self._desk.texts.label(column.label))
                self._paragraphs(f"{path}/{column.key}", _words(row, column))

    def _differs(self, path: str, column: Field) -> bool:
        found = self._shown.changes.differences if self._shown.changes is not None else None
        inside = f"{path}/{column.key}"
        return found is not None and any(inside in paths for paths in (found.texts, found.values, found.sets))

    def _row_head(self, path: str, row: Row, number: str, short: Sequence[Field]) -> None:
        look = _look(BODY, "ink", bold=True)
        self._block(f"{number}　", look, 12, 2)
        said = 0
        for column in short:
            pieces = [piece for piece in self._pieces(column, f"{path}/{column.key}", row.get(column.key)) if piece[0]]
            if pieces:
                self._page.cursor.insertText("　·　" if said else "", look)
                self._value(f"{path}/{column.key}", pieces, look)
                unit = getattr(column, "unit", None)
                self._page.cursor.insertText(
                    f" {self._desk.texts.label(unit)}" if isinstance(unit, Label) else "", look
                )
                said += 1
        if self._row is not None and self._row.moved and self.marking is not None:
            moved = self.marking.look(_look(SMALL, "quiet"), Sort.ADDED, self._row.device)
            self._page.cursor.insertText("　", look)
            self._page.cursor.insertText(self._desk.texts.say("history.row_moved"), moved)

    def _short_line(self, pairs: Sequence[tuple[Field, Value | None]]) -> None:
        self._block("", _look(BODY, "ink"), 2, 4)
        for at, (field, value) in enumerate(pairs):
            if at:
                self._page.cursor.insertText("　", _look(BODY, "quiet"))
            self._page.cursor.insertText(self._desk.texts.label(field.label) + " ", _look(SMALL, "quiet"))
            self._value(field.key, self._pieces(field, field.key, value), _look(BODY, "ink"))

    def _pieces(self, field: Field, path: str, value: Value | None) -> list[_Piece]:
        """A value as people read it, with what became of it."""
        found = self._shown.changes.differences if self._shown.changes is not None else None
        whole = self._row if self._row is not None and self._row.sort is not Sort.KEPT else None
        if whole is not None and whole.sort is Sort.REMOVED:
            return [(self._said(field, value), Sort.REMOVED, whole.device)]
        if found is not None and path in found.values:
            change = found.values[path]
            return [
                (self._said(field, change.old), Sort.REMOVED, change.device),
                (self._said(field, change.new), Sort.ADDED, change.device),
            ]
        if found is not None and path in found.sets:
            return self._members(field, path, value)
        return [(self._said(field, value), whole.sort if whole else Sort.KEPT, whole.device if whole else None)]

    def _members(self, field: Field, path: str, value: Value | None) -> list[_Piece]:
        assert self._shown.changes is not None  # asked only for what changed
        change = self._shown.changes.differences.sets[path]
        added = dict(change.added)
        now = members_in(value)
        pieces: list[_Piece] = [(self._said(field, [member]), Sort.REMOVED, who) for member, who in change.removed]
        for member in now:
            sort = Sort.ADDED if member in added else Sort.KEPT
            pieces.append((self._said(field, [member]), sort, added.get(member)))
        comma = COMMA.in_language(self._desk.texts.language)
        parted: list[_Piece] = [part for piece in pieces for part in ((comma, Sort.KEPT, None), piece)]
        return parted[1:]

    def _said(self, field: Field, value: Value | None) -> str:
        return cell(field, value, self._manner).replace("\n", " ")

    def _value(self, path: str, pieces: Sequence[_Piece], base: QTextCharFormat) -> None:
        placed: list[Placed] = []
        text = ""
        for at, (words, sort, device) in enumerate(pieces):
            if at and sort is Sort.ADDED and pieces[at - 1][1] is Sort.REMOVED and pieces[at - 1][0] and words:
                self._page.cursor.insertText(" ", base)
            here = self._page.cursor.position()
            look = self.marking.look(base, sort, device) if self.marking is not None else base
            self._page.cursor.insertText(words, look)
            if sort is not Sort.REMOVED:
                placed.append(Placed(len(text), words, here))
                text += words
        if placed and text:
            self.values.append(Stretch(path, text, tuple(placed)))

    def _label(self, words: str) -> None:
        self._block(words, _look(SMALL, "quiet", bold=True), 6, 1)

    def _paragraphs(self, path: str, text: str, *, fixed: bool = False, before: str = "") -> None:
        words, headings = _look(BODY + 1, "ink"), [BODY + 4, BODY + 2, BODY + 1]
        if fixed:
            words.setFontFamilies([*QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).families()])
        looks = Looks(
            words,
            _look(BODY + 1, "quiet", bold=True),
            _look(BODY + 1, "ink", bold=True),
            [_look(size, "ink", bold=True) for size in headings],
            COLOURS.line,
            0 if fixed else 4,
        )
        runs = self._runs(path, text)
        if runs is None or self.marking is None:
            self.stretches.append(self._page.prose(path, text, looks, fixed=fixed, before=before))
            return
        now = "".join(run.text for run in runs if run.sort is not Sort.REMOVED)
        overlay = Changed(self.marking, runs)
        self.stretches.append(self._page.prose(path, now, looks, fixed=fixed, before=before, overlay=overlay))

    def _runs(self, path: str, text: str) -> Sequence[Run] | None:
        """What became of a prose; None when it reads as before."""
        if self._shown.changes is None:
            return None
        whole = self._row if self._row is not None and self._row.sort is not Sort.KEPT else None
        if whole is not None and whole.sort is Sort.REMOVED:
            return [Run(Sort.REMOVED, text, whole.device)]
        runs = self._shown.changes.differences.texts.get(path)
        return runs if runs is not None or whole is None else [Run(whole.sort, text, whole.device)]

    def _block(self, words: str, look: QTextCharFormat, above: int, below: int) -> None:
        self._page.begin(above, below)
        if words:
            self._page.cursor.insertText(words, look)


def _words(row: Row, column: Field) -> str:
    return str(row.get(column.key, ""))


def _look(size: int, role: str, *, bold: bool = False) -> QTextCharFormat:
    look = written(size=size, ink=role)
    if bold:
        look.setFontWeight(QFont.Weight.DemiBold)
    return look
