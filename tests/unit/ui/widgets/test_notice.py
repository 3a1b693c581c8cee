"""A calm box that is there only when there is something to say."""

from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from app.text import Sentence
from app.ui.widgets.notice import Notice
from tests.helpers.windows import parts


def test_three_parts_are_shown_and_read_aloud(qtbot: QtBot) -> None:
    """English sentences are set apart by a space, Chinese ones are not."""
    notice = Notice()
    qtbot.addWidget(notice)
    notice.explain(Sentence("Lost.", "Safe.", "Try again."))
    english = notice.text
    notice.explain(Sentence("断了。", "都在。", "再试。"))

    assert english == "Lost. Safe. Try again."
    assert notice.text == "断了。 都在。再试。"
    assert notice.property("role") == "trouble"


def test_it_can_be_closed(qtbot: QtBot) -> None:
    """Where a page gave it a button."""
    notice = Notice(dismiss="关掉")
    qtbot.addWidget(notice)
    notice.say("做好了。", look="good")
    (close,) = parts(notice, QToolButton)
    close.click()

    assert notice.isHidden()
    assert notice.text == ""
