"""What the steps before the main window are made of."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from app.text import Texts
from app.ui.theme.scale import hold
from app.ui.widgets.labels import label


def pin_box(texts: Texts, name: str) -> QLineEdit:
    """A field that shows no character of what is typed; ``name`` is the key of its title."""
    box = QLineEdit()
    box.setEchoMode(QLineEdit.EchoMode.Password)
    box.setAccessibleName(texts.say(name))
    box.setMaxLength(200)
    return box


def titled(title: str, box: QWidget, width: int = 360) -> QWidget:
    """A field under its title."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    name = label(title, "field", wrap=True)
    name.setBuddy(box)
    box.setAccessibleName(title)
    hold(box, most_width=width)
    column.addWidget(name)
    column.addWidget(box)
    return holder


def foot(left: QWidget, right: QWidget) -> QHBoxLayout:
    """The two buttons at a step's foot: back, and on."""
    row = QHBoxLayout()
    row.addWidget(left)
    row.addStretch(1)
    row.addWidget(right)
    return row


class CurrentStack(QStackedWidget):
    """Steps of which one is shown; it asks for that one's room alone, so that a window need not hold the tallest."""

    def __init__(self) -> None:
        super().__init__()
        self.currentChanged.connect(lambda _index: self.updateGeometry())

    def minimumSizeHint(self) -> QSize:
        """What the step that is shown needs at this width: wrapped words ask for more until they know theirs."""
        step: QWidget | None = self.currentWidget()
        if step is None:
            return super().minimumSizeHint()
        least, layout = step.minimumSizeHint(), step.layout()
        if layout is not None and layout.hasHeightForWidth():
            least.setHeight(layout.totalMinimumHeightForWidth(self.width()))
        return least
