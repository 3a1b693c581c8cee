"""A hand that clicks on what is there, and counts: for the days' targets that are told in clicks."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from app.ui.forms.page import FormPage
from app.ui.main_window import MainWindow
from tests.helpers.windows import click


class Settles(Protocol):
    """Where a hand is at work: it waits until everything that was begun has come to its end."""

    def settle(self, until: Callable[[], bool] = ...) -> None: ...


class Hand:
    """Clicks, and counts them."""

    def __init__(self, stage: Settles) -> None:
        self._stage, self.clicks = stage, 0

    def click(self, widget: QWidget) -> None:
        """One click on a control that is on the screen."""
        assert widget.isVisible()
        assert widget.isEnabled()
        click(widget)
        self.clicks += 1
        self._stage.settle()

    def choose(self, words: str) -> None:
        """One click on an entry of a menu that is open."""
        self._stage.settle(lambda: _offered(words) is not None)
        offered = _offered(words)
        assert offered is not None
        menu, place = offered
        QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=place)
        self.clicks += 1
        self._stage.settle()


def _offered(words: str) -> tuple[QMenu, QPoint] | None:
    """The open menu with an entry of these words, and where the entry is."""
    tops: list[QWidget] = list(QApplication.topLevelWidgets())
    for menu in tops:
        if isinstance(menu, QMenu) and menu.isVisible():
            for entry in menu.actions():
                if words in entry.text():
                    return menu, menu.actionGeometry(entry).center()
    return None


def form_in_front(stage: Settles, window: MainWindow) -> FormPage:
    """The form that the window shows, wholly built."""
    stage.settle(lambda: isinstance(window.stack.currentWidget(), FormPage))
    page = window.stack.currentWidget()
    assert isinstance(page, FormPage)
    stage.settle(lambda: page.form is not None and page.form.whole)
    return page
