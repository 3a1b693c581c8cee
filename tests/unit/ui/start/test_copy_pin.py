"""The PIN of a copy is asked for in our own words, and Enter and Esc do what they do everywhere."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from app.ui.start.copy_pin import CopyPinDialog
from tests.helpers.windows import Stage


def asked(stage: Stage) -> tuple[CopyPinDialog, list[str]]:
    dialog = stage.show(CopyPinDialog(stage.show(QWidget()), stage.texts))
    given: list[str] = []
    dialog.given.connect(given.append)
    return dialog, given


def test_enter_gives_what_was_typed_and_forgets_it(stage: Stage) -> None:
    dialog, given = asked(stage)
    QTest.keyClicks(dialog.pin, "2580")
    QTest.keyClick(dialog.pin, Qt.Key.Key_Return)

    assert given == ["2580"]
    assert dialog.pin.text() == ""
    assert dialog.pin.echoMode() == QLineEdit.EchoMode.Password
    assert not dialog.isVisible()


def test_escape_gives_nothing(stage: Stage) -> None:
    dialog, given = asked(stage)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)

    assert given == []
    assert not dialog.isVisible()
