"""Buttons: an icon with words, a role of the theme, and what happens."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

from app.ui.theme.colours import COLOURS
from app.ui.theme.icons import BUTTON_GAP
from app.ui.theme.icons import icon as drawn

_INK = {"primary": COLOURS.on_accent, "danger": COLOURS.danger}

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Button(QPushButton):
    """A push button that Enter presses as the space bar does; Qt's own hears Enter in dialogs only."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)


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
        made.setIcon(drawn(icon, _INK.get(role, COLOURS.ink), gap=BUTTON_GAP if text else 0))
        made.setIconSize(QSize(18 + (BUTTON_GAP if text else 0), 18))
    if tip:
        made.setToolTip(tip)
    made.setAutoDefault(False)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    if on_click is not None:
        made.clicked.connect(lambda _checked=False: on_click())
    return made


def tiny(icon: str, name: str, on_click: Callable[[], object], parent: QWidget | None = None) -> QToolButton:
    """A small button inside a row; ``name`` is its tool tip and what a screen reader says."""
    made = TinyButton(parent)
    made.setProperty("role", "tiny")
    made.setIcon(drawn(icon, COLOURS.quiet, 16))
    made.setIconSize(QSize(16, 16))
    made.setToolTip(name)
    made.setAccessibleName(name)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.clicked.connect(lambda _checked=False: on_click())
    return made
