"""The rural teacher's morning on a shared laptop: each click is counted, and no network is asked for anything."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.clock import SystemClock
from app.paths import open_home
from app.settings import Settings
from app.text import Texts
from app.ui.application import Program
from app.ui.forms.page import FormPage
from app.ui.main_window import MainWindow
from app.ui.start.gate import Gate
from app.ui.today.page import TodayPage
from app.workspace.signing_in import People
from tests.helpers.windows import Stage, commit, press, stage, type_keys

__all__ = ["stage"]
PIN = "246810"


class Hand:
    """A mouse that counts."""

    def __init__(self) -> None:
        self.clicks = 0

    def click(self, widget: QWidget, place: QPoint | None = None) -> None:
        self.clicks += 1
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=place or widget.rect().center())


@pytest.fixture
def program(stage: Stage, tmp_path: Path) -> Iterator[Program]:
    """A laptop that two people share."""
    home = open_home(tmp_path / "home")
    people = People(home, SystemClock())
    for name in ("李秀兰", "周敏"):
        people.create(name, PIN).close()
    made = Program(people, Settings(), home.settings, Texts("zh"))
    made.show_gate()
    yield made
    if isinstance(made.window, MainWindow):
        made.window.close()
    made.end()


def enter(stage: Stage, program: Program, hand: Hand, name: str) -> MainWindow:
    """From the list of names to her window."""
    gate = program.window
    assert isinstance(gate, Gate)
    names = gate.sign_in.names
    row = next(at for at in range(names.count()) if names.item(at).text() == name)
    hand.click(names.viewport(), names.visualItemRect(names.item(row)).center())
    type_keys(gate.sign_in.pin, PIN)
    press(gate.sign_in.pin, Qt.Key.Key_Return)
    stage.settle(lambda: isinstance(program.window, MainWindow) and program.tasks.idle)
    window = program.window
    assert isinstance(window, MainWindow)
    return window


def test_ready_to_type_with_two_clicks_and_a_pin(stage: Stage, program: Program) -> None:
    """The lid is open; her name, her PIN, a new plan: the caret stands in its first field."""
    hand = Hand()
    window = enter(stage, program, hand, "李秀兰")
    today = window.page("today")
    assert isinstance(today, TodayPage)

    hand.click(today.write)
    stage.settle(lambda: program.tasks.idle and window._at.startswith("record:"))
    page = window.page(window._at)
    assert isinstance(page, FormPage)
    stage.settle(lambda: page.form is not None and page.form.whole and window.focusWidget() is not None)
    commit(window.focusWidget() or window, "秋天的雨")
    assert page.save_now()

    assert hand.clicks == 2
    assert program.tasks.do(lambda: window.desk.workspace.view(page.record)).title == "秋天的雨"


def test_another_person_with_two_clicks_and_her_pin_and_nothing_of_the_first_is_open(
    stage: Stage, program: Program
) -> None:
    first = enter(stage, program, Hand(), "李秀兰")
    hand = Hand()

    hand.click(first.rail.me)
    menu = first.rail.menu
    (other,) = [action for action in menu.actions() if action.text() == "周敏"]
    hand.click(menu, menu.actionGeometry(other).center())
    stage.settle(lambda: isinstance(program.window, Gate) and program.tasks.idle)
    gate = program.window
    assert isinstance(gate, Gate)
    assert gate.sign_in.pin.hasFocus() or gate.focusWidget() is gate.sign_in.pin
    assert gate.sign_in.names.currentItem().text() == "周敏"
    type_keys(gate.sign_in.pin, PIN)
    press(gate.sign_in.pin, Qt.Key.Key_Return)
    stage.settle(lambda: isinstance(program.window, MainWindow) and program.tasks.idle)

    assert hand.clicks == 2
    window = program.window
    assert isinstance(window, MainWindow)
    assert window.desk.workspace.me.name == "周敏"
