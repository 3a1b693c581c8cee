"""The pieces of the steps before the main window."""

from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from app.ui.start.parts import CurrentStack, foot, pin_box, titled
from tests.helpers.windows import Stage


def test_a_pin_is_not_shown(stage: Stage) -> None:
    box = stage.show(pin_box(stage.texts, "start.pin"))
    box.setText("2580")

    assert box.echoMode() is QLineEdit.EchoMode.Password
    assert "2580" not in box.displayText()


def test_a_title_is_read_out_with_its_field(stage: Stage) -> None:
    box = QLineEdit()
    stage.show(titled("姓名", box))

    assert box.accessibleName() == "姓名"
    assert foot(QPushButton("a"), QPushButton("b")).count() == 3


def test_a_stack_needs_the_room_of_the_step_that_is_shown(stage: Stage) -> None:
    """And not that of the tallest."""
    stack = stage.show(CurrentStack())
    for height in (100, 700):
        step = QWidget()
        step.setMinimumHeight(height)
        stack.addWidget(titled("姓名", step))

    low = stack.minimumSizeHint().height()
    stack.setCurrentIndex(1)
    assert low < 200
    assert stack.minimumSizeHint().height() > 700
