"""Buttons have words, or a name for those who hear the screen."""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics
from pytestqt.qtbot import QtBot

from app.ui.widgets.buttons import button, tiny, wordless
from tests.helpers.windows import Stage, press


def test_a_button_does_what_it_says(qtbot: QtBot) -> None:
    """By click; its icon stands beside its words."""
    done: list[int] = []
    made = button("保存", lambda: done.append(1), role="primary", icon="save", tip="存好")
    qtbot.addWidget(made)
    made.click()

    assert done == [1]
    assert made.text() == "保存"
    assert not made.icon().isNull()
    assert not made.autoDefault()


def test_a_button_without_words_has_a_name(qtbot: QtBot) -> None:
    """And can be reached by Tab."""
    for make in (tiny, wordless):
        done: list[int] = []
        made = make("close", "关闭", partial(done.append, 1))
        qtbot.addWidget(made)
        made.click()

        assert (made.accessibleName(), made.toolTip(), done) == ("关闭", "关闭", [1])
        assert made.focusPolicy().value & 1


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_presses_a_button_as_the_space_bar_does(qtbot: QtBot, key: Qt.Key) -> None:
    """Whoever has come to a button by Tab presses either."""
    done: list[str] = []
    for made in (button("保存", lambda: done.append("words")), tiny("close", "关闭", lambda: done.append("icon"))):
        qtbot.addWidget(made)
        press(made, key)

    assert done == ["words", "icon"]


def test_a_chosen_chip_has_room_for_its_bold_words(stage: Stage) -> None:
    """Its words are cut at neither end when somebody chooses it."""
    chip = button("Classroom quality", role="chip")
    chip.setCheckable(True)
    plain = button("Classroom quality", role="chip")
    for one in (chip, plain):
        stage.show(one)
    bold = QFont(plain.font())
    bold.setWeight(QFont.Weight.DemiBold)
    wider = QFontMetrics(bold).horizontalAdvance(chip.text()) - plain.fontMetrics().horizontalAdvance(chip.text())

    assert wider > 0
    assert chip.sizeHint().width() >= plain.sizeHint().width() + wider
