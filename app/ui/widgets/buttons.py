"""Buttons: an icon with words, a role of the theme, and what happens."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

from app.ui.theme.icons import BUTTON_GAP, give_icon

#: The colour of the icon where it is not that of the usual words.
_INK = {"primary": "on_accent", "danger": "danger"}

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Button(QPushButton):
    """A push button that Enter presses as the space bar does; Qt's own hears Enter in dialogs only."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Wide enough for its words when it is chosen, which makes them bold; in Chinese they are no wider."""
        hint = super().sizeHint()
        if self.isCheckable() and self.property("role") == "chip":
            bold = QFont(self.font())
            bold.setWeight(QFont.Weight.DemiBold)
            chosen = QFontMetrics(bold).horizontalAdvance(self.text())
            as_shown = self.fontMetrics().horizontalAdvance(self.text())
            hint.setWidth(hint.width() + max(0, chosen - as_shown))
        return hint


class TinyButton(QToolButton):
    """A tool button that Enter presses too."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)


def button(
    text: str, on_click: Callable[[], object] | None = None, *, role: str = "", icon: str = "", tip: str = ""
) -> QPushButton:
    """A push button; its words are its accessible name."""
    made = Button(text)
    if role:
        made.setProperty("role", role)
    if icon:
        give_icon(made, icon, _INK.get(role, "ink"), gap=BUTTON_GAP if text else 0)
    if tip:
        made.setToolTip(tip)
    made.setAutoDefault(False)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    if on_click is not None:
        made.clicked.connect(lambda _checked=False: on_click())
    return made


def wordless(icon: str, name: str, on_click: Callable[[], object] | None = None) -> QPushButton:
    """A quiet push button of an icon alone; ``name`` is its tool tip and what a screen reader says."""
    made = button("", on_click, role="quiet", icon=icon, tip=name)
    made.setAccessibleName(name)
    return made


def tiny(icon: str, name: str, on_click: Callable[[], object], parent: QWidget | None = None) -> QToolButton:
    """A small button inside a row; ``name`` is its tool tip and what a screen reader says."""
    made = TinyButton(parent)
    made.setProperty("role", "tiny")
    give_icon(made, icon, "quiet", 16)
    made.setToolTip(name)
    made.setAccessibleName(name)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.clicked.connect(lambda _checked=False: on_click())
    return made
