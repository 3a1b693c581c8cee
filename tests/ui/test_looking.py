"""The checks of the walks find what they are meant to find: each is shown a window in which something is wrong."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QTableView,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.ui.lists.model import Column, RecordTable
from app.ui.widgets.buttons import button, tiny
from app.ui.widgets.labels import OneLine, label
from tests.helpers import looking
from tests.helpers.windows import Stage


class Clicked(QFrame):
    """Does something for a mouse alone."""

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        self.hide()


Clicked.__module__ = "app.planted"  # the checks ask classes of ours only


@pytest.fixture
def window(stage: Stage, qtbot: QtBot) -> QWidget:
    """A window in which everything is right."""
    made = QWidget()
    made.setObjectName("window")
    made.setWindowTitle("今天")
    column = QVBoxLayout(made)
    column.addWidget(label("李秀兰", "head"))
    column.addWidget(button("写教案", role="primary"))
    name = QLineEdit()
    name.setAccessibleName("姓名")
    column.addWidget(name)
    made.resize(600, 400)
    stage.show(made)
    made.activateWindow()
    QApplication.processEvents()
    return made


def checked(window: QWidget) -> dict[str, list[str]]:
    """Everything that is found."""
    reached = looking.stops(window)
    return {
        "nameless": looking.nameless(window),
        "unreachable": looking.unreachable(looking.controls(window), reached),
        "unseen": looking.unseen_focus(reached, set()),
        "cut": looking.cut_off(window, {"一句我们自己的话，比这一行长得多"}),
        "strange": looking.untranslated(window, "zh", "Margaret", {"PIN"}),
        "faint": looking.faint(window),
    }


def add(window: QWidget, *planted: QWidget) -> None:
    """Put something into the window."""
    column = window.layout()
    assert isinstance(column, QVBoxLayout)
    for one in planted:
        column.addWidget(one)
    QApplication.processEvents()


def test_nothing_is_found_where_nothing_is_wrong(window: QWidget) -> None:
    """Neither by ear, nor by Tab, nor by eye."""
    assert {what: found for what, found in checked(window).items() if found} == {}


def nameless() -> QWidget:
    return QLineEdit()


def by_mouse() -> QWidget:
    made = Clicked()
    made.setMinimumHeight(30)
    return made


def without_frame() -> QWidget:
    made = QPlainTextEdit()
    made.setAccessibleName("x")
    made.setStyleSheet("border: none; background: white")
    return made


def narrow() -> QWidget:
    made = label("这一行字没有地方站")
    made.setFixedWidth(30)
    return made


def low() -> QWidget:
    made = label("这一段话要占好几行，可是它只有一行那么高的地方。" * 4, wrap=True)
    made.setFixedSize(200, 20)
    return made


def ours() -> QWidget:
    made = OneLine("一句我们自己的话，比这一行长得多")
    made.setMaximumWidth(80)
    return made


def squeezed() -> QWidget:
    made = button("一个放不下的按钮")
    made.setFixedWidth(40)
    return made


def hint() -> QWidget:
    made = QLineEdit()
    made.setAccessibleName("x")
    made.setPlaceholderText("这里要写的东西说起来很长很长")
    made.setFixedWidth(60)
    return made


def head() -> QWidget:
    made = QTableView()
    made.setAccessibleName("x")
    made.setModel(RecordTable([Column("一个很长的列名", lambda row: row.title, "title", 20)]))
    made.model().setParent(made)
    made.setColumnWidth(0, 20)
    return made


def beyond() -> QWidget:
    area, holder = QScrollArea(), QWidget()
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setAccessibleName("x")
    inner = label("在外面")
    inner.setParent(holder)
    inner.move(650, 0)
    holder.resize(700, 40)
    area.setWidget(holder)
    return area


def english() -> QWidget:
    return label("Not translated")


def tip() -> QWidget:
    return tiny("close", "Close", lambda: None)


def pale() -> QWidget:
    made = QLabel("看不清楚的字")
    made.setStyleSheet("color: #cccccc; background: white")
    return made


@pytest.mark.parametrize(
    ("plant", "what"),
    [
        (nameless, "nameless"),
        (by_mouse, "unreachable"),
        (without_frame, "unseen"),
        (narrow, "cut"),
        (low, "cut"),
        (ours, "cut"),
        (squeezed, "cut"),
        (hint, "cut"),
        (head, "cut"),
        (beyond, "cut"),
        (english, "strange"),
        (tip, "strange"),
        (pale, "faint"),
    ],
)
def test_what_is_wrong_is_found(window: QWidget, plant: Callable[[], QWidget], what: str) -> None:
    """Each fault by the check that is there for it."""
    add(window, plant())

    assert checked(window)[what]


def test_what_somebody_typed_and_known_names_are_not_strange(window: QWidget) -> None:
    """Neither are tickets and cards."""
    add(window, label("Margaret"), label("PIN"), label("TX1-D0974SBC-C5WJWSBR"), label("这台电脑：3dd7ccaf"))

    assert checked(window)["strange"] == []


def test_what_is_disabled_may_be_faint(window: QWidget) -> None:
    """As WCAG has it."""
    planted = pale()
    planted.setEnabled(False)
    add(window, planted)

    assert checked(window)["faint"] == []


def test_a_field_that_keeps_tab_to_itself_is_found(window: QWidget) -> None:
    """A person without a mouse would not come out of it again."""
    trap = QPlainTextEdit()
    trap.setAccessibleName("x")
    trap.setTabChangesFocus(False)
    add(window, trap, button("dahinter"))

    assert any("dahinter" in found for found in checked(window)["unreachable"])
