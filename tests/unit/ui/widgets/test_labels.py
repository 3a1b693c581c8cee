"""Words on the screen are plain text, and a line that does not fit says so."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.ui.widgets.labels import OneLine, label


def test_what_somebody_typed_is_never_markup(qtbot: QtBot) -> None:
    """A name may hold anything."""
    made = label("<b>王</b>", "strong")
    qtbot.addWidget(made)

    assert made.textFormat() == Qt.TextFormat.PlainText
    assert made.text() == "<b>王</b>"
    assert made.property("role") == "strong"


def test_a_long_line_keeps_its_whole_in_the_tip(qtbot: QtBot) -> None:
    """And takes no more room than it is given."""
    line = OneLine("很长的标题" * 20 + "\n第二行")
    qtbot.addWidget(line)
    line.resize(120, 24)
    line.show()
    line.grab()
    tip = line.toolTip()
    line.resize(3_000, 24)
    line.grab()

    assert tip == line.text()
    assert "\n" not in line.text()
    assert line.toolTip() == ""
    assert line.minimumSizeHint().width() < 40


def test_wrapped_words_ask_for_little_width(qtbot: QtBot) -> None:
    """Or one long name would push a button out of the window."""
    wrapped = label("很长的一句话。" * 10, wrap=True)
    qtbot.addWidget(wrapped)

    assert wrapped.minimumSizeHint().width() <= 60
    assert wrapped.heightForWidth(120) > wrapped.heightForWidth(600)
