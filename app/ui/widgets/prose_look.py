"""How prose with light marks looks while it is written: headings stand out, marks step back, tables stand in line.

Only formats are laid over the lines; the text, and what an input method composes in it, is not touched. A line is
looked at alone and only when it changes, so the length of the text costs nothing while somebody types.
"""

from PySide6.QtGui import QFont, QFontDatabase, QSyntaxHighlighter, QTextDocument

from app.records.prose import mark_of
from app.ui.positions import units_long
from app.ui.theme.written import written

#: Faces in which a Chinese character is as wide as two letters.
EVEN = ("Noto Sans Mono CJK SC", "Sarasa Mono SC", "NSimSun", "SimSun", "WenQuanYi Zen Hei Mono")


class ProseLook(QSyntaxHighlighter):
    """Styles the lines of one document."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._make()

    def renew(self) -> None:
        """The theme has changed."""
        self._make()
        self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        """Style one line."""
        mark = mark_of(text)
        if mark.level:
            self.setFormat(0, mark.length, self._mark)
            self.setFormat(mark.length, units_long(text) - mark.length, self._heading)
        elif mark.item:
            self.setFormat(0, mark.length, self._item)
        elif mark.row:
            self.setFormat(0, units_long(text), self._row)

    def _make(self) -> None:
        self._mark = written(ink="quiet")
        self._heading = written(ink="accent_deep")
        self._heading.setFontWeight(QFont.Weight.Bold)
        self._item = written(ink="accent")
        self._item.setFontWeight(QFont.Weight.DemiBold)
        self._row = written(ink="ink", ground="sunken")
        system = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).families()
        self._row.setFontFamilies([*EVEN, *system])
