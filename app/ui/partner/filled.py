"""A titled card whose inside is drawn anew, while its head stays."""

from PySide6.QtWidgets import QVBoxLayout

from app.ui.safekeeping.card import SectionCard


class Filled:
    """``card`` stands on the page; ``body`` may be emptied and filled."""

    def __init__(self, title: str, drawing: str) -> None:
        self.card = SectionCard(title, drawing)
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        self.card.body.addLayout(self.body)
