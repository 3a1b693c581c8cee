"""What every input has in common."""

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from app.records.fields import Choice, Line
from app.records.label import Label
from app.ui.forms.choosing import ChoiceInput
from tests.helpers.inputs import Tried
from tests.helpers.windows import Stage

LABEL = Label("栏", "Field")


def test_a_turning_wheel_changes_no_choice(stage: Stage) -> None:
    """She meant to scroll the form."""
    tried = Tried(stage, Choice("s", "s", LABEL, terms="subjects"))
    assert isinstance(tried.input, ChoiceInput)
    turn = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(tried.input.combo, turn)

    assert tried.edits == []
    assert tried.input.combo.currentIndex() == -1


def test_troubles_name_what_they_are_about(stage: Stage) -> None:
    """The sentence needs the limit and the length."""
    tried = Tried(stage, Line("t", "t", LABEL))
    tried.input.too_long(600)
    tried.input.bad_value()
    codes = [(error.code, error.fields) for error in tried.refusals if error]

    assert codes == [
        ("record.text_too_long", {"length": 600, "limit": 500}),
        ("record.bad_value", {"field": "t"}),
    ]
    assert len(tried.input.stops()) == 1
