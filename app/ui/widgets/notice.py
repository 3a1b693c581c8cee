"""A calm box beside the place that it concerns: what happened, what is safe, what to do next."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.text import Sentence
from app.ui.theme.icons import show_picture
from app.ui.widgets.buttons import tiny
from app.ui.widgets.labels import label

_LOOKS = {
    "trouble": ("warning", "danger"),
    "note": ("info", "note_ink"),
    "good": ("done", "accent_deep"),
}


class Notice(QFrame):
    """Hidden until there is something to say. Screen readers hear it by its accessible name."""

    cleared = Signal()

    def __init__(self, parent: QWidget | None = None, dismiss: str = "") -> None:
        """``dismiss`` names the button that closes the box; without it the box has none."""
        super().__init__(parent)
        self._picture = QLabel()
        self._what = label("", "strong", wrap=True)
        self._rest = label("", "", wrap=True)
        self._what.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._what)
        words.addWidget(self._rest)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 8, 10, 8)
        row.setSpacing(9)
        row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        if dismiss:
            row.addWidget(tiny("close", dismiss, self.clear), 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def explain(self, sentence: Sentence, look: str = "trouble") -> None:
        """Show the three parts of a failure."""
        self.say(sentence.what, sentence.safe + ("" if sentence.safe[-1:] in "。！？" else " ") + sentence.next, look)

    def say(self, what: str, rest: str = "", look: str = "note") -> None:
        """Show one or two sentences of our own."""
        drawing, role = _LOOKS[look]
        self.setProperty("role", look)
        self.style().unpolish(self)
        self.style().polish(self)
        show_picture(self._picture, drawing, role)
        self._what.setText(what)
        self._rest.setText(rest)
        self._rest.setVisible(bool(rest))
        self.setAccessibleName(f"{what} {rest}".strip())
        self.show()

    def clear(self) -> None:
        """Say nothing more."""
        self._what.clear()
        self.hide()
        self.cleared.emit()

    @property
    def text(self) -> str:
        """What is being said; empty when hidden."""
        return "" if self.isHidden() else self.accessibleName()
