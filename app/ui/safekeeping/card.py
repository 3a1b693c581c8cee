"""The card that a section of the safekeeping page stands on."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from app.ui.theme.icons import picture
from app.ui.widgets.labels import label


class SectionCard(QFrame):
    """A titled card; ``body`` takes what the section shows."""

    def __init__(self, title: str, drawing: str) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setAccessibleName(title)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(picture(drawing, "accent"))
        head.addWidget(label(title, "head"))
        head.addStretch(1)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(16, 12, 16, 14)
        self.body.setSpacing(8)
        self.body.addLayout(head)
