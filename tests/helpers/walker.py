"""Somebody in front of the program: she clicks what she sees, types where the caret is, and each of it is counted.

    laptop = Laptop(tmp_path / "school")
    laptop.start()
    she = Walker(laptop)
    she.pick(laptop.gate.sign_in.names, "李秀兰")
    she.type("2580"); she.press(Qt.Key.Key_Return)

A control can be clicked only where it lies open to the pointer: visible, enabled, in sight, and beneath nothing else.
Scrolling is no click. Every window that asks something is counted as a dialog. No double stands here: the gate, the
window, the files and the clock are the program's own.
"""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Protocol, TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QScrollArea,
    QTextEdit,
    QWidget,
)

from app.clock import SystemClock
from app.paths import open_home
from app.settings import Settings
from app.text import Texts
from app.ui.application import Program
from app.ui.main_window import MainWindow
from app.ui.start.gate import Gate
from app.workspace.signing_in import People
from app.workspace.workspace import Workspace
from tests.helpers.hands import Hand
from tests.helpers.windows import Stage, commit

T = TypeVar("T")
_LONGEST_SECONDS = 60.0
_QUIET_TURNS = 4


class Laptop:
    """A computer on which several people have their own files, and the program that runs on it."""

    def __init__(self, folder: Path) -> None:
        home = open_home(folder)
        self.folder = folder
        self.people = People(home, SystemClock())
        self.program = Program(self.people, Settings(), home.settings, Texts("zh"))

    def start(self) -> None:
        """The lid is opened."""
        self.program.show_gate()
        assert self.program.window is not None
        self.program.window.activateWindow()
        self.settle()

    @property
    def front(self) -> QWidget:
        """The one window that is open."""
        assert self.program.window is not None
        return self.program.window

    @property
    def gate(self) -> Gate:
        """The list of those who use this computer."""
        window = self.program.window
        assert isinstance(window, Gate)
        return window

    @property
    def window(self) -> MainWindow:
        """The window of whoever is signed in."""
        window = self.program.window
        assert isinstance(window, MainWindow)
        window.care.stop()  # copies that are made by themselves are another story
        return window

    def ask(self, work: Callable[[Workspace], T]) -> T:
        """Run a verb where the window runs it."""
        workspace = self.window.desk.workspace
        return self.program.tasks.do(lambda: work(workspace))

    def settle(self, until: Callable[[], bool] = lambda: True) -> None:
        """Let everything that is under way come to its end, and ``until`` come true."""
        quiet, end = 0, time.monotonic() + _LONGEST_SECONDS
        while quiet < _QUIET_TURNS:
            assert time.monotonic() < end, "nothing came to its end"
            QApplication.processEvents()
            quiet = quiet + 1 if self.program.tasks.idle and until() else 0
            time.sleep(0.002)

    def close(self) -> None:
        """The lid is closed."""
        self.settle()
        if self.program.window is not None:
            self.program.window.close()
        self.program.end()


class InFront(Protocol):
    """Where somebody sits: one window, and a way to wait until all that was begun has ended."""

    @property
    def front(self) -> QWidget: ...

    def settle(self, until: Callable[[], bool] = ...) -> None: ...


class Seat:
    """Somebody of a stage (tests/helpers/windows.py) before a window of her own."""

    def __init__(self, stage: Stage, workspace: Workspace) -> None:
        self._stage = stage
        self.window = stage.window(workspace)
        self.window.care.stop()
        self.window.activateWindow()

    @property
    def front(self) -> QWidget:
        """Her window."""
        return self.window

    def settle(self, until: Callable[[], bool] = lambda: True) -> None:
        """As the stage does."""
        self._stage.settle(until)


def _dialogs_there() -> set[int]:
    tops: list[QWidget] = list(QApplication.topLevelWidgets())
    return {id(one) for one in tops if isinstance(one, QDialog) and one.isVisible()}


class Walker(Hand):
    """Clicks, presses and dialogs of one person."""

    def __init__(self, where: InFront) -> None:
        super().__init__(where)
        self._where = where
        self.keys = 0
        self._dialogs: set[int] = set()
        #: What an earlier test has left open is not in her way.
        self._before = _dialogs_there()

    @property
    def dialogs(self) -> int:
        """Windows that stood in her way so far."""
        return len(self._dialogs)

    def settle(self, until: Callable[[], bool] = lambda: True) -> None:
        """Wait, with open eyes for windows that ask something."""
        self._where.settle(until)
        self._dialogs |= _dialogs_there() - self._before

    def click(self, widget: QWidget) -> None:
        """One click on a control that lies open to the pointer."""
        into_sight(widget)
        assert under_the_pointer(widget)
        super().click(widget)
        self.settle()

    def tick(self, box: QCheckBox) -> None:
        """One click on a box that is ticked: its words may be shorter than its line, so at its beginning."""
        into_sight(box)
        assert under_the_pointer(box)
        assert box.isEnabled()
        QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(8, box.height() // 2))
        self.clicks += 1
        self.settle()

    def see(self, words: str) -> QWidget:
        """The control that is named so, as she finds it on the screen."""
        there = shown(self._where.front)
        named = [one for one in there if words in name_of(one)]
        assert named, f"nothing is called {words!r} among {[name_of(one) for one in there]}"
        return named[0]

    def pick(self, names: QListWidget, words: str) -> None:
        """One click on a line of a list."""
        (item,) = names.findItems(words, Qt.MatchFlag.MatchExactly)
        assert names.isVisible()
        place = names.visualItemRect(item).center()
        assert names.viewport().rect().contains(place)
        QTest.mouseClick(names.viewport(), Qt.MouseButton.LeftButton, pos=place)
        self.clicks += 1
        self.settle()

    @property
    def caret(self) -> QWidget:
        """Where her keys go."""
        there = self._where.front.focusWidget()
        assert there is not None
        assert there.isVisible()
        return there

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """One key."""
        QTest.keyClick(self.caret, key, modifier)
        self.keys += 1
        self.settle()

    def type(self, letters: str) -> None:
        """Letters and digits, each a key."""
        QTest.keyClicks(self.caret, letters)
        self.keys += len(letters)

    def compose(self, words: str) -> None:
        """Words of an input method, where the caret is; what it takes in keys is the input method's."""
        assert isinstance(self.caret, QComboBox | QLineEdit | QPlainTextEdit | QTextEdit)
        commit(self.caret, words)


def sign_in(she: Walker, laptop: Laptop, name: str, pin: str) -> None:
    """Choose a name, type the PIN."""
    she.pick(laptop.gate.sign_in.names, name)
    type_pin(she, laptop, pin)


def type_pin(she: Walker, laptop: Laptop, pin: str) -> None:
    """The digits and Enter; then the window is hers."""
    she.type(pin)
    assert she.caret is laptop.gate.sign_in.pin
    she.keys += 1
    QTest.keyClick(she.caret, Qt.Key.Key_Return)
    laptop.settle(lambda: laptop.program.window is not None and hasattr(laptop.program.window, "rail"))
    laptop.window.activateWindow()
    she.settle()


def into_sight(widget: QWidget) -> None:
    """Turn the wheel until a control is in sight."""
    around = widget.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(widget)
        around = around.parentWidget()
    QApplication.processEvents()


def under_the_pointer(widget: QWidget) -> bool:
    """Does the pointer in the middle of a control point at it, and at nothing that lies on it?"""
    window = widget.window()
    place = widget.mapTo(window, QPoint(widget.width() // 2, widget.height() // 2))
    found = window.childAt(place)
    return found is widget or (found is not None and widget.isAncestorOf(found))


def shown(root: QWidget) -> list[QWidget]:
    """Everything in a window that takes a click or a key."""
    inside: list[QWidget] = list(root.findChildren(QWidget))
    takes = [one for one in inside if one.focusPolicy() != Qt.FocusPolicy.NoFocus]
    return [one for one in takes if one.isVisible() and one.isEnabled() and name_of(one)]


def name_of(widget: QWidget) -> str:
    """What a control is called, to the eye or to a screen reader."""
    return widget.accessibleName() or str(widget.property("text") or "")
