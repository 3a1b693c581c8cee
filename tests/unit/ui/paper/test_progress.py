"""Progress that is shown when something takes long."""

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.paper.progress import Under
from tests.helpers.windows import click


def test_what_is_soon_done_is_never_shown(qtbot: QtBot, qapp: QApplication) -> None:
    under = Under("停下", lambda: None)
    under.show_progress("正在排版：0 / 3", 0, 3)
    assert under.isHidden()
    under.end()
    assert not under._wait.isActive()


def test_what_takes_longer_is_shown_with_a_way_to_stop_it(qtbot: QtBot, qapp: QApplication) -> None:
    stopped: list[bool] = []
    under = Under("停下", lambda: stopped.append(True))
    qtbot.addWidget(under)
    under.show_progress("正在排版：1 / 3", 1, 3)
    qtbot.waitUntil(under.isVisible)
    under.show_progress("正在排版：2 / 3", 2, 3)
    assert (under.bar.value(), under.bar.maximum()) == (2, 3)
    assert under.bar.accessibleName() == "正在排版：2 / 3"
    click(under.stop)
    assert stopped == [True]
