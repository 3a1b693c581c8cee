"""A field for prose with headings, lists and tables: styled while it is written, with keys that know the marks."""

from PySide6.QtCore import QEvent, QMimeData, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.records.pasting import MOST_HTML, from_cells, from_html
from app.records.prose import mark_of
from app.ui.widgets.prose_keys import enter, tab
from app.ui.widgets.prose_look import ProseLook
from app.ui.widgets.text_boxes import ProseBox, tidy

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_TABS = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class FormattedBox(ProseBox):
    """What is written stays plain text; a field without a mark has no styling to keep up."""

    _look: ProseLook | None = None

    def __init__(self, limit: int, *, least: int = 3, most: int = 16, parent: QWidget | None = None) -> None:
        super().__init__(limit, least=least, most=most, parent=parent)
        self.typed.connect(self._style_line)

    def receive(self, text: str) -> bool:
        """Show a text from the document; False while an input method is composing here."""
        taken = super().receive(text)
        if taken and any(_has_mark(line) for line in text.split("\n")):
            self._style()
        return taken

    def took_key(self, event: QKeyEvent) -> bool:
        """Enter goes on with a list or a table; Tab moves within them, and else to the next field."""
        if not self._writable:
            return False
        if event.key() in _ENTER:
            return event.modifiers() in _PLAIN and enter(self)
        by = _TABS.get(Qt.Key(event.key()))
        return by is not None and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier and tab(self, by)

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._look is not None:
            self._quietly(self._look.renew)

    def words_of(self, source: QMimeData) -> str:
        """Headings, lists and tables of what is pasted become marks; everything else plain words."""
        text = super().words_of(source)
        html = source.html() if source.hasHtml() else ""
        marked = tidy(from_html(html)) if 0 < len(html) <= MOST_HTML else from_cells(text) or ""
        if marked and self.textCursor().positionInBlock() and _has_mark(marked.partition("\n")[0]):
            return f"\n{marked}"  # a mark counts at the beginning of a line only
        return marked or text

    @property
    def _writable(self) -> bool:
        return not self.composing and not self.isReadOnly()

    def _style_line(self) -> None:
        if self._look is None and _has_mark(self.textCursor().block().text()):
            self._style()

    def _style(self) -> None:
        if self._look is None:
            self._look = ProseLook(self.document())
            self._quietly(self._look.rehighlight)


def _has_mark(line: str) -> bool:
    mark = mark_of(line)
    return bool(mark.length or mark.row)
