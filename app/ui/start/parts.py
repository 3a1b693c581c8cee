"""What the steps before the main window are made of."""

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.text import Texts
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
    name = label(title, "field")
    name.setBuddy(box)
    box.setAccessibleName(title)
    box.setMaximumWidth(width)
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
