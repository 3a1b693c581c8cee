"""Whom a record is about: two letters of pinyin, or a character of the name, and Enter."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.records.fields import LIMIT, Line
from app.records.pinyin import sort_key
from app.records.sought import find_name, pieces_of
from app.ui.desk import Desk
from app.ui.theme.scale import hold
from app.ui.widgets.text_boxes import LineBox
from app.workspace.jotting import PupilChoice

_HIGH = 168
_MOST_SHOWN = 50
_DOWN, _UP = (Qt.Key.Key_Down, Qt.Key.Key_Up)


class PupilBox(QWidget):
    """A line and the pupils that it finds; a name that stands on no roster can be typed too."""

    chosen = Signal(object)  # PupilChoice

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._say = desk.texts.say
        self._all: Sequence[PupilChoice] = ()
        self._shown: list[PupilChoice] = []
        self.line = LineBox(LIMIT[Line])
        self.line.setPlaceholderText(self._say("quick.who"))
        self.line.setAccessibleName(self._say("quick.who"))
        self.found = QListWidget()
        self.found.setAccessibleName(self._say("quick.found"))
        self.found.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        hold(self.found, height=_HIGH)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.line)
        column.addWidget(self.found)
        self.line.typed.connect(self._narrow)
        self.line.returnPressed.connect(self._take)
        self.line.installEventFilter(self)
        self.found.itemClicked.connect(lambda _item: self._take())
        self.found.itemActivated.connect(lambda _item: self._take())

    def offer(self, choices: Sequence[PupilChoice]) -> None:
        """The pupils whom a record can be about."""
        self._all = choices
        self._narrow()

    def choose(self, choice: PupilChoice) -> None:
        """Show who is chosen; the list goes away until the name is changed."""
        self.line.setText(choice.name)
        self.found.hide()
        self.chosen.emit(choice)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrows walk through what was found while one types."""
        if watched is self.line and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = Qt.Key(event.key())
            if key in (_DOWN, _UP) and self._shown:
                step = 1 if key == _DOWN else -1
                self.found.setCurrentRow((self.found.currentRow() + step) % len(self._shown))
                return True
        return super().eventFilter(watched, event)

    def _narrow(self) -> None:
        typed = self.line.text().strip()
        pieces = pieces_of(typed)
        fitting = [one for one in self._all if all(find_name(piece, one.name) is not None for piece in pieces)]
        fitting.sort(key=lambda one: (not one.mine, not one.record, sort_key(one.name)))
        self._shown = fitting[:_MOST_SHOWN]
        if typed and not any(one.name == typed for one in fitting):
            self._shown.append(PupilChoice(typed))
        self.found.clear()
        for one in self._shown:
            listed = one.class_name if one.record is not None else self._say("quick.not_listed")
            self.found.addItem(QListWidgetItem(f"{one.name}　{listed}"))
        if self._shown:
            self.found.setCurrentRow(0)
        self.found.setVisible(bool(self._shown))

    def _take(self) -> None:
        at = self.found.currentRow()
        if not self.line.composing and 0 <= at < len(self._shown):
            self.choose(self._shown[at])
