"""Native text fields that a merge never disturbs and that a paste never freezes.

A field in which an input method is composing is never written to; a new text changes only the characters that differ,
so that the caret stays where it is; Enter and Esc belong to the input method while it composes. Only plain text is
pasted, and no more of it than the field may hold.
"""

import re
from collections.abc import Callable
from math import ceil
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from app.ui.positions import to_units, units_long
from app.ui.rebase import edits

if TYPE_CHECKING:
    _Field = QWidget
else:
    _Field = object  # a class of Qt's stands behind it in each field, and two cannot

_MOST_UNITS_AT_ONCE = 2
_UNDO_KEYS = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
_COMING_BACK = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
#: The property of a page that takes back for all fields in it: the keys of undo are its own.
UNDOES = "undoes"
_LINE_END = re.compile("\r\n|[\r\u2028\u2029]")


def tidy(text: str) -> str:
    """Text as a field may take it: one sort of line end, and no character that a file cannot keep."""
    return _LINE_END.sub("\n", text.replace("\0", ""))


def _end_of_last(made: list[tuple[int, int, str]]) -> int:
    """Where the last of these edits ends in the new text, in code points."""
    start, _, new = made[-1]
    return start + sum(len(text) - (to - from_) for from_, to, text in made[:-1]) + len(new)


class Composing(_Field):
    """What both sorts of field do about input methods. ``composing``: is one composing here?"""

    composed: ClassVar[Signal]
    left: ClassVar[Signal]
    composing, _preedit = False, ""
    _keys: "Keys | None" = None

    def took_key(self, event: QKeyEvent) -> bool:
        """Did this key mean something special here?"""
        return False

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._keys = self._keys or Keys(self)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Note whether an input method is composing here."""
        self._keys = self._keys or Keys(self)
        self._preedit = event.preeditString()
        before, self.composing = self.composing, bool(self._preedit)
        super().inputMethodEvent(event)
        if before and not self.composing:
            QTimer.singleShot(0, self.composed.emit)

    def finish_composing(self) -> None:
        """Take what an input method composes as it stands: the field is about to go out of sight.

        The input method is asked to hand it over; if it does not, what it last showed is taken.
        """
        QGuiApplication.inputMethod().commit()
        if self.composing:
            taken = QInputMethodEvent()
            taken.setCommitString(self._preedit)
            QCoreApplication.sendEvent(self, taken)
            QGuiApplication.inputMethod().reset()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What an input method still composes is taken, unless the person only looks at another window or a menu."""
        super().focusOutEvent(event)
        if self.composing and event.reason() not in _COMING_BACK:
            self.finish_composing()
        self.left.emit()


class Keys(QObject):
    """Looks at the keys of one field before the field does. It is put in place when the field is first entered: every
    event of a field would pass through Python otherwise, and a form has a hundred fields."""

    def __init__(self, box: Composing) -> None:
        super().__init__(box)
        self._box = box
        box.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """The keys of undo may belong to the page, and while an input method composes all keys are its own: where one
        slips through to us, it must neither end the line, nor close a dialog, nor leave the field, nor call anything
        else."""
        sort = event.type()
        if sort not in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride) or not isinstance(event, QKeyEvent):
            return False
        if self._box.composing and not self._is_typing(event):
            event.accept()
            return True
        if sort == QEvent.Type.ShortcutOverride:
            if not _is_shared_undo(self._box, event):
                return False
            event.ignore()
            return True
        return self._box.took_key(event)

    def _is_typing(self, event: QKeyEvent) -> bool:
        """A letter that comes as a key comes past the input method: it has given up without a word, and what it showed
        goes. Without this a field would stay deaf to Enter for good."""
        chord = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if event.type() != QEvent.Type.KeyPress or chord or not event.text().strip() or not event.text().isprintable():
            return False
        QCoreApplication.sendEvent(self._box, QInputMethodEvent())
        return True


def _is_shared_undo(box: QWidget, event: QKeyEvent) -> bool:
    """Is it a key of undo, in a page that takes back for all its fields at once (``UNDOES``)?"""
    if not any(event.matches(key) for key in _UNDO_KEYS):
        return False
    around: QWidget | None = box
    while around is not None and not around.property(UNDOES):
        around = around.parentWidget() if not around.isWindow() else None
    return around is not None


class ProseBox(Composing, QPlainTextEdit):
    """A field for any amount of text, as high as its text up to a limit, then with a scroll bar."""

    typed = Signal()
    refused = Signal(int)  # the length of a text that was not taken
    composed = Signal()  # an input method has finished
    left = Signal()
    fitted = Signal()  # the height that the text needs has changed

    def __init__(self, limit: int, *, least: int = 3, most: int = 16, parent: QWidget | None = None) -> None:
        """``limit`` in code points; ``least`` and ``most`` lines are shown at once."""
        super().__init__(parent)
        self._limit, self._least, self._most = limit, least, most
        self._writing = False
        self.wanted, self._floor = 0, 0
        self._changed_at = 0
        self.taking: Callable[[QMimeData], bool] | None = None  # is asked before anything is pasted here
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(2)
        self.textChanged.connect(self._changed)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._fit())
        self._fit()

    @property
    def text(self) -> str:
        """What stands in the field, without what an input method still composes; Qt's own would lose hard spaces."""
        return self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

    def receive(self, text: str) -> bool:
        """Show a text from the document; False while an input method is composing here.

        Only what differs is replaced, so the caret stays. Undo begins anew here: Qt could take back what came from the
        document too, which may be a colleague's words, or all that stood here when the record was opened.
        """
        if self.composing:
            return False
        old = self.text
        if old == text:
            return True
        self._writing = True
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        made = edits(old, text)
        for start, end, new in reversed(made):
            cursor.setPosition(to_units(old, start))
            cursor.setPosition(to_units(old, end), QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(new)
        cursor.endEditBlock()
        self._changed_at = to_units(text, _end_of_last(made))
        self.document().clearUndoRedoStacks()
        self._writing = False
        return True

    def go_to_change(self) -> None:
        """Put the caret behind what the last text from the document changed."""
        if not self.composing:
            cursor = self.textCursor()
            cursor.setPosition(min(self._changed_at, self.document().characterCount() - 1))
            self.setTextCursor(cursor)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste, if it fits."""
        if self.taking is not None and self.taking(source):
            return
        if len(source.text()) > self._limit:
            self.refused.emit(len(source.text()))
            return
        text = self.words_of(source)
        whole = len(self.text) - len(self.textCursor().selectedText()) + len(text)
        if whole > self._limit:
            self.refused.emit(whole)
            return
        self.textCursor().insertText(text)
        self.ensureCursorVisible()

    def words_of(self, source: QMimeData) -> str:
        """What is pasted, as this field takes it: plain text."""
        return tidy(source.text())

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(200, self.height())

    def _changed(self) -> None:
        if not self._writing:
            self.typed.emit()

    def _quietly(self, change: Callable[[], object]) -> None:
        """Do what Qt takes for a change of the text, and is none of the person's."""
        self._writing = True
        change()
        self._writing = False

    def be_at_least(self, height: int) -> None:
        """As high as its neighbours, if they are higher than its own text needs."""
        self._floor = height
        self._take_height()

    def _fit(self) -> None:
        lines = min(max(int(self.document().size().height()), self._least), self._most)
        wanted = lines * self._line_height() + 18
        if wanted != self.wanted:
            self.wanted = wanted
            self._take_height()
            self.fitted.emit()

    def _line_height(self) -> int:
        """What a line takes once it is laid out: Chinese faces round up to more than their metrics say."""
        laid_out = self.document().firstBlock().layout().lineAt(0)
        return ceil(laid_out.height() if laid_out.isValid() else QFontMetricsF(self.font()).lineSpacing())

    def _take_height(self) -> None:
        height = max(self.wanted, self._floor)
        if height != self.height():
            self.setFixedHeight(height)


class LineBox(Composing, QLineEdit):
    """A field of one line."""

    typed = Signal()
    refused = Signal(int)
    composed = Signal()
    left = Signal()

    def __init__(self, limit: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._limit = limit
        self._accepted = ""
        self.taking: Callable[[QMimeData], bool] | None = None  # is asked before the keys paste anything here
        self.setMaxLength(max(32_767, limit * _MOST_UNITS_AT_ONCE))
        self.textEdited.connect(self._edited)

    def receive(self, text: str) -> bool:
        """Show a text from the document and keep the caret; False while an input method is composing here."""
        if self.composing:
            return False
        if self.text() != text:
            caret = self.cursorPosition()
            self.setText(text)
            self.setCursorPosition(min(caret, units_long(text)) if self.hasFocus() else 0)
        self._accepted = text
        return True

    def took_key(self, event: QKeyEvent) -> bool:
        """Did this key mean something special here? Pasting a table is for the rows around this cell."""
        pasting = self.taking is not None and event.matches(QKeySequence.StandardKey.Paste)
        return pasting and self.taking is not None and self.taking(QGuiApplication.clipboard().mimeData())

    def _edited(self, text: str) -> None:
        if len(text) > self._limit:
            self.undo()
            if self.text() != self._accepted:
                self.setText(self._accepted)
            self.refused.emit(len(text))
            return
        self._accepted = text
        self.typed.emit()
