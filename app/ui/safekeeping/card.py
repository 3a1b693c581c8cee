"""The card that a section of the safekeeping page stands on."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from app.ui.theme.colours import COLOURS
from app.ui.theme.icons import pixmap
from app.ui.widgets.labels import label


class SectionCard(QFrame):
    """A titled card; ``body`` takes what the section shows."""

    def __init__(self, title: str, picture: str) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setAccessibleName(title)
        head = QHBoxLayout()
        head.setSpacing(8)
        sign = QLabel()
        sign.setPixmap(pixmap(picture, COLOURS.accent, 18, self.devicePixelRatioF()))
        head.addWidget(sign)
        head.addWidget(label(title, "head"))
        head.addStretch(1)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(16, 12, 16, 14)
        self.body.setSpacing(8)
        self.body.addLayout(head)
