"""A repeated group, edited like a table: Tab and Enter go on, rows move by key or hand, a table is pasted into it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QMimeData, QPoint, QSize, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QMenu, QScrollArea, QVBoxLayout, QWidget

from app.errors import RecordError
from app.records.edits import AddRow, Edit, MoveRow, RemoveRow, RestoreRow, new_row_id
from app.records.fields import Field, Rows, columns_of
from app.records.filling import cell_edits
from app.records.values import Row, Value, rows_in
from app.ui.autosave import Draft
from app.ui.forms.around import Around
from app.ui.forms.clipboard import copied_out, taken_in
from app.ui.forms.input import Input
from app.ui.forms.row_box import GAP, HANDLE_WIDTH, RowBox
from app.ui.forms.row_widths import longest_words, widths
from app.ui.forms.total import TotalLine
from app.ui.theme.icons import icon
from app.ui.theme.scale import px
from app.ui.widgets.buttons import button
from app.ui.widgets.labels import OneLine, label
from app.ui.widgets.panel import empty

#: Rows whose cells are made without being seen, so that an ordinary plan scrolls smoothly.
_AHEAD = 12
_NARROWEST = 240
TABLE, CARDS = "table", "cards"
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class RowsInput(Input):
    """The rows of a field, and what they add up to."""

    wide = True

    def __init__(self, field: Field, path: str, around: Around) -> None:
        super().__init__(field, path, around)
        self.columns = columns_of(field)
        self.rows: list[RowBox] = []
        self._by_id: dict[str, RowBox] = {}
        self._editable = True
        self._seen: set[str] = set()
        self._widths: list[int] | None = None
        self._column = QVBoxLayout()
        self._heads = QWidget()
        self._undo = QFrame()
        self._drop = QFrame(self)
        self.undo_button = button(around.say("form.undo"))
        self.add = button(around.say("form.row_add", field=self.name), self._append, icon="add")
        self.paste = button(around.say("form.paste_table"), self.paste_table, role="quiet", icon="table")
        self.turn = button("", self._turn, role="quiet")
        self.total = TotalLine(field, around) if isinstance(field, Rows) and field.total else None
        self._lay_out()
        self.begins_with(self.add)

    def show_value(self, value: Value | None) -> None:
        wanted = rows_in(value)
        known = {box.row: box for box in self.rows}
        order = [str(row["id"]) for row in wanted]
        for at, gone in enumerate(self.rows):
            if gone.row in order:
                continue
            if gone.composing:  # it goes when the input method is done, or comes back with what was written
                order.insert(at, gone.row)
                wanted.insert(at, gone.values)
            else:
                self._take_out(gone)
        self.rows = [known.get(row) or self._box(row) for row in order]
        for at, (box, row) in enumerate(zip(self.rows, wanted, strict=True)):
            if self._at(at) is not box:
                self._column.insertWidget(at, box)
            box.show_row(row)
        self._renumber()

    def was_saved(self, draft: Draft) -> None:
        parts = (draft.place or "").split("/")
        if len(parts) == 3 and (box := self._by_id.get(parts[1])) is not None:
            box.was_saved(parts[2], draft)

    def cell(self, path: str) -> Input | None:
        key, _, rest = path.partition("/")
        row, _, column = rest.partition("/")
        box = next((box for box in self.rows if box.row == row), None)
        return box.cells.get(column) if box is not None and key == self.path else None

    @property
    def whole(self) -> bool:
        return self._next_to_build() is None

    def build_more(self) -> None:
        """Make the cells of one more row."""
        following = self._next_to_build()
        if following is not None:
            following.build()

    def stops(self) -> list[QWidget]:
        return [stop for box in self.rows for stop in box.stops()] + [self.add, self.paste, self.turn]

    def set_editable(self, editable: bool) -> None:
        self._editable = editable
        self.add.setVisible(editable)
        self.paste.setVisible(editable)
        for box in self.rows:
            box.set_editable(editable)

    # Keys

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes from the last cell of a row to the next row, and from the last row into a new one; an empty last row
        lets it out."""
        at = self._focused()
        if at is not None:
            box, place = at
            cells = box.ordered
            if forward and place == len(cells) - 1 and cells[place].stops()[-1:] == [_focus()]:
                if box is not self.rows[-1] and enter(*self.rows[self.rows.index(box) + 1].ordered):
                    return True
                if self._editable and box.filled:
                    self._append()
                    return True
            if not forward and place == 0 and box is not self.rows[0] and cells[0].stops()[:1] == [_focus()]:
                before = self.rows[self.rows.index(box) - 1]
                if enter(*reversed(before.ordered)):
                    return True
        return super().focusNextPrevChild(forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in a cell of one line goes to the next row, as Ctrl+Enter does in any; Alt and an arrow move it."""
        at = self._focused()
        if at is None or not self._key(event, *at):
            super().keyPressEvent(event)

    def _key(self, event: QKeyEvent, box: RowBox, place: int) -> bool:
        cell, key, modifiers = box.ordered[place], event.key(), event.modifiers()
        alt, control = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
        keypad = Qt.KeyboardModifier.KeypadModifier
        plain = not modifiers & ~keypad
        if key in _ENTER and ((plain and cell.one_line) or modifiers & ~keypad == control):
            self._go(box, cell, 1, may_add=True)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            by = -1 if key == Qt.Key.Key_Up else 1
            if modifiers & ~keypad == alt and self._editable:
                self._move(box, by)
                enter(cell)
            elif plain and cell.one_line:
                self._go(box, cell, by, may_add=False)
            else:
                return False
        elif key == Qt.Key.Key_D and modifiers == control and self._editable:
            self._duplicate(box)
        elif key in _ENTER and modifiers & ~keypad == alt:
            self._ask(box)
        else:
            return False
        event.accept()
        return True

    def _go(self, box: RowBox, cell: Input, by: int, *, may_add: bool) -> None:
        at = self.rows.index(box) + by
        column = cell.field.key
        if 0 <= at < len(self.rows):
            enter(self.rows[at].cells[column])
        elif at > 0 and may_add and self._editable and box.filled:
            self._append(column)

    def _focused(self) -> tuple[RowBox, int] | None:
        """The row and the place of the cell in which the focus is."""
        inside = _focus()
        for box in self.rows:
            if box.built and inside is not None and box.isAncestorOf(inside):
                for place, cell in enumerate(box.ordered):
                    if cell.isAncestorOf(inside):
                        return box, place
        return None

    # Rows come, go and move

    def _box(self, row: str) -> RowBox:
        box = RowBox(self.field, row, self.around, self._widths)
        box.set_editable(self._editable)
        box.edited.connect(self._edited)
        box.refused.connect(self.refused)
        box.left.connect(self.left)
        box.composed.connect(self.composed)
        box.moved.connect(lambda by: self._move(box, by))
        box.removed.connect(lambda: self._remove(box))
        box.asked.connect(lambda: self._ask(box))
        box.wanted.connect(lambda: self._want(box))
        box.grew.connect(lambda: self._built(box))
        box.dragged.connect(self._drag)
        box.dropped.connect(lambda where: self._dropped(box, where))
        return box

    def _built(self, box: RowBox) -> None:
        for cell in box.cells.values():
            cell.take_tables(partial(self._pasted, cell))
        self.grown.emit()

    def _want(self, box: RowBox) -> None:
        self._seen.add(box.row)
        self.grown.emit()

    def _next_to_build(self) -> RowBox | None:
        ahead = (box for box in self.rows[:_AHEAD] if not box.built)
        return next(ahead, None) or next((box for box in self.rows if not box.built and box.row in self._seen), None)

    def _edited(self, draft: Draft) -> None:
        self.edited.emit(draft)
        self._count()

    def _append(self, column: str | None = None) -> None:
        made = self._insert([{"id": ""}], len(self.rows))
        if made:
            enter(made[0].cells[column] if column else made[0].ordered[0])

    def _insert(self, values: Sequence[Row], at: int) -> list[RowBox]:
        """Put new rows before the one at a place, as many as may be; says so when it could not be all."""
        room = max(0, self.limit - len(self.rows))
        if len(values) > room:
            self.refused.emit(RecordError("record.too_many_rows", "", limit=self.limit))
        before = self.rows[at].row if at < len(self.rows) else None
        edits: list[Edit] = []
        made: list[RowBox] = []
        for number, value in enumerate(values[:room]):
            box = self._box(new_row_id())
            filled: Row = {**value, "id": box.row}
            box.show_row(filled)
            self.rows.insert(at + number, box)
            made.append(box)
            edits.append(AddRow(self.path, before, box.row))
            edits += cell_edits(self.columns, f"{self.path}/{box.row}", filled)
        self._put_in(made)
        self._renumber()
        if made:
            self.edited_many.emit([Draft(edit) for edit in edits])
        return made

    def _put_in(self, boxes: Sequence[RowBox]) -> None:
        """Put new rows into the layout where they stand in ``rows``. It rests meanwhile: each row that is shown would
        have all of them measured anew."""
        rest = self.layout()
        if rest is not None:
            rest.setEnabled(False)
        places = {box: at for at, box in enumerate(self.rows)}
        for box in boxes:
            self._column.insertWidget(places[box], box)
            box.setVisible(True)
        if rest is not None:
            rest.setEnabled(True)

    def _duplicate(self, box: RowBox) -> None:
        made = self._insert([box.values], self.rows.index(box) + 1)
        if made:
            enter(made[0].ordered[0])

    def _move(self, box: RowBox, by: int) -> None:
        at = self.rows.index(box) + by
        if 0 <= at < len(self.rows):
            self._put(box, at)

    def _put(self, box: RowBox, at: int) -> None:
        self.rows.remove(box)
        self.rows.insert(at, box)
        self._column.insertWidget(at, box)
        before = self.rows[at + 1].row if at + 1 < len(self.rows) else None
        self._renumber()
        self.edited.emit(Draft(MoveRow(self.path, box.row, before)))

    def _remove(self, box: RowBox) -> None:
        number = self.rows.index(box) + 1
        self._drop_rows([box])
        self._offer_undo(self.around.say("form.row_removed", number=number), [RestoreRow(self.path, box.row)])
        if self.rows:
            following = self.rows[min(number, len(self.rows)) - 1]
            enter(following.ordered[0])

    def _drop_rows(self, boxes: Sequence[RowBox]) -> None:
        for box in boxes:
            self.rows.remove(box)
            self._take_out(box)
            self.edited.emit(Draft(RemoveRow(self.path, box.row)))
        self._renumber()

    def _offer_undo(self, words: str, edits: Sequence[Edit]) -> None:
        empty(self._undo_line)
        self._undo_line.addWidget(label(words, "quiet", wrap=True), 1)
        back = partial(self._take_back, edits)
        self.undo_button = button(self.around.say("form.undo"), back, role="quiet", icon="undo")
        self._undo_line.addWidget(self.undo_button)
        self._undo.show()

    def _take_back(self, edits: Sequence[Edit]) -> None:
        self._undo.hide()
        gone = {edit.row for edit in edits if isinstance(edit, RemoveRow)}
        for box in [box for box in self.rows if box.row in gone]:
            self.rows.remove(box)
            self._take_out(box)
        self._renumber()
        for edit in edits:
            self.edited.emit(Draft(edit))

    def _take_out(self, box: RowBox) -> None:
        self._column.removeWidget(box)
        box.hide()
        box.deleteLater()

    # By hand

    def _ask(self, box: RowBox) -> None:
        """The menu of a row."""
        say, menu = self.around.say, QMenu(self)
        at = self.rows.index(box)
        menu.addAction(icon("up"), say("form.row_up") + "\tAlt+↑", lambda: self._move(box, -1)).setEnabled(at > 0)
        last = at == len(self.rows) - 1
        menu.addAction(icon("down"), say("form.row_down") + "\tAlt+↓", lambda: self._move(box, 1)).setEnabled(not last)
        menu.addAction(icon("add"), say("form.row_below"), lambda: self._below(box))
        menu.addAction(icon("copy"), say("form.row_again") + "\tCtrl+D", lambda: self._duplicate(box))
        menu.addSeparator()
        menu.addAction(icon("table"), say("form.copy_row"), lambda: self._copy([box]))
        menu.addAction(icon("table"), say("form.copy_rows"), lambda: self._copy(self.rows))
        menu.addSeparator()
        menu.addAction(icon("delete"), say("form.row_remove"), lambda: self._remove(box))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(box.parts.handle.mapToGlobal(QPoint(0, box.parts.handle.height())))

    def _below(self, box: RowBox) -> None:
        made = self._insert([{"id": ""}], self.rows.index(box) + 1)
        if made:
            enter(made[0].ordered[0])

    def _target(self, where: QPoint) -> int:
        """Before which row something lands that is let go there."""
        height = self.mapFromGlobal(where).y()
        return sum(1 for box in self.rows if box.geometry().center().y() < height)

    def _drag(self, where: QPoint) -> None:
        if not self.rows:  # a colleague removed the last one while it was in the hand
            return
        at = self._target(where)
        top = self.rows[at].y() if at < len(self.rows) else self.rows[-1].geometry().bottom()
        self._drop.setGeometry(0, top - px(2), self.width(), px(3))
        self._drop.show()
        self._drop.raise_()
        area: QWidget | None = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if isinstance(area, QScrollArea) and area.widget() is not None:
            inside = area.widget().mapFromGlobal(where)
            area.ensureVisible(inside.x(), inside.y(), 0, px(60))

    def _dropped(self, box: RowBox, where: QPoint) -> None:
        self._drop.hide()
        if box not in self.rows:
            return
        was, at = self.rows.index(box), self._target(where)
        at -= at > was
        if at != was:
            self._put(box, at)

    # The clipboard

    def paste_table(self) -> None:
        """Paste a table from the clipboard below what is there; says so if there is none."""
        if not self._pasted(None, QGuiApplication.clipboard().mimeData()):
            self.refused.emit(RecordError("record.no_table", ""))

    def _pasted(self, cell: Input | None, source: QMimeData) -> bool:
        """Take what lies on the clipboard as rows; False if it is no table."""
        if not self._editable:
            return False
        taken = taken_in(self.around, self.columns, source, cell.field if cell is not None else None)
        if taken is None:
            return False
        box = next((box for box in self.rows if cell is not None and box.isAncestorOf(cell)), None)
        at = self.rows.index(box) + 1 if box is not None else len(self.rows)
        blank = [one for one in ([box] if box is not None else self.rows[-1:]) if not one.filled]
        made = self._insert(taken.rows, at)
        if not made:
            return True
        self._drop_rows(blank)
        words = self.around.say("form.rows_pasted", count=len(made))
        if taken.moved:
            words += self.around.say("form.cells_moved", count=taken.moved)
        self._offer_undo(words, [RemoveRow(self.path, one.row) for one in made])
        return True

    def _copy(self, boxes: Sequence[RowBox]) -> None:
        QGuiApplication.clipboard().setMimeData(copied_out(self.around, self.columns, [box.values for box in boxes]))

    # Looks

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A table where there is room for its columns, else cards."""
        super().resizeEvent(event)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        """As narrow as cards can be: a table gives way to them when there is less room than it has now."""
        return QSize(px(_NARROWEST), super().minimumSizeHint().height())

    def _turn(self) -> None:
        self.around.memory.layouts[self.path] = CARDS if self._widths is not None else TABLE
        self.around.remember()
        self._arrange()

    def _arrange(self) -> None:
        words = longest_words(self.columns, self.around.desk.texts, self.fontMetrics().horizontalAdvance)
        possible = widths(self.columns, self.width(), words)
        wanted = possible if self.around.memory.layouts.get(self.path, TABLE) == TABLE else None
        self.turn.setVisible(possible is not None and len(self.columns) > 1 and bool(self.rows))
        other = "form.as_cards" if wanted is not None else "form.as_table"
        self.turn.setText(self.around.say(other))
        self.turn.setAccessibleName(f"{self.name}: {self.around.say(other)}")
        if wanted == self._widths:
            return
        self._widths = wanted
        for box in self.rows:
            box.arrange(wanted)
        self._show_heads()
        self.grown.emit()

    def _show_heads(self) -> None:
        self._heads.setVisible(self._widths is not None and bool(self.rows))
        empty(self._head_line)
        if self._widths is None:
            return
        self._head_line.addSpacing(px(HANDLE_WIDTH) + px(GAP))
        for column, width in zip(self.columns, self._widths, strict=True):
            head = OneLine(self.around.desk.texts.label(column.label), "small")
            head.setFixedWidth(width)
            self._head_line.addWidget(head)
        self._head_line.addStretch(1)

    def _lay_out(self) -> None:
        self._column.setSpacing(px(GAP))
        self._head_line = QHBoxLayout(self._heads)
        self._head_line.setContentsMargins(0, 0, 0, 0)
        self._head_line.setSpacing(px(GAP))
        self._heads.hide()
        self._drop.setProperty("role", "drop")
        self._drop.hide()
        self._undo.setProperty("role", "sunken")
        self._undo_line = QHBoxLayout(self._undo)
        self._undo_line.setContentsMargins(10, 4, 6, 4)
        self._undo.hide()
        foot = QHBoxLayout()
        for control in (self.add, self.paste, self.turn):
            foot.addWidget(control, 0, Qt.AlignmentFlag.AlignTop)
        foot.addStretch(1)
        if self.total is not None:
            foot.addWidget(self.total, 3)
            self.total.lesson_changed.connect(self._count)
        whole = QVBoxLayout(self)
        whole.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(px(GAP))
        whole.addWidget(self._heads)
        whole.addLayout(self._column)
        whole.addWidget(self._undo)
        whole.addLayout(foot)

    def _at(self, place: int) -> QWidget | None:
        item = self._column.itemAt(place)
        return item.widget() if item is not None else None

    def _renumber(self) -> None:
        self._by_id = {box.row: box for box in self.rows}
        for number, box in enumerate(self.rows, 1):
            box.place(number)
        if self._heads.isHidden() == (self._widths is not None and bool(self.rows)):
            self._arrange()
            self._show_heads()
        self._count()
        self.grown.emit()

    def _count(self) -> None:
        if self.total is None or not isinstance(self.field, Rows) or self.field.total is None:
            return
        column = self.field.total
        rows: list[Row] = [{"id": box.row, column: box.number(column)} for box in self.rows]
        self.total.show_total(sum(box.number(column) for box in self.rows), rows)


def _focus() -> QWidget | None:
    return QApplication.focusWidget()


def enter(*cells: Input) -> bool:
    """Put the focus into the first of these cells that takes it, and what it holds in sight; False if none does."""
    stops = [stop for cell in cells for stop in cell.stops() if stop.isEnabled()]
    if stops:
        stops[0].setFocus(Qt.FocusReason.TabFocusReason)
    return bool(stops)
