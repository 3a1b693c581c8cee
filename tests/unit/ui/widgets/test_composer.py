"""Enter sends, Shift+Enter goes on; while an input method composes both are its own."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.ui.widgets.composer import Composer
from tests.helpers.windows import commit, compose, press


def test_sending(qtbot: QtBot) -> None:
    """Nothing is sent that is empty, and nothing is emptied before it is kept."""
    box, sent, given_up = Composer("写点评", 1_000), list[str](), list[int]()
    qtbot.addWidget(box)
    box.sent.connect(sent.append)
    box.given_up.connect(lambda: given_up.append(1))
    press(box, Qt.Key.Key_Return)
    commit(box, "好")
    press(box, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    commit(box, "很好")
    compose(box, "hen")
    press(box, Qt.Key.Key_Return)
    composing = list(sent)
    compose(box, "")
    press(box, Qt.Key.Key_Return)
    press(box, Qt.Key.Key_Escape)

    assert composing == []
    assert sent == ["好\n很好"]
    assert box.text == "好\n很好"
    assert given_up == [1]
