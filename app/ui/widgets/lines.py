"""One line of a card that can be opened: a picture, a title, a small line beneath, a chip at the end."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout

from app.ui.theme.icons import picture
from app.ui.theme.scale import hold, px
from app.ui.widgets.labels import OneLine, label

_HEIGHT = 48


class Line(QPushButton):
    """A line to click, or to reach by Tab and open by the space bar or Enter."""

    def __init__(
        self,
        title: str,
        below: str,
        on_open: Callable[[], object],
        *,
        icon: str = "document",
        chip: str = "",
        chip_role: str = "chip",
        strong: bool = False,
    ) -> None:
        super().__init__()
        self.setProperty("role", "line")
        self.setAutoDefault(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        hold(self, height=_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(" · ".join(part for part in (title, below, chip) if part))
        words = QVBoxLayout()
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(0)
        words.addWidget(OneLine(title, "strong" if strong else ""))
        words.addWidget(OneLine(below, "small"))
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 3, 8, 3)
        row.setSpacing(10)
        row.addWidget(picture(icon, "accent" if strong else "quiet"))
        row.addLayout(words, 1)
        if chip:
            row.addWidget(label(chip, chip_role), 0, Qt.AlignmentFlag.AlignVCenter)
        still: QLabel
        for still in self.findChildren(QLabel):
            still.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.clicked.connect(lambda _checked=False: on_open())

    def sizeHint(self) -> QSize:
        """Any width; one height."""
        return QSize(160, px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, px(_HEIGHT))
